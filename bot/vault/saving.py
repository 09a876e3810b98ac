"""Saving a session under a resume code, and opening it again anywhere by that code.

The code wraps the same session key as the token did. Opening by code gives a new token and ends the old one: a session
is open in one place at a time, and whoever holds the device of before is shut out. Refuses to keep or know a code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy import delete, insert, update
from sqlalchemy.engine import Connection

from bot.vault.audit import Event
from bot.vault.codes import COST, Cost, code_opener, new_code
from bot.vault.errors import NoSuchSession
from bot.vault.schema import ConsentRow, SessionRow, WrapRow
from bot.vault.sealing import Opener, new_id, new_token, token_opener
from bot.vault.secret import Secret
from bot.vault.sessions import Kept, Vault, add_wrap, kept_by

Language = Literal["en", "es"]


class Saving:
    """Codes for the sessions of one vault. `words` are those of each language; `cost` is what one guess takes."""

    def __init__(self, vault: Vault, words: Mapping[Language, Sequence[str]], cost: Cost = COST) -> None:
        self._vault, self._words, self._cost = vault, words, cost

    def save(self, token: str, language: Language, method: str, now: int) -> str:
        """Keep the session past its day; the code that opens it, which nobody can be told again.

        An earlier code of the same session ends. Raises NoSuchSession.
        """
        code = new_code(self._words[language])
        opener = self._opener(code, self._vault.secrets.newest)
        with self._vault.database.writing() as connection:
            kept = kept_by(connection, token_opener(token), now)
            _end_wraps(connection, kept, "code")
            add_wrap(connection, opener, kept.session, kept.key, kept.ceiling)
            self._live_on(connection, kept, now)
            add_consent(connection, kept.session, "save", language, method, now)
            self._vault.audit.add_in(connection, Event("person", "session.saved", f"session:{kept.session}"), now)
        return code

    def resume(self, typed: str, now: int) -> str:
        """A new token for the session that these words open.

        Raises NoSuchSession, at the same cost for a wrong code, for one that was never told, and for no code at all.
        """
        openers, token = self.openers(typed, now), new_token()
        with self._vault.database.writing() as connection:
            kept = first_kept(connection, openers, now)
            _end_wraps(connection, kept, "token")
            ends = self._vault.lifetimes.token_ends(kept.kind, now)
            add_wrap(connection, token_opener(token), kept.session, kept.key, ends)
            self._live_on(connection, kept, now)
            self._vault.audit.add_in(connection, Event("person", "session.resumed", f"session:{kept.session}"), now)
        return token

    def openers(self, typed: str, now: int) -> list[Opener]:
        """What a typed code may open with: one opener for each server's secret it may have been told under."""
        salted_by = self._vault.secrets.used_since(now - self._vault.lifetimes.ceiling)
        return [self._opener(typed, secret) for secret in salted_by]

    def _opener(self, code: str, secret: Secret) -> Opener:
        """Salted by the server's secret: without that file a stolen database cannot even be guessed at."""
        return code_opener(code, secret.derive("code salt"), self._cost)

    def _live_on(self, connection: Connection, kept: Kept, now: int) -> None:
        ends = min(now + self._vault.lifetimes.saved, kept.ceiling)
        row = update(SessionRow).where(SessionRow.id == kept.session)
        connection.execute(row.values(saved=True, expires_at=ends))


def add_consent(connection: Connection, session: str, kind: str, language: str, method: str, now: int) -> None:
    """Keep that the person agreed."""
    given = {"kind": kind, "language": language, "method": method, "given_at": now}
    connection.execute(insert(ConsentRow).values(id=new_id(), session_id=session, **given))


def _end_wraps(connection: Connection, kept: Kept, kind: str) -> None:
    connection.execute(delete(WrapRow).where(WrapRow.session_id == kept.session, WrapRow.kind == kind))


def first_kept(connection: Connection, openers: Sequence[Opener], now: int) -> Kept:
    """The session that the first of these opens. Raises NoSuchSession when none does."""
    for opener in openers:
        try:
            return kept_by(connection, opener, now)
        except NoSuchSession:
            continue
    raise NoSuchSession
