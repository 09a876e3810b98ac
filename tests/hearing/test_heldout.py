"""Danger in messages that nothing was learned from: heard in each class and language; neutral answers let through."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.ears import LEARNED, Ears, open_ears
from bot.dialogue.learning import danger_examples
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.danger import CRISES
from bot.nlp.alarm import digest_of, learned_from
from bot.nlp.sentences import edition
from bot.nlp.wiring import make_speech
from tests.homes import model_home

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "heldout").glob("danger*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def ears(tmp_path_factory: pytest.TempPathFactory) -> Ears:
    return open_ears(load_knowledge().dangers, model_home(tmp_path_factory) / "models")


@pytest.fixture(scope="module")
def heard(ears: Ears) -> Counter[tuple[str, str, str]]:
    """How many lines of a class and language were heard as what."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in ROWS:
        alarm = ears.heard(row["text"])
        found[row["class"], row["lang"], alarm.kind if alarm else "none"] += 1
    return found


def test_the_set_holds_four_hundred_dangers_and_a_thousand_neutral_answers() -> None:
    kinds = Counter(row["class"] for row in ROWS)
    assert sum(kinds[kind] for kind in CRISES) >= 400 and kinds["none"] >= 1_000


def test_no_line_of_the_set_is_learned_from() -> None:
    spelled = make_speech().words
    kept_apart = {spelled(row["text"]) for row in ROWS if spelled(row["text"])}
    assert [text for _, text in danger_examples() if spelled(text) in kept_apart] == []


def test_what_was_learned_is_of_the_present_examples() -> None:
    assert learned_from(LEARNED) == digest_of(danger_examples(), edition()), "run: faro safety --learn"


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", CRISES)
def test_danger_of_each_kind_gets_the_numbers_to_call(
    heard: Counter[tuple[str, str, str]], kind: str, lang: str
) -> None:
    told = {as_: count for (own, spoken, as_), count in heard.items() if (own, spoken) == (kind, lang)}
    assert sum(told.values()) >= 110
    assert sum(count for as_, count in told.items() if as_ in CRISES) / sum(told.values()) >= 0.98


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", [*CRISES, "opt_out", "help_word"])
def test_it_is_heard_as_the_kind_it_is(heard: Counter[tuple[str, str, str]], kind: str, lang: str) -> None:
    told = sum(count for (own, spoken, _), count in heard.items() if (own, spoken) == (kind, lang))
    assert heard[kind, lang, kind] / told >= (0.97 if kind in CRISES else 0.96)


def test_of_neutral_answers_hardly_any_is_an_alarm(heard: Counter[tuple[str, str, str]]) -> None:
    calm = sum(count for (own, _, _), count in heard.items() if own == "none")
    false = sum(count for (own, _, as_), count in heard.items() if own == "none" and as_ in CRISES)
    assert false / calm <= 0.02


@pytest.mark.parametrize(
    "text",
    [
        "he won't stop", "he won't stop calling", "no quiere parar", "fin de semana", "el fin de semana trabajo",
        "my son was killed in 2019", "a mi hijo lo mataron en 2019", "this job is killing me", "me muero de hambre",
        "nobody is hurting me right now", "nadie me está lastimando", "they would kill me if i go back to my country",
    ],
)  # fmt: skip
def test_what_only_sounds_like_danger_is_none(ears: Ears, text: str) -> None:
    assert ears.heard(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("HE HAS A GUNNN", "danger_now"), ("esta afuera d mi casa con un machete", "danger_now"),
        ("m quiere matar", "danger_now"), ("hes chokin me", "danger_now"), ("ya no quiero vivir", "self_harm"),
        ("i wanna kill myself", "self_harm"), ("he is hurting my daughter right now", "child_danger"),
        ("estoy sangrando mucho", "medical"), ("she is not breathing", "medical"), ("no m dejan salir d aki", "held"),
        ("they wont let me leave the house", "held"), ("STOP", "opt_out"), ("no me escriban más", "opt_out"),
        ("Ayuda", "help_word"),
    ],
)  # fmt: skip
def test_danger_is_heard_through_capitals_shorthand_and_missing_accents(ears: Ears, text: str, kind: str) -> None:
    alarm = ears.heard(text)
    assert alarm is not None and alarm.kind == kind


@pytest.mark.parametrize(("text", "kind"), [("he has a gun", "danger_now"), ("me quiero morir", "self_harm")])
def test_the_rules_hear_without_anything_learned(text: str, kind: str) -> None:
    alarm = Ears(load_knowledge().dangers).heard(text)
    assert alarm is not None and alarm.kind == kind
