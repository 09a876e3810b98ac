"""A second reading of the screening rules, written from the sentences of the outcome contract alone.

It knows nothing of data/rulebook and imports nothing from the program: each function transcribes the numbered
sentences named in its comments, in plain conditions, so that two independent readings of one text can be compared.
``# doubt:`` marks a place where the sentence leaves a real choice; ``# doubt, as the rulebook:`` one where this reading
first chose otherwise, and the two agree only because it gave way.
"""

from tests.proofs.second_reading_crime import cp_elements, t_elements, u_capped, u_elements
from tests.proofs.second_reading_family import sij_elements, vawa_paths
from tests.proofs.second_reading_scale import (
    LIKELY,
    NOT_ASSESSED,
    POSSIBLE,
    UNLIKELY,
    Answers,
    Statuses,
    removal_cap,
    scale,
)

Outcome = tuple[str, str | None]

CATEGORIES = ("t", "u", "vawa", "sij", "cp")
GATES = {
    "t": "trafficking_kind",
    "u": "crimes",
    "vawa": "relationship_to_abuser",
    "sij": "age",
    "cp": "trafficking_kind",
}


def assessed(category: str, answers: Answers) -> bool:
    """1: not assessed when the gate is absent or declined, and in no other case."""
    return answers.get(GATES[category]) not in (None, "prefer_not")


def vawa_outcome(answers: Answers) -> Outcome:
    """2, 18: the path with the best outcome; on a tie the first in the order the paths come in."""
    results = {path: scale(elements) for path, elements in vawa_paths(answers).items()}
    for outcome in (LIKELY, POSSIBLE):
        for path, result in results.items():
            if result == outcome:
                return outcome, path
    return UNLIKELY, None


def outcome(category: str, answers: Answers) -> Outcome:
    if not assessed(category, answers):
        return NOT_ASSESSED, None
    if category == "vawa":
        return vawa_outcome(answers)
    capped = {"t": removal_cap(answers), "u": u_capped(answers)}.get(category, False)
    return scale(statuses(category, answers), capped), None


def outcomes(answers: Answers) -> dict[str, Outcome]:
    """Every category's outcome, and the VAWA path (None elsewhere)."""
    return {category: outcome(category, answers) for category in CATEGORIES}


def statuses(category: str, answers: Answers) -> Statuses:
    """The elements this role or relationship requires; for VAWA those of every path whose gate was answered.

    An element that two VAWA paths share keeps the self-petition's status.
    """
    if category == "vawa":
        paths = vawa_paths(answers)
        shared: Statuses = {}
        for path in ("cancellation", "waiver", "self_petition"):
            shared |= paths.get(path, {})
        return shared
    return {"t": t_elements, "u": u_elements, "sij": sij_elements, "cp": cp_elements}[category](answers)
