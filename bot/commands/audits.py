"""`faro audit`, `faro produce` and `faro breach-report`: what happened, and what could be handed over."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from bot.commands.shape import Command
from bot.commands.vault_use import now, print_json, refusing, vault_here


def _define_audit(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="verify|show")
    verify = ways.add_parser("verify", help="follow the chain; exit status 1 when it does not hold")
    verify.add_argument("--head", metavar="HASH", help="a head noted earlier, which must still be in the log")
    ways.add_parser("show", help="print the log")


def _audit(args: argparse.Namespace) -> int:
    from bot.vault.audit import Broken

    log = vault_here().audit
    if args.way == "show":
        for row in log.rows():
            print(row.sequence, datetime.fromtimestamp(row.at, UTC).isoformat(), *row[2:])
        return 0
    try:
        head = log.verify(args.head)
    except Broken as error:
        print(error, file=sys.stderr)
        return 1
    print(f"audit: {head.sequence} rows hold; note this head somewhere else: {head.mac or 'none yet'}")
    return 0


def _define_produce(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--subject", metavar="X", required=True, help="a session's or organisation's id, or a +number")


def _produce(args: argparse.Namespace) -> int:
    from bot.dialogue.sharing import answers_in
    from bot.vault.produce import produce, sealed_until

    vault = vault_here()
    found = produce(vault, args.subject, answers_in, now())
    if ends := sealed_until(vault, args.subject):
        print(
            f"A sealed row has this name until {ends}. Nobody here has its key or knows whose it is.", file=sys.stderr
        )
    return print_json(found)


def _define_breach(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=_moment, metavar="T", required=True, help="2026-11-24T08:00, or a day (UTC)")


def _breach(args: argparse.Namespace) -> int:
    from bot.vault.produce import breach_report

    return print_json(breach_report(vault_here(), int(args.since.timestamp()), now()))


def _moment(text: str) -> datetime:
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment; write it as 2026-11-24T08:00") from None
    return given if given.tzinfo else given.replace(tzinfo=UTC)


AUDIT = Command("the log of who did what: verify or show it", _define_audit, refusing(_audit))
PRODUCE = Command("print everything that could be handed over about a subject", _define_produce, refusing(_produce))
BREACH = Command("whom a breach since a moment may concern, without content", _define_breach, refusing(_breach))
