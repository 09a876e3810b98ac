"""Real databases for the vault: a file of SQLite, and a server of PostgreSQL started for these tests alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bot.vault.secret import Secrets, fresh_secrets
from bot.vault.sessions import Vault

NOW = 1_800_000_000


def _binaries() -> Path:
    """Debian's PostgreSQL. Missing is a failure: what the vault promises is promised of both engines."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("PostgreSQL is not here: apt-get install -y postgresql")
    return found[-1].parent


def _as_postgres(*command: str | Path) -> None:
    """Run as an ordinary user: PostgreSQL refuses to run as root."""
    whom = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    run = subprocess.run([*whom, *map(str, command)], cwd="/", capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a running server, with the name of a database still to be added."""
    home = Path(tempfile.mkdtemp(prefix="faro-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bin_, data = _binaries(), home / "data"
    _as_postgres(bin_ / "initdb", "-D", data, "-U", "faro", "--auth=trust", "--no-sync", "-E", "UTF8")
    options = f"-p {port} -h 127.0.0.1 -k {home} -c fsync=off"
    _as_postgres(bin_ / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
    try:
        yield f"postgresql://faro@127.0.0.1:{port}"
    finally:
        _as_postgres(bin_ / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(home)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'home' / 'faro.db'}"
    return new_database(request.getfixturevalue("postgresql"))


def new_database(server: str) -> str:
    """A database of its own on the server; its address."""
    name = f"faro_{os.urandom(6).hex()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return f"{server}/{name}"


@pytest.fixture
def secrets() -> Secrets:
    return fresh_secrets(NOW)


@pytest.fixture
def vault(database_url: str, secrets: Secrets) -> Iterator[Vault]:
    vault = Vault(database_url, secrets)
    vault.migrate()
    yield vault
    vault.database.close()
