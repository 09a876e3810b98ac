"""The contract's thirty cases: every category's outcome and the VAWA path, from rules in `data/rulebook` alone."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = json.loads((Path(__file__).parent / "vignettes.json").read_text(encoding="utf-8"))


def test_there_are_thirty_of_them() -> None:
    assert len({case["id"] for case in CASES}) == 30


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_vignette_gets_the_outcomes_the_law_gives(case: dict[str, Any], screened: Any) -> None:
    result = screened(**case["answers"])
    assert {category: found.outcome for category, found in result.categories.items()} == case["expected"]
    assert result.categories["vawa"].path == case["vawa_path"]


def test_no_rule_names_a_case() -> None:
    rules = Path(__file__).parents[2] / "data" / "rulebook"
    text = "".join(path.read_text(encoding="utf-8") for path in rules.rglob("*.yml"))
    words = set(text.replace('"', " ").split())
    assert not words & {case["id"] for case in CASES}
