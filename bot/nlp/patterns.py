"""Patterns of words as spaCy's SpanRuler takes them, from the same notation that danger is written in.

Knows `he|she is? ..2 my` (see `bot.hearing.patterns`), without groups. A gap is that many tokens that may be missing.
"""

from __future__ import annotations

import re
from typing import Any

from bot.hearing.patterns import PatternError

TokenPattern = list[dict[str, Any]]
_GAP = re.compile(r"\.\.(\d)")
_WORD = re.compile(r"\w+")


def token_pattern(written: str) -> TokenPattern:
    """Raises PatternError for an element that is none."""
    tokens: TokenPattern = []
    for element in written.split():
        if gap := _GAP.fullmatch(element):
            tokens += [{"OP": "?"}] * int(gap[1])
            continue
        words = element.removesuffix("?").split("|")
        if not all(_WORD.fullmatch(word) for word in words):
            raise PatternError(f"{written!r}: {element!r} is no element of a pattern")
        token: dict[str, Any] = {"LOWER": {"IN": words}}
        tokens.append({**token, "OP": "?"} if element.endswith("?") else token)
    return tokens
