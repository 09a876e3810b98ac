"""From what a person typed to the answer it plainly is: a number of the list, a label, a value, a whole number.

Only what is written on the buttons counts here. Anything freer is for the language component; a text that could be two
things is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.knowledge.models import LANGUAGES
from bot.knowledge.questions import Question
from bot.screening.answers import Value, read_value
from bot.wording.messages import Choice

_SEPARATORS = re.compile(r"[,;/]|\s+(?:and|y|e)\s+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def plain(text: str) -> str:
    """Lower case, one space between words, no accents, nothing but letters and digits at either end."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _EDGES.sub("", " ".join(bare.split()))


def match_choice(text: str, offered: Sequence[Choice], also: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """The value of the one choice that `text` names by its place in the list, its label or its value.

    `also` are other labels of the same choices, each with its value.
    """
    wanted = plain(text)
    if wanted.isdecimal() and wanted.isascii():
        place = int(wanted) - 1
        return offered[place].value if 0 <= place < len(offered) else None
    named = {choice.value for choice in offered if wanted in (plain(choice.label), choice.value, plain(choice.value))}
    named |= {value for label, value in also.items() if plain(label) == wanted}
    return named.pop() if len(named) == 1 else None


def match_answer(text: str, question: Question, offered: Sequence[Choice]) -> Value | None:
    """The answer to `question` that `text` plainly is, or None."""
    if question.kind == "number":
        wanted = plain(text)
        return read_value(question, int(wanted)) if wanted.isdecimal() and wanted.isascii() else None
    also = _other_labels(question)
    whole = match_choice(text, offered, also)
    if question.kind != "many":
        return None if whole is None else read_value(question, whole)
    parts = (
        [whole] if whole else [match_choice(part, offered, also) for part in _SEPARATORS.split(text) if part.strip()]
    )
    if parts == ["none"]:
        return ()
    return read_value(question, parts) if parts else None


def _other_labels(question: Question) -> dict[str, str]:
    """How labels read to somebody who answers for another, in every language: they are understood from everyone."""
    return {
        one.label.in_(lang, for_other=True): one.value
        for one in question.choices
        for lang in LANGUAGES
        if one.label.other
    }
