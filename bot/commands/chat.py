"""`faro chat`: the conversation in a terminal, or from a file of messages, one a line."""

from __future__ import annotations

import argparse

from bot.commands.shape import REFUSED, Command, add_day
from bot.commands.vault_use import refusing


def _define(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("en", "es"), default=None, help="the language; asked when left out")
    parser.add_argument("--script", metavar="FILE", help="messages from FILE, one a line; - reads standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a turn")
    add_day(parser)


def _run(args: argparse.Namespace) -> int:
    from bot.channels.terminal import ScriptError, chat

    try:
        return chat(lang=args.lang, script=args.script, as_json=args.json, as_of=args.as_of)
    except ScriptError as error:
        print(error)
        return REFUSED


CHAT = Command("talk with Faro in the terminal", _define, refusing(_run))
