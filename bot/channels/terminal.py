"""The conversation in a terminal: messages printed plainly, words read from the keyboard or from a script.

A conversation here is as private as on the web: sealed while it lasts, deleted when the terminal is left.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from bot.dialogue.service import Conversations
from bot.dialogue.starting import start_conversations
from bot.dialogue.turns import Reply, SessionUnknown
from bot.knowledge.models import Lang
from bot.logs import log, start, watch_loop
from bot.settings import read_settings

LEAVE_WORDS = ("/quit", "/exit")


class ScriptError(Exception):
    """The script cannot be read."""


def chat(*, lang: Lang | None, script: str | None, as_json: bool, as_of: date | None) -> int:
    """Hold one conversation; 0 when it was left or the script ended."""
    lines = _script(script) if script else _keyboard(sys.stdin)
    settings = read_settings()
    start(settings.log_level, strict=settings.environment == "development")
    conversations = start_conversations(settings, lambda line: print(line, file=sys.stderr), surface="terminal")
    show = _show_json if as_json else _show_text
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_hold(conversations, lines, show, lang, as_of))
    return 0


async def _hold(
    conversations: Conversations, lines: Iterator[str], show: Any, lang: Lang | None, as_of: date | None
) -> None:
    watch_loop(log)
    token, reply = await conversations.open(lang, None, as_of)
    show(None, reply)
    try:
        for number, line in enumerate(lines):
            if line in LEAVE_WORDS:
                break
            reply = await conversations.say(token, str(number), text=line)
            show(line, reply)
            if reply.ended:
                return
    finally:
        with contextlib.suppress(SessionUnknown):
            await conversations.delete(token)


def _script(name: str) -> Iterator[str]:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise ScriptError(f"{name}: {error.strerror}") from error
    return iter([line.removesuffix(b"\r").decode("utf-8", "surrogateescape") for line in content.splitlines()])


def _keyboard(stream: TextIO) -> Iterator[str]:
    while True:
        print("> ", end="", flush=True)
        line = stream.readline()
        if not line:
            return
        yield line.rstrip("\n")


def _show_json(you: str | None, reply: Reply) -> None:
    shown = {
        "you": None if you is None else you.encode("utf-8", "replace").decode(),
        "bot": [asdict(message) for message in reply.messages],
        "question": reply.question.key if reply.question else None,
    }
    print(json.dumps(shown, ensure_ascii=False), flush=True)


def _show_text(_you: str | None, reply: Reply) -> None:
    for message in reply.messages:
        print("\n" + message.text)
        if not reply.question:
            for place, choice in enumerate(message.choices, start=1):
                print(f"  {place}  {choice.label}")
    if reply.question:
        for place, choice in enumerate(reply.question.choices, start=1):
            print(f"  {place}  {choice.label}")
        print("  (" + " · ".join(choice.label for choice in reply.question.controls) + ")")
    print(flush=True)
