from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tests.channels.web.scripted import Scripted

Serve = Callable[..., httpx.Client]
NOT_ALLOWED = ("unsafe-inline", "unsafe-eval", "*", "https:", "http:", "data:")


def every_route(client: httpx.Client) -> list[tuple[str, str]]:
    """Method and path of all there is, from the application itself, with addresses that are no route at the end."""
    app = client._transport.app  # type: ignore[attr-defined]
    pages = [
        (method, route.path) for route in app.routes if getattr(route, "methods", None) for method in route.methods
    ]
    api = [(method.upper(), path) for path, item in app.openapi()["paths"].items() for method in item]
    return [*pages, *api, ("GET", "/static/faro.css"), ("GET", "/static/icon.svg"), ("GET", "/nothing"), ("POST", "/")]


def policy(response: httpx.Response) -> dict[str, list[str]]:
    rules = (rule.split() for rule in response.headers["content-security-policy"].split(";"))
    return {name: values for name, *values in rules}


def assert_guarded(response: httpx.Response) -> None:
    said = response.headers
    assert all(
        len(said.get_list(name)) == 1 for name in ("content-security-policy", "cache-control", "referrer-policy")
    )
    rules = policy(response)
    assert not [value for values in rules.values() for value in values if value in NOT_ALLOWED]
    assert rules["default-src"] == rules["base-uri"] == rules["object-src"] == rules["frame-ancestors"] == ["'none'"]
    assert all(
        rules[name] == ["'self'"] for name in ("script-src", "style-src", "connect-src", "img-src", "form-action")
    )
    assert said["referrer-policy"] == "no-referrer"
    assert said["cache-control"] == "no-store"
    assert said["x-content-type-options"] == "nosniff"
    assert "noindex" in said["x-robots-tag"]
    assert all(f"{power}=()" in said["permissions-policy"] for power in ("camera", "geolocation", "microphone"))
    assert "server" not in said


def test_every_route_sends_every_header_whatever_it_answers(client: httpx.Client) -> None:
    routes = every_route(client)
    assert {("POST", "/api/messages"), ("GET", "/chat"), ("POST", "/chat/delete")} <= set(routes)
    for method, path in routes:
        assert_guarded(client.request(method, path))


def test_an_unexpected_error_and_a_body_too_large_are_guarded_too(client: httpx.Client, talks: Scripted) -> None:
    talks.breaks = RuntimeError("secret")
    for content in (b"{}", b"x" * 20_000):
        response = client.post("/api/sessions", content=content, headers={"Content-Type": "application/json"})
        assert response.status_code in (413, 500)
        assert_guarded(response)


@pytest.mark.parametrize(("public_url", "sent"), [("https://faro.test", True), ("http://faro.test", False)])
def test_only_an_https_address_promises_to_stay_https(serve: Serve, public_url: str, sent: bool) -> None:
    promised = serve(public_url=public_url).get("/help").headers.get("strict-transport-security", "")
    assert ("max-age=31536000; includeSubDomains" in promised) == sent


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://faro.test.evil.example"},
    {"Origin": "http://faro.test:81"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "null"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
]
OURS = [
    {},
    {"Origin": "http://faro.test"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Sec-Fetch-Site": "none"},
]


def form_routes(client: httpx.Client) -> list[str]:
    return [path for method, path in every_route(client) if method == "POST" and path.startswith("/chat")]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_from_another_site_is_refused_on_every_form_route(
    client: httpx.Client, talks: Scripted, headers: dict[str, str]
) -> None:
    client.post("/chat/start", data={"lang": "en"})
    assert len(form_routes(client)) == 5
    for path in form_routes(client):
        refused = client.post(path, data={"id": "12345678", "choice": "no", "question": "danger_now"}, headers=headers)
        assert refused.status_code == 403
    assert (len(talks.sessions), talks.turns) == (1, [])


@pytest.mark.parametrize("headers", OURS)
def test_a_form_of_our_own_is_taken_whatever_the_browser_says_of_its_origin(
    client: httpx.Client, talks: Scripted, headers: dict[str, str]
) -> None:
    assert client.post("/chat/start", data={"lang": "en"}, headers=headers).status_code == 303
    assert len(talks.sessions) == 1


def test_behind_a_proxy_the_public_address_is_ours(serve: Serve) -> None:
    client = serve(public_url="https://faro.test")
    inside = "http://127.0.0.1:8000/chat/start"
    assert client.post(inside, headers={"Origin": "https://faro.test"}).status_code == 303
    assert client.post(inside, headers={"Origin": "https://evil.example"}).status_code == 403
