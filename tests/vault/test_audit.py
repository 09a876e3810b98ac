"""The log: nothing but names in it, nothing of it changed or taken away unseen, on both engines."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.vault.audit import Audit, Broken, Event
from bot.vault.errors import Unusable, VaultDown
from bot.vault.secret import fresh_secrets
from bot.vault.sessions import Vault
from tests.vault.conftest import NOW
from tests.vault.test_sessions import sql

SAVED = Event("person", "session.saved", "session:" + "a" * 64)
USED = Event("organisation:" + "b" * 32, "release.used", "release:" + "c" * 32, "refused.expired")


@pytest.fixture
def log(vault: Vault) -> Audit:
    for n in range(5):
        vault.audit.add(SAVED if n % 2 else USED, NOW + n)
    return vault.audit


def without_triggers(vault: Vault) -> None:
    """As somebody who owns the database could make it."""
    with vault.database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP TRIGGER audit_append_only ON audit"))
        else:
            connection.execute(text("DROP TRIGGER audit_no_update"))
            connection.execute(text("DROP TRIGGER audit_no_delete"))


def test_a_row_says_who_did_what_to_what_when_and_how_it_ended(log: Audit) -> None:
    assert [tuple(row) for row in log.rows()][:2] == [
        (1, NOW, USED.actor, "release.used", USED.object, "refused.expired"),
        (2, NOW + 1, "person", "session.saved", SAVED.object, "done"),
    ]
    assert [row.sequence for row in log.rows(SAVED.object)] == [2, 4]


def test_an_untouched_log_holds_and_tells_its_head(log: Audit) -> None:
    head = log.verify()
    assert (head.sequence, len(head.mac)) == (5, 64)
    assert log.verify(noted=head.mac) == head


@pytest.mark.parametrize("change", ["UPDATE audit SET outcome = 'done'", "DELETE FROM audit WHERE sequence = 5"])
def test_the_database_itself_refuses_to_change_or_remove_a_row(log: Audit, vault: Vault, change: str) -> None:
    with pytest.raises((VaultDown, DBAPIError)):
        sql(vault, change)
    assert log.verify().sequence == 5


def test_postgresql_refuses_to_empty_the_log_at_one_stroke(log: Audit, vault: Vault) -> None:
    if "postgresql" not in str(vault.database._engine.url):
        return  # SQLite has no such stroke
    with pytest.raises(VaultDown):
        sql(vault, "TRUNCATE audit")


COPY = "INSERT INTO audit SELECT {n}, at, actor, action, object, outcome, key_id, mac FROM audit WHERE sequence = 2"


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ("UPDATE audit SET at = at + 1 WHERE sequence = 2", 2),
        ("UPDATE audit SET actor = 'operator' WHERE sequence = 4", 4),
        ("UPDATE audit SET outcome = 'done' WHERE sequence = 1", 1),
        ("UPDATE audit SET object = 'session:' WHERE sequence = 5", 5),
        ("UPDATE audit SET mac = 'x' WHERE sequence = 3", 3),
        ("UPDATE audit SET key_id = 'x' WHERE sequence = 3", 3),
        ("DELETE FROM audit WHERE sequence = 1", 1),
        ("DELETE FROM audit WHERE sequence = 3", 3),
        ("DELETE FROM audit WHERE sequence = 5", 5),
        ("DELETE FROM audit", 1),
        (COPY.format(n=6), 6),
        (COPY.format(n=0), 1),
        ("UPDATE audit_head SET sequence = 4", 6),
    ],
)
def test_a_row_altered_removed_or_added_behind_the_log_is_found(vault: Vault, log: Audit, change: str, at: int) -> None:
    without_triggers(vault)
    sql(vault, change)
    with pytest.raises(Broken) as caught:
        log.verify()
    assert caught.value.sequence == at


def test_a_chain_made_anew_without_the_servers_secret_does_not_hold(vault: Vault, log: Audit) -> None:
    forged = Audit(vault.database, fresh_secrets(NOW))
    forged.add(SAVED, NOW)
    with pytest.raises(Broken):
        log.verify()


def test_a_log_replaced_by_a_shorter_true_one_misses_the_head_that_was_noted(vault: Vault, log: Audit) -> None:
    early = log.verify()
    log.add(SAVED, NOW)
    noted = log.verify().mac
    without_triggers(vault)
    sql(vault, "DELETE FROM audit WHERE sequence = 6")
    sql(vault, "UPDATE audit_head SET sequence = 5, mac = :mac", mac=early.mac)
    assert log.verify().sequence == 5
    with pytest.raises(Unusable):
        log.verify(noted=noted)


def test_the_log_goes_on_under_a_new_secret_and_still_holds_as_a_whole(vault: Vault, log: Audit) -> None:
    both = vault.secrets.rotated(NOW + 10)
    newer = Audit(vault.database, both)
    newer.add(SAVED, NOW + 11)
    assert newer.verify().sequence == 6
    with pytest.raises(Broken):
        log.verify()


def test_a_row_is_bound_to_all_before_it_so_that_none_of_another_log_stands_in_its_place(tmp_path: Path) -> None:
    secrets, macs = fresh_secrets(NOW), []
    for name, first in (("one", SAVED), ("other", USED)):
        vault = Vault(f"sqlite:///{tmp_path / name}", secrets)
        vault.migrate()
        vault.audit.add(first, NOW)
        vault.audit.add(SAVED, NOW + 1)
        macs.append(sql(vault, "SELECT mac FROM audit WHERE sequence = 2"))
    assert macs[0] != macs[1]


def test_writers_at_once_make_one_chain(vault: Vault) -> None:
    audit = vault.audit
    threads = [threading.Thread(target=lambda: [audit.add(SAVED, NOW) for _ in range(10)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert audit.verify().sequence == 40


@given(st.text(min_size=1, max_size=60))
def test_words_are_refused_where_a_name_belongs(words: str) -> None:
    if words in ("person", "operator", "program", "-"):
        return
    for given_ in ({"actor": words, "object": "-"}, {"actor": "person", "object": f"session:{words}g"}):
        with pytest.raises(ValueError):
            Event(action="session.saved", **given_)
