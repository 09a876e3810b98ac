"""Names that only a programmer can have given: of an exception's class, of a place in the code, of a module in use."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

_FILE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}\.py")
_CLASS = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_FRAMES = 6
"""How many of the innermost frames of a traceback are named."""


@dataclass(frozen=True)
class Place:
    """A line of a source file. Of its path only the file's own name is ever shown."""

    path: str
    line: int

    def __str__(self) -> str:
        name = Path(self.path).name
        return f"{name if _FILE.fullmatch(name) else '?'}:{self.line}"


def exception_name(value: object) -> str | None:
    """The name of an exception's class; None for what is no exception."""
    kind = type(value) if isinstance(value, BaseException) else value
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        return None
    return kind.__name__ if _CLASS.fullmatch(kind.__name__) else "?"


def place_name(value: object) -> str | None:
    """Where a traceback came through, innermost first, or one place; None for anything else."""
    if isinstance(value, Place):
        return str(value)
    if not isinstance(value, TracebackType):
        return None
    places = [Place(frame.f_code.co_filename, line) for frame, line in walk_tb(value)]
    return " < ".join(map(str, reversed(places[-_FRAMES:])))


def module_name(value: object) -> str | None:
    """As much of a dotted name as names a module in use, for a logger may be called anything."""
    if not isinstance(value, str):
        return None
    parts = value.split(".")
    known = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((name for name in known if name in sys.modules), "other")
