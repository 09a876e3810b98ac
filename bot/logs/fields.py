"""The list of what may stand in the log, as data: read, checked, and asked about each value."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug
from bot.knowledge.problems import KnowledgeError, Problem
from bot.logs.places import exception_name, module_name, place_name

PROJECT = Path(__file__).resolve().parents[2]
Shown = str | int

_NAMES: dict[str, Callable[[object], str | None]] = {
    "exception": exception_name,
    "place": place_name,
    "module": module_name,
}


class Field(Model):
    """What one field may hold: one of a list, random hexadecimal digits, a whole number, or a programmer's name."""

    one_of: frozenset[str] | None = None
    hex: int | None = None
    whole: tuple[int, int] | None = None
    name_of: Literal["exception", "place", "module"] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Field:
        if len(self.model_fields_set) != 1:
            raise ValueError("a field is exactly one of one_of, hex, whole, name_of")
        return self

    def shown(self, value: object) -> Shown | None:
        """The value as it is written; None where it may not be."""
        if self.name_of:
            return _NAMES[self.name_of](value)
        if isinstance(value, str):
            return value if self._fits(value) else None
        is_number = self.whole is not None and type(value) is int and self.whole[0] <= value <= self.whole[1]
        return value if is_number and isinstance(value, int) else None

    def _fits(self, value: str) -> bool:
        if self.one_of is not None:
            return value in self.one_of
        return self.hex is not None and re.fullmatch(rf"[0-9a-f]{{{self.hex}}}", value, re.ASCII) is not None


class LogList(Model):
    """All events with their fields, and all fields with their kind."""

    events: dict[Slug, tuple[Slug, ...]]
    fields: dict[Slug, Field]

    @model_validator(mode="after")
    def _agree(self) -> LogList:
        named = {name for names in self.events.values() for name in names}
        if named != set(self.fields):
            raise ValueError(f"fields named by events and fields described differ: {sorted(named ^ set(self.fields))}")
        return self


@cache
def load_list(root: Path = PROJECT) -> LogList:
    """Read `data/operations/log.yml` under `root`. Raises KnowledgeError with every problem in it."""
    problems: list[Problem] = []
    loaded = load_model(LogList, root / "data" / "operations" / "log.yml", root, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return loaded[0]


def is_listed(field: str, value: object) -> bool:
    """Whether this value may stand in this field."""
    return load_list().fields[field].shown(value) is not None
