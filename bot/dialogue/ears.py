"""Danger heard in what was typed: by rules first, then by likeness to examples. Before Rasa, and without it.

A rule that matches counts unless the words are plainly like none; words that no rule matches count where they are
plainly like danger. Without what was learned, the rules stand alone. Keeps nothing of what it hears.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.hearing.danger import Alarm, DangerListener
from bot.hearing.spoken import Speech
from bot.knowledge.danger import CRISES, Dangers
from bot.knowledge.screens import PROJECT
from bot.nlp.alarm import Likeness, crisis, recall
from bot.nlp.sentences import Sentences

LEARNED = PROJECT / "data" / "safety" / "likeness.npz"
DOUBTED = 0.1
"""A rule's alarm is dropped where there seems to be less danger than this."""
PLAIN = 0.57
"""Without a rule, there must seem to be this much danger."""
OUTWEIGHS = 0.3
"""By so much another kind must be likelier than the rule's own to take its place."""


@dataclass(frozen=True)
class Ears:
    """Hears danger in every language at once."""

    dangers: Dangers
    likeness: Likeness | None = field(default=None, repr=False)

    def heard(self, text: str, speaking: str = "") -> Alarm | None:
        """The danger, or the wish for silence or for help with the program, that the words tell of.

        `speaking` is the language of the conversation, for words that more than one language has.
        """
        alarm = self._rules.heard(text, speaking)
        if self.likeness is None or (alarm and alarm.kind not in CRISES):
            return alarm
        scores = self.likeness.scores(text)
        best, danger = crisis(scores)
        if alarm:
            if danger < DOUBTED:
                return None
            outweighed = scores[best] - scores[alarm.kind] > OUTWEIGHS
            return Alarm(best, alarm.language) if outweighed else alarm
        return Alarm(best, None) if danger > PLAIN else None

    @cached_property
    def _rules(self) -> DangerListener:
        return DangerListener(self.dangers)


def open_ears(dangers: Dangers, models: Path) -> Ears:
    """Both ears; the encoder is kept in `models`. Rules alone where nothing was learned yet."""
    if not LEARNED.exists():
        return Ears(dangers)
    speech = Speech(dangers.spelling.tokens, dangers.spelling.accented)
    return Ears(dangers, recall(LEARNED, speech, Sentences.at(models)))
