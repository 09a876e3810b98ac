"""The commands on the vault as an operator runs them: one host from its first key to a restore, and what is refused."""

import json
import sqlite3
from pathlib import Path

import pytest

from bot.vault.opening import clock
from bot.vault.saving import Saving
from bot.vault.sealing import new_token
from bot.vault.secret import read_secrets
from bot.vault.sessions import Vault
from tests.commands.test_commands import faro
from tests.vault.test_codes import LISTS
from tests.vault.test_saving import opened

PASS = "correct horse battery\n"


class Host:
    """A folder that holds one installation, and its commands."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def run(self, *words: str, text: str = PASS, expected: int = 0) -> str:
        run = faro(*words, text=text, FARO_HOME=str(self.home), FARO_DATABASE_URL="", FARO_SECRET_FILE="")
        assert run.returncode == expected, run.stderr
        return run.stdout.strip() if expected == 0 else run.stderr.strip()

    @property
    def vault(self) -> Vault:
        return Vault(f"sqlite:///{self.home / 'faro.db'}", read_secrets(self.home / "secret"))


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path / "home")


def talked(vault: Vault) -> tuple[str, str]:
    """A saved session with answers as the dialogue keeps them: its token and its code."""
    token = new_token()
    slots = {"answers": {"age": 30, "crimes": ["rape"]}, "settings": {"language": "en"}}
    state = {"rasa": {"slots": slots, "form": None}, "pending": None, "replies": {}, "last": None}
    vault.open(token, state, clock())
    return token, Saving(vault, LISTS).save(token, "en", "web", clock())


def test_a_host_from_its_first_key_to_its_restore(host: Host, tmp_path: Path) -> None:
    recovery, key = tmp_path / "recovery.pem", tmp_path / "harbor.pem"
    assert "Take both off this host" in host.run("keys", "recovery", str(recovery), "--passphrase-file", "-")
    harbor = host.run("organisations", "add", "Harbor", "--key", str(key), "--passphrase-file", "-")
    assert host.run("organisations", "list") == f"{harbor} 90 days Harbor"
    _, code = talked(host.vault)
    asked = ["--organisation", harbor, "--purpose", "legal_help", "--fields", "age"]
    release = host.run("releases", "give", *asked, "--method", "spoken", "--code-file", "-", text=code.upper() + "\n")
    hand_over = ["releases", "hand-over", release, "--to", harbor, "--key", str(key), "--passphrase-file", "-"]
    assert json.loads(host.run(*hand_over)) == {"purpose": "legal_help", "fields": {"age": 30}}
    backup, keys = str(tmp_path / "backup"), str(tmp_path / "keys")
    told = host.run("backup", backup, "--keys", keys)
    new = Host(tmp_path / "new")
    command = ["restore", backup, "--keys", keys, "--recovery-key", str(recovery), "--passphrase-file", "-"]
    assert new.run(*command) == told
    assert "sessions: 1" in told and "wraps: 2" in told
    assert json.loads(new.run(*hand_over)) == {"purpose": "legal_help", "fields": {"age": 30}}
    assert new.run("releases", "withdraw", release) == "withdrawn"
    assert new.run(*hand_over, expected=2) == "release: refused, withdrawn; the log says so"
    assert "rows hold" in new.run("audit", "verify")
    assert "release.used release:" + release + " refused.withdrawn" in new.run("audit", "show")
    assert "is there already" in new.run(*command, expected=2)


def test_an_audit_log_that_was_changed_ends_the_command_with_1_and_names_the_row(host: Host, tmp_path: Path) -> None:
    host.run("keys", "recovery", str(tmp_path / "r.pem"), "--passphrase-file", "-")
    host.run("keys", "rotate")
    assert host.run("audit", "verify").startswith("audit: 2 rows hold")
    assert "no row of this log" in host.run("audit", "verify", "--head", "0" * 64, expected=2)
    with sqlite3.connect(host.home / "faro.db") as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET outcome = 'x' WHERE sequence = 2")
    assert "row 2 was altered" in host.run("audit", "verify", expected=1)


def test_a_session_that_was_not_saved_produces_an_empty_object_and_its_row_is_not_hidden(host: Host) -> None:
    host.run("audit", "verify")
    vault, token = host.vault, new_token()
    vault.open(token, {"answers": {"age": 30}}, clock())
    session = vault.read(token, clock()).session
    run = faro("produce", "--subject", session, FARO_HOME=str(host.home), FARO_DATABASE_URL="")
    assert (run.returncode, run.stdout) == (0, "{}\n")
    assert "A sealed row has this name until" in run.stderr
    report = json.loads(host.run("breach-report", "--since", "2026-01-01"))
    assert report["sessions"] == [session] and report["organisations"] == []


REFUSED = [
    (["keys", "recovery", "{out}", "--passphrase-file", "-"], "short\n", "passphrase: at least 12"),
    (["organisations", "add", " ", "--key", "{out}", "--passphrase-file", "-"], PASS, "name: 1 to 200"),
    (["organisations", "end", "x"], "", "organisation: none of this id"),
    (["backup", "{out}"], "", "recovery key: make one first"),
    (["migrate", "--to", "0099"], "", "revision: one of 0001, 0002, 0003, 0004, head, base"),
    (["releases", "withdraw", "x"], "", "release: refused, unknown"),
    (["breach-report", "--since", "yesterday"], "", "'yesterday' is no moment"),
    (
        ["releases", "give", "--organisation", "x", "--purpose", "gossip", "--fields", "age", "--code-file", "-"],
        "x\n",
        "purpose: one of legal_help",
    ),
    (
        ["releases", "give", "--organisation", "x", "--purpose", "legal_help", "--fields", "name", "--code-file", "-"],
        "x\n",
        "fields: no answer is called name",
    ),
]


@pytest.mark.parametrize(("words", "text", "told"), REFUSED, ids=[told for *_, told in REFUSED])
def test_what_cannot_be_used_is_refused_with_2_and_leaves_no_file(
    host: Host, tmp_path: Path, words: list[str], text: str, told: str
) -> None:
    out = tmp_path / "out"
    assert told in host.run(*(word.replace("{out}", str(out)) for word in words), text=text, expected=2)
    assert not out.exists()


def test_a_database_that_does_not_answer_ends_every_command_with_1_and_no_word_of_the_driver(tmp_path: Path) -> None:
    (tmp_path / "faro.db").write_bytes(b"this is no database, " * 100)
    run = faro("purge", FARO_HOME=str(tmp_path), FARO_DATABASE_URL="")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "The database does not answer; nothing was done.\n"


def test_purge_ends_what_is_over_and_renews_the_copy_of_the_wraps(host: Host, tmp_path: Path) -> None:
    host.run("keys", "recovery", str(tmp_path / "r.pem"), "--passphrase-file", "-")
    opened(host.vault)  # at a moment long past or yet to come; either way its end is known
    copy = tmp_path / "copy"
    with sqlite3.connect(host.home / "faro.db") as connection:
        connection.execute("UPDATE sessions SET expires_at = 1")
    run = faro("purge", FARO_HOME=str(host.home), FARO_DATABASE_URL="", FARO_KEYS_COPY=str(copy))
    assert run.stdout == "sessions ended: 1\n"
    assert copy.stat().st_mode & 0o777 == 0o600


def test_the_data_map_is_printed_and_held_to_the_database(host: Host) -> None:
    assert "sessions.sealed_state: answers" in host.run("datamap")
    assert set(json.loads(host.run("datamap", "--json"))) == {"retentions", "tables"}
    assert host.run("datamap", "--check") == ""
    with sqlite3.connect(host.home / "faro.db") as connection:
        connection.execute("ALTER TABLE sessions ADD COLUMN user_agent TEXT")
    assert "sessions.user_agent: is in the database and not in the map" in host.run("datamap", "--check", expected=1)


def test_the_tables_go_back_for_an_older_release_and_forth_again(host: Host) -> None:
    host.run("audit", "verify")
    assert host.run("migrate", "--to", "0001") == "the tables are at 0001"
    with sqlite3.connect(host.home / "faro.db") as connection:
        connection.execute("INSERT INTO sessions VALUES ('old', x'00', 1, 1)")
    assert host.run("migrate") == "the tables are at head"
    assert host.run("audit", "verify").startswith("audit: 0 rows hold")


def test_screening_still_starts_without_the_vault() -> None:
    run = faro("contacts", "--json", PYTHONPROFILEIMPORTTIME="1")
    assert "bot.policy.contacts" in run.stderr and "sqlalchemy" not in run.stderr
