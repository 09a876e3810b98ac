"""Words that are heard before Rasa, from any state: stop, delete, go on. Danger is heard by `bot.hearing`.

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
    """Hears commands in what was typed, in every language at once."""

    words: SafetyWords

    def command(self, text: str) -> Command | None:
        """The command that the whole message is, if it is one."""
        return self._commands.get(_spoken(text))

    @cached_property
    def _commands(self) -> dict[str, Command]:
        return {_spoken(word): name for name, lists in self.words.commands.items() for word in lists.every}


def _spoken(text: str) -> str:
    """As `plain`, with apostrophes closed up and every other mark a space."""
    return " ".join(_NOT_WORDS.sub(" ", _JOINED.sub("", plain(text))).split())
