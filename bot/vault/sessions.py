"""Sessions in the database: opened, read, written, deleted, and gone when their time is up.

Fails closed: when the database does not answer, VaultDown says so and nothing is kept anywhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, delete, event, insert, select, text, update
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.vault.schema import SessionRow
from bot.vault.sealing import SealBroken, seal, session_id, unseal

WEB_LIFETIME = 24 * 60 * 60
"""Seconds a web session lives at most."""

State = dict[str, Any]
_FIELD = "sessions.sealed_state"


class VaultDown(Exception):
    """The database does not answer. Carries no detail: a driver's words may hold an address or a statement."""


class NoSuchSession(Exception):
    """Nothing is kept under this token: never opened, expired, or deleted."""


class ChangedMeanwhile(Exception):
    """Another turn of the same session was written first."""


@dataclass(frozen=True)
class Kept:
    """A session's state and the version it was read at."""

    state: State
    version: int


@contextmanager
def _failing_closed() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError:
        raise VaultDown from None


class Vault:
    """All sessions of one database. Times are seconds since 1970 (UTC) and are handed in."""

    def __init__(self, database_url: str) -> None:
        self._engine = _engine(database_url)

    def migrate(self) -> None:
        """Bring the tables up to date. Raises VaultDown."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with _failing_closed(), self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def open(self, token: str, state: State, now: int) -> None:
        """Keep a new session until `now + WEB_LIFETIME`, and drop those whose time is up."""
        row = {
            "id": session_id(token),
            "sealed_state": _sealed(token, state),
            "version": 1,
            "expires_at": now + WEB_LIFETIME,
        }
        with self._writing() as connection:
            connection.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
            connection.execute(insert(SessionRow).values(row))

    def read(self, token: str, now: int) -> Kept:
        """The session's state. Raises NoSuchSession, also for bytes that do not open with this token."""
        query = select(SessionRow.sealed_state, SessionRow.version)
        query = query.where(SessionRow.id == session_id(token), SessionRow.expires_at > now)
        with _failing_closed(), self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NoSuchSession
        try:
            return Kept(json.loads(unseal(token, _FIELD, row.sealed_state)), row.version)
        except SealBroken:
            raise NoSuchSession from None

    def write(self, token: str, kept: Kept, state: State) -> None:
        """Replace the state read as `kept`. Raises ChangedMeanwhile or NoSuchSession; then nothing was written."""
        change = update(SessionRow).where(SessionRow.id == session_id(token))
        with self._writing() as connection:
            values = {"sealed_state": _sealed(token, state), "version": kept.version + 1}
            done = connection.execute(change.where(SessionRow.version == kept.version).values(values))
            if done.rowcount == 1:
                return
            known = connection.execute(select(SessionRow.id).where(SessionRow.id == session_id(token))).one_or_none()
        raise ChangedMeanwhile if known else NoSuchSession

    def delete(self, token: str) -> None:
        """Remove the session. Raises NoSuchSession when there is none."""
        with self._writing() as connection:
            done = connection.execute(delete(SessionRow).where(SessionRow.id == session_id(token)))
        if done.rowcount != 1:
            raise NoSuchSession

    def purge(self, now: int) -> int:
        """Remove every session whose time is up; how many there were."""
        with self._writing() as connection:
            return connection.execute(delete(SessionRow).where(SessionRow.expires_at <= now)).rowcount

    def answers(self) -> bool:
        """Whether the database can be reached now."""
        try:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT 1 FROM sessions LIMIT 1"))
        except SQLAlchemyError:
            return False
        return True

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _failing_closed(), self._engine.begin() as connection:
            yield connection


def _sealed(token: str, state: State) -> bytes:
    return seal(token, _FIELD, json.dumps(state, separators=(",", ":")).encode())


def _engine(database_url: str) -> Engine:
    url = make_url(database_url)
    engine = create_engine(url, hide_parameters=True)
    if url.get_backend_name() == "sqlite":
        if url.database:
            Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        event.listen(engine, "connect", _overwrite_deleted_pages)
    return engine


def _overwrite_deleted_pages(connection: Any, _record: object) -> None:
    """SQLite leaves deleted rows on disk unless told otherwise."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA busy_timeout = 5000")
