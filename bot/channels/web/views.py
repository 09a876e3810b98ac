"""A reply laid out for a page: what is said, what is asked, and how much is left. Escaped, with numbers to call linked.

Pure. Refuses to know how it looks; that is the template's and the style sheet's.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.channels.web.phones import with_phone_links
from bot.channels.web.shapes import question_index
from bot.dialogue.turns import Asked, Choice, Kind, Message, Progress, Reply

_CARDS: tuple[Kind, ...] = ("result", "contact")


@dataclass(frozen=True)
class Said:
    """One message: a heading where it is a card of several lines, its text, and what may be picked in answer."""

    kind: Kind
    heading: Markup | None
    text: Markup
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


def left_in_words(progress: Progress, words: dict[str, str]) -> str:
    """How many questions may still come, the open one included; empty when none may."""
    low, high = progress.left_min, progress.left_max
    if high <= 0:
        return ""
    if high == 1:
        return words["left_one"]
    key = "left_up_to" if low <= 0 else "left_some" if low == high else "left_range"
    return words[key].format(low=low, high=high)


def _said(message: Message) -> Said:
    heading, _, rest = message.text.partition("\n")
    if message.kind not in _CARDS or not rest.strip():
        return Said(message.kind, None, with_phone_links(message.text), message.choices)
    return Said(message.kind, with_phone_links(heading), with_phone_links(rest.strip("\n")), message.choices)
