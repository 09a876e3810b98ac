"""Which answers do not go together. Says so and nothing more: no answer is dropped, doubted or preferred.

Pure. An unsure, declined or absent answer contradicts nothing.
"""

from __future__ import annotations

from bot.knowledge.contradictions import Contradiction
from bot.screening.answers import Answers
from bot.screening.truth import truth


def contradictions(rules: tuple[Contradiction, ...], answers: Answers) -> tuple[Contradiction, ...]:
    """Those of `rules` that these answers make, in the order they are written."""
    return tuple(rule for rule in rules if truth(rule.when, answers))
