"""Which of the things to tell about categories together hold on one result. Pure; it changes no outcome."""

from __future__ import annotations

from bot.knowledge.interactions import Interaction
from bot.screening.answers import Answers
from bot.screening.screening import Screening
from bot.screening.truth import truth


def interactions(rules: tuple[Interaction, ...], screening: Screening, answers: Answers) -> tuple[Interaction, ...]:
    """Those of `rules` that hold, in the order they are written."""
    outcomes = {category: found.outcome for category, found in screening.categories.items()}
    fit = sum(outcome in ("likely", "possible") for outcome in outcomes.values())
    return tuple(
        rule
        for rule in rules
        if fit >= rule.fits
        and all(outcomes[category] in allowed for category, allowed in rule.outcomes.items())
        and truth(rule.when, answers)
    )
