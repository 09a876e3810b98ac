"""Sessions in the database: opened, read, written, deleted, and gone when their time is up.

A session is sealed with a key of its own; who may open it has a wrap of that key (`sealing`). Fails closed: when the
database does not answer, VaultDown says so and nothing is kept anywhere else. Times are seconds since 1970 (UTC) and
are handed in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, insert, or_, select, update
from sqlalchemy.engine import Connection

from bot.lifetimes import Kind, Lifetimes
from bot.vault.audit import Audit, Event
from bot.vault.database import Database
from bot.vault.errors import ChangedMeanwhile, NoSuchSession, VaultDown
from bot.vault.schema import SessionRow, WrapRow
from bot.vault.sealing import Opener, SealBroken, new_key, place, seal, token_opener, unseal
from bot.vault.secret import Secrets, fresh_secrets

__all__ = ["ChangedMeanwhile", "Kept", "NoSuchSession", "State", "Vault", "VaultDown"]

State = dict[str, Any]
_FIELD = "sessions.sealed_state"


@dataclass(frozen=True)
class Kept:
    """A session as it was read: its state, the version of it, and what is needed to write it back."""

    state: State
    version: int
    session: str
    organisation: str
    key: bytes = field(repr=False)
    kind: Kind = "web"
    saved: bool = False
    ceiling: int = 0


class Vault:
    """All sessions of one database.

    Without `secrets` new ones are made that nothing keeps: then the audit log ends with this object.
    """

    def __init__(self, database_url: str, secrets: Secrets | None = None, lifetimes: Lifetimes | None = None) -> None:
        self.database = Database(database_url)
        self.secrets = secrets or fresh_secrets(0)
        self.lifetimes = lifetimes or Lifetimes()
        self.audit = Audit(self.database, self.secrets)

    def migrate(self) -> None:
        """Bring the tables up to date. Raises VaultDown."""
        self.database.migrate()

    def open(self, token: str, state: State, now: int, kind: Kind = "web", organisation: str = "") -> None:
        """Keep a new session under its token, and drop those whose time is up."""
        session, key = new_key().hex(), new_key()
        row = {
            "id": session,
            "kind": kind,
            "organisation_id": organisation,
            "sealed_state": _sealed(key, organisation, session, state),
            "version": 1,
            "opened_at": now,
            "expires_at": now + self.lifetimes.of(kind),
            "ceiling_at": now + self.lifetimes.ceiling,
        }
        with self.database.writing() as connection:
            _drop_ended(connection, now)
            connection.execute(insert(SessionRow).values(row))
            add_wrap(connection, token_opener(token), session, key, self.lifetimes.token_ends(kind, now))

    def read(self, token: str, now: int) -> Kept:
        """The session's state. Raises NoSuchSession, also for bytes that do not open with this token."""
        with self.database.reading() as connection:
            return kept_by(connection, token_opener(token), now)

    def write(self, token: str, kept: Kept, state: State, now: int | None = None) -> None:
        """Replace the state read as `kept`; used `now`, the session lives on. Without a time no end moves.

        Raises ChangedMeanwhile or NoSuchSession; then nothing was written.
        """
        name = token_opener(token).name
        opened = exists().where(WrapRow.name == name, WrapRow.session_id == SessionRow.id)
        change = update(SessionRow).where(SessionRow.id == kept.session, opened)
        values: State = {
            "sealed_state": _sealed(kept.key, kept.organisation, kept.session, state),
            "version": kept.version + 1,
        }
        if now is not None and kept.saved:
            values["expires_at"] = min(now + self.lifetimes.saved, kept.ceiling)
        with self.database.writing() as connection:
            done = connection.execute(change.where(SessionRow.version == kept.version).values(values))
            if done.rowcount != 1:
                known = connection.execute(select(WrapRow.name).where(WrapRow.name == name)).one_or_none()
                raise ChangedMeanwhile if known else NoSuchSession
            if now is not None:
                ends = self.lifetimes.token_ends(kept.kind, now)
                connection.execute(update(WrapRow).where(WrapRow.name == name).values(ends_at=ends))

    def used(self, token: str, now: int) -> None:
        """The person is there, though nothing is written: the token does not idle out yet. Raises NoSuchSession."""
        opener = token_opener(token)
        with self.database.writing() as connection:
            ends = self.lifetimes.token_ends(kept_by(connection, opener, now).kind, now)
            connection.execute(update(WrapRow).where(WrapRow.name == opener.name).values(ends_at=ends))

    def delete(self, token: str, now: int) -> None:
        """Remove the session and every wrap of its key at once. Raises NoSuchSession when there is none."""
        name = token_opener(token).name
        query = select(SessionRow.id, SessionRow.saved).join(WrapRow, WrapRow.session_id == SessionRow.id)
        with self.database.writing() as connection:
            row = connection.execute(query.where(WrapRow.name == name)).one_or_none()
            if row is None:
                raise NoSuchSession
            connection.execute(delete(SessionRow).where(SessionRow.id == row.id))  # wraps and releases go with it
            if row.saved:
                self.audit.add_in(connection, Event("person", "session.deleted", f"session:{row.id}"), now)

    def purge(self, now: int) -> int:
        """Remove every session whose time is up or that nobody can open any more; how many there were."""
        with self.database.writing() as connection:
            return _drop_ended(connection, now)

    def answers(self) -> bool:
        """Whether the database can be reached now."""
        return self.database.answers()


def kept_by(connection: Connection, opener: Opener, now: int) -> Kept:
    """The session that this opener opens now. Raises NoSuchSession."""
    query = select(SessionRow.__table__, WrapRow.wrapped_key).join(WrapRow, WrapRow.session_id == SessionRow.id)
    alive = and_(SessionRow.expires_at > now, WrapRow.ends_at > now)
    row = connection.execute(query.where(WrapRow.name == opener.name, WrapRow.kind == opener.kind, alive)).one_or_none()
    if row is None:
        raise NoSuchSession
    try:
        key = opener.unwrap(row.id, row.wrapped_key)
        return Kept(
            state_in(key, row.organisation_id, row.id, row.sealed_state),
            row.version,
            row.id,
            row.organisation_id,
            key,
            row.kind,
            row.saved,
            row.ceiling_at,
        )
    except SealBroken:
        raise NoSuchSession from None


def add_wrap(connection: Connection, opener: Opener, session: str, key: bytes, ends_at: int) -> None:
    """Let this opener open the session until `ends_at`."""
    row = {
        "name": opener.name,
        "session_id": session,
        "kind": opener.kind,
        "wrapped_key": opener.wrap(session, key),
        "ends_at": ends_at,
    }
    connection.execute(insert(WrapRow).values(row))


def state_in(key: bytes, organisation: str, session: str, sealed: bytes) -> State:
    """A sealed state opened. Raises SealBroken."""
    opened: State = json.loads(unseal(key, place(organisation, session, _FIELD), sealed))
    return opened


def _sealed(key: bytes, organisation: str, session: str, state: State) -> bytes:
    content = json.dumps(state, separators=(",", ":")).encode()
    return seal(key, place(organisation, session, _FIELD), content)


def _drop_ended(connection: Connection, now: int) -> int:
    """Wraps first: a session that nobody can open any more is ended too."""
    connection.execute(delete(WrapRow).where(WrapRow.ends_at <= now))
    return connection.execute(delete(SessionRow).where(or_(SessionRow.expires_at <= now, _nobodys()))).rowcount


def _nobodys() -> ColumnElement[bool]:
    """Rows without a wrap. One without a ceiling was written by the release before, which wrapped nothing."""
    return and_(SessionRow.ceiling_at > 0, ~exists().where(WrapRow.session_id == SessionRow.id))
