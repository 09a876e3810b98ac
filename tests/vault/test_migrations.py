"""Migrations forth and back on databases that hold something, on both engines."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.vault.database import Database
from bot.vault.keyring import register_secret
from bot.vault.organisations import Organisations
from bot.vault.releases import Releases
from bot.vault.saving import Saving
from bot.vault.schema import Base
from bot.vault.sealing import new_token, token_opener
from bot.vault.sessions import NoSuchSession, Vault
from tests.vault.conftest import NOW
from tests.vault.test_codes import LISTS
from tests.vault.test_releases import PAIRS, STATE, asked
from tests.vault.test_saving import QUICK, opened

BEFORE = "INSERT INTO sessions (id, sealed_state, version, expires_at) VALUES ('old', :sealed, 1, :end)"


def count(database: Database, table: str) -> int:
    with database.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.fixture
def database(database_url: str) -> Database:
    return Database(database_url)


def test_the_migrations_make_exactly_the_tables_the_code_knows(database: Database) -> None:
    database.migrate()
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.parametrize("step", ["0001", "0002", "0003", "0004"])
def test_every_step_goes_back_and_forth_and_ends_with_the_same_tables(database: Database, step: str) -> None:
    database.migrate(step)
    database.migrate()
    database.migrate(step)
    database.migrate("base")
    database.migrate()
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_session_of_before_the_wraps_ends_with_the_step_that_brings_them(database: Database) -> None:
    database.migrate("0001")
    with database.writing() as connection:
        connection.execute(text(BEFORE), {"sealed": b"s", "end": NOW + 60})
    database.migrate()
    assert count(database, "sessions") == 0


def test_going_back_ends_every_session_rather_than_leave_what_nobody_can_open(database_url: str) -> None:
    vault, token = Vault(database_url), new_token()
    vault.migrate()
    vault.open(token, {}, NOW)
    vault.database.migrate("0001")
    assert count(vault.database, "sessions") == 0
    vault.migrate()
    with pytest.raises(NoSuchSession):
        vault.read(token, NOW)
    vault.open(token, {"n": 1}, NOW)
    assert vault.read(token, NOW).state == {"n": 1}


def filled(vault: Vault) -> str:
    """A row in every table; the token of the session."""
    vault.migrate()
    register_secret(vault, Path("secret"))
    organisation, token = Organisations(vault).add("Harbor", PAIRS[0][0], 90, NOW), opened(vault, STATE)
    Saving(vault, LISTS, QUICK).save(token, "es", "web", NOW)
    Releases(vault).give([token_opener(token)], asked(organisation), NOW)
    assert all(count(vault.database, table) for table in Base.metadata.tables)
    return token


LEFT = {
    "0003": {"sessions": 1, "wraps": 3, "organisations": 1, "consents": 2, "releases": 1},
    "0002": {"sessions": 1, "wraps": 2},
    "0001": {"sessions": 0},
}


@pytest.mark.parametrize("step", LEFT)
def test_a_filled_database_goes_back_and_forth_and_keeps_what_the_step_knows(database_url: str, step: str) -> None:
    vault = Vault(database_url)
    token = filled(vault)
    vault.database.migrate(step)
    assert {table: count(vault.database, table) for table in LEFT[step]} == LEFT[step]
    vault.migrate()
    assert {table: count(vault.database, table) for table in LEFT[step]} == LEFT[step]
    assert vault.audit.verify().sequence == 0
    if LEFT[step]["sessions"]:
        assert vault.read(token, NOW).state == STATE
        vault.delete(token, NOW)
        assert vault.audit.verify().sequence == 1


def test_the_program_of_before_writes_and_reads_its_rows_beside_the_new_ones_until_they_end(database_url: str) -> None:
    vault = Vault(database_url)
    vault.migrate()
    with vault.database.writing() as connection:
        connection.execute(text(BEFORE), {"sealed": b"s", "end": NOW + 60})
        connection.execute(text("UPDATE sessions SET sealed_state = :s, version = 2 WHERE id = 'old'"), {"s": b"t"})
    vault.purge(NOW + 59)
    assert count(vault.database, "sessions") == 1
    assert vault.purge(NOW + 60) == 1


def test_a_database_migrated_twice_keeps_what_it_holds(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {"n": 1}, NOW)
    vault.migrate()
    assert vault.read(token, NOW).state == {"n": 1}
