"""Sessions on a real SQLite and a real PostgreSQL: sealed, ended on time, gone when deleted, refused when down."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.lifetimes import DAY, HOUR, Lifetimes
from bot.vault.sealing import new_token
from bot.vault.sessions import ChangedMeanwhile, NoSuchSession, Vault, VaultDown
from tests.vault.conftest import NOW

CANARY = "canary-71c3"
LIVES = Lifetimes()


def sql(vault: Vault, statement: str, **values: object) -> list[tuple[object, ...]]:
    """Run a statement behind the vault's back."""
    with vault.database.writing() as connection:
        done = connection.execute(text(statement), values)
        return [tuple(row) for row in done] if done.returns_rows else []


def test_a_session_is_read_back_as_it_was_kept(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {"answers": {"age": 30}}, NOW)
    assert vault.read(token, NOW + 1).state == {"answers": {"age": 30}}


def test_nothing_of_an_answer_or_a_token_is_readable_in_any_table(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {"note": CANARY}, NOW)
    vault.write(token, vault.read(token, NOW), {"note": CANARY + "-again"}, NOW)
    kept = repr([sql(vault, f"SELECT * FROM {table}") for table in ("sessions", "wraps")])
    assert CANARY not in kept and token not in kept


def test_nothing_of_an_answer_is_readable_in_the_file(tmp_path: Path) -> None:
    vault, token = Vault(f"sqlite:///{tmp_path / 'home' / 'faro.db'}"), new_token()
    vault.migrate()
    vault.open(token, {"note": CANARY}, NOW)
    vault.write(token, vault.read(token, NOW), {"note": CANARY + "-again"})
    kept = b"".join(path.read_bytes() for path in (tmp_path / "home").iterdir())
    assert CANARY.encode() not in kept and token.encode() not in kept


def test_a_name_holds_nothing_of_the_token_and_is_new_every_time(vault: Vault) -> None:
    tokens = [new_token() for _ in range(20)]
    for token in tokens:
        vault.open(token, {}, NOW)
    names = {str(row[0]) for row in sql(vault, "SELECT id FROM sessions")}
    assert len(names) == 20 and {len(name) for name in names} == {64}


def test_a_session_that_nobody_uses_ends_after_a_quarter_of_an_hour(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {}, NOW)
    vault.read(token, NOW + LIVES.idle - 1)
    with pytest.raises(NoSuchSession):
        vault.read(token, NOW + LIVES.idle)
    assert vault.purge(NOW + LIVES.idle - 1) == 0
    assert vault.purge(NOW + LIVES.idle) == 1
    assert sql(vault, "SELECT count(*) FROM sessions") == sql(vault, "SELECT count(*) FROM wraps") == [(0,)]


def test_a_session_in_use_lives_on_but_not_past_a_day(vault: Vault) -> None:
    token, now = new_token(), NOW
    vault.open(token, {}, now)
    while now < NOW + LIVES.web - LIVES.idle:
        now += LIVES.idle - 1
        vault.write(token, vault.read(token, now), {}, now)
    vault.write(token, vault.read(token, NOW + LIVES.web - 1), {}, NOW + LIVES.web - 1)
    with pytest.raises(NoSuchSession):
        vault.read(token, NOW + LIVES.web)
    assert vault.purge(NOW + LIVES.web) == 1


def test_who_only_looks_keeps_the_session_open_too(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {"n": 1}, NOW)
    vault.used(token, NOW + LIVES.idle - 1)
    assert vault.read(token, NOW + 2 * LIVES.idle - 2).state == {"n": 1}
    with pytest.raises(NoSuchSession):
        vault.used(token, NOW + 2 * LIVES.idle - 1)


def test_a_session_by_text_message_lives_72_hours_and_does_not_idle(vault: Vault) -> None:
    token = vault.secrets.phone_token("+12025550143")
    vault.open(token, {"n": 1}, NOW, "sms")
    assert vault.read(token, NOW + 72 * HOUR - 1).state == {"n": 1}
    with pytest.raises(NoSuchSession):
        vault.read(token, NOW + 72 * HOUR)
    assert vault.purge(NOW + 72 * HOUR) == 1


def test_a_deleted_session_is_gone_with_every_wrap_of_its_key(vault: Vault) -> None:
    token, other = new_token(), new_token()
    vault.open(token, {"n": 1}, NOW)
    vault.open(other, {"n": 2}, NOW)
    vault.delete(token, NOW)
    for gone in (lambda: vault.read(token, NOW), lambda: vault.delete(token, NOW)):
        with pytest.raises(NoSuchSession):
            gone()
    assert sql(vault, "SELECT count(*) FROM wraps") == [(1,)]
    assert vault.read(other, NOW).state == {"n": 2}


def test_sqlite_overwrites_the_bytes_of_a_deleted_session_and_of_its_wraps(tmp_path: Path) -> None:
    file, token = tmp_path / "faro.db", new_token()
    vault = Vault(f"sqlite:///{file}")
    vault.migrate()
    vault.open(token, {"answers": "x" * 300}, NOW)
    rows = sql(vault, "SELECT sealed_state FROM sessions UNION SELECT wrapped_key FROM wraps")
    sealed = [row[0] for row in rows if isinstance(row[0], bytes)]
    assert all(one[20:40] in file.read_bytes() for one in sealed) and len(sealed) == 2
    vault.delete(token, NOW)
    assert not any(one[20:40] in file.read_bytes() for one in sealed)


def test_the_second_of_two_writes_from_one_reading_is_refused(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {"n": 0}, NOW)
    kept = vault.read(token, NOW)
    vault.write(token, kept, {"n": 1})
    with pytest.raises(ChangedMeanwhile):
        vault.write(token, kept, {"n": 2})
    assert vault.read(token, NOW).state == {"n": 1}


def test_a_write_to_a_session_deleted_meanwhile_brings_nothing_back(vault: Vault) -> None:
    token = new_token()
    vault.open(token, {}, NOW)
    kept = vault.read(token, NOW)
    vault.delete(token, NOW)
    with pytest.raises(NoSuchSession):
        vault.write(token, kept, {"n": 1}, NOW)
    assert sql(vault, "SELECT count(*) FROM sessions") == [(0,)]


@pytest.mark.parametrize(
    "moved",
    [
        "UPDATE sessions SET sealed_state = (SELECT sealed_state FROM sessions WHERE id = :mine)",
        "UPDATE wraps SET wrapped_key = (SELECT wrapped_key FROM wraps WHERE session_id = :mine)",
        "UPDATE sessions SET organisation_id = 'another' WHERE id <> :mine",
        "UPDATE wraps SET kind = 'code' WHERE session_id <> :mine",
        "UPDATE wraps SET session_id = :mine WHERE session_id <> :mine",
    ],
)
def test_bytes_moved_to_another_row_or_organisation_open_nothing_and_never_a_wrong_text(
    vault: Vault, moved: str
) -> None:
    mine, other = new_token(), new_token()
    vault.open(mine, {"who": "me"}, NOW)
    vault.open(other, {"who": "other"}, NOW)
    sql(vault, moved, mine=vault.read(mine, NOW).session)
    assert vault.read(mine, NOW).state == {"who": "me"}
    with pytest.raises(NoSuchSession):
        vault.read(other, NOW)


def test_a_database_that_cannot_be_reached_is_said_and_nothing_of_the_driver_with_it(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is no database, " * 100)
    for url in (f"sqlite:///{tmp_path / 'broken.db'}", "postgresql://faro@127.0.0.1:9/faro"):
        vault = Vault(url)
        assert not vault.answers()
        for call in (Vault.migrate, lambda v: v.open(new_token(), {}, NOW), lambda v: v.read(new_token(), NOW)):
            with pytest.raises(VaultDown) as caught:
                call(vault)
            assert str(caught.value) == ""
            assert caught.value.__suppress_context__


def test_no_default_outlives_the_ceiling() -> None:
    assert max(LIVES.web, LIVES.sms, LIVES.idle, LIVES.saved) < LIVES.ceiling == 365 * DAY
