"""`faro organisations`: who may be shared with."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands.shape import Command
from bot.commands.vault_use import add_secret, now, refusing, secret_given, vault_here, write_new


def _define(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="add|list|end")
    add = ways.add_parser("add", help="take one in, and make its key pair")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--key", type=Path, metavar="FILE", required=True, help="where its private key goes; hand it over")
    add.add_argument("--kept-days", type=int, default=90, metavar="DAYS", help="how long it keeps what is shared (90)")
    add_secret(add, "passphrase")
    ways.add_parser("list", help="every organisation with its id")
    end = ways.add_parser("end", help="let one go: its releases are withdrawn, and it opens nothing more")
    end.add_argument("id", metavar="ID")


def _run(args: argparse.Namespace) -> int:
    return {"add": _add, "list": _list, "end": _end}[args.way](args)


def _add(args: argparse.Namespace) -> int:
    from bot.vault.key_pairs import new_key_pair
    from bot.vault.organisations import Organisations

    public, pem = new_key_pair(secret_given(args, "passphrase"))
    organisations = Organisations(vault_here())
    write_new(args.key, pem)
    try:
        print(organisations.add(args.name, public, args.kept_days, now()))
    except BaseException:
        args.key.unlink()
        raise
    return 0


def _list(_args: argparse.Namespace) -> int:
    from bot.vault.organisations import Organisations

    for one in Organisations(vault_here()).listed():
        print(f"{one.id} {'ended' if one.ended_at else f'{one.kept_days} days'} {one.name}")
    return 0


def _end(args: argparse.Namespace) -> int:
    from bot.vault.organisations import Organisations

    print(f"releases withdrawn: {Organisations(vault_here()).end(args.id, now())}")
    return 0


ORGANISATIONS = Command("organisations that people may share with", _define, refusing(_run))
