"""The tables, as SQLAlchemy sees them. Migrations beside this module make them, `data/vault/map.yml` says what each
column is for; tests hold the three together. Times are whole seconds since 1970, UTC.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, LargeBinary, String, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_ID, _NAME, _SLUG = String(32), String(64), String(40)


def _session() -> Mapped[str]:
    return mapped_column(_NAME, ForeignKey("sessions.id", ondelete="CASCADE"), index=True)


class Base(DeclarativeBase):
    """All tables of the vault."""


class SessionRow(Base):
    """One conversation: sealed state under a random name, and when it ends.

    `version` counts the writes, so that two turns at once cannot overwrite each other. `ceiling_at` is the day that
    nothing extends it past.
    """

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(_NAME, primary_key=True)
    kind: Mapped[str] = mapped_column(_SLUG, server_default="web")
    organisation_id: Mapped[str] = mapped_column(_ID, server_default="")
    sealed_state: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[int] = mapped_column(BigInteger, server_default="0")
    saved: Mapped[bool] = mapped_column(Boolean, server_default=false())
    expires_at: Mapped[int] = mapped_column(BigInteger, index=True)
    ceiling_at: Mapped[int] = mapped_column(BigInteger, server_default="0")


class WrapRow(Base):
    """The key of a session, sealed for one who may open it. Without wraps a session is noise."""

    __tablename__ = "wraps"

    name: Mapped[str] = mapped_column(_NAME, primary_key=True)
    session_id: Mapped[str] = _session()
    kind: Mapped[str] = mapped_column(_SLUG)
    opener_id: Mapped[str] = mapped_column(_ID, server_default="")
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    ends_at: Mapped[int] = mapped_column(BigInteger, index=True)


class OrganisationRow(Base):
    """A group that people may share with. Its private key is not here."""

    __tablename__ = "organisations"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    kept_days: Mapped[int] = mapped_column(Integer)
    added_at: Mapped[int] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)


class ConsentRow(Base):
    """That a person agreed to something, how they were asked and when; never what it was about."""

    __tablename__ = "consents"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    session_id: Mapped[str] = _session()
    kind: Mapped[str] = mapped_column(_SLUG)
    language: Mapped[str] = mapped_column(_SLUG)
    method: Mapped[str] = mapped_column(_SLUG)
    given_at: Mapped[int] = mapped_column(BigInteger)
    withdrawn_at: Mapped[int | None] = mapped_column(BigInteger)


class ReleaseRow(Base):
    """Leave to hand some answers to one recipient until a day. Purpose and fields are sealed like the answers."""

    __tablename__ = "releases"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    session_id: Mapped[str] = _session()
    organisation_id: Mapped[str] = mapped_column(_ID, ForeignKey("organisations.id"))
    sealed_terms: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(_SLUG)
    method: Mapped[str] = mapped_column(_SLUG)
    given_at: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger)
    withdrawn_at: Mapped[int | None] = mapped_column(BigInteger)


class KeyRow(Base):
    """That a key exists and since when; of a secret one a fingerprint, of a public one the key itself."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    kind: Mapped[str] = mapped_column(_SLUG)
    public_part: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[int] = mapped_column(BigInteger)
    retired_at: Mapped[int | None] = mapped_column(BigInteger)


class AuditRow(Base):
    """Who did what to which thing, when, and how it ended. Rows are only ever added; triggers refuse the rest."""

    __tablename__ = "audit"

    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[int] = mapped_column(BigInteger)
    actor: Mapped[str] = mapped_column(_NAME)
    action: Mapped[str] = mapped_column(_SLUG)
    object: Mapped[str] = mapped_column(String(100))
    outcome: Mapped[str] = mapped_column(_SLUG)
    key_id: Mapped[str] = mapped_column(_ID)
    mac: Mapped[str] = mapped_column(_NAME)


class AuditHeadRow(Base):
    """The end of the chain, so that rows taken off it are missed."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    mac: Mapped[str] = mapped_column(_NAME)
