"""What a command is: a line of help, its arguments, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

REFUSED = 2
"""Exit status for input that is refused."""


@dataclass(frozen=True)
class Command:
    help: str
    define: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def iso_day(text: str) -> date:
    """A day written YYYY-MM-DD, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as YYYY-MM-DD") from None


def add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=iso_day, default=None, metavar="DATE", help="the day asked about (today)")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("en", "es"), default="en", help="language of what is printed (en)")
