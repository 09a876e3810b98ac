"""The widget's own addresses: what each holds, and that every word it has is said and plain."""

from __future__ import annotations

import re

import httpx

from bot.channels.web.widget import LOADER, PARTS, SCRIPTS
from bot.channels.web.words import WidgetWords, load_page_words, load_widget_words
from bot.knowledge.models import LANGUAGES
from bot.knowledge.plain_words import load_plain_words
from bot.server import PROJECT
from tests.channels.web.scripted import Scripted
from tests.channels.web.test_words import TELLING

WORDS = load_widget_words(PROJECT)


def test_every_script_is_sent_once_and_none_is_left_out(client: httpx.Client) -> None:
    assert {path.name for path in SCRIPTS.glob("*.js")} == {LOADER, *PARTS}
    sent = client.get("/widget/chat.js").text
    assert all((SCRIPTS / part).read_text() in sent for part in PARTS)
    for path, kind in (
        ("/widget.js", "text/javascript"),
        ("/widget/chat.js", "text/javascript"),
        ("/widget/style.css", "text/css"),
    ):
        assert client.get(path).headers["content-type"].startswith(kind)


def test_scripts_and_style_travel_compressed_where_that_is_understood(client: httpx.Client) -> None:
    for path in ("/widget.js", "/widget/chat.js", "/widget/style.css"):
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        small = client.get(path, headers={"Accept-Encoding": "gzip, br"})
        assert (small.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
        assert small.text == plain.text
        assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 2


def test_the_loader_brings_the_way_out_and_numbers_to_call_in_both_languages(client: httpx.Client) -> None:
    loader = client.get("/widget.js").text
    assert "__SHELL__" not in loader
    for said in ("https://www.weather.gov/", "Exit now", "Salir ya", "1-800-799-7233", "Hurt at home"):
        assert said in loader


def test_every_word_of_the_widget_is_plain_and_gives_the_same_blanks_in_both_languages() -> None:
    plain = load_plain_words(PROJECT)
    for key in WidgetWords.model_fields:
        texts = [WORDS.in_(lang)[key] for lang in LANGUAGES]
        assert [plain.faults(text, lang) for text, lang in zip(texts, LANGUAGES, strict=True)] == [[], []], key
        assert len({tuple(sorted(re.findall(r"\{(\w+)\}", text))) for text in texts}) == 1, key


def test_every_word_is_used() -> None:
    scripts = "".join(path.read_text() for path in SCRIPTS.glob("*.js"))
    assert [key for key in WidgetWords.model_fields if not re.search(rf"\b{key}\b", scripts)] == []


def test_what_stands_over_a_closed_page_tells_nobody_what_it_is_about() -> None:
    for lang in LANGUAGES:
        said = WORDS.in_(lang)
        assert not TELLING.search(" ".join(said[key] for key in ("open", "go_on", "leave", "title", "paper_title")))


def test_the_way_out_has_one_name_in_the_widget_in_the_pages_and_in_what_is_said_of_it() -> None:
    for lang in LANGUAGES:
        leave = WORDS.leave.in_(lang)
        assert leave == load_page_words(PROJECT).leave.in_(lang)
        assert f"“{leave}”" in WORDS.safer_exit.in_(lang)


def test_a_question_says_how_it_is_answered(client: httpx.Client) -> None:
    opened = client.post("/api/sessions", json={"lang": "en"}).json()
    controls = ["not_sure", "prefer_not", "why", "who_sees", "back", "pause"]
    assert opened["input"] == {"kind": "yes_no", "low": 0, "high": 120, "unit": None, "controls": controls}
    assert (opened["lang"], opened["ended"]) == ("en", False)


def test_all_answers_come_in_words_with_what_may_stand_in_their_place(
    client: httpx.Client, bearer: dict[str, str]
) -> None:
    client.post("/api/messages", json={"id": "m1", "choice": "no"}, headers=bearer)
    review = client.get("/api/session/answers", headers=bearer).json()
    (answer,) = review["answers"]
    assert (answer["key"], answer["question"], answer["answer"], answer["value"]) == (
        "danger_now", "Are you in danger right now?", "No", "no",
    )  # fmt: skip
    assert [choice["value"] for choice in answer["choices"]] == ["yes", "no", "not_sure", "prefer_not"]
    assert answer["input"]["controls"] == ["not_sure", "prefer_not"]
    assert client.get("/api/session/answers").status_code == 401


def test_a_page_being_left_ends_its_session_by_the_token_alone(client: httpx.Client, talks: Scripted) -> None:
    token = client.post("/api/sessions", json={}).json()["token"]
    assert len(talks.sessions) == 1
    for content in (b"", b"unknown", b"\xff\xfe", b"x" * 300, token.encode()):
        ended = client.post("/api/session/end", content=content, headers={"Origin": "https://harbor.example.org"})
        assert (ended.status_code, ended.content) == (204, b"")
    assert talks.sessions == {}
