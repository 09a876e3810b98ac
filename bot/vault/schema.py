"""The tables, as SQLAlchemy sees them. Migrations beside this module make them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables of the vault."""


class SessionRow(Base):
    """One conversation: a name derived from the token, the sealed state, and when it ends (seconds since 1970, UTC).

    `version` counts the writes, so that two turns at once cannot overwrite each other.
    """

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed_state: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger, index=True)
