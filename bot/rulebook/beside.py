"""Pages of what stands beside the categories: the red flags with their clocks, and answers that do not go together.

Neither changes an outcome. Refuses to know the categories.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.conditions import ALWAYS
from bot.knowledge.flags import Clock, MonthClock
from bot.rulebook.book import Book
from bot.rulebook.markdown import MADE, bullets, scenario_rows


def flags(book: Book) -> Iterator[str]:
    """The page of red flags."""
    say = book.english.say
    yield from ("# Red flags", "", MADE, "")
    yield from ("A flag says: talk to a lawyer first, or get help now. It never changes an outcome.", "")
    yield from ("A clock names the earliest day by which something must be done, as far as the answers allow one.", "")
    for flag in book.screens.rulebook.flags:
        yield from (f"## {flag.id}", "", f"**Law.** {'; '.join(flag.cite)}", "", book.flag_words(flag.id), "")
        for when, urgency in flag.raised:
            yield from (f"**{urgency.capitalize()}** when", "", *bullets(say(when)), "")
        for clock in flag.clocks:
            yield from (f"**Clock: {clock.what.en}**, {runs(clock)}. *{'; '.join(clock.cite)}*", "")
            if clock.when != ALWAYS:
                yield from ("It runs when", "", *bullets(say(clock.when)), "")
        yield from (*scenario_rows(book.scenarios_of("flags", flag.id), "not raised"), "")


def runs(clock: Clock) -> str:
    """How long a clock runs."""
    if isinstance(clock, MonthClock):
        return f"within {clock.within} months, counted by `{clock.months}`"
    return f"before the age of {clock.age}" if clock.age is not None else f"before the age in `{clock.age_in}`"


def contradictions(book: Book) -> Iterator[str]:
    """The page of answers that do not go together."""
    yield from ("# Answers that do not go together", "", MADE, "")
    yield from ("They are shown back kindly and either can be asked again. Nothing is decided by them.", "")
    for one in book.screens.rulebook.contradictions:
        yield from (f"## {one.id}", "", one.says.en, f"<br>*{one.says.es}*", "", "**When**", "")
        yield from (
            *bullets(book.english.say(one.when)),
            "",
            f"**Asks** {', '.join(f'`{key}`' for key in one.ask)}",
            "",
        )
