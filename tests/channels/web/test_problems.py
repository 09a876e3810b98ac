from __future__ import annotations

import json

import httpx
import pytest

from bot.logs import is_listed, start
from tests.channels.web.scripted import Scripted
from tests.channels.web.test_security import every_route

TYPED = "canary-4711 he keeps my passport"
NO_ROUTE = ("/openapi.json", "/static/", "/nothing")


def test_an_unforeseen_error_gives_away_nothing_and_a_reference_found_in_the_log(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    talks.breaks = RuntimeError(f"INSERT INTO turns VALUES ({TYPED!r}) at /srv/faro/vault.py")
    failed = client.post("/api/messages", json={"id": "m1", "text": TYPED}, headers=bearer)
    log = capsys.readouterr().err
    assert (failed.status_code, failed.headers["content-type"]) == (500, "application/problem+json")
    assert set(failed.json()) == {"title", "status", "detail", "reference"}
    for secret in (TYPED, "INSERT", "/srv", "RuntimeError", "Traceback", ".py"):
        assert secret not in failed.text
    assert TYPED not in log
    line = json.loads(log)
    assert (line["event"], line["level"], line["route"]) == ("problem", "error", "/api/messages")
    assert (line["reference"], line["status"], line["error"]) == (failed.json()["reference"], 500, "RuntimeError")
    assert line["at"].startswith("scripted.py:")


def test_the_log_knows_every_address_there_is_and_none_that_somebody_made_up(
    client: httpx.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = [
        path for _, path in every_route(client) if not is_listed("route", path) and not path.startswith(NO_ROUTE)
    ]
    assert missing == []
    start("INFO", strict=True)
    client.get("/chat/canary-4711")
    client.put("/api/session/answers/canary-4711", json={})
    start("WARNING", strict=True)
    said = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["route"] for line in said if line["event"] == "problem"] == ["other", "/api/session/answers/{key}"]


def test_each_reference_is_new(client: httpx.Client) -> None:
    assert len({client.get("/nothing").json()["reference"] for _ in range(20)}) == 20


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "I cannot save"), ("es-MX,es;q=0.9,en;q=0.5", "Ahora no puedo guardar")]
)
def test_when_nothing_can_be_saved_a_client_still_gets_plain_words_and_numbers_to_show(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str], lang: str, told: str
) -> None:
    talks.down = True
    for method, path in (("POST", "/api/messages"), ("GET", "/api/session"), ("DELETE", "/api/session")):
        body = {"id": "m1", "text": "hi"} if method == "POST" else None
        failed = client.request(method, path, json=body, headers={**bearer, "Accept-Language": lang})
        assert (failed.status_code, failed.headers["retry-after"]) == (503, "10")
        assert failed.headers["content-type"] == "application/problem+json"
        notice, *contacts = failed.json()["messages"]
        assert (notice["kind"], notice["choices"]) == ("notice", [])
        assert notice["text"].startswith(told)
        assert [contact["kind"] for contact in contacts] == ["contact", "contact"]
        assert "1-800-799-7233" in contacts[1]["text"]


def test_a_page_that_cannot_save_says_so_with_numbers_in_both_languages(client: httpx.Client, talks: Scripted) -> None:
    client.post("/chat/start", data={"lang": "es"})
    talks.down = True
    sent = {"id": "12345678", "question": "danger_now", "choice": "no"}
    for failed in (client.get("/chat"), client.post("/chat", data=sent), client.post("/chat/delete", data={})):
        assert (failed.status_code, failed.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert "Nothing was saved or deleted" in failed.text
        assert "No se guardó ni se borró nada" in failed.text
        assert failed.text.count('href="tel:+18007997233"') == 2


def test_a_page_that_breaks_says_whose_fault_it_is_with_numbers(client: httpx.Client, talks: Scripted) -> None:
    client.post("/chat/start", data={"lang": "en"})
    talks.breaks = KeyError("secret")
    failed = client.get("/chat")
    assert failed.status_code == 500
    assert "This is our fault, not yours" in failed.text
    assert "secret" not in failed.text
    assert "tel:911" in failed.text


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/nothing", "text/html", "text/html; charset=utf-8"),
        ("/nothing", "*/*", "application/problem+json"),
        ("/chat/nothing", "*/*", "text/html; charset=utf-8"),
        ("/chat/nothing", "application/json", "application/problem+json"),
        ("/api/nothing", "text/html", "application/problem+json"),
    ],
)
def test_a_browser_reads_a_page_and_a_program_reads_a_problem(
    client: httpx.Client, path: str, accept: str, kind: str
) -> None:
    answered = client.get(path, headers={"Accept": accept})
    assert (answered.status_code, answered.headers["content-type"]) == (404, kind)
