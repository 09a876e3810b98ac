"""The law of a day laid out for a page: statements by kind with how they stand, numbered sources, the line of time.

Pure. Refuses to know what holds; that is handed in. A source that can no longer change is never shown as checked later
than its own day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from bot.channels.web.policy_words import PolicyPageWords
from bot.knowledge.models import Lang, Source
from bot.knowledge.policy_review import Review
from bot.knowledge.policy_shapes import KINDS, Kind
from bot.policy.due import vouched
from bot.policy.in_force import Protection, Protections
from bot.policy.timeline import Timeline, change_text, row_lines
from bot.policy.timeline_drawing import timeline_svg


@dataclass(frozen=True)
class Item:
    """One statement. `numbers` are those of its sources in the list below."""

    text: str
    status: str
    standing: str
    law: str
    checked: str
    numbers: str


@dataclass(frozen=True)
class Cited:
    """One source: what it is, where, and how old and how sure it is."""

    number: int
    document: str
    url: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class PolicyView:
    """Everything the page shows under its form."""

    heading: str
    warnings: tuple[str, ...]
    directive: str
    directive_title: str
    directive_since: str
    limited: bool
    groups: tuple[tuple[str, tuple[Item, ...]], ...]
    sources: tuple[Cited, ...]
    line_title: str
    picture: Markup
    rows: tuple[tuple[str, str, str, list[str]], ...]


def policy_view(shown: Protections, line: Timeline, review: Review, words: PolicyPageWords, lang: Lang) -> PolicyView:
    """The page's content for one day, one category and one situation."""
    labels = shown.wording.labels
    numbers = {s: n for n, s in enumerate(dict.fromkeys(s for told in shown.statements for s in told.sources), 1)}
    directive = shown.directive
    kinds: dict[Kind, tuple[Item, ...]] = {
        kind: tuple(_item(told, shown, numbers, review, words, lang) for told in shown.statements if told.kind == kind)
        for kind in KINDS
    }
    return PolicyView(
        heading=f"{labels.as_of.in_(lang)} {shown.as_of}",
        warnings=tuple(warning.in_(lang) for warning in shown.warnings),
        directive=directive.id if directive else labels.no_directive.in_(lang),
        directive_title=directive.title if directive else "",
        directive_since=f"{labels.since.in_(lang)} {directive.from_}" if directive else "",
        limited=any(told.status == "limited_by_court" for told in shown.statements if told.kind == "directive"),
        groups=tuple((labels.kinds[kind].in_(lang), items) for kind, items in kinds.items() if items),
        sources=tuple(_cited(source, number, shown, review, words, lang) for source, number in numbers.items()),
        line_title=line.wording.timeline.title.in_(lang),
        picture=Markup(timeline_svg(line, lang, shown.as_of)),
        rows=tuple(
            (str(row.day), labels.kinds[row.kind].in_(lang), change_text(row, line, lang), row_lines(row, line, lang))
            for row in line.rows
        ),
    )


def _item(
    told: Protection,
    shown: Protections,
    numbers: dict[Source, int],
    review: Review,
    words: PolicyPageWords,
    lang: Lang,
) -> Item:
    last = vouched(told.sources, review.fixed)
    return Item(
        text=told.text.in_(lang),
        status=told.status,
        standing=shown.wording.labels.statuses[told.status].in_(lang),
        law="; ".join(told.cite),
        checked=f"{words.last_checked.in_(lang)} {last}" if last else words.never_checked.in_(lang),
        numbers=", ".join(map(str, sorted(numbers[source] for source in told.sources))),
    )


def _cited(
    source: Source, number: int, shown: Protections, review: Review, words: PolicyPageWords, lang: Lang
) -> Cited:
    return Cited(number, source.document or "", source.url or "", tuple(_facts(source, shown, review, words, lang)))


def _facts(source: Source, shown: Protections, review: Review, words: PolicyPageWords, lang: Lang) -> Iterator[str]:
    dated = source.date != "undated"
    yield f"{words.own_date.in_(lang)} {source.date}" if dated else words.undated.in_(lang)
    yield words.unchanging.in_(lang) if source in review.fixed else f"{words.last_checked.in_(lang)} {source.verified}"
    yield shown.wording.labels.confidence[source.confidence].in_(lang)
