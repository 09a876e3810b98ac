"""`faro keys`: the server's secret replaced, a recovery key made, and which keys there are."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands.shape import Command
from bot.commands.vault_use import add_secret, now, refusing, secret_given, vault_here, write_new


def _define(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="rotate|recovery|list")
    ways.add_parser("rotate", help="a new server's secret; the old ones stay for what they made")
    recovery = ways.add_parser("recovery", help="make the key that opens backups, and seal them to it from now on")
    recovery.add_argument("file", type=Path, metavar="FILE", help="where the private key goes; keep it off this host")
    add_secret(recovery, "passphrase")
    ways.add_parser("list", help="each key: what it is, since when, until when")


def _run(args: argparse.Namespace) -> int:
    return {"rotate": _rotate, "recovery": _recovery, "list": _list}[args.way](args)


def _rotate(_args: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.vault.keyring import rotate_secret

    rotate_secret(vault_here(), read_settings().secret_file, now())
    print("The server's secret is new. Start the server again, so that it takes it up.")
    return 0


def _recovery(args: argparse.Namespace) -> int:
    from bot.vault.key_pairs import new_key_pair
    from bot.vault.keyring import set_recovery_key

    public, pem = new_key_pair(secret_given(args, "passphrase"))
    vault = vault_here()
    write_new(args.file, pem)
    set_recovery_key(vault, public, now())
    print(f"Backups open with {args.file} and its passphrase alone. Take both off this host.")
    return 0


def _list(_args: argparse.Namespace) -> int:
    from bot.vault.keyring import listed

    for key in listed(vault_here()):
        print(" ".join([key.id, key.kind, key.made_at, key.retired_at or "in use"]))
    return 0


KEYS = Command("the server's secret and the recovery key", _define, refusing(_run))
