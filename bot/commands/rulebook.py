"""`faro rulebook check | show | map | docs`: the rules, for people who read and edit them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.commands.shape import REFUSED, Command
from bot.knowledge.problems import KnowledgeError, shown_path
from bot.knowledge.screens import PROJECT

DOCS = Path("docs") / "rulebook"


def _define(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="check|show|map|docs")
    ways.add_parser("check", help="read everything, decide every scenario, and count; or list every problem")
    show = ways.add_parser("show", help="one rule in words: its law, its sources, what decides it")
    show.add_argument("rule", metavar="ELEMENT", help="an element, an exception or a red flag: U-7, T-3a, R-4")
    for name, kind in (
        ("map", "draw the flow of questions and the tree of each category"),
        ("docs", "write the pages"),
    ):
        way = ways.add_parser(name, help=kind)
        way.add_argument("--out", type=Path, metavar="DIR", default=PROJECT / DOCS, help=f"where to ({DOCS})")


def _run(args: argparse.Namespace) -> int:
    match args.way:
        case "check":
            return _check()
        case "show":
            return _show(args.rule)
        case "map":
            return _map(args.out)
        case _:
            return _docs(args.out)


def _check() -> int:
    from bot.rulebook.book import load_book

    try:
        book = load_book(PROJECT)
    except KnowledgeError as error:
        print(f"{error}\n{len(error.problems)} to be mended", file=sys.stderr)
        return 1
    print("\n".join(f"{what}: {number}" for what, number in book.counts().items()))
    print(f"rulebook: sha256 {book.screens.rulebook.digest}")
    return 0


def _show(rule: str) -> int:
    from bot.rulebook.book import load_book
    from bot.rulebook.lookup import entries

    found = entries(load_book(PROJECT))
    wanted = next((id_ for id_ in found if id_.casefold() == rule.casefold()), None)
    if wanted is None:
        print(f"{rule}: no rule has this id; allowed: {', '.join(found)}", file=sys.stderr)
        return REFUSED
    print("\n".join(found[wanted]()))
    return 0


def _map(out: Path) -> int:
    from bot.rulebook.book import load_book
    from bot.rulebook.charts import charts
    from bot.rulebook.drawing import DrawingError, svg

    try:
        drawn = {name: svg(source) for name, source in charts(load_book(PROJECT)).items()}
    except DrawingError as error:
        print(error, file=sys.stderr)
        return 1
    return _write(out, drawn)


def _docs(out: Path) -> int:
    from bot.rulebook.book import load_book
    from bot.rulebook.pages import pages

    return _write(out, pages(load_book(PROJECT)))


def _write(out: Path, files: Mapping[str, str]) -> int:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_text(content, encoding="utf-8")
            print(shown_path(out / name, PROJECT))
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return REFUSED
    return 0


RULEBOOK = Command("the rules: check them, show one, draw them, write their pages", _define, _run)
