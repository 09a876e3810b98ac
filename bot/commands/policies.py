"""`faro policy show | diff`, `faro contacts`, `faro parole`: what is in force on a day, and whom to call."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, TypeVar

from bot.clock import today
from bot.commands.shape import Command, add_day, add_json, add_lang, iso_day
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.screens import PROJECT

T = TypeVar("T")
CATEGORIES = ("t", "u", "vawa", "sij", "cp")
SITUATIONS = ("none", "pending", "bona_fide", "approved", "outside", "detained", "final_order")


def _loaded(load: Any) -> Any:
    problems: list[Problem] = []
    found = load(Path(PROJECT), problems)
    if problems or found is None:
        raise KnowledgeError(problems)
    return found


def _print(args: argparse.Namespace, shown: dict[str, Any], text: str) -> int:
    print(json.dumps(shown, ensure_ascii=False) if args.json else text)
    return 0


def _define_policy(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="show|diff")
    show = ways.add_parser("show", help="what is in force on a day, for a category and a situation")
    show.add_argument("--category", choices=CATEGORIES)
    show.add_argument("--situation", choices=SITUATIONS)
    add_day(show)
    diff = ways.add_parser("diff", help="what was added, ended and changed between two days")
    diff.add_argument("first", type=iso_day, metavar="FROM")
    diff.add_argument("second", type=iso_day, metavar="TO")
    for way in (show, diff):
        add_json(way)
        add_lang(way)


def _run_policy(args: argparse.Namespace) -> int:
    from bot.knowledge.policies import load_policies
    from bot.policy.in_force import diff, protections
    from bot.policy.rendering import diff_json, diff_text, policy_json, policy_text

    policies = _loaded(load_policies)
    if args.way == "diff":
        found = diff(policies, args.first, args.second)
        return _print(args, diff_json(found), diff_text(found, args.lang))
    shown = protections(policies, args.as_of or today(), args.category, args.situation)
    return _print(args, policy_json(shown), policy_text(shown, args.lang))


def _define_dated(parser: argparse.ArgumentParser) -> None:
    add_day(parser)
    add_json(parser)
    add_lang(parser)


def _run_contacts(args: argparse.Namespace) -> int:
    from bot.knowledge.helplines import load_contacts
    from bot.policy.contacts import contacts, contacts_json, contacts_text

    found = contacts(_loaded(load_contacts), args.as_of or today())
    return _print(args, contacts_json(found), contacts_text(found, args.lang))


def _run_parole(args: argparse.Namespace) -> int:
    from bot.knowledge.helplines import load_parole
    from bot.policy.parole import parole, parole_json, parole_text

    found = parole(_loaded(load_parole), args.as_of or today())
    return _print(args, parole_json(found), parole_text(found, args.lang))


POLICY = Command("what is in force on a day, with sources and dates", _define_policy, _run_policy)
CONTACTS = Command("whom to call, independent help first", _define_dated, _run_contacts)
PAROLE = Command("parole for people outside the United States", _define_dated, _run_parole)
