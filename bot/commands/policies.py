"""`faro policy show | diff | timeline | due | check | table`, `faro contacts`, `faro parole`: the law by date, and whom
to call. The record itself is `policy_record`, contacts as files `contact_files`."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.clock import today
from bot.commands import contact_files, policy_record
from bot.commands.policy_data import all_contacts, loaded, printed
from bot.commands.shape import Command, add_day, add_json, add_lang, iso_day
from bot.knowledge.screens import PROJECT

CATEGORIES = ("t", "u", "vawa", "sij", "cp")
SITUATIONS = ("none", "pending", "bona_fide", "approved", "outside", "detained", "final_order")


def _define_policy(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="show|diff|timeline|due|check|table")
    show = ways.add_parser("show", help="what is in force on a day, for a category and a situation")
    show.add_argument("--category", choices=CATEGORIES)
    show.add_argument("--situation", choices=SITUATIONS)
    diff = ways.add_parser("diff", help="what was added, ended and changed between two days")
    diff.add_argument("first", type=iso_day, metavar="FROM")
    diff.add_argument("second", type=iso_day, metavar="TO")
    timeline = ways.add_parser("timeline", help="directives, court orders and changes of law by date")
    due = ways.add_parser("due", help="facts that nobody has looked at for too long; exits 1 when there are any")
    check = ways.add_parser("check", help="sources, days, both languages, plain words, no promise: counts, or problems")
    table = ways.add_parser("table", help="write the page of the whole record")
    table.add_argument("--out", type=Path, metavar="DIR", default=PROJECT / "docs", help="where to (docs)")
    for way in (show, due, check):
        add_day(way)
    for way in (show, diff, timeline, due, check):
        add_json(way)
    for way in (show, diff, timeline):
        add_lang(way)
    for way in (show, diff, timeline, due, check, table):
        way.add_argument("--root", type=Path, metavar="DIR", default=PROJECT, help="a folder that holds another `data`")


def _run_policy(args: argparse.Namespace) -> int:
    match args.way:
        case "show":
            return _show(args)
        case "diff":
            return _diff(args)
        case "timeline":
            return policy_record.timeline(args)
        case "due":
            return policy_record.due(args)
        case "check":
            return policy_record.check(args)
        case _:
            return policy_record.table(args)


def _show(args: argparse.Namespace) -> int:
    from bot.knowledge.policies import load_policies
    from bot.policy.in_force import protections
    from bot.policy.rendering import policy_json, policy_text

    policies = loaded(load_policies, args.root)
    shown = protections(policies, args.as_of or today(), args.category, args.situation)
    return printed(args, policy_json(shown), policy_text(shown, args.lang))


def _diff(args: argparse.Namespace) -> int:
    from bot.knowledge.policies import load_policies
    from bot.policy.in_force import diff
    from bot.policy.rendering import diff_json, diff_text

    found = diff(loaded(load_policies, args.root), args.first, args.second)
    return printed(args, diff_json(found), diff_text(found, args.lang))


def _define_dated(parser: argparse.ArgumentParser) -> None:
    add_day(parser)
    add_json(parser)
    add_lang(parser)


def _define_contacts(parser: argparse.ArgumentParser) -> None:
    _define_dated(parser)
    contact_files.define(parser)


def _run_contacts(args: argparse.Namespace) -> int:
    if args.way:
        return contact_files.export_hsds(args) if args.way == "export" else contact_files.import_hsds(args)
    from bot.policy.contacts import contacts, contacts_json, contacts_text

    found = contacts(all_contacts(PROJECT), args.as_of or today())
    return printed(args, contacts_json(found), contacts_text(found, args.lang))


def _run_parole(args: argparse.Namespace) -> int:
    from bot.knowledge.helplines import load_parole
    from bot.policy.parole import parole, parole_json, parole_text

    found = parole(loaded(load_parole, PROJECT), args.as_of or today())
    return printed(args, parole_json(found), parole_text(found, args.lang))


POLICY = Command("what is in force on a day, with sources and dates", _define_policy, _run_policy)
CONTACTS = Command("whom to call, independent help first; HSDS in and out", _define_contacts, _run_contacts)
PAROLE = Command("parole for people outside the United States", _define_dated, _run_parole)
