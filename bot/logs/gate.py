"""The one way out to the log: what is not on the list is left out of the line and counted."""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, cast

import structlog
from structlog.typing import FilteringBoundLogger

from bot.logs.fields import load_list
from bot.logs.hooks import report_uncaught
from bot.logs.records import ToGate, withhold_words

Line = MutableMapping[str, Any]


class FieldRefused(Exception):
    """A field that is not on the list, or a value that its field does not take. Names the field and never the value."""


class _Gate:
    """Lets through what the list allows. What it does not is an error in development and counted in production."""

    def __init__(self) -> None:
        self.level, self.strict, self.refused = logging.WARNING, True, 0

    def loud_enough(self, _logger: object, method: str, line: Line) -> Line:
        if logging.getLevelNamesMapping()[method.upper()] < self.level:
            raise structlog.DropEvent
        return line

    def allowed(self, _logger: object, _method: str, line: Line) -> Line:
        listed, event = load_list(), str(line.pop("event"))
        if event not in listed.events:
            self._refuse("event")
            event = "unnamed"
        kept: dict[str, Any] = {"event": event}
        for name, value in line.items():
            shown = listed.fields[name].shown(value) if name in listed.events[event] else None
            if value is not None and shown is None:
                self._refuse(name)
            elif shown is not None:
                kept[name] = shown
        return kept

    def _refuse(self, name: str) -> None:
        if self.strict:
            raise FieldRefused(f"{name if name.isidentifier() else 'a field'}: not in data/operations/log.yml")
        self.refused += 1


class _StandardError:
    """Writes lines; one that cannot be written is lost, for a full disk must not end a conversation."""

    def msg(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            print(line, file=sys.stderr, flush=True)

    debug = info = warning = error = msg


_gate = _Gate()
log: FilteringBoundLogger = cast(
    FilteringBoundLogger,
    structlog.wrap_logger(
        _StandardError(),
        processors=[
            _gate.loud_enough,
            _gate.allowed,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.BoundLogger,
        cache_logger_on_first_use=False,
    ),
)
"""`log.error("problem", status=500)`: an event and its fields, all of them on the list."""


def start(level: str, *, strict: bool) -> None:
    """Log from `level` (a name such as "WARNING") up: Faro's own events, libraries' records, exceptions nobody caught.

    `strict` raises FieldRefused for what is not on the list, in place of counting it.
    """
    _gate.level, _gate.strict = logging.getLevelNamesMapping()[level], strict
    load_list()
    withhold_words()
    logging.raiseExceptions = False  # else a handler that fails prints what it was given
    ToGate.on_root(log, _gate.level)
    report_uncaught(log)


def refused() -> int:
    """How many fields and events were left out since this process started."""
    return _gate.refused
