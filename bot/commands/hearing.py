"""`faro understand` and `faro safety`: what typed words mean at a question, and whether they tell of danger.

Reads JSON lines, prints JSON lines in the same order. `safety` loads neither Rasa nor spaCy.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.commands.shape import REFUSED, Command
from bot.settings import read_settings


def _define_understand(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--question", required=True, metavar="KEY", help="the question that is open")
    parser.add_argument("--lang", choices=("en", "es"), default="en", help="the language of the conversation (en)")
    parser.add_argument("--batch", required=True, metavar="FILE", help='one {"text": …} a line; - reads standard input')


def _define_safety(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument("--batch", metavar="FILE", help='one {"text": …} a line; - reads standard input')
    one.add_argument("--learn", action="store_true", help="learn anew from data/safety/examples, for rule editors")


def _run_understand(args: argparse.Namespace) -> int:
    from bot.dialogue.understand import Understander, UnknownQuestion

    try:
        understander = Understander.started(read_settings(), args.question, args.lang, _told)
    except UnknownQuestion as error:
        print(json.dumps({"error": str(error)}, ensure_ascii=False), file=sys.stderr)
        return REFUSED
    return _each(args.batch, understander.read)


def _run_safety(args: argparse.Namespace) -> int:
    from bot.dialogue.ears import open_ears
    from bot.knowledge.danger import load_dangers
    from bot.knowledge.problems import KnowledgeError, Problem
    from bot.knowledge.screens import PROJECT

    problems: list[Problem] = []
    dangers = load_dangers(PROJECT, problems)
    if dangers is None or problems:
        raise KnowledgeError(problems)
    if args.learn:
        from bot.dialogue.learning import learn_danger

        print(learn_danger(dangers, read_settings().home / "models"))
        return 0
    ears = open_ears(dangers, read_settings().home / "models")

    def heard(text: str) -> dict[str, Any]:
        alarm = ears.heard(text)
        return {"text": text, "class": alarm.kind if alarm else "none"}

    return _each(args.batch, heard)


def _each(file: str, read: Callable[[str], dict[str, Any]]) -> int:
    """One line out for each line in; a bad one says what it wants, and the rest go on."""
    for line in _lines(file):
        if not line.strip():
            continue
        try:
            text = json.loads(line)["text"]
            if not isinstance(text, str):
                raise TypeError
        except (json.JSONDecodeError, KeyError, TypeError):
            print(json.dumps({"error": 'text: wants one object with "text", a string'}), flush=True)
            continue
        print(json.dumps(read(text), ensure_ascii=False), flush=True)
    return 0


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    with Path(file).open(encoding="utf-8") as lines:
        yield from lines


def _told(line: str) -> None:
    print(line, file=sys.stderr)


UNDERSTAND = Command("what typed words mean at a question", _define_understand, _run_understand)
SAFETY = Command("whether typed words tell of danger", _define_safety, _run_safety)
