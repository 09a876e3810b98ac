"""What Faro writes to its log: events and fields that stand on one list, as JSON lines on standard error.

Knows the list (`data/operations/log.yml`), the log of Python's library and what reports exceptions that nobody caught:
all of them pass the same gate. Refuses to know words: no field can hold any.
"""

from bot.logs.fields import is_listed
from bot.logs.gate import FieldRefused, log, refused, start
from bot.logs.hooks import watch_loop
from bot.logs.places import Place
from bot.logs.records import allow_words, withhold_words, words_allowed

__all__ = [
    "FieldRefused",
    "Place",
    "allow_words",
    "is_listed",
    "log",
    "refused",
    "start",
    "watch_loop",
    "withhold_words",
    "words_allowed",
]
