"""What one turn means: a plain value between reading it and answering it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from actions.memory import Memory
from bot.knowledge.danger import DangerClass
from bot.screening.answers import Value


@dataclass(frozen=True)
class Heard:
    """What was heard. `local` names a message that is answered without Rasa; otherwise an intent, or words for Rasa.

    `remembered` is the memory the turn starts from, where what was heard changes it; `said` a message that comes first.
    An answer that is not `sure` was read out of words, with `facts` for other questions beside it; a yes makes it one.
    `danger` is the kind that was heard, `spoken` the language it was told in. `asked` names the
    frequent question that the words are; it is answered without Rasa. `act` is what has to be done in the vault.
    """

    intent: str | None = None
    answer: Value | None = None
    sure: bool = True
    facts: Mapping[str, Value] = field(default_factory=dict)
    words: str | None = field(default=None, repr=False)
    local: str | None = None
    pending: str | None = None
    danger: DangerClass | None = None
    spoken: str | None = None
    ends: bool = False
    restarts: bool = False
    opens_all: bool = False
    said: str | None = None
    asked: str | None = None
    act: Literal["save", "withdraw"] | None = None
    remembered: Memory | None = field(default=None, repr=False)


def go_on(memory: Memory, said: str | None = None) -> Heard:
    """The interview taken up from `memory`: its next question, or the result when nothing is left to ask."""
    return Heard("result" if memory.is_over else "start", remembered=memory, said=said)
