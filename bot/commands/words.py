"""`faro words`: every string written for people, with its place, its language and whether a person has reviewed it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.policy_data import loaded, printed
from bot.commands.shape import Command, add_json
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.screens import PROJECT

if TYPE_CHECKING:
    from bot.knowledge.reviews import Reviews
    from bot.knowledge.strings import WordString

_SHOWN = 60


def _define(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", metavar="TAG", help="strings in this language only")
    parser.add_argument("--unreviewed", action="store_true", help="strings that nobody has reviewed as they stand")
    parser.add_argument("--root", type=Path, metavar="DIR", default=PROJECT, help="a folder that holds another `data`")
    add_json(parser)


def _run(args: argparse.Namespace) -> int:
    from bot.knowledge.reviews import load_reviews

    reviews = loaded(load_reviews, args.root)
    problems: list[Problem] = []
    every = [one for one in reviews.listed(args.root, problems) if args.lang in (None, one.language)]
    if problems:
        raise KnowledgeError(problems)
    shown = [one for one in every if not args.unreviewed or reviews.state(one) == "unreviewed"]
    waiting = sum(reviews.state(one) == "unreviewed" for one in every)
    as_json = {"strings": [_as_json(one, reviews) for one in shown], "count": len(every), "unreviewed": waiting}
    lines = [_line(one, reviews) for one in shown]
    return printed(args, as_json, "\n".join([*lines, f"{waiting} of {len(every)} strings are unreviewed"]))


def _as_json(string: WordString, reviews: Reviews) -> dict[str, object]:
    return {
        "where": string.where,
        "language": string.language,
        "state": reviews.state(string),
        "first": reviews.comes_first(string),
        "heard": string.heard,
        "digest": string.digest,
        "text": string.text,
    }


def _line(string: WordString, reviews: Reviews) -> str:
    text = " ".join(string.text.split())
    short = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    first = "first" if reviews.comes_first(string) else "     "
    return f"{reviews.state(string):10} {first} {string.language:3} {string.digest} {string.where}  {short}"


WORDS = Command("every string for people: its place, language and whether it is reviewed", _define, _run)
