"""Which columns the database really has, for the data map to be held to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import inspect

from bot.vault.database import Database

Columns = Mapping[str, Collection[str]]


def columns_of(database: Database) -> Columns:
    """Each table with its columns, as the database itself tells. Raises VaultDown."""
    with database.reading() as connection:
        seen = inspect(connection)
        return {table: [str(column["name"]) for column in seen.get_columns(table)] for table in seen.get_table_names()}


def differences(there: Columns, mapped: Columns) -> list[str]:
    """What is in one and not in the other, as table.column."""
    real = {f"{table}.{column}" for table, columns in there.items() for column in columns}
    told = {f"{table}.{column}" for table, columns in mapped.items() for column in columns}
    missing = [f"{name}: is in the database and not in the map" for name in sorted(real - told)]
    return [*missing, *(f"{name}: is in the map and not in the database" for name in sorted(told - real))]
