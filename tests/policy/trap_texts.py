"""What the tests of the thirteen traps look through: every text, and everything printed for every day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from bot.knowledge.models import Lang
from bot.knowledge.policy_shapes import SITUATIONS
from bot.knowledge.policy_texts import Written, texts
from bot.knowledge.rules import CATEGORIES
from bot.policy.contacts import contacts, contacts_text
from bot.policy.in_force import Protections, protections
from bot.policy.parole import parole, parole_text
from bot.policy.rendering import policy_text
from bot.policy.table import DAYS
from tests.policy.shelf import ROOT, helplines, paroles, policies

TODAY = date(2026, 11, 23)
REPLACED = date(2025, 1, 31)
SINCE = [day for day in (*DAYS, REPLACED, date(2025, 3, 3)) if day >= REPLACED]
OLD = {s.id: s for d in policies().directives if d.id == "11005.3" for s in d.statements}


@cache
def everything() -> tuple[Written, ...]:
    """Every text in `data`, whatever it is for."""
    found = texts(ROOT / "data", ROOT)
    assert len(found) > 1500
    return found


@cache
def shown(day: date) -> tuple[Protections, ...]:
    """What is in force on a day, for everyone and for each category and situation."""
    cells = [(c, s) for c in (None, *CATEGORIES) for s in (None, *SITUATIONS)]
    return tuple(protections(policies(), day, category, situation) for category, situation in cells)


@cache
def outputs(lang: Lang) -> str:
    """All that is printed of the law, of parole and of contacts for today."""
    printed = [policy_text(found, lang) for found in shown(TODAY)]
    printed += [parole_text(parole(paroles(), TODAY), lang), contacts_text(contacts(helplines(), TODAY), lang)]
    return "\n".join(printed)


def saying(pattern: str, lang: Lang | None = None) -> list[str]:
    """Texts of the data that match, with the place they stand."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [f"{w.file}:{w.line} {w.text}" for w in everything() if lang in (None, w.lang) and wanted.search(w.text)]


def facts(lang: Lang, day: date = TODAY) -> Iterator[str]:
    for found in shown(day):
        yield from (told.text.in_(lang) for told in found.statements)
