"""Transcripts of conversations: what somebody says stands in them, and all that is answered is compared with them.

After words were changed on purpose, write them anew with FARO_WRITE_TRANSCRIPTS=1 and read them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bot.dialogue.turns import Reply
from bot.knowledge.catalog import load_knowledge

TRANSCRIPTS = Path(__file__).parent / "transcripts"
DAY = date(2026, 11, 23)


def lines_of(name: str) -> list[str]:
    """What somebody says in a transcript, line by line."""
    kept = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("you: ") for line in kept if line.startswith("you: ")]


def as_kept(name: str, first: Reply, say: Callable[[str], Reply]) -> tuple[str, str]:
    """The conversation as it goes now, and as it is kept."""
    written = [*_turn(None, first)]
    for line in lines_of(name):
        written += _turn(line, say(line))
    text, path = "\n".join(written), TRANSCRIPTS / f"{name}.txt"
    if os.environ.get("FARO_WRITE_TRANSCRIPTS"):
        path.write_text(text, encoding="utf-8")
    return text, path.read_text(encoding="utf-8")


def _turn(you: str | None, reply: Reply) -> Iterator[str]:
    """One turn: what was said, then every message up to the rules in force that day, which have tests of their own."""
    if you is not None:
        yield f"you: {you}"
    for message in reply.messages:
        if message.text.startswith(load_knowledge().messages.say("protections_intro", reply.lang)):
            yield "[protections and contacts]"
            break
        yield f"faro, {message.kind}: " + message.text.replace("\n", "\n    ").replace("\n    \n", "\n\n")
        if message.choices and reply.question is None:
            yield "    [" + " | ".join(choice.label for choice in message.choices) + "]"
    yield f"[{reply.question.key if reply.question else 'nothing asked'}]"
    yield ""
