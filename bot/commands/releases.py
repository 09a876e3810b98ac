"""`faro releases`: given by a code that is read out, withdrawn at a word, used by the recipient's key."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from bot.commands.policy_data import loaded
from bot.commands.shape import Command, add_lang
from bot.commands.vault_use import add_secret, now, print_json, refusing, secret_given, vault_here
from bot.knowledge.screens import PROJECT


def _define(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="list|give|withdraw|hand-over")
    ways.add_parser("list", help="every release: its recipient and its days; what it is for is sealed")
    give = ways.add_parser("give", help="keep that a person agreed; their code opens the session")
    give.add_argument("--organisation", metavar="ID", required=True, help="the one recipient")
    give.add_argument("--purpose", metavar="KEY", required=True, help="one of data/words/releases.yml")
    give.add_argument("--fields", metavar="KEY,KEY", required=True, help="the answers to hand over, and no others")
    give.add_argument("--days", type=int, default=30, help="how long it holds, 365 at most (30)")
    give.add_argument("--method", choices=("spoken", "written"), default="written", help="how they agreed (written)")
    add_lang(give)
    add_secret(give, "code")
    withdraw = ways.add_parser("withdraw", help="end one at the person's word")
    withdraw.add_argument("id", metavar="ID")
    hand = ways.add_parser("hand-over", help="print the answers a live release names")
    hand.add_argument("id", metavar="ID")
    hand.add_argument("--to", metavar="ID", required=True, help="the organisation that asks")
    hand.add_argument("--key", type=Path, metavar="FILE", required=True, help="its private key")
    add_secret(hand, "passphrase")


def _run(args: argparse.Namespace) -> int:
    return {"list": _list, "give": _give, "withdraw": _withdraw, "hand-over": _hand_over}[args.way](args)


def _list(_args: argparse.Namespace) -> int:
    from bot.vault.releases import Releases

    return print_json([asdict(one) for one in Releases(vault_here()).listed()])


def _give(args: argparse.Namespace) -> int:
    from bot.dialogue.sharing import refuse_unknown
    from bot.knowledge.code_words import load_code_words
    from bot.knowledge.purposes import load_purposes
    from bot.knowledge.screens import load_screens
    from bot.vault.releases import Asked, Releases
    from bot.vault.saving import Saving

    asked = Asked(args.organisation, args.purpose, tuple(args.fields.split(",")), args.lang, args.method, args.days)
    refuse_unknown(asked, load_screens(), loaded(load_purposes, PROJECT))
    vault = vault_here()
    openers = Saving(vault, loaded(load_code_words, PROJECT)).openers(secret_given(args, "code"), now())
    print(Releases(vault).give(openers, asked, now()))
    return 0


def _withdraw(args: argparse.Namespace) -> int:
    from bot.vault.releases import Releases

    Releases(vault_here()).withdraw(args.id, now())
    print("withdrawn")
    return 0


def _hand_over(args: argparse.Namespace) -> int:
    from bot.dialogue.sharing import answers_in
    from bot.vault.key_pairs import open_private_key
    from bot.vault.releases import Releases

    key = open_private_key(args.key.read_bytes(), secret_given(args, "passphrase"))
    handed = Releases(vault_here()).hand_over(args.id, args.to, key, answers_in, now())
    return print_json({"purpose": handed.purpose, "fields": dict(handed.fields)})


RELEASES = Command("leave to hand over answers: given, withdrawn, used", _define, refusing(_run))
