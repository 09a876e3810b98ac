"""The line of time as a picture: SVG with its words as text, in the colours of the page around it, without a script.

Pure. Time runs from left to right, years since 2021 wider than those before. What nobody has looked at is drawn in
dashes; where nobody knows whether an order was made, in a row of dots. Refuses to draw a day for an order whose day is
not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from textwrap import wrap
from xml.sax.saxutils import escape

from bot.knowledge.models import Lang
from bot.policy.timeline import Bar, Timeline

WIDTH = 360
LEFT, RIGHT = 10, 350
LETTERS = 50
LINE, BAR, GAP = 16, 10, 10
YEARS_AHEAD = 5
WIDER_FROM, NARROW = date(2021, 1, 1), 0.28
"""From this day on years are drawn wider; what lies before it gets this part of the width."""
_SHAPES = {
    "held": 'class="held" fill="currentColor" fill-opacity=".75"',
    "perhaps": 'class="perhaps" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="1 4" '
    'stroke-linecap="round"',
    "unchecked": 'class="unchecked" fill="none" stroke="currentColor" stroke-width="1" stroke-dasharray="4 3"',
}


def timeline_svg(shown: Timeline, lang: Lang, asked: date | None = None) -> str:
    """The picture, with a line at the day `asked` for as far as the years reach."""
    return _Drawing(shown, lang, asked).svg()


class _Drawing:
    def __init__(self, shown: Timeline, lang: Lang, asked: date | None) -> None:
        self._shown, self._lang, self._words = shown, lang, shown.wording.timeline
        first = min(event.day for event in shown.events)
        last = shown.verified_through.year + YEARS_AHEAD
        until = max(asked or shown.verified_through, shown.verified_through, *(event.day for event in shown.events))
        self._start = date(first.year, 1, 1)
        self._end = date(min(until.year, last) + 1, 1, 1)
        self._asked = asked if asked and self._start <= asked < self._end else None
        self._y = 0
        self._behind: list[str] = []
        self._parts: list[str] = []

    def svg(self) -> str:
        self._years()
        top = self._y
        for group, bars in groupby(self._shown.bars, lambda bar: bar.group):
            self._heading(getattr(self._words, group).in_(self._lang))
            for bar in bars:
                self._bar(bar)
        self._changes()
        bottom = self._y
        self._days(top, bottom)
        self._legend()
        words = self._shown.wording
        described = self._words.described.in_(self._lang).format(
            first=self._start.year, verified=self._shown.verified_through
        )
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {WIDTH} {self._y + GAP}" '
            'role="img" aria-labelledby="timeline-title timeline-desc" font-size="12" fill="currentColor">',
            f'<title id="timeline-title">{escape(words.timeline.title.in_(self._lang))}</title>',
            f'<desc id="timeline-desc">{escape(described)}</desc>',
            *self._behind,
            *self._parts,
            "</svg>",
        ])  # fmt: skip

    def _x(self, day: date) -> float:
        if day < WIDER_FROM:
            part = NARROW * _share(self._start, day, WIDER_FROM)
        else:
            part = NARROW + (1 - NARROW) * _share(WIDER_FROM, day, self._end)
        return LEFT + (RIGHT - LEFT) * part

    def _text(self, text: str, x: float = LEFT, more: str = "") -> None:
        self._y += LINE
        self._parts.append(f'<text x="{x:.1f}" y="{self._y}"{more}>{escape(text)}</text>')

    def _heading(self, text: str) -> None:
        self._y += GAP
        self._text(text, more=' font-weight="700"')
        self._y += 2

    def _years(self) -> None:
        self._y += LINE
        wide = range(WIDER_FROM.year, self._end.year, 1 if self._end.year - WIDER_FROM.year < 8 else 2)
        for year in (self._start.year, *wide):
            x = self._x(date(year, 1, 1))
            self._parts.append(f'<text x="{x:.1f}" y="{self._y}" fill-opacity=".8">{year}</text>')
        self._y += 4
        self._parts.append(f'<path d="M{LEFT} {self._y}H{RIGHT}" stroke="currentColor" stroke-opacity=".5"/>')
        for year in range(self._start.year, self._end.year + 1):
            self._parts.append(f'<path d="M{self._x(date(year, 1, 1)):.1f} {self._y}v4" stroke="currentColor"/>')

    def _bar(self, bar: Bar) -> None:
        for line in wrap(bar.name, LETTERS):
            self._text(line)
        for line in wrap(self._period(bar), LETTERS):
            self._text(line, more=' fill-opacity=".8"')
        self._y += 5
        for shape, start, end in _spans(bar, self._end):
            self._rectangle(shape, self._x(start), self._x(end))
        self._y += BAR + GAP

    def _rectangle(self, shape: str, start: float, end: float) -> None:
        if shape == "perhaps":
            middle = self._y + BAR / 2
            self._parts.append(f'<path {_SHAPES[shape]} d="M{start:.1f} {middle:g}H{max(end - 3, start):.1f}"/>')
            return
        wide = max(end - start, 3)
        self._parts.append(f'<rect {_SHAPES[shape]} x="{start:.1f}" y="{self._y}" width="{wide:.1f}" height="{BAR}"/>')

    def _period(self, bar: Bar) -> str:
        words = self._words
        if bar.perhaps:
            days = [f"{words.filed.in_(self._lang)} {bar.perhaps}", f"{words.reported.in_(self._lang)} {bar.from_}"]
        else:
            days = [f"{bar.from_} – {bar.to or ''}".rstrip()]
        if bar.group == "orders" and not bar.to:
            days.append(f"{words.last_reported.in_(self._lang)} {bar.vouched}")
        return "; ".join(days)

    def _changes(self) -> None:
        """A mark for each day on which a law, a rule or a practice changed."""
        self._heading(self._words.changes.in_(self._lang))
        self._y += 8
        laws = ("statute", "regulation", "practice")
        days = {e.day for e in self._shown.events if e.kind in laws and e.change in ("begins", "ends")}
        for day in sorted(days):
            self._parts.append(f'<circle cx="{self._x(day):.1f}" cy="{self._y}" r="3.5" fill-opacity=".75"/>')
        self._y += GAP

    def _days(self, top: int, bottom: int) -> None:
        """Lines from top to bottom at the last day checked and at the day asked for."""
        for day, dashes in ((self._shown.verified_through, ' stroke-dasharray="2 3"'), (self._asked, "")):
            if day:
                line = f'd="M{self._x(day):.1f} {top}V{bottom}" stroke="currentColor" stroke-opacity=".6"'
                self._behind.append(f"<path {line}{dashes}/>")
        if self._asked:
            x = self._x(self._asked)
            end = ' text-anchor="end"' if x > WIDTH / 2 else ""
            self._text(str(self._asked), x, f'{end} font-weight="700"')

    def _legend(self) -> None:
        self._y += GAP
        said = (("held", self._words.on_record), ("perhaps", self._words.perhaps), ("unchecked", self._words.unchecked))
        for shape, label in said:
            self._rectangle(shape, LEFT, LEFT + 24)
            self._parts.append(f'<text x="{LEFT + 32}" y="{self._y + BAR}">{escape(label.in_(self._lang))}</text>')
            self._y += LINE + 2


def _share(first: date, day: date, last: date) -> float:
    """How far `day` lies on the way from `first` to `last`, from 0 to 1."""
    return max(0, min((day - first).days, (last - first).days)) / (last - first).days


def _spans(bar: Bar, end: date) -> Iterator[tuple[str, date, date]]:
    """What is drawn of a bar, from the left: perhaps, held, not checked."""
    if bar.perhaps:
        yield "perhaps", bar.perhaps, bar.from_
    if bar.to:
        yield ("held" if bar.from_ <= bar.vouched or bar.to <= bar.vouched else "unchecked"), bar.from_, bar.to
        return
    vouched = max(bar.vouched, bar.from_)
    if bar.from_ <= bar.vouched:
        yield "held", bar.from_, vouched
    yield "unchecked", vouched, end
