"""Backups: what was deleted stays closed, what was kept opens again on an empty host, and neither part opens alone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.lifetimes import DAY
from bot.vault.backup import KEYS_LAST, Restored, restore, write_backup, write_keys
from bot.vault.errors import NoRelease, NoSuchSession, Unusable
from bot.vault.key_pairs import new_key_pair, open_private_key
from bot.vault.keyring import set_recovery_key
from bot.vault.organisations import Organisations
from bot.vault.releases import Releases
from bot.vault.saving import Saving
from bot.vault.sealing import token_opener
from bot.vault.secret import read_secrets
from bot.vault.sessions import Vault
from bot.vault.strongbox import read_box, write_box
from tests.vault.conftest import NOW, new_database
from tests.vault.test_codes import LISTS
from tests.vault.test_releases import KEYS, PAIRS, STATE, asked, pick
from tests.vault.test_saving import QUICK, opened
from tests.vault.test_sessions import CANARY, sql

PASS = "correct horse battery"
PUBLIC, PEM = new_key_pair(PASS)
RECOVERY = open_private_key(PEM, PASS)


@dataclass
class Person:
    """Everything that opens one session: the token, the code, the release and its recipient."""

    token: str
    code: str
    release: str
    organisation: str


@pytest.fixture
def person(vault: Vault) -> Person:
    set_recovery_key(vault, PUBLIC, NOW)
    organisation = Organisations(vault).add("Harbor", PAIRS[0][0], 90, NOW)
    return someone(vault, organisation)


def someone(vault: Vault, organisation: str) -> Person:
    token = opened(vault, {**STATE, "note": CANARY})
    release = Releases(vault).give([token_opener(token)], asked(organisation), NOW)
    return Person(token, Saving(vault, LISTS, QUICK).save(token, "en", "web", NOW), release, organisation)


@pytest.fixture
def empty_host(vault: Vault, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., tuple[Vault, Restored]]:
    """Restore into a database and a folder that hold nothing; the vault there."""

    def start(backup: Path, keys: Path | None = None, now: int = NOW) -> tuple[Vault, Restored]:
        home = tmp_path / "new"
        is_sqlite = vault.database._engine.dialect.name == "sqlite"
        url = f"sqlite:///{home / 'faro.db'}" if is_sqlite else new_database(request.getfixturevalue("postgresql"))
        empty = Vault(url)
        done = restore(empty.database, home / "secret", backup, keys, RECOVERY, now)
        return Vault(url, read_secrets(home / "secret")), done

    return start


def ways_in(vault: Vault, person: Person, now: int = NOW) -> dict[str, bool]:
    """Which of them open the session in this vault."""
    tries = {
        "token": lambda: vault.read(person.token, now),
        "organisation": lambda: Releases(vault).hand_over(person.release, person.organisation, KEYS[0], pick, now),
        "code": lambda: Saving(vault, LISTS, QUICK).resume(person.code, now),
    }
    return {name: _works(one) for name, one in tries.items()}


def _works(call: Callable[[], object]) -> bool:
    try:
        call()
    except (NoSuchSession, NoRelease):
        return False
    return True


def test_what_was_deleted_after_the_backup_opens_for_nobody_in_a_restored_host(
    vault: Vault, person: Person, tmp_path: Path, empty_host: Callable[..., tuple[Vault, Restored]]
) -> None:
    stays = someone(vault, person.organisation)
    assert ways_in(vault, stays) == {"token": True, "code": True, "organisation": True}
    stays.token = Saving(vault, LISTS, QUICK).resume(stays.code, NOW)
    write_backup(vault, tmp_path / "backup", NOW)
    vault.delete(person.token, NOW)
    write_keys(vault, tmp_path / "keys", NOW)
    restored, done = empty_host(tmp_path / "backup", tmp_path / "keys")
    assert sql(restored, "SELECT count(*) FROM sessions") == [(2,)], "its sealed bytes are back"
    assert ways_in(restored, person) == {"token": False, "code": False, "organisation": False}
    assert ways_in(restored, stays) == {"token": False, "code": True, "organisation": True}
    assert done.counts["wraps"] == 2


def test_a_backup_without_the_copy_of_the_wraps_opens_nothing_at_all(
    vault: Vault, person: Person, tmp_path: Path, empty_host: Callable[..., tuple[Vault, Restored]]
) -> None:
    write_backup(vault, tmp_path / "backup", NOW)
    restored, done = empty_host(tmp_path / "backup")
    assert ways_in(restored, person) == {"token": False, "code": False, "organisation": False}
    assert done.counts["wraps"] == 0


def test_a_restored_host_has_every_row_a_log_that_holds_and_the_servers_secret(
    vault: Vault, person: Person, tmp_path: Path, empty_host: Callable[..., tuple[Vault, Restored]]
) -> None:
    opened(vault)  # not saved: in no backup
    told = write_backup(vault, tmp_path / "backup", NOW)
    assert told == {
        "organisations": 1, "sessions": 1, "consents": 2, "releases": 1, "keys": 1, "audit": 4, "audit_head": 1,
    }  # fmt: skip
    write_keys(vault, tmp_path / "keys", NOW)
    restored, done = empty_host(tmp_path / "backup", tmp_path / "keys")
    assert done == Restored({**told, "wraps": 2}, 0)
    assert [row.action for row in restored.audit.rows()][-1] == "backup.restored"
    assert restored.audit.verify().sequence == 5
    assert restored.secrets.text() == vault.secrets.text()


def test_nothing_in_either_file_is_readable_and_no_file_is_left_beside_them(
    vault: Vault, person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    write_backup(vault, folder / "backup", NOW)
    write_keys(vault, folder / "keys", NOW)
    assert sorted(path.name for path in folder.iterdir()) == ["backup", "keys"]
    for path in folder.iterdir():
        content = path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600
        for secret in (CANARY, "sessions", person.token, person.release, "Harbor"):
            assert secret.encode() not in content


def test_neither_file_serves_for_the_other_and_another_key_opens_none(
    vault: Vault, person: Person, tmp_path: Path, empty_host: Callable[..., tuple[Vault, Restored]]
) -> None:
    write_backup(vault, tmp_path / "backup", NOW)
    write_keys(vault, tmp_path / "keys", NOW)
    with pytest.raises(Unusable, match="keys: does not open"):
        empty_host(tmp_path / "keys")
    with pytest.raises(Unusable, match="backup: does not open"):
        restore(Vault("sqlite://").database, tmp_path / "none", tmp_path / "backup", None, KEYS[0], NOW)


def test_wraps_of_sessions_that_the_backup_does_not_hold_are_left_out(
    vault: Vault, person: Person, tmp_path: Path, empty_host: Callable[..., tuple[Vault, Restored]]
) -> None:
    write_backup(vault, tmp_path / "backup", NOW)
    someone(vault, person.organisation)
    write_keys(vault, tmp_path / "keys", NOW)
    _, done = empty_host(tmp_path / "backup", tmp_path / "keys")
    assert (done.counts["wraps"], done.wraps_left_out) == (2, 2)


def test_an_old_copy_of_the_wraps_is_refused_since_what_was_deleted_would_open_again(
    vault: Vault, person: Person, tmp_path: Path, empty_host: Callable[..., tuple[Vault, Restored]]
) -> None:
    write_backup(vault, tmp_path / "backup", NOW)
    write_keys(vault, tmp_path / "keys", NOW)
    with pytest.raises(Unusable, match="older than 7 days"):
        empty_host(tmp_path / "backup", tmp_path / "keys", NOW + KEYS_LAST + 1)
    assert KEYS_LAST == 7 * DAY


def test_nothing_is_restored_over_something_else(vault: Vault, person: Person, tmp_path: Path) -> None:
    write_backup(vault, tmp_path / "backup", NOW)
    with pytest.raises(Unusable, match="holds something already"):
        restore(vault.database, tmp_path / "none", tmp_path / "backup", None, RECOVERY, NOW)
    (tmp_path / "secret").write_text("mine")
    with pytest.raises(Unusable, match="is there already"):
        restore(Vault("sqlite://").database, tmp_path / "secret", tmp_path / "backup", None, RECOVERY, NOW)
    assert (tmp_path / "secret").read_text() == "mine"


def test_without_a_recovery_key_there_is_no_backup_rather_than_an_open_one(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="faro keys recovery"):
        write_backup(vault, tmp_path / "backup", NOW)
    assert list(tmp_path.glob("backup*")) == []


def test_a_backup_with_fewer_rows_than_it_says_is_refused_and_nothing_of_it_is_kept(
    vault: Vault, person: Person, tmp_path: Path
) -> None:
    write_backup(vault, tmp_path / "backup", NOW)
    frames = list(read_box(tmp_path / "backup", "backup", RECOVERY))
    write_box(tmp_path / "less", "backup", PUBLIC, [one for one in frames if b'"table": "consents"' not in one])
    empty = Vault(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(Unusable, match="not as many"):
        restore(empty.database, tmp_path / "none", tmp_path / "less", None, RECOVERY, NOW)
    assert sql(empty, "SELECT count(*) FROM sessions") == [(0,)] and not (tmp_path / "none").exists()


def test_a_backup_of_thousands_of_rows_is_whole(
    vault: Vault, person: Person, tmp_path: Path, empty_host: Callable[..., tuple[Vault, Restored]]
) -> None:
    same = "kind, organisation_id, sealed_state, version, opened_at, saved, expires_at, ceiling_at"
    copied = f"INSERT INTO sessions (id, {same}) SELECT :id, {same} FROM sessions WHERE length(id) = 64"
    with vault.database.writing() as connection:
        connection.execute(text(copied), [{"id": str(n)} for n in range(1_234)])
    assert write_backup(vault, tmp_path / "backup", NOW)["sessions"] == 1_235
    _, done = empty_host(tmp_path / "backup")
    assert done.counts["sessions"] == 1_235
