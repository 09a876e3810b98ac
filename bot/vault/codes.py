"""Resume codes: a few plain words, told once and never stored, from which a key is made slowly.

Knows words and what guessing costs. Refuses to know sessions.
"""

from __future__ import annotations

import math
import secrets
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from bot.vault.sealing import KEY_BYTES, Opener

WORDS = 7
"""How many words a code has. Of a list of 1024 that is 70 bits; `bits` says how many of another."""
LONGEST = 200
"""Letters of a typed code that are looked at."""
_one_at_a_time = threading.Lock()
"""So that many guesses at once take turns rather than memory."""


@dataclass(frozen=True)
class Cost:
    """What one guess costs by argon2id (RFC 9106): kibibytes of memory, passes over them, lanes."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


COST = Cost()


def new_code(words: Sequence[str]) -> str:
    """A fresh code."""
    return " ".join(secrets.choice(words) for _ in range(WORDS))


def bits(words: Sequence[str]) -> float:
    """How many bits a code out of these words has."""
    return WORDS * math.log2(len(set(words)))


def letters(typed: str) -> str:
    """What counts of a typed code: its letters. Case, accents, spaces, marks and digits do not."""
    parts = unicodedata.normalize("NFKD", typed[:LONGEST].casefold())
    return "".join(char for char in parts if "a" <= char <= "z")


def code_opener(typed: str, salt: bytes, cost: Cost) -> Opener:
    """The opener of a code. Costs the same whatever was typed, nothing at all included."""
    slow = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    with _one_at_a_time:
        return Opener("code", slow.derive(letters(typed).encode()))
