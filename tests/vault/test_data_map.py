"""The data map names every column of either database, and none that is not there."""

from pathlib import Path

from sqlalchemy import text

from bot.knowledge.data_map import load_data_map
from bot.knowledge.problems import Problem
from bot.knowledge.screens import PROJECT
from bot.vault.columns import columns_of, differences
from bot.vault.sessions import Vault

problems: list[Problem] = []
MAP = load_data_map(PROJECT, problems)


def test_every_column_there_is_stands_in_the_map_and_no_other(vault: Vault) -> None:
    assert MAP is not None, problems
    assert differences(columns_of(vault.database), MAP.tables) == []


def test_a_column_missing_from_either_is_named(vault: Vault) -> None:
    assert MAP is not None
    with vault.database.writing() as connection:
        connection.execute(text("ALTER TABLE sessions ADD COLUMN ip_address VARCHAR(40)"))
        connection.execute(text("ALTER TABLE consents DROP COLUMN method"))
    assert differences(columns_of(vault.database), MAP.tables) == [
        "sessions.ip_address: is in the database and not in the map",
        "consents.method: is in the map and not in the database",
    ]


def test_a_retention_that_nothing_explains_is_refused_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "data" / "vault").mkdir(parents=True)
    whole = (PROJECT / "data" / "vault" / "map.yml").read_text(encoding="utf-8")
    (tmp_path / "data" / "vault" / "map.yml").write_text(whole.replace("retention: log}", "retention: ever}", 1))
    found: list[Problem] = []
    assert load_data_map(tmp_path, found) is None
    assert "data/vault/map.yml" in str(found[0]) and "ever" in str(found[0])


def test_every_column_that_holds_an_answer_is_sealed_with_the_sessions_key() -> None:
    assert MAP is not None
    every = [(f"{table}.{name}", column) for table, columns in MAP.tables.items() for name, column in columns.items()]
    sealed = [name for name, column in every if column.key == "session"]
    assert sealed == ["sessions.sealed_state", "releases.sealed_terms"]
