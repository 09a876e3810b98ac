"""Releases of information: leave to hand named answers to one organisation, for one purpose, until a day.

Giving one wraps the session's key to that organisation's public key; withdrawing it erases the wrap at once. Nothing is
handed over without a live release, and every refusal stands in the log. Refuses to know what an answer means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from bot.lifetimes import DAY
from bot.vault.audit import Event
from bot.vault.errors import NoRelease, Refusal, Unusable
from bot.vault.key_pairs import seal_to, unseal_with
from bot.vault.organisations import Organisation, taking_part
from bot.vault.saving import Language, add_consent, first_kept
from bot.vault.schema import ReleaseRow, SessionRow, WrapRow
from bot.vault.sealing import Opener, SealBroken, new_id, place, seal, unseal
from bot.vault.sessions import Kept, State, Vault, state_in

USUAL_DAYS, MOST_DAYS = 30, 365
Method = Literal["web", "sms", "spoken", "written"]
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
Pick = Callable[[State], Mapping[str, Any]]
"""The answers in a state, by key: what is inside is known to those who sealed it."""


@dataclass(frozen=True)
class Asked:
    """What a person is asked to agree to. Raises Unusable naming what is wrong."""

    organisation: str
    purpose: str
    fields: tuple[str, ...]
    language: Language
    method: Method
    days: int = USUAL_DAYS

    def __post_init__(self) -> None:
        if not self.fields or not all(_SLUG.fullmatch(one) for one in self.fields):
            raise Unusable("fields: the keys of the answers to hand over, at least one")
        if not _SLUG.fullmatch(self.purpose):
            raise Unusable("purpose: one of those listed")
        if not 1 <= self.days <= MOST_DAYS:
            raise Unusable(f"days: 1 to {MOST_DAYS}")


@dataclass(frozen=True)
class Given:
    """A release as an operator may see it: never its purpose or fields, which are sealed."""

    id: str
    session: str
    organisation: str
    language: str
    method: str
    given_at: int
    expires_at: int
    withdrawn_at: int | None


@dataclass(frozen=True)
class Handed:
    """What is handed over: the purpose it was released for and the fields that were named, where answered."""

    purpose: str
    fields: Mapping[str, Any]


class Releases:
    """Those of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def give(self, openers: Sequence[Opener], asked: Asked, now: int) -> str:
        """Keep that the person agreed; the release's id. Raises NoSuchSession or Unusable."""
        release = new_id()
        with self._vault.database.writing() as connection:
            organisation = taking_part(connection, asked.organisation)
            kept = first_kept(connection, openers, now)
            ends = min(now + asked.days * DAY, kept.ceiling)
            connection.execute(insert(ReleaseRow).values(_release_row(release, kept, asked, now, ends)))
            connection.execute(insert(WrapRow).values(_wrap_row(release, kept, organisation, ends)))
            self._keep(connection, kept, organisation, now)
            add_consent(connection, kept.session, "share", asked.language, asked.method, now)
            self._vault.audit.add_in(connection, Event("person", "release.given", f"release:{release}"), now)
        return release

    def withdraw_all(self, openers: Sequence[Opener], now: int) -> int:
        """Withdraw every live release of the session that is opened; how many. Raises NoSuchSession."""
        with self._vault.database.writing() as connection:
            session = first_kept(connection, openers, now).session
            live = connection.execute(_live(now).where(ReleaseRow.session_id == session)).scalars().all()
            for release in live:
                self._withdraw(connection, release, "person", now)
        return len(live)

    def withdraw(self, release: str, now: int) -> None:
        """Withdraw one at the word of the person, heard by whoever runs this. Raises NoRelease."""
        with self._vault.database.writing() as connection:
            if connection.execute(_live(now).where(ReleaseRow.id == release)).first() is None:
                raise NoRelease("unknown")
            self._withdraw(connection, release, "operator", now)

    def listed(self, session: str | None = None) -> list[Given]:
        """All of them, or those of one session, oldest first."""
        columns = [getattr(ReleaseRow, name) for name in _SEEN]
        query = select(*columns).order_by(ReleaseRow.given_at, ReleaseRow.id)
        with self._vault.database.reading() as connection:
            found = connection.execute(query if session is None else query.where(ReleaseRow.session_id == session))
            return [Given(*row) for row in found]

    def hand_over(self, release: str, recipient: str, private_key: X25519PrivateKey, pick: Pick, now: int) -> Handed:
        """The answers that a live release names, opened by its recipient's key. Raises NoRelease otherwise.

        Either way one row of the log tells of it.
        """
        with self._vault.database.writing() as connection:
            handed = _handed(connection, release, recipient, private_key, pick, now)
            outcome = "done" if isinstance(handed, Handed) else f"refused.{handed}"
            event = Event(f"organisation:{_hex(recipient)}", "release.used", f"release:{_hex(release)}", outcome)  # type: ignore[arg-type]
            self._vault.audit.add_in(connection, event, now)
        if isinstance(handed, Handed):
            return handed
        raise NoRelease(handed)

    def _withdraw(self, connection: Connection, release: str, actor: str, now: int) -> None:
        connection.execute(update(ReleaseRow).where(ReleaseRow.id == release).values(withdrawn_at=now))
        connection.execute(delete(WrapRow).where(WrapRow.name == release))
        self._vault.audit.add_in(connection, Event(actor, "release.withdrawn", f"release:{release}"), now)

    def _keep(self, connection: Connection, kept: Kept, organisation: Organisation, now: int) -> None:
        """What is shared lives as long as the organisation keeps it, where that is longer, and not past the ceiling."""
        ends = min(now + organisation.kept_days * DAY, kept.ceiling)
        row = update(SessionRow).where(SessionRow.id == kept.session)
        connection.execute(row.values(saved=True))
        connection.execute(row.where(SessionRow.expires_at < ends).values(expires_at=ends))


_SEEN = ("id", "session_id", "organisation_id", "language", "method", "given_at", "expires_at", "withdrawn_at")


def _live(now: int) -> Any:
    return select(ReleaseRow.id).where(ReleaseRow.withdrawn_at.is_(None), ReleaseRow.expires_at > now)


def _release_row(release: str, kept: Kept, asked: Asked, now: int, ends: int) -> dict[str, Any]:
    terms = json.dumps({"purpose": asked.purpose, "fields": asked.fields}).encode()
    return {
        "id": release,
        "session_id": kept.session,
        "organisation_id": asked.organisation,
        "sealed_terms": seal(kept.key, _terms_place(asked.organisation, kept.session, release), terms),
        "language": asked.language,
        "method": asked.method,
        "given_at": now,
        "expires_at": ends,
    }


def _wrap_row(release: str, kept: Kept, organisation: Organisation, ends: int) -> dict[str, Any]:
    return {
        "name": release,
        "session_id": kept.session,
        "kind": "organisation",
        "opener_id": organisation.id,
        "wrapped_key": seal_to(organisation.public_key, _wrap_place(organisation.id, kept.session, release), kept.key),
        "ends_at": ends,
    }


def _handed(
    connection: Connection, release: str, recipient: str, private_key: X25519PrivateKey, pick: Pick, now: int
) -> Handed | Refusal:
    query = select(ReleaseRow.__table__, SessionRow.organisation_id.label("tenant"), SessionRow.sealed_state)
    query = query.join(SessionRow, SessionRow.id == ReleaseRow.session_id).where(SessionRow.expires_at > now)
    row = connection.execute(query.where(ReleaseRow.id == release)).one_or_none()
    if row is None:
        return "unknown"
    if row.organisation_id != recipient:
        return "other_recipient"
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.expires_at <= now:
        return "expired"
    wrapped = connection.execute(select(WrapRow.wrapped_key).where(WrapRow.name == release)).scalar_one_or_none()
    try:
        return _opened(row, private_key, pick, wrapped or b"")
    except SealBroken:
        return "other_recipient"


def _opened(row: Row[Any], private_key: X25519PrivateKey, pick: Pick, wrapped: bytes) -> Handed:
    key = unseal_with(private_key, _wrap_place(row.organisation_id, row.session_id, row.id), wrapped)
    terms = json.loads(unseal(key, _terms_place(row.organisation_id, row.session_id, row.id), row.sealed_terms))
    answers = pick(state_in(key, row.tenant, row.session_id, row.sealed_state))
    return Handed(terms["purpose"], {field: answers[field] for field in terms["fields"] if field in answers})


def _terms_place(organisation: str, session: str, release: str) -> bytes:
    return place(organisation, session, f"releases.sealed_terms|{release}")


def _wrap_place(organisation: str, session: str, release: str) -> bytes:
    return place(organisation, session, f"wraps.wrapped_key|{release}")


def _hex(name: str) -> str:
    """An id as the log may hold it: what is none, somebody typed."""
    return name if re.fullmatch(r"[0-9a-f]{32}", name) else ""
