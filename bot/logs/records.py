"""The log of Python's library, which every other library writes to, without a word of what it says.

Libraries log message texts, slots, statements and whole objects. Their records pass one point, the factory that makes
log records, and leave it as the name of the place that spoke and, at most, the class of an error: a choice made before
any filter, level or handler that is set later, so that no setting undoes it.
"""

from __future__ import annotations

import logging
from typing import Any

from structlog.typing import FilteringBoundLogger

from bot.logs.places import Place


class _Withholding:
    """Makes log records that have lost message, arguments and traceback."""

    def __init__(self) -> None:
        self.words_allowed = False
        self.make = logging.getLogRecordFactory()

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self.make(*args, **kwargs)
        if not self.words_allowed:
            error = record.exc_info[0] if record.exc_info else None
            record.error_class = error
            record.msg = f"{record.funcName}:{record.lineno} {error.__name__ if error else ''}".strip()
            record.args = None
            record.exc_info = record.exc_text = record.stack_info = None
        return record


_factory = _Withholding()


def withhold_words() -> None:
    """From here on no record of any logger holds words. Safe to call again."""
    logging.setLogRecordFactory(_factory)


def allow_words() -> None:
    """Let libraries' words through, for commands in which nobody types."""
    _factory.words_allowed = True


def words_allowed() -> bool:
    return _factory.words_allowed


class ToGate(logging.Handler):
    """Hands each record on to the gate as an event."""

    def __init__(self, log: FilteringBoundLogger) -> None:
        super().__init__()
        self._log = log

    @classmethod
    def on_root(cls, log: FilteringBoundLogger, level: int) -> None:
        """Hear every logger that has no level of its own from `level` up."""
        root = logging.getLogger()
        root.setLevel(level)
        if not any(isinstance(handler, cls) for handler in root.handlers):
            root.addHandler(cls(log))

    def emit(self, record: logging.LogRecord) -> None:
        say = next(say for least, say in self._ways() if record.levelno >= least)
        place = Place(record.pathname, record.lineno)
        say("library", logger=record.name, at=place, error=getattr(record, "error_class", None))

    def _ways(self) -> tuple[tuple[int, Any], ...]:
        log = self._log
        return (logging.ERROR, log.error), (logging.WARNING, log.warning), (logging.INFO, log.info), (0, log.debug)
