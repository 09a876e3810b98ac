"""Pieces of a picture in Graphviz's language: boxes with a coloured head and rows of text, lines between them.

Knows how text is wrapped and escaped, and which colours also tell apart in print. Refuses to know what is drawn.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

FONT = "DejaVu Sans"
Tone = Literal["plain", "title", "role", "met", "not_met", "excused", "cap", "quiet"]
_TONES: dict[Tone, tuple[str, str]] = {  # the colour of the head and its lines, the colour of the rows
    "title": ("#1f2937", "#ffffff"),
    "plain": ("#4b5563", "#ffffff"),
    "role": ("#6b4c9a", "#f6f2fb"),
    "met": ("#1b6e3c", "#f0f8f2"),
    "not_met": ("#a63603", "#fdf3ee"),
    "excused": ("#1f5fa8", "#eff5fc"),
    "cap": ("#7a5c00", "#fdf8e6"),
    "quiet": ("#9ca3af", "#ffffff"),
}


class DrawingError(Exception):
    """The picture cannot be drawn here; the message says what is missing."""


@dataclass(frozen=True)
class Row:
    """A row of a box: text, below it in bold the answer needed, below that small print. A line can begin at `port`."""

    text: str = ""
    bold: str = ""
    small: str = ""
    port: str = ""


@dataclass(frozen=True)
class Section:
    head: str
    rows: tuple[Row, ...]
    tone: Tone
    port: str = ""


@dataclass
class Drawing:
    """One picture, from left to right. Its source is the same for the same content, byte for byte."""

    title: str
    legend: str
    _lines: list[str] = field(default_factory=list)

    def box(self, name: str, head: str, rows: Sequence[Row], tone: Tone, width: int = 46) -> None:
        self.stack(name, [Section(head, tuple(rows), tone)], width)

    def stack(self, name: str, sections: Sequence[Section], width: int = 46) -> None:
        """One box of several sections, one below the other; a line can end at the head of each by its `port`."""
        cells = "".join(cell for section in sections for cell in _cells(section, width))
        look = 'BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="5"'
        self._lines.append(f'"{name}" [label=<<TABLE {look}>{cells}</TABLE>>];')

    def line(self, start: str, end: str, tone: Tone = "plain", *, dashed: bool = False, weight: int = 1) -> None:
        """A line from one box to another, each a name, or a name with the port of a row or a section: "box:port".
        The greater its weight, the straighter it is drawn."""
        style = (', style="dashed"' if dashed else "") + (f", weight={weight}" if weight > 1 else "")
        self._lines.append(f'{_place(start)}:e -> {_place(end)}:w [color="{_TONES[tone][0]}"{style}];')

    @property
    def source(self) -> str:
        """The whole picture in Graphviz's language."""
        head = _text(self.title, 200, bold=True, size=26) + _text(self.legend, 150, size=14)
        return "\n".join((
            "digraph faro {",
            f'graph [rankdir=LR, ordering=out, nodesep=0.14, ranksep=0.55, fontname="{FONT}", labelloc=t, labeljust=l,',
            f'       pad=0.4, bgcolor="white", label=<{head}>];',
            f'node [shape=plain, fontname="{FONT}", fontsize=11];',
            f'edge [fontname="{FONT}", arrowsize=0.7, penwidth=1.2];',
            *self._lines,
            "}",
            "",
        ))  # fmt: skip


def _place(name: str) -> str:
    return ":".join(f'"{part}"' for part in name.split(":"))


def _cells(section: Section, width: int) -> Iterator[str]:
    colour, paper = _TONES[section.tone]
    look = f'ALIGN="LEFT" BALIGN="LEFT" COLOR="{colour}" WIDTH="{width * 7}"'
    head = _text(section.head, width - 4, bold=True, colour="white")
    yield f'<TR><TD {look}{_port(section.port)} BGCOLOR="{colour}">{head}</TD></TR>'
    for row in section.rows:
        answer = f"→ {row.bold}" if row.bold else ""
        text = _text(row.text, width) + _text(answer, width - 4, bold=True) + _text(row.small, width + 10, size=9)
        yield f'<TR><TD {look}{_port(row.port)} BGCOLOR="{paper}">{text}</TD></TR>'


def _port(name: str) -> str:
    return f' PORT="{name}"' if name else ""


def _text(text: str, width: int, *, bold: bool = False, size: int = 0, colour: str = "") -> str:
    """Wrapped, escaped, each line ended to the left; nothing for no text."""
    wrapped = [line for part in text.split("\n") for line in textwrap.wrap(part, width, break_long_words=False)]
    look = (f' POINT-SIZE="{size}"' if size else "") + (f' COLOR="{colour}"' if colour else "")
    lines = "".join(f'{escape(line)}<BR ALIGN="LEFT"/>' for line in wrapped)
    lines = f"<B>{lines}</B>" if bold and lines else lines
    return f"<FONT{look}>{lines}</FONT>" if look and lines else lines


def digest(source: str) -> str:
    """What a picture carries to show which source it was drawn from."""
    return hashlib.sha256(source.encode()).hexdigest()


def svg(source: str) -> str:
    """The picture as SVG, with the digest of its source. Raises DrawingError where Graphviz is not installed."""
    dot = shutil.which("dot")
    if dot is None:
        raise DrawingError("Pictures are drawn by Graphviz, which is not installed here: apt-get install graphviz")
    run = subprocess.run([dot, "-Tsvg"], input=source.encode(), capture_output=True, check=False)
    if run.returncode:
        raise DrawingError(f"Graphviz refused the picture: {run.stderr.decode().strip()}")
    drawn = run.stdout.decode()
    return drawn.replace("<svg ", f"<!-- drawn from source sha256 {digest(source)} -->\n<svg ", 1)
