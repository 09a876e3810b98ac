"""Pages of what stands beside the categories: the red flags with their clocks, how categories go together, and answers
that do not.

None of them changes an outcome. Refuses to know the rules of a category.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.conditions import ALWAYS
from bot.knowledge.flags import Clock, MonthClock
from bot.knowledge.interactions import Interaction
from bot.rulebook.book import Book
from bot.rulebook.english import listed
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


def interactions(book: Book) -> Iterator[str]:
    """The page of how categories go together."""
    yield from ("# How the categories go together", "", MADE, "")
    yield from ("Told beside the cards of the result, in this order. Nothing here changes an outcome.", "")
    for one in book.screens.rulebook.interactions:
        yield from (f"## {one.id}", "", f"**Law.** {'; '.join(one.cite)}", "", one.tell.en, f"<br>*{one.tell.es}*", "")
        yield from ("**Told when**", "", *(f"- {line}" for line in told_when(book, one)))
        yield from (*(bullets(book.english.say(one.when)) if one.when != ALWAYS else ()), "")


def told_when(book: Book, one: Interaction) -> Iterator[str]:
    """Which outcomes an interaction waits for."""
    if one.fits:
        yield f"at least {one.fits} categories are likely or possible"
    for category, outcomes in one.outcomes.items():
        yield f"{book.name(category)} is {listed([outcome.replace('_', ' ') for outcome in outcomes])}"
