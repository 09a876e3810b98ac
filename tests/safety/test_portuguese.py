"""Danger told in Portuguese is heard, of its kind and in its language; what only stands near it is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.hearing.danger import DangerListener
from bot.knowledge.danger import CLASSES, Dangers, load_dangers
from bot.knowledge.screens import PROJECT

SAID: dict[str, list[str]] = yaml.load(
    (Path(__file__).parent / "portuguese.yml").read_text(encoding="utf-8"), yaml.BaseLoader
)
DANGER = [(kind, text) for kind in CLASSES for text in SAID[kind]]


def _dangers() -> Dangers:
    found = load_dangers(PROJECT, [])
    assert found is not None
    return found


LISTENER = DangerListener(_dangers())


def test_sixty_phrases_of_danger_and_sixty_others_are_tried() -> None:
    assert len(DANGER) >= 60 and len(SAID["none"]) >= 60


@pytest.mark.parametrize(("kind", "text"), DANGER)
def test_danger_in_portuguese_is_heard_as_such(kind: str, text: str) -> None:
    alarm = LISTENER.heard(text, speaking="pt")
    assert alarm is not None and (alarm.kind, alarm.language) == (kind, "pt")


@pytest.mark.parametrize("text", SAID["none"])
def test_what_is_no_danger_raises_no_alarm_in_any_language(text: str) -> None:
    assert LISTENER.heard(text) is None


@pytest.mark.parametrize(
    "typed", ["NÃO CONSIGO RESPIRAR!!!", "nao consigo respirar", "n consigo respirar", "nãooo consigooo respirar"]
)
def test_it_is_heard_with_and_without_accents_in_capitals_and_shortened(typed: str) -> None:
    alarm = LISTENER.heard(typed)
    assert alarm is not None and alarm.kind == "medical"


def test_a_word_that_two_languages_share_was_told_in_the_one_being_spoken() -> None:
    told = {speaking: LISTENER.heard("socorro", speaking) for speaking in ("es", "pt")}
    assert {speaking: alarm.language for speaking, alarm in told.items() if alarm} == {"es": "es", "pt": "pt"}


def test_a_word_of_one_language_is_not_taken_for_a_slip_in_another() -> None:
    """ "morava" (lived) is one letter from the Spanish "morada" (bruised), "rescate" from "resgate" (ransom)."""
    assert LISTENER.heard("ele me batia quando a gente morava no Brasil") is None


def test_shorthand_of_one_language_is_not_heard_in_another() -> None:
    """ "n" is "nao" here; in English it may be "and"."""
    portuguese = next(one for one in _dangers().languages if one.language == "pt")
    english = next(one for one in _dangers().languages if one.language == "en")
    assert _dangers().spelled(portuguese).tokens["n"] == "nao"
    assert "n" not in _dangers().spelled(english).tokens


def _examples() -> list[str]:
    """Some of the English and Spanish answers that Rasa is trained on."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, str):
            found.extend(line.strip().removeprefix("- ") for line in value.splitlines())

    for path in sorted((PROJECT / "data" / "dialogue" / "answers").glob("*.yml"))[:4]:
        walk(yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
    return found[::7]


def test_listening_in_portuguese_hardly_ever_changes_what_is_heard_in_english_and_spanish() -> None:
    dangers = _dangers()
    without = DangerListener(replace(dangers, languages=tuple(x for x in dangers.languages if x.language != "pt")))
    examples = _examples()
    assert len(examples) > 200
    changed = [text for text in examples if (without.heard(text) is None) != (LISTENER.heard(text) is None)]
    assert len(changed) <= len(examples) / 200, changed
