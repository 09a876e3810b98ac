"""`faro serve`: the web server with everything in one process."""

from __future__ import annotations

import argparse

from bot.commands.shape import Command
from bot.commands.vault_use import refusing


def _define(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")


def _run(args: argparse.Namespace) -> int:
    from bot.serve import serve

    return serve(args.host, args.port)


SERVE = Command("serve the web pages and the HTTP interface", _define, refusing(_run))
