"""The terms under which a contact's facts travel where HSDS has no field for them: `data/policy/hsds.yml`.

Knows their names and what each means. Refuses to know where in HSDS they stand; `bot.policy.hsds_export` does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from pydantic import model_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Text
from bot.knowledge.problems import Problem

Term = Literal[
    "id", "run_by", "confidence", "name_es", "what_es", "hours_es", "before_you_call_es", "method_en", "method_es",
    "source", "for", "text_word", "plain_exception",
]  # fmt: skip


class HsdsTerms(Model):
    """One taxonomy, and for each of its terms what it means."""

    taxonomy: Text
    terms: dict[Term, Text]

    @model_validator(mode="after")
    def _all_of_them(self) -> HsdsTerms:
        if missing := sorted(set(get_args(Term)) - set(self.terms)):
            raise ValueError(f"terms: says nothing of {', '.join(missing)}")
        return self


def load_hsds_terms(root: Path, problems: list[Problem]) -> HsdsTerms | None:
    """Read `hsds.yml`. None, with the reasons in `problems`, when it cannot be used."""
    loaded = load_model(HsdsTerms, root / "data" / "policy" / "hsds.yml", root, problems)
    return loaded[0] if loaded else None
