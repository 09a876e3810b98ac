"""Which question a typed text is: figures on lines the matcher was not tuned on, and what must match nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.catalog import Knowledge, load_knowledge
from bot.knowledge.models import LANGUAGES, Lang
from bot.wording.faq_matching import Matcher

ROOT = Path(__file__).resolve().parents[2]
ASKS_TOO = {
    "who_sees", "parole", "result", "protections", "contacts", "person", "are_you_human", "help", "out_of_scope", "why",
}  # fmt: skip
"""Intents whose examples may well be a frequent question as well."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def matcher(knowledge: Knowledge) -> Matcher:
    return Matcher(knowledge.faq)


def _lines(name: str) -> tuple[list[tuple[str, str]], list[str]]:
    listed: Any = yaml.safe_load((ROOT / "tests" / "policy" / f"{name}.yml").read_text(encoding="utf-8"))
    asked = [(line, means) for means, lines in listed["asked"].items() for line in lines]
    return asked, [line for lang in LANGUAGES for line in listed["nothing"][lang]]


def _examples(lang: Lang) -> Iterator[str]:
    """What Rasa learned people say that is no question about the law."""
    listed = yaml.safe_load((ROOT / "data" / "dialogue" / f"nlu_{lang}.yml").read_text(encoding="utf-8"))
    for intent in listed["nlu"]:
        if intent["intent"] not in ASKS_TOO:
            for line in intent["examples"].splitlines():
                yield re.sub(r"\[([^]]*)]\{[^}]*}", r"\1", line.removeprefix("- "))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


# ---- figures -------------------------------------------------------------------------------------------------------
def test_lines_never_used_to_tune_find_their_question_and_hardly_ever_another(matcher: Matcher) -> None:
    asked, nothing = _lines("faq_heldout")
    assert len(asked) >= 150 and len(nothing) >= 100
    found = [(means, matcher.sure(line)) for line, means in asked]
    right, wrong = sum(a == b for a, b in found), sum(b not in (a, None) for a, b in found)
    alarms = [line for line in nothing if matcher.sure(line)]
    print(f"\nright {right}/{len(asked)}, wrong {wrong}/{len(asked)}, false alarms {len(alarms)}/{len(nothing)}")
    assert right / len(asked) >= 0.83
    assert wrong / len(asked) <= 0.03
    assert len(alarms) / len(nothing) <= 0.03, alarms


def test_the_lines_it_was_tuned_on_are_found(matcher: Matcher) -> None:
    asked, nothing = _lines("faq_tuning")
    found = [(means, matcher.sure(line)) for line, means in asked]
    assert sum(a == b for a, b in found) / len(found) >= 0.9
    assert sum(b not in (a, None) for a, b in found) / len(found) <= 0.01
    assert sum(bool(matcher.sure(line)) for line in nothing) / len(nothing) <= 0.01


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_people_say_beside_questions_about_the_law_is_left_to_rasa(matcher: Matcher, lang: Lang) -> None:
    examples = list(_examples(lang))
    assert len(examples) > 250
    assert [line for line in examples if matcher.sure(line)] == []


def test_no_line_measured_on_stands_among_the_ways_of_asking(knowledge: Knowledge) -> None:
    ways = {_plain(way) for e in knowledge.faq.entries.values() for lang in LANGUAGES for way in e.asked_as.in_(lang)}
    ways |= {_plain(way) for lang in LANGUAGES for way in knowledge.faq.words.other.in_(lang)}
    asked, nothing = _lines("faq_heldout")
    tuned = {_plain(line) for line in (*(line for line, _ in _lines("faq_tuning")[0]), *_lines("faq_tuning")[1])}
    measured = {_plain(line) for line in (*(line for line, _ in asked), *nothing)}
    assert measured & ways == set()
    assert measured & tuned == set()


# ---- how it hears --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_as_it_is_written_is_found(matcher: Matcher, knowledge: Knowledge, lang: Lang) -> None:
    entries = knowledge.faq.entries.values()
    assert [e.id for e in entries if matcher.nearest(e.question.in_(lang)).name != e.id] == []  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QUE ES LA VISA U", "what_is_u"),
        ("¿Qué és la visa ú?", "what_is_u"),
        ("what is a u-visa???", "what_is_u"),
        ("waht is contineud presense", "continued_presence"),
        ("cuanto cuesta el parol", "parole_fee"),
        ("is 11005.3 stil in forse", "is_11005_3_in_force"),
        ("what's VESL", "vesl"),
    ],
)
def test_accents_capitals_marks_and_typing_errors_make_no_difference(matcher: Matcher, text: str, name: str) -> None:
    assert matcher.sure(text) == name


@pytest.mark.parametrize(
    ("t", "u"),
    [("how much does the {} visa cost", ("t_fee", "u_fee")), ("la visa {} da permiso de trabajo", ("t_", "u_"))],
)
def test_one_letter_tells_t_from_u(matcher: Matcher, t: str, u: tuple[str, str]) -> None:
    for letter, start in zip("tu", u, strict=True):
        assert str(matcher.sure(t.format(letter))).startswith(start)


@pytest.mark.parametrize("text", ["", "   ", "?", "…", "12345", "yes", "sí", "1", "zzz qqq xxx", "{{7*7}}", "مرحبا"])
def test_text_without_a_question_matches_nothing(matcher: Matcher, text: str) -> None:
    assert matcher.sure(text) is None


def test_a_turn_takes_a_few_thousandths_of_a_second(matcher: Matcher) -> None:
    matcher.sure("ready")
    start = time.perf_counter()
    for _ in range(50):
        matcher.sure("can ice arrest me while my u visa case is pending and i go to court")
    assert (time.perf_counter() - start) / 50 < 0.02
