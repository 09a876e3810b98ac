"""Sessions on a real SQLite file: kept sealed, ended on time, gone when deleted, refused when the database is."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.vault.schema import Base
from bot.vault.sealing import new_token
from bot.vault.sessions import WEB_LIFETIME, ChangedMeanwhile, NoSuchSession, Vault, VaultDown

NOW = 1_800_000_000
CANARY = "canary-71c3"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "home" / "faro.db"


@pytest.fixture
def vault(database: Path) -> Vault:
    vault = Vault(f"sqlite:///{database}")
    vault.migrate()
    return vault


def test_a_session_is_read_back_as_it_was_kept(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {"answers": {"age": 30}}, NOW)
    assert vault.read(token, NOW + 1).state == {"answers": {"age": 30}}


def test_nothing_of_an_answer_is_readable_in_the_file(vault: Vault, database: Path) -> None:
    token = new_token()
    vault.open(token, {"note": CANARY}, NOW)
    vault.write(token, vault.read(token, NOW), {"note": CANARY + "-again"})
    kept = b"".join(path.read_bytes() for path in database.parent.iterdir())
    assert CANARY.encode() not in kept
    assert token.encode() not in kept


def test_a_session_ends_when_its_time_is_up_and_is_swept_away(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {}, NOW)
    vault.read(token, NOW + WEB_LIFETIME - 1)
    with pytest.raises(NoSuchSession):
        vault.read(token, NOW + WEB_LIFETIME)
    assert vault.purge(NOW + WEB_LIFETIME - 1) == 0
    assert vault.purge(NOW + WEB_LIFETIME) == 1


def test_a_deleted_session_is_gone_and_its_sealed_bytes_are_overwritten(vault: Vault, database: Path) -> None:
    token = new_token()
    vault.open(token, {"answers": "x" * 300}, NOW)
    sealed = _sealed(database)
    vault.delete(token)
    assert sealed[20:60] not in database.read_bytes()
    for gone in (lambda: vault.read(token, NOW), lambda: vault.delete(token)):
        with pytest.raises(NoSuchSession):
            gone()


def test_the_second_of_two_writes_from_one_reading_is_refused(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {"n": 0}, NOW)
    kept = vault.read(token, NOW)
    vault.write(token, kept, {"n": 1})
    with pytest.raises(ChangedMeanwhile):
        vault.write(token, kept, {"n": 2})
    assert vault.read(token, NOW).state == {"n": 1}


def test_a_row_moved_to_another_session_opens_nothing(vault: Vault, database: Path) -> None:
    mine, other = new_token(), new_token()
    vault.open(mine, {"who": "me"}, NOW)
    sealed = _sealed(database)
    vault.open(other, {"who": "other"}, NOW)
    with create_engine(f"sqlite:///{database}").begin() as connection:
        connection.exec_driver_sql("UPDATE sessions SET sealed_state = ?", (sealed,))
    assert vault.read(mine, NOW).state == {"who": "me"}
    with pytest.raises(NoSuchSession):
        vault.read(other, NOW)


def test_a_database_that_cannot_be_reached_is_said_and_nothing_of_the_driver_with_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "broken.db").write_bytes(b"this is no database, " * 100)
    vault = Vault(f"sqlite:///{tmp_path / 'broken.db'}")
    assert not vault.answers()
    for call in (vault.migrate, lambda: vault.open(new_token(), {}, NOW), lambda: vault.read(new_token(), NOW)):
        with pytest.raises(VaultDown) as caught:
            call()
        assert str(caught.value) == ""
        assert caught.value.__suppress_context__


def test_the_migrations_make_exactly_the_tables_the_code_knows(vault: Vault, database: Path) -> None:
    with create_engine(f"sqlite:///{database}").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def _sealed(database: Path) -> bytes:
    with create_engine(f"sqlite:///{database}").connect() as connection:
        row = connection.exec_driver_sql("SELECT sealed_state FROM sessions").first()
    assert row is not None
    return bytes(row[0])
