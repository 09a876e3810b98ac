"""Conversations that digress, change, switch language, pause, meet danger: each ends as the straight one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dialogue.talking import outcomes, said, straight

pytestmark = pytest.mark.slow
TALKS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "talks" / "wandering.yml").read_text("utf-8"))
NOT_SEEN = ("trouble", "went wrong", "Algo falló")


def test_there_are_twenty_that_wander() -> None:
    assert len({one["name"] for one in TALKS}) == 20


@pytest.mark.parametrize("one", TALKS, ids=[one["name"] for one in TALKS])
def test_it_ends_with_the_result_of_the_straight_conversation(one: dict[str, Any], talk: Any) -> None:
    picked, expected = straight(one["script"], talk)
    begun = talk(None, None)
    visited = set()
    while (key := begun.key) is not None:
        for line in one.get("at", {}).get(key, []) if key not in visited else []:
            said(begun, line)
            assert not any(text in begun.texts for text in NOT_SEEN), line
        visited.add(key)
        assert begun.key == key, one["at"][key]
        for line in one.get("answers", {}).get(key, [{"pick": picked[key]}]):
            said(begun, line)
        assert begun.key != key, key
    assert set(one.get("at", {})) | set(one.get("answers", {})) <= visited
    assert outcomes(begun) == expected
