from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from markupsafe import escape

from bot.knowledge.screens import PROJECT
from tests.channels.web.scripted import Scripted
from tests.channels.web.seen import Seen, answer, begin

Serve = Callable[..., httpx.Client]
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "{{7*7}}",
    "</textarea><b>",
    "javascript:alert(1)",
]


@pytest.mark.parametrize(
    ("lang", "start", "question", "left", "result"),
    [
        ("en", "Hello. I am Faro.", "How old are you?", "2 to 5 questions left", "This may fit"),
        ("es", "Hola. Soy Faro.", "¿Cuántos años tiene?", "Faltan de 2 a 5 preguntas", "Esto puede servir"),
    ],
)
def test_a_whole_conversation_needs_only_links_and_forms(
    client: httpx.Client, talks: Scripted, lang: str, start: str, question: str, left: str, result: str
) -> None:
    first = client.get(f"/chat?lang={lang}")
    assert start in first.text
    assert Seen(first).value("lang") == lang
    page = answer(client, begin(client, lang), choice="no")
    page = answer(client, page, many=["", "hurt", "papers"])
    assert question in page.text
    assert left in page.text
    page = answer(client, page, number="34")
    page = answer(client, page, choice="yes")
    assert result in page.text
    assert 'href="tel:+18883737888"' in page.text
    assert f'<html lang="{lang}">' in page.text
    (session,) = talks.sessions.values()
    assert session.answers == {
        "danger_now": "no", "trafficking_means": ["hurt", "papers"], "age": 34, "crime_reported": "yes",
    }  # fmt: skip


def test_nothing_ticked_is_none_of_these(client: httpx.Client, talks: Scripted) -> None:
    page = answer(client, begin(client), choice="no")
    seen = Seen(page)
    assert len(seen.all("input", type="checkbox", name="many")) == 5
    unticked = [box["value"] for box in seen.all("input", type="hidden", name="many")]
    answer(client, page, many=unticked)
    assert talks.turns[-1] == (None, [])


def test_an_answer_is_taken_by_redirect_so_that_reloading_sends_nothing(client: httpx.Client, talks: Scripted) -> None:
    seen = Seen(begin(client))
    form = {"id": seen.value("id"), "question": "danger_now", "choice": "no"}
    taken = client.post("/chat", data=form)
    assert (taken.status_code, taken.headers["location"]) == (303, "/chat")


def test_a_form_sent_twice_is_one_answer(client: httpx.Client, talks: Scripted) -> None:
    page = begin(client)
    first, again = answer(client, page, choice="no"), answer(client, page, choice="no")
    assert talks.turns == [(None, "no")]
    assert Seen(first).value("question") == Seen(again).value("question") == "trafficking_means"


def test_a_pick_on_a_page_left_open_never_answers_a_later_question(client: httpx.Client, talks: Scripted) -> None:
    old, page = begin(client), client.get("/chat")
    answer(client, page, choice="no")
    assert Seen(answer(client, old, choice="yes")).value("question") == "trafficking_means"
    assert len(talks.turns) == 1


def test_words_on_a_page_left_open_are_heard_all_the_same(client: httpx.Client) -> None:
    old, page = begin(client), client.get("/chat")
    answer(client, page, choice="no")
    assert "Call" in answer(client, old, words="danger").text


def test_a_pick_that_cannot_be_taken_asks_again_in_plain_words(client: httpx.Client) -> None:
    again = answer(client, begin(client), choice="nonsense")
    assert again.status_code == 422
    assert "I could not take that answer" in again.text
    assert Seen(again).value("question") == "danger_now"


def test_urgent_words_come_first_as_an_alert_and_the_question_stays(client: httpx.Client) -> None:
    page = answer(client, begin(client), words="danger")
    assert page.text.index('role="alert"') < page.text.index('href="tel:911"') < page.text.index('role="log"')
    assert Seen(page).choices()[:4] == ["resume", "pause", "yes", "no"]


def test_words_that_end_the_session_show_their_last_word_and_forget_the_cookie(client: httpx.Client) -> None:
    page = answer(client, begin(client), words="delete")
    assert "It is gone." in page.text
    assert not client.cookies
    assert not Seen(page).all("textarea")


def test_deleting_takes_two_steps_and_leaves_nothing(client: httpx.Client, talks: Scripted) -> None:
    begin(client, "es")
    asked = client.get("/chat/delete")
    assert "¿Borrar sus respuestas?" in asked.text
    assert len(talks.sessions) == 1
    deleted = client.post("/chat/delete", data={"lang": Seen(asked).value("lang")})
    assert "Sus respuestas están borradas" in deleted.text
    assert "historial vacío" in deleted.text
    assert (talks.sessions, dict(client.cookies)) == ({}, {})


def test_a_session_that_is_gone_says_so_and_offers_a_start_with_numbers(client: httpx.Client, talks: Scripted) -> None:
    for reach in (
        lambda page: client.get("/chat"),
        lambda page: client.get("/chat/delete"),
        lambda page: client.post("/chat/delete"),
        lambda page: answer(client, page, words="hello"),
        lambda page: answer(client, page, choice="no"),
    ):
        page = begin(client)
        talks.sessions.clear()
        gone = reach(page)
        assert "no longer here" in gone.text
        assert "tel:911" in gone.text
        assert not client.cookies


def test_without_a_session_every_step_leads_to_the_start(client: httpx.Client) -> None:
    for method, path in (("POST", "/chat"), ("GET", "/chat/delete")):
        sent = client.request(method, path)
        assert (sent.status_code, sent.headers["location"]) == (303, "/chat")


@pytest.mark.parametrize("public_url", ["http://faro.test", "https://faro.test"])
def test_the_cookie_ends_with_the_browser_and_only_our_own_pages_send_it(serve: Serve, public_url: str) -> None:
    client = serve(public_url=public_url)
    cookie = client.post("/chat/start", data={"lang": "en"}).headers["set-cookie"]
    name = cookie.partition("=")[0]
    said = {flag.lower() for flag in cookie.split("; ")[1:]}
    assert {"httponly", "samesite=strict"} <= said
    assert not re.search("max-age|expires|domain", cookie, re.IGNORECASE)
    if public_url.startswith("https"):
        assert (name, "secure" in said, "path=/" in said) == ("__Host-s", True, True)
    else:
        assert (name, "secure" in said, "path=/chat" in said) == ("s", False, True)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_shown_as_words_never_as_markup(client: httpx.Client, text: str) -> None:
    page = answer(client, begin(client), words=text)
    seen = Seen(page)
    assert "You wrote:" in page.text
    assert escape(text) in page.text
    assert not seen.all("img")
    assert len(seen.all("script")) == 1
    assert not [has for _, has in seen.tags if any(name.startswith("on") for name in has)]


@pytest.mark.parametrize(
    "body", [b"words=\xff\xfe&id=abcdefgh", b"\xff=%ff", b"%00=%00&id=abcdefgh&words=%00", b"&" * 900]
)
def test_a_form_nobody_can_read_changes_nothing(client: httpx.Client, body: bytes) -> None:
    begin(client)
    sent = client.post("/chat", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert sent.status_code in (303, 422)
    assert Seen(client.get("/chat")).value("question") == "danger_now"


def test_the_hotlines_stand_in_every_language_and_need_nothing(client: httpx.Client, talks: Scripted) -> None:
    talks.breaks, talks.down = RuntimeError(), True
    page = client.get("/help")
    assert page.status_code == 200
    assert "Any time, in many languages." in page.text
    assert '<section class="second" lang="es">' in page.text
    parts = len(list((PROJECT / "data" / "safety" / "texts").glob("*.yml")))
    assert page.text.count('href="tel:+18007997233"') == 2 + parts
    spanish = client.get("/help?lang=es").text
    assert '<html lang="es">' in spanish
    assert spanish.index("A toda hora") < spanish.index("Any time")


def test_saving_asks_first_and_shows_the_code_once(client: httpx.Client, talks: Scripted) -> None:
    begin(client)
    asked = client.get("/chat/save")
    assert "Save your answers?" in asked.text and talks.codes == {}
    shown = client.post("/chat/save")
    (code,) = talks.codes
    assert code in shown.text and shown.headers["cache-control"] == "no-store"
    assert code not in client.get("/chat").text + client.get("/chat/save").text


def test_a_code_opens_the_answers_in_another_browser_and_closes_them_here(
    serve: Callable[..., httpx.Client], talks: Scripted
) -> None:
    here, there = serve(), serve()
    answer(here, begin(here, "es"), choice="no")
    here.post("/chat/save")
    (code,) = talks.codes
    opened = there.post("/chat/resume", data={"lang": "es", "code": code}, follow_redirects=True)
    assert Seen(opened).value("question") == "trafficking_means"
    assert "ya no están aquí" in here.get("/chat", headers={"Accept-Language": "es"}).text


def test_a_wrong_code_is_said_plainly_and_sets_no_cookie(client: httpx.Client) -> None:
    refused = client.post("/chat/resume", data={"lang": "es", "code": "sol luna"})
    assert refused.status_code == 404
    assert "No conozco ese código" in refused.text and not client.cookies
