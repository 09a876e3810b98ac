"""`faro purge`, `faro backup`, `faro restore` and `faro migrate`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.commands.shape import Command
from bot.commands.vault_use import add_secret, now, refusing, secret_given, vault_here


def _define_purge(_parser: argparse.ArgumentParser) -> None:
    """It takes nothing: what ends is said by the rows themselves."""


def _purge(_args: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.vault.sweeping import sweep

    vault, moment = vault_here(), now()
    print(f"sessions ended: {sweep(vault, read_settings().keys_copy, moment)}")
    return 0


def _define_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="where to; opens nothing without the copy of the wraps")
    parser.add_argument("--keys", type=Path, metavar="FILE", help="renew the one copy of the wraps there")


def _backup(args: argparse.Namespace) -> int:
    from bot.vault.backup import write_backup, write_keys

    vault = vault_here()
    counts = dict(write_backup(vault, args.file, now()))
    if args.keys:
        counts["wraps"] = write_keys(vault, args.keys, now())
    _say(counts)
    return 0


def _define_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup")
    parser.add_argument("--keys", type=Path, metavar="FILE", help="the copy of the wraps; without it nothing opens")
    parser.add_argument("--recovery-key", type=Path, metavar="FILE", required=True, help="from `faro keys recovery`")
    add_secret(parser, "passphrase")


def _restore(args: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.vault.backup import restore
    from bot.vault.database import Database
    from bot.vault.key_pairs import open_private_key

    settings = read_settings()
    key = open_private_key(args.recovery_key.read_bytes(), secret_given(args, "passphrase"))
    database = Database(settings.database_url)
    done = restore(database, settings.secret_file, args.file, args.keys, key, now())
    _say(done.counts)
    if done.wraps_left_out:
        print(f"wraps of sessions younger than the backup, left out: {done.wraps_left_out}", file=sys.stderr)
    return 0


def _define_migrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="head", metavar="REVISION", help="0001 to 0004, or head (head)")


def _migrate(args: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.vault.database import Database

    Database(read_settings().database_url).migrate(args.to)
    print(f"the tables are at {args.to}")
    return 0


def _say(counts: Mapping[str, int]) -> None:
    for name, count in counts.items():
        print(f"{name}: {count}")


PURGE = Command("end sessions whose time is up, and renew the copy of the wraps", _define_purge, refusing(_purge))
BACKUP = Command("write what is saved into a file that only the recovery key opens", _define_backup, refusing(_backup))
MIGRATE = Command(
    "bring the tables to a revision, for a release before this one too", _define_migrate, refusing(_migrate)
)
RESTORE = Command("put a backup into an empty host", _define_restore, refusing(_restore))
