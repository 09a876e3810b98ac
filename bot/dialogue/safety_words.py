"""Words that are heard before Rasa, from any state: stop, delete, go on, and danger.

Needs only `data/words/safety.yml`; works when Rasa or the database does not. Keeps nothing of what it reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.safety import Command, SafetyWords
from bot.wording.matching import plain

_NOT_WORDS = re.compile(r"[^\w\s]+")
_JOINED = re.compile(r"['’]")


@dataclass(frozen=True)
class Listener:
    """Hears commands and danger in what was typed, in every language at once."""

    words: SafetyWords

    def command(self, text: str) -> Command | None:
        """The command that the whole message is, if it is one."""
        return self._commands.get(_spoken(text))

    def crisis(self, text: str) -> str | None:
        """The key of the message to say first, where the words tell of danger. First match wins."""
        said = f" {_spoken(text)} "
        return next((key for key, phrases in self._crises if any(f" {phrase} " in said for phrase in phrases)), None)

    @cached_property
    def _commands(self) -> dict[str, Command]:
        return {_spoken(word): name for name, lists in self.words.commands.items() for word in lists.every}

    @cached_property
    def _crises(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((key, tuple(_spoken(p) for p in lists.every)) for key, lists in self.words.crisis.items())


def _spoken(text: str) -> str:
    """As `plain`, with apostrophes closed up and every other mark a space."""
    return " ".join(_NOT_WORDS.sub(" ", _JOINED.sub("", plain(text))).split())
