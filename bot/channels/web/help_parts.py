"""The part of the page of numbers in each language that Faro keeps people safe in but asks no questions in.

Knows how a hotline is shown in such a language: by the name it has there, else in English, marked as such. Refuses to
know which languages there are; `data/safety/texts` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.channels.web.phones import Hotline
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.reviews import load_reviews
from bot.knowledge.safety_texts import SafetyTexts, load_safety_languages


@dataclass(frozen=True)
class HelpNumber:
    """One number, with the language that its name and its words are in."""

    lang: str
    name: str
    phone: str
    what: str
    checked: str


@dataclass(frozen=True)
class HelpPart:
    language: str
    name: str
    heading: str
    text: str
    notice: str
    exit: str
    numbers: tuple[HelpNumber, ...]


def load_help_parts(root: Path, hotlines: Sequence[Hotline]) -> tuple[HelpPart, ...]:
    """A part for every language there is under `root`. Raises KnowledgeError with every problem."""
    problems: list[Problem] = []
    languages, reviews = load_safety_languages(root, None, None, problems), load_reviews(root, problems)
    if languages is None or reviews is None:
        raise KnowledgeError(problems)
    return tuple(_part(one, hotlines, reviewed=one.language not in reviews.unreviewed) for one in languages)


def _part(texts: SafetyTexts, hotlines: Sequence[Hotline], *, reviewed: bool) -> HelpPart:
    said = texts.texts
    notice = "" if reviewed else said["unreviewed"]
    numbers = tuple(_numbers(texts, hotlines))
    return HelpPart(texts.language, texts.name, said["help_heading"], said["help_text"], notice, said["exit"], numbers)


def _numbers(texts: SafetyTexts, hotlines: Sequence[Hotline]) -> Iterator[HelpNumber]:
    for one in hotlines:
        checked = f"{texts.texts['last_checked']}: {one.checked_on.isoformat()}" if one.checked_on else ""
        if named := texts.contacts.get(one.id):
            yield HelpNumber(texts.language, named.name, one.phone, named.what, checked)
        else:
            yield HelpNumber("en", one.name.en, one.phone, one.what.en, checked)
