"""A reply laid out for a page: what is said, what is asked, and how much is left. Escaped, with numbers to call linked.

Pure. Refuses to know how it looks; that is the template's and the style sheet's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from markupsafe import Markup, escape

from bot.channels.web.phones import with_phone_links
from bot.channels.web.shapes import question_index
from bot.dialogue.turns import Asked, Choice, Kind, Message, Progress, Reply

_CARDS: tuple[Kind, ...] = ("result", "contact")
_BULLET = "• "


@dataclass(frozen=True)
class Block:
    """Lines that stand together: plain ones, a list, or one that leads to what follows it."""

    kind: Literal["line", "lead", "list"]
    lines: tuple[Markup, ...]


@dataclass(frozen=True)
class Said:
    """One message: its text, and what may be picked in answer.

    The first line is a heading where it is a question, or a card of several lines.
    """

    kind: Kind
    heading: Markup | None
    blocks: tuple[Block, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ChatView:
    """A chat page: urgent things first, then what else is said, then the open question."""

    urgent: tuple[Said, ...]
    log: tuple[Said, ...]
    question: Said | None
    asked: Asked | None
    left: str


def chat_view(reply: Reply, words: dict[str, str]) -> ChatView:
    """Sort the messages of a reply into the places of the page."""
    at = question_index(reply)
    said = [_said(message) for index, message in enumerate(reply.messages) if index != at]
    return ChatView(
        urgent=tuple(one for one in said if one.kind == "crisis"),
        log=tuple(one for one in said if one.kind != "crisis"),
        question=None if at is None else _said(reply.messages[at]),
        asked=reply.question,
        left=left_in_words(reply.progress, words) if reply.question else "",
    )


MOST_NAMED = 25
"""A bound above this is true and frightens more than it helps; then only the lower one is told."""


def left_in_words(progress: Progress, words: dict[str, str]) -> str:
    """How many questions may still come, the open one included; empty when none may."""
    low, high = progress.left_min, progress.left_max
    if high <= 0:
        return ""
    if high == 1:
        return words["left_one"]
    if low > 0 and high > MOST_NAMED:
        return words["left_at_least"].format(low=low)
    key = "left_up_to" if low <= 0 else "left_some" if low == high else "left_range"
    return words[key].format(low=low, high=high)


def _said(message: Message) -> Said:
    heading, _, rest = message.text.partition("\n")
    if message.kind == "question" or (message.kind in _CARDS and rest.strip()):
        return Said(message.kind, escape(heading), tuple(_blocks(rest)), message.choices)
    return Said(message.kind, None, tuple(_blocks(message.text)), message.choices)


def _blocks(text: str) -> Iterator[Block]:
    """Lines as blocks: those after a bullet are one list, one ending in a colon leads."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for bulleted, group in groupby(lines, lambda line: line.startswith(_BULLET)):
        if bulleted:
            yield Block("list", tuple(with_phone_links(line.removeprefix(_BULLET)) for line in group))
            continue
        for line in group:
            yield Block("lead" if line.endswith(":") else "line", (with_phone_links(line),))
