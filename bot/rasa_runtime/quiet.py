"""Keeps what a person typed out of every log, whatever the level, the handler or the error.

Rasa, its SDK and sanic log message texts, slots and whole trackers. Their records pass one point, the factory that
makes log records, and leave it as the name of the place that spoke and, at most, the type of an error: a choice made
before any filter, level or handler that is set later. structlog, which only Rasa uses here, is sent the same way and
keeps no field but the name of the event. Words may pass only where nobody types: training, testing, checking the data.
"""

import logging
import os
import re
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog

WITHHELD = ("rasa", "rasa_sdk", "sanic", "dask", "aiohttp", "asyncio", "spacy")
NAME_OF_EVENT = re.compile(r"[a-z_]+(\.[a-z_]+)+")
SILENT_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",  # must stand before the first import of Rasa
    "RASA_MAX_CACHE_SIZE": "0",  # training leaves nothing beside the model
    "TOKENIZERS_PARALLELISM": "false",
}


class _Withholding:
    """Makes log records; those of the engine lose message, arguments and traceback."""

    def __init__(self) -> None:
        self.words_allowed = False
        self.make = logging.getLogRecordFactory()

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self.make(*args, **kwargs)
        if not self.words_allowed and record.name.partition(".")[0] in WITHHELD:
            error = record.exc_info[0] if record.exc_info else None
            record.msg = f"{record.funcName}:{record.lineno} {error.__name__ if error else ''}".strip()
            record.args = None
            record.exc_info = record.exc_text = record.stack_info = None
        return record


_factory = _Withholding()


def install() -> None:
    """Set the environment, the record factory and structlog so that nothing typed can be printed or sent."""
    os.environ.update(SILENT_ENVIRONMENT)
    logging.setLogRecordFactory(_factory)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _name_of_event],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _name_of_event(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    name = str(event.get("event", ""))
    return name if NAME_OF_EVENT.fullmatch(name) else "event"


def unless_typing(warn: Callable[..., None]) -> Callable[..., None]:
    """Rasa's way of warning, which may quote a message: heard only where nobody types."""

    def warn_if_allowed(*args: Any, **kwargs: Any) -> None:
        if _factory.words_allowed:
            warn(*args, **kwargs)

    return warn_if_allowed


def allow_words() -> None:
    """Let the engine's own words through, for commands in which nobody types."""
    _factory.words_allowed = True
