"""Why a JSON body was refused, field by field: the field, the kind of value that stood there, and what is allowed.

Of the value itself only a refused choice is shown, cut short: a choice is a word of ours, text may be somebody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot.channels.web.shapes import ChangeGiven, MessageGiven, ResumeGiven, StartGiven
from bot.dialogue.turns import UnusableMessage

_NAME_LIMIT = 40
_KINDS: dict[type, str] = {
    bool: "true or false", int: "a whole number", float: "a number", str: "text", list: "a list", dict: "an object",
}  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """One field refused. `given` is a kind of value, or None where the kind was not what was wrong."""

    field: str
    given: str | None
    allowed: str

    def __str__(self) -> str:
        given = f" was {self.given};" if self.given else ":"
        return f"{self.field}{given} allowed is {self.allowed}"

    def json(self) -> dict[str, str | None]:
        return {"field": self.field, "given": self.given, "allowed": self.allowed}


def unusable(message: UnusableMessage) -> Refusal:
    """A message the conversation could not take: for a choice, the question it was for and what was chosen."""
    given = None if message.value is None else f"{_shown(message.value)!r}"
    return Refusal(_shown(message.key or message.field), given, message.allowed)


def refusals(errors: Iterable[Mapping[str, Any]]) -> tuple[Refusal, ...]:
    """One refusal a field, in the order found. A union that failed in three ways is one field refused."""
    found = {refusal.field: refusal for refusal in reversed([_refusal(error) for error in errors])}
    return tuple(reversed(found.values()))


def _refusal(error: Mapping[str, Any]) -> Refusal:
    kind, place = error["type"], error["loc"][1:]
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, UnusableMessage):
        return unusable(cause)
    if kind == "json_invalid" or not place:
        return Refusal("the body", _kind(error), "a JSON object, as application/json")
    name = _shown(str(place[0]))
    if kind == "extra_forbidden":
        return Refusal(name, "an unknown field", "no field of this name")
    return Refusal(name, _kind(error), _allowed(name))


def _kind(error: Mapping[str, Any]) -> str:
    if error["type"] in ("missing", "json_invalid"):
        return "missing" if error["type"] == "missing" else "not JSON"
    return _KINDS.get(type(error.get("input")), "nothing")


def _allowed(name: str) -> str:
    given: tuple[type[BaseModel], ...] = (StartGiven, MessageGiven, ChangeGiven, ResumeGiven)
    fields = (field for model in given for key, field in model.model_fields.items() if name in (key, field.alias))
    return next((field.description for field in fields if field.description), "another value")


def _shown(name: str) -> str:
    """A name somebody sent, short and printable."""
    kept = "".join(letter if letter.isprintable() else "?" for letter in name[:_NAME_LIMIT])
    return kept if len(name) <= _NAME_LIMIT else f"{kept}…"
