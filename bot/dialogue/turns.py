"""What passes between a channel and a conversation: a turn in, a reply out. Plain frozen values, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.knowledge.models import Lang
from bot.wording.messages import Choice, Kind, Message

__all__ = [
    "Answered",
    "Asked",
    "CannotSave",
    "Choice",
    "CodeUnknown",
    "Kind",
    "Message",
    "Progress",
    "Reply",
    "Review",
    "SessionUnknown",
    "UnusableMessage",
    "View",
]

MESSAGE_LIMIT = 2_000
"""The longest text one message may hold, in characters."""
VALUE_SHOWN = 60
"""How much of a refused choice is shown back, in characters."""


@dataclass(frozen=True)
class Asked:
    """The question now open: its key, how it is answered, and the ways out that stand beside every question.

    `controls` are choices like any other (not_sure, prefer_not, why, who_sees, back, pause), set apart so that a page
    can set them apart. `low` and `high` bound a number, `unit` says what it counts.
    """

    key: str
    kind: Literal["yes_no", "choice", "many", "number"]
    choices: tuple[Choice, ...]
    controls: tuple[Choice, ...]
    low: int | None = None
    high: int | None = None
    unit: Literal["months"] | None = None


@dataclass(frozen=True)
class Progress:
    """How far along: questions answered, and bounds on how many may still come."""

    answered: int
    left_min: int
    left_max: int


@dataclass(frozen=True)
class Reply:
    """What Faro answers to one turn. `question` is None when nothing is being asked (paused, finished, deleted)."""

    messages: tuple[Message, ...]
    question: Asked | None
    progress: Progress
    lang: Lang
    ended: bool = False


@dataclass(frozen=True)
class View:
    """What a reloaded page needs: the last reply again, and the answers given so far."""

    reply: Reply
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Answered:
    """One answer given: the question as it was asked, the answer as it reads, and what may stand in its place."""

    asked: Asked
    question: str
    answer: str
    value: Any


@dataclass(frozen=True)
class Review:
    """Every answer in the order asked, and the names of categories and outcomes by which a change is told."""

    answers: tuple[Answered, ...]
    categories: Mapping[str, str]
    outcomes: Mapping[str, str]


class SessionUnknown(Exception):
    """No session opens with this token: it never existed, expired, or was deleted."""


class CodeUnknown(Exception):
    """These words open nothing: they are no code, one that was never told, or one whose time is up."""


class CannotSave(Exception):
    """The database does not answer. Nothing was kept and nothing half-done; the person is told, with hotlines."""


class UnusableMessage(ValueError):
    """A message that cannot be taken. `field` names what is wrong, `allowed` what would be right.

    For a choice, `key` is the question it was meant for and `value` the choice as it came, cut short.
    """

    def __init__(self, field: str, allowed: str, key: str | None = None, value: object = None) -> None:
        self.field, self.allowed, self.key = field, allowed, key
        self.value = None if value is None else str(value)[:VALUE_SHOWN]
        super().__init__(f"{field}: {allowed}")
