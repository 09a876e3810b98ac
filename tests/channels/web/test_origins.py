"""Which sites may frame a page or read an answer: the exact origins of an organisation, for the widget alone."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from bot.knowledge.embedding import Embedding, Organisation
from tests.channels.web.test_security import every_route, policy

Serve = Callable[..., httpx.Client]
HARBOR, DOCK = "https://harbor.example.org", "https://dock.example.org"
KNOWN = Embedding({
    "harbor": Organisation(name="Harbor House", origins=(HARBOR,), exit="https://news.example.org/"),
    "dock": Organisation(name="Dock Aid", origins=(DOCK,)),
})  # fmt: skip
STRANGERS = ["https://evil.example", "null", f"{HARBOR}.evil.example", "http://harbor.example.org", f"{HARBOR}:444", ""]
ASKED_FIRST = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}


@pytest.fixture
def client(serve: Serve) -> httpx.Client:
    return serve(embedding=KNOWN)


def test_an_organisation_s_page_may_call_the_api_and_load_the_widget(client: httpx.Client) -> None:
    asked = client.options("/api/messages", headers={"Origin": HARBOR, **ASKED_FIRST})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == HARBOR
    assert {"authorization", "content-type"} <= set(asked.headers["access-control-allow-headers"].split(", "))
    assert all(method in asked.headers["access-control-allow-methods"] for method in ("GET", "POST", "PUT", "DELETE"))
    for path in ("/widget/chat.js", "/widget/words.json", "/api/session"):
        answered = client.get(path, headers={"Origin": DOCK})
        assert answered.headers["access-control-allow-origin"] == DOCK
        assert "Origin" in answered.headers["vary"]
        assert "access-control-allow-credentials" not in answered.headers


@pytest.mark.parametrize("origin", STRANGERS)
def test_no_other_origin_is_ever_named(client: httpx.Client, origin: str) -> None:
    for method, path in [*every_route(client), ("OPTIONS", "/api/messages"), ("GET", "/widget.js")]:
        answered = client.request(method, path, headers={"Origin": origin, **ASKED_FIRST})
        assert not [name for name in answered.headers if name.startswith("access-control-")], (method, path)


def test_pages_and_counters_are_nobody_s_to_read_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/", "/chat", "/help", "/policy", "/metrics", "/healthz", "/static/exit.js"):
        assert "access-control-allow-origin" not in client.get(path, headers={"Origin": HARBOR}).headers, path


def test_the_first_page_may_be_framed_by_the_organisation_its_address_names_and_by_no_other(
    client: httpx.Client,
) -> None:
    assert policy(client.get("/?org=harbor"))["frame-ancestors"] == [HARBOR]
    assert policy(client.get("/?org=dock&lang=es"))["frame-ancestors"] == [DOCK]
    for path in ("/", "/?org=nobody", "/?org=", "/chat?org=harbor", "/help?org=harbor", "/policy?org=harbor"):
        assert policy(client.get(path))["frame-ancestors"] == ["'none'"], path


def test_words_carry_what_is_the_organisation_s_own(client: httpx.Client) -> None:
    harbor = client.get("/widget/words.json?lang=es&org=harbor").json()
    assert (harbor["operator"], harbor["exit"], harbor["lang"]) == ("Harbor House", "https://news.example.org/", "es")
    other = client.get("/widget/words.json?org=nobody").json()
    assert (other["operator"], other["exit"]) == ("", "https://www.weather.gov/")
    assert harbor["hotlines"][0]["tel"] == "911"


def test_an_organisation_s_name_is_never_markup_in_the_first_page(client: httpx.Client) -> None:
    page = client.get('/?org="><script>alert(1)</script>')
    assert "<script>alert" not in page.text
