"""Between the vault, which does not know what it keeps, and the answers inside: what may be shared, and picking it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.keeping import Session
from bot.knowledge.purposes import Purposes
from bot.knowledge.screens import Screens
from bot.vault.errors import Unusable
from bot.vault.releases import Asked


def answers_in(state: dict[str, Any]) -> Mapping[str, Any]:
    """The answers of a kept session, by key."""
    return Session(state).memory.answers


def refuse_unknown(asked: Asked, screens: Screens, purposes: Purposes) -> None:
    """Raises Unusable naming fields that no question asks for, or a purpose that is none."""
    known = screens.interview.questions
    if strange := [field for field in asked.fields if field not in known]:
        raise Unusable(f"fields: no answer is called {', '.join(strange)}; allowed are {', '.join(sorted(known))}")
    if asked.purpose not in purposes.purposes:
        raise Unusable(f"purpose: one of {', '.join(purposes.purposes)}")
