"""Organisations that people may share with: a name, a public key, how long they keep what is shared."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from bot.vault.audit import Event
from bot.vault.errors import Unusable
from bot.vault.schema import OrganisationRow, ReleaseRow, WrapRow
from bot.vault.sealing import new_id
from bot.vault.sessions import Vault

LONGEST_NAME = 200
MOST_DAYS = 365


@dataclass(frozen=True)
class Organisation:
    """One of them. `ended_at` is None while it takes part."""

    id: str
    name: str
    public_key: bytes
    kept_days: int
    added_at: int
    ended_at: int | None


class Organisations:
    """Those of one vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, name: str, public_key: bytes, kept_days: int, now: int) -> str:
        """Take one in; its id. Raises Unusable for a name that is empty, long or taken, or for too many days."""
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_NAME:
            raise Unusable(f"name: 1 to {LONGEST_NAME} letters")
        if not 0 < kept_days <= MOST_DAYS:
            raise Unusable(f"kept days: 1 to {MOST_DAYS}")
        taken = select(OrganisationRow.id).where(func.lower(OrganisationRow.name) == name.lower())
        row = {"id": new_id(), "name": name, "public_key": public_key, "kept_days": kept_days, "added_at": now}
        with self._vault.database.writing() as connection:
            if connection.execute(taken).first():
                raise Unusable("name: there is an organisation of this name")
            connection.execute(insert(OrganisationRow).values(row))
            self._vault.audit.add_in(
                connection, Event("operator", "organisation.added", f"organisation:{row['id']}"), now
            )
        return str(row["id"])

    def listed(self) -> list[Organisation]:
        """All of them, also those that ended, by name."""
        with self._vault.database.reading() as connection:
            found = connection.execute(select(OrganisationRow.__table__).order_by(OrganisationRow.name)).all()
        return [Organisation(*row) for row in found]

    def end(self, organisation: str, now: int) -> int:
        """Let one go: its releases are withdrawn and its wraps erased. How many releases there were."""
        with self._vault.database.writing() as connection:
            taking_part(connection, organisation)
            whose = ReleaseRow.organisation_id == organisation, ReleaseRow.withdrawn_at.is_(None)
            withdrawn = connection.execute(update(ReleaseRow).where(*whose).values(withdrawn_at=now)).rowcount
            connection.execute(delete(WrapRow).where(WrapRow.kind == "organisation", WrapRow.opener_id == organisation))
            row = update(OrganisationRow).where(OrganisationRow.id == organisation)
            connection.execute(row.values(ended_at=now))
            self._vault.audit.add_in(
                connection, Event("operator", "organisation.ended", f"organisation:{organisation}"), now
            )
        return withdrawn


def taking_part(connection: Connection, organisation: str) -> Organisation:
    """One that has not ended. Raises Unusable."""
    query = select(OrganisationRow.__table__).where(OrganisationRow.id == organisation)
    row = connection.execute(query.where(OrganisationRow.ended_at.is_(None))).one_or_none()
    if row is None:
        raise Unusable("organisation: none of this id takes part; `faro organisations list` shows them")
    return Organisation(*row)
