"""What an operator could hand over: about one subject, and, after a breach, whom it concerns.

Reads what is kept and prints it as it is, sealed bytes included. Refuses to guess: a name, a token or a word is linked
to nothing here, so nothing is found by it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.engine import Connection

from bot.vault.audit import Event
from bot.vault.errors import NoSuchSession
from bot.vault.schema import AuditRow, Base, OrganisationRow, ReleaseRow, SessionRow, WrapRow
from bot.vault.sealing import token_opener
from bot.vault.sessions import State, Vault, kept_by

Found = dict[str, Any]
_PHONE = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_SESSION = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


def produce(vault: Vault, subject: str, pick: Callable[[State], Mapping[str, Any]], now: int) -> Found:
    """All there is about a session's id, a phone number, or an organisation's id; empty when there is nothing.

    A session that nobody saved is linked to nobody and produces nothing. Of a phone number the server can make the key
    itself, so its answers are readable and are produced.
    """
    with vault.database.reading() as connection:
        found = _about(vault, connection, subject, pick, now)
    about = f"session:{subject}" if "session" in found and _SESSION.fullmatch(subject) else "-"
    vault.audit.add(Event("operator", "produced", about), now)
    return found


def sealed_until(vault: Vault, subject: str) -> str | None:
    """For the id of a session that nobody saved: when its sealed row ends."""
    with vault.database.reading() as connection:
        ends = select(SessionRow.expires_at).where(SessionRow.id == subject, SessionRow.saved.is_(False))
        found = connection.execute(ends).scalar_one_or_none()
    return None if found is None else _moment(found)


def breach_report(vault: Vault, since: int, now: int) -> Found:
    """Sessions and organisations that a breach since that moment may concern. No content, and nobody's contact."""
    with vault.database.reading() as connection:
        here = _rows(connection, Base.metadata.tables["sessions"], SessionRow.expires_at > since)
        logged = select(AuditRow.object).where(AuditRow.at >= since, AuditRow.object.startswith("session:"))
        ids = {row["id"] for row in here} | {name.split(":")[1] for name in connection.execute(logged).scalars()}
        shared = connection.execute(
            select(ReleaseRow.organisation_id, ReleaseRow.session_id).where(ReleaseRow.session_id.in_(ids))
        ).all()
        named = connection.execute(select(OrganisationRow.id, OrganisationRow.name)).all()
    vault.audit.add(Event("operator", "breach.reported", "-"), now)
    names = {row.id: row.name for row in named}
    pairs = {*map(tuple, shared), *((row["organisation_id"], row["id"]) for row in here if row["organisation_id"])}
    return {
        "since": _moment(since),
        "until": _moment(now),
        "sessions": sorted(ids),
        "organisations": [
            {"id": one, "name": names.get(one), "sessions": sorted(s for o, s in pairs if o == one)}
            for one in sorted({organisation for organisation, _ in pairs})
        ],
    }


def _about(
    vault: Vault, connection: Connection, subject: str, pick: Callable[[State], Mapping[str, Any]], now: int
) -> Found:
    if _PHONE.fullmatch(subject):
        try:
            kept = kept_by(connection, token_opener(vault.secrets.phone_token(subject)), now)
        except NoSuchSession:
            return {}
        return {**_session(connection, kept.session), "answers": dict(pick(kept.state))}
    if _SESSION.fullmatch(subject):
        saved = connection.execute(select(SessionRow.saved).where(SessionRow.id == subject)).scalar_one_or_none()
        return _session(connection, subject) if saved else _only(audit=_log(connection, f"session:{subject}"))
    if _ID.fullmatch(subject):
        mine = _rows(connection, Base.metadata.tables["organisations"], OrganisationRow.id == subject)
        given = _rows(connection, Base.metadata.tables["releases"], ReleaseRow.organisation_id == subject)
        return _only(organisation=mine, releases=given, audit=_log(connection, f"organisation:{subject}"))
    return {}


def _session(connection: Connection, session: str) -> Found:
    """Every row of it, and every line of the log about it or its releases."""
    tables = Base.metadata.tables
    of_it = {name: _rows(connection, tables[name], tables[name].c.session_id == session) for name in _OF_A_SESSION}
    row = _rows(connection, tables["sessions"], SessionRow.id == session)
    about = [f"session:{session}", *(f"release:{one['id']}" for one in of_it["releases"])]
    return _only(session=row, **of_it, audit=_log(connection, *about))


_OF_A_SESSION = (WrapRow.__tablename__, "consents", ReleaseRow.__tablename__)


def _rows(connection: Connection, table: Table, which: ColumnElement[bool]) -> list[Found]:
    key = next(iter(table.primary_key))
    found = connection.execute(select(table).where(which).order_by(key)).mappings()
    return [{name: _shown(name, value) for name, value in row.items()} for row in found]


def _log(connection: Connection, *names: str) -> list[Found]:
    rows = _rows(connection, Base.metadata.tables["audit"], AuditRow.object.in_(names))
    return [{name: row[name] for name in ("sequence", "at", "actor", "action", "outcome")} for row in rows]


def _only(**parts: list[Found]) -> Found:
    return {name: part for name, part in parts.items() if part}


def _shown(name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return _moment(value) if value is not None and (name == "at" or name.endswith("_at")) else value


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
