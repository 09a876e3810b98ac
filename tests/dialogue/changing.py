"""What tests of changing and contradicting answers share: an intake to go through, and ways to ask what came of it."""

from __future__ import annotations

import asyncio
from typing import Any

CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}
HURT = {
    "age": 30,
    "in_united_states": "yes",
    "topics": ["crime"],
    "crimes": ["felonious_assault"],
    "crime_role": "direct",
    "crime_in_united_states": "yes",
    "substantial_abuse": "yes",
    "bystander_serious_injury": "yes",
    "knows_facts": "yes",
    "blamed_for_crime": "no",
    "certification": "not_asked",
    "next_friend_helps": "no",
    "past": [],
}


def go_through(begun: Any, **answers: Any) -> None:
    """Answer what is asked until nothing is, or until an answer is missing."""
    begun.answer(**{**CALM, **HURT, **answers})


def answers_of(begun: Any) -> dict[str, Any]:
    return dict(asyncio.run(begun.conversations.view(begun.token)).answers)


def change(begun: Any, key: str, value: Any) -> list[tuple[str, str, str]]:
    return [tuple(one) for one in asyncio.run(begun.conversations.change(begun.token, key, value))]


def shown(begun: Any) -> Any:
    return asyncio.run(begun.conversations.view(begun.token)).reply


def outcome(begun: Any, category: str) -> str:
    return str(asyncio.run(begun.conversations.result(begun.token))["categories"][category]["outcome"])
