"""Floods are turned away before any work, in words and with numbers; the ways out and the numbers never are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ipaddress import ip_network
from typing import Any

import httpx
import pytest

from bot.channels.web.rates import LIMITS, Rates
from bot.settings import SettingsError, read_settings
from tests.channels.web.scripted import Scripted

RESUME = ("/api/sessions/resume", {"code": "canary words"})


class Clock:
    now = 0.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(serve: Callable[..., httpx.Client], clock: Clock) -> Iterator[httpx.Client]:
    return serve(rates=Rates([ip_network("127.0.0.1")], lambda: "today", lambda: clock.now))


def until_refused(client: httpx.Client, path: str, body: Any = None, **more: Any) -> tuple[int, httpx.Response]:
    for count in range(2000):
        answered = client.post(path, json=body, **more)
        if answered.status_code == 429:
            return count, answered
    raise AssertionError("never refused")


def test_a_class_can_open_its_sessions_at_once_and_a_flood_is_told_to_wait(client: httpx.Client, clock: Clock) -> None:
    opened, refused = until_refused(client, "/api/sessions", {})
    assert opened == LIMITS["opening"].burst >= 100
    wait = int(refused.headers["retry-after"])
    clock.now += wait
    assert client.post("/api/sessions", json={}).status_code == 201


def test_fifty_people_behind_one_address_who_answer_every_ten_seconds_are_never_refused(clock: Clock) -> None:
    rates = Rates([], lambda: "today", lambda: clock.now)
    answer = {"type": "http", "method": "POST", "path": "/chat", "client": ("203.0.113.9", 1), "headers": []}
    for clock.now in range(0, 1200, 10):
        for _ in range(50):
            rates.refuse_flood(answer)
            rates.refuse_flood({**answer, "method": "GET"})


def test_guessing_at_codes_is_held_tight_and_both_ways_of_it_share_one_limit(client: httpx.Client) -> None:
    taken, _ = until_refused(client, *RESUME)
    assert taken == LIMITS["guessing"].burst <= 20
    assert client.post("/chat/resume", data={"code": "x"}).status_code == 429
    assert client.post("/api/sessions", json={}).status_code == 201


def test_refused_without_a_look_at_body_session_or_database(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str]
) -> None:
    until_refused(client, "/api/messages", {})
    talks.breaks = AssertionError("asked")
    for sent in (
        {"content": b"x" * 20_000},
        {"content": b"{"},
        {"json": {"id": "m1", "text": "hi"}, "headers": bearer},
    ):
        assert client.post("/api/messages", **sent).status_code == 429


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Please wait a moment. Your last step"), ("es", "Espere un momento")]
)
def test_a_program_is_told_in_the_persons_language_with_numbers_to_show(
    client: httpx.Client, lang: str, told: str
) -> None:
    _, refused = until_refused(client, *RESUME, headers={"Accept-Language": lang})
    assert refused.headers["content-type"] == "application/problem+json"
    assert {"title", "status", "detail", "reference", "messages"} == set(refused.json())
    notice, *numbers = refused.json()["messages"]
    assert notice["text"].startswith(told) and [number["kind"] for number in numbers] == ["contact", "contact"]
    assert "canary" not in refused.text


def test_a_page_says_it_in_both_languages_with_numbers(client: httpx.Client) -> None:
    until_refused(client, "/api/messages", {})
    refused = client.get("/chat")
    assert (refused.status_code, refused.headers["content-type"]) == (429, "text/html; charset=utf-8")
    assert "nothing was changed" in refused.text and "no se cambió nada" in refused.text
    assert refused.text.count('href="tel:+18007997233"') == 2


def test_numbers_the_way_out_deleting_and_watching_are_never_limited(
    client: httpx.Client, bearer: dict[str, str]
) -> None:
    for path in ("/api/messages", "/api/sessions", "/api/sessions/resume"):
        until_refused(client, path, {})
    never = [("GET", path) for path in ("/", "/help", "/policy", "/healthz", "/readyz", "/metrics", "/static/exit.js")]
    for method, path in [*never, ("GET", "/chat/delete"), ("POST", "/chat/delete")] * 3:
        assert client.request(method, path).status_code in (200, 303), path
    assert client.delete("/api/session", headers=bearer).status_code == 204


def test_each_who_comes_through_a_trusted_proxy_counts_alone(client: httpx.Client) -> None:
    until_refused(client, *RESUME, headers={"X-Forwarded-For": "198.51.100.1"})
    for forged in ("198.51.100.1", "192.0.2.1, 198.51.100.1"):
        assert client.post(RESUME[0], json={}, headers={"X-Forwarded-For": forged}).status_code == 429
    assert client.post(RESUME[0], json={}, headers={"X-Forwarded-For": "198.51.100.2"}).status_code != 429


def test_without_a_trusted_proxy_the_header_changes_nothing(serve: Callable[..., httpx.Client], clock: Clock) -> None:
    client = serve(rates=Rates([], lambda: "today", lambda: clock.now))
    until_refused(client, *RESUME, headers={"X-Forwarded-For": "198.51.100.1"})
    assert client.post(RESUME[0], json={}, headers={"X-Forwarded-For": "198.51.100.2"}).status_code == 429


@pytest.mark.parametrize(
    ("given", "told"), [("10.0.0.1/8", "no network"), ("proxy", "no network"), ("::/0", "everybody")]
)
def test_a_proxy_that_is_none_is_refused_at_the_start(given: str, told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({"FARO_TRUSTED_PROXIES": f"127.0.0.1, {given}"})
    assert [problem for problem in refused.value.problems if given in problem and told in problem]
    settings = read_settings({"FARO_TRUSTED_PROXIES": "127.0.0.1, 2001:db8::/32"})
    assert [str(network) for network in settings.trusted_proxies] == ["127.0.0.1/32", "2001:db8::/32"]
