"""What Python itself would print: exceptions nobody caught, in the process, a thread or the loop, and warnings.

Each is reported by its class and the places it came through, never by its text.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, TextIO

from structlog.typing import FilteringBoundLogger

from bot.logs.places import Place


def report_uncaught(log: FilteringBoundLogger) -> None:
    """Take the place of what prints tracebacks and warnings in this process."""

    def crash(kind: type[BaseException], _error: BaseException | None, at: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.error("crash", error=kind, at=at)

    def warning(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        log.warning("warning", error=category, at=Place(filename, lineno))

    sys.excepthook = crash
    threading.excepthook = lambda told: crash(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: crash(told.exc_type, told.exc_value, told.exc_traceback)
    warnings.showwarning = warning


def watch_loop(log: FilteringBoundLogger) -> None:
    """Have the running loop report what it would print of a task that failed unseen."""

    def failed(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error: BaseException | None = context.get("exception")
        log.error("crash", error=error, at=error.__traceback__ if error else None)

    asyncio.get_running_loop().set_exception_handler(failed)
