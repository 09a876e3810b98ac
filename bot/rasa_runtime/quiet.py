"""Keeps what a person typed out of Rasa's log, and Rasa from reporting anywhere.

Rasa, its SDK and sanic log message texts, slots and whole trackers, by Python's own log and by structlog. The first is
withheld for every library (`bot.logs`); structlog, as Rasa asks for it, is sent the same way and keeps nothing but the
place that spoke. Words may pass only where nobody types: training, testing, checking the data.
"""

import os
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog

from bot.logs import allow_words, withhold_words, words_allowed

SILENT_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",  # must stand before the first import of Rasa
    "RASA_MAX_CACHE_SIZE": "0",  # training leaves nothing beside the model
    "TOKENIZERS_PARALLELISM": "false",
}

__all__ = ["allow_words", "install", "unless_typing"]


def install() -> None:
    """Set the environment, the record factory and structlog so that nothing typed can be printed or sent."""
    os.environ.update(SILENT_ENVIRONMENT)
    withhold_words()
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _name_of_event],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _name_of_event(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    return str(event.get("event", "")) if words_allowed() else "event"


def unless_typing(warn: Callable[..., None]) -> Callable[..., None]:
    """Rasa's way of warning, which may quote a message: heard only where nobody types."""

    def warn_if_allowed(*args: Any, **kwargs: Any) -> None:
        if words_allowed():
            warn(*args, **kwargs)

    return warn_if_allowed
