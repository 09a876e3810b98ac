"""The whole record as one page: every category and situation on days that matter, made from the data.

Pure. Refuses to choose the days a reader asks for; `DAYS` are those that show each policy, each limit and each warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bot.knowledge.policies import Policies, Situation
from bot.knowledge.policy_shapes import SITUATIONS
from bot.knowledge.rules import CATEGORIES, Category
from bot.policy.in_force import Protection, Protections, protections

DAYS = (
    date(2008, 6, 1), date(2010, 6, 1), date(2015, 6, 1), date(2020, 6, 1), date(2022, 6, 1), date(2025, 6, 1),
    date(2026, 8, 26), date(2026, 11, 23), date(2030, 1, 1),
)  # fmt: skip
FILE = "policy-table.md"
_MARKS = {"in_force": "", "limited_by_court": "†", "unconfirmed": "?", "superseded": "–", "rescinded": "–"}
_HEAD = """
# What holds, on nine days, for every category and situation

Made from `data/policy` by `faro policy table --out docs`; a test compares. Each name is a statement;
`faro policy show --as-of DATE --category C --situation S` prints its words, its law and its sources.

A name alone is in force, † is limited by a court, ? is not confirmed by anybody. Numbers count the statements of a row:
in force, limited, not confirmed. Nothing is checked past the day that each section names; a later day only repeats what
was on record, and says so. This is one careful reading of sources, not legal advice, and says of no person that a rule
reaches them.
""".strip()


def table(policies: Policies) -> str:
    """The page, as Markdown."""
    lines = [_HEAD]
    for day in DAYS:
        lines += ["", *_section(policies, day)]
    return "\n".join(lines) + "\n"


def _section(policies: Policies, day: date) -> Iterator[str]:
    cells = {(c, s): protections(policies, day, c, s) for c in CATEGORIES for s in SITUATIONS}
    some = next(iter(cells.values()))
    directive = some.directive
    named = f"{directive.id}, since {directive.from_}" if directive else "none on record"
    yield from (f"## {day}", "", f"ICE's own policy: {named}. Last checked: {some.verified_through}.", "")
    warnings = list(dict.fromkeys(warning.en for shown in cells.values() for warning in shown.warnings))
    yield from (f"{number}. {warning}" for number, warning in enumerate(warnings, 1))
    if not any(shown.statements for shown in cells.values()):
        return
    if warnings:
        yield ""
    common = [told for told in some.statements if all(told in shown.statements for shown in cells.values())]
    yield from (f"In every row: {_names(common)}.", "")
    yield "| category | situation | in force / limited / ? | warnings | and |"
    yield "| --- | --- | --- | --- | --- |"
    for (category, situation), shown in cells.items():
        yield _row(category, situation, shown, common, warnings)


def _row(
    category: Category, situation: Situation, shown: Protections, common: list[Protection], warnings: list[str]
) -> str:
    counted = Counter(told.status for told in shown.statements)
    numbers = " / ".join(str(counted[status]) for status in ("in_force", "limited_by_court", "unconfirmed"))
    warned = ", ".join(str(warnings.index(warning.en) + 1) for warning in shown.warnings)
    rest = [told for told in shown.statements if told not in common]
    return f"| {category} | {situation} | {numbers} | {warned} | {_names(rest)} |"


def _names(listed: list[Protection]) -> str:
    return ", ".join(f"{told.id}{_MARKS[told.status]}" for told in listed)
