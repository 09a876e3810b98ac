"""`faro datamap`: every column that is kept, what for, under which key, how long; and whether that is all of them."""

from __future__ import annotations

import argparse
import sys

from bot.commands.policy_data import loaded, printed
from bot.commands.shape import Command, add_json
from bot.commands.vault_use import refusing
from bot.knowledge.data_map import load_data_map
from bot.knowledge.screens import PROJECT


def _define(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="compare it with the database; exit 1 if it differs")
    add_json(parser)


def _run(args: argparse.Namespace) -> int:
    mapped = loaded(load_data_map, PROJECT)
    if args.check:
        from bot.commands.vault_use import vault_here
        from bot.vault.columns import columns_of, differences

        found = differences(columns_of(vault_here().database), mapped.tables)
        print("\n".join(found), file=sys.stderr, end="\n" if found else "")
        return 1 if found else 0
    lines = [
        f"{table}.{name}: {column.purpose} | key: {column.key} | kept: {mapped.retentions[column.retention]}"
        for table, columns in mapped.tables.items()
        for name, column in columns.items()
    ]
    return printed(args, mapped.model_dump(mode="json"), "\n".join(lines))


DATAMAP = Command("every column that is kept: purpose, key, how long", _define, refusing(_run))
