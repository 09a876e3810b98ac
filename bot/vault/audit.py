"""The audit log: actor, action, object, time, outcome; each row bound to the one before by a keyed hash.

Knows names of actions and of things. Refuses content: what a row may hold is checked letter by letter. Who can
change the database but lacks the server's secret cannot forge a row; who has both is caught by a head noted elsewhere.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from bot.vault.database import Database
from bot.vault.errors import Unusable
from bot.vault.schema import AuditHeadRow, AuditRow
from bot.vault.secret import Secret, Secrets

Action = Literal[
    "session.saved", "session.resumed", "session.deleted", "release.given", "release.withdrawn", "release.used",
    "organisation.added", "organisation.ended", "backup.written", "backup.restored", "keys.rotated", "keys.recovery",
    "produced", "breach.reported",
]  # fmt: skip
Outcome = Literal["done", "refused.unknown", "refused.expired", "refused.withdrawn", "refused.other_recipient"]
_NAME = re.compile(r"(person|operator|program|(session|release|organisation|key|file):[0-9a-f]{0,64}|-)", re.ASCII)


@dataclass(frozen=True)
class Event:
    """One thing that was done. `actor` and `object` are names: person, operator, program, or kind:id."""

    actor: str
    action: Action
    object: str
    outcome: Outcome = "done"

    def __post_init__(self) -> None:
        if not (_NAME.fullmatch(self.actor) and _NAME.fullmatch(self.object)):
            raise ValueError("actor and object are names made by this program, never words")


@dataclass(frozen=True)
class Head:
    """The last row of the log: its number and its hash."""

    sequence: int
    mac: str


class Broken(Exception):
    """The chain does not hold. `sequence` is the first row that is wrong; one past the last where rows are missing."""

    def __init__(self, sequence: int) -> None:
        self.sequence = sequence
        super().__init__(f"audit: row {sequence} was altered, removed or added out of the chain")


class Audit:
    """The log of one database."""

    def __init__(self, database: Database, secrets: Secrets) -> None:
        self._database, self._secrets = database, secrets

    def add(self, event: Event, now: int) -> None:
        """Add one row in a transaction of its own."""
        with self._database.writing() as connection:
            self.add_in(connection, event, now)

    def add_in(self, connection: Connection, event: Event, now: int) -> None:
        """Add one row in the transaction of what it tells of: both are kept or neither."""
        connection.execute(update(AuditHeadRow).values(sequence=AuditHeadRow.sequence + 1))  # waits for other writers
        sequence, previous = connection.execute(select(AuditHeadRow.sequence, AuditHeadRow.mac)).one()
        secret = self._secrets.newest
        said = (sequence, now, event.actor, event.action, event.object, event.outcome, secret.id)
        mac = _mac(secret, previous, said)
        names = ("sequence", "at", "actor", "action", "object", "outcome", "key_id")
        connection.execute(insert(AuditRow).values(**dict(zip(names, said, strict=True)), mac=mac))
        connection.execute(update(AuditHeadRow).values(mac=mac))

    def rows(self, about: str | None = None) -> list[Row[tuple[int, int, str, str, str, str]]]:
        """All rows in order, or those about one object: number, second, actor, action, object, outcome."""
        query = select(
            AuditRow.sequence, AuditRow.at, AuditRow.actor, AuditRow.action, AuditRow.object, AuditRow.outcome
        ).order_by(AuditRow.sequence)
        with self._database.reading() as connection:
            return list(connection.execute(query if about is None else query.where(AuditRow.object == about)))

    def verify(self, noted: str | None = None) -> Head:
        """Follow the whole chain; its head. Raises Broken.

        `noted` is the hash of a head written down earlier, which must still be in the chain; Unusable when it is not.
        """
        with self._database.reading() as connection:
            head = Head(*connection.execute(select(AuditHeadRow.sequence, AuditHeadRow.mac)).one())
            found = set(self._followed(connection, head))
        if noted is not None and noted not in found:
            raise Unusable("head: no row of this log has that hash; the log was replaced or cut")
        return head

    def _followed(self, connection: Connection, head: Head) -> Iterator[str]:
        previous, expected = "", 1
        for row in connection.execute(select(AuditRow.__table__).order_by(AuditRow.sequence)):
            *said, mac = row
            secret = self._secrets.by_id(row.key_id)
            if secret is None or not hmac.compare_digest(_mac(secret, previous, said), mac):
                raise Broken(expected)
            previous, expected = mac, expected + 1
            yield mac
        if (head.sequence, head.mac) != (expected - 1, previous):
            raise Broken(expected)


def _mac(secret: Secret, previous: str, said: Iterable[object]) -> str:
    text = "\n".join([previous, *(str(part) for part in said)])
    return hmac.digest(secret.derive("audit"), text.encode(), "sha256").hex()
