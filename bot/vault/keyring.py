"""Which keys there are and since when: the server's secrets by fingerprint, the operator's recovery key itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.engine import Connection

from bot.vault.audit import Audit, Event
from bot.vault.database import Database
from bot.vault.errors import Unusable
from bot.vault.schema import KeyRow
from bot.vault.sealing import new_id
from bot.vault.secret import Secret
from bot.vault.sessions import Vault

_SECRET, _RECOVERY = "server_secret", "recovery"


def register_secret(vault: Vault, path: Path) -> None:
    """Note the secret in use, or refuse a file that is not of this database: no code would open and no log hold."""
    newest = vault.secrets.newest
    with vault.database.writing() as connection:
        known = connection.execute(_in_use(_SECRET)).one_or_none()
        if known is not None and known.public_part == newest.fingerprint:
            return
        if known is not None:
            if known.public_part not in {one.fingerprint for one in vault.secrets.every}:
                raise Unusable(f"{path}: holds other secrets than the one this database was used with")
            _retire(connection, _SECRET, newest.made_at)
        _note(connection, newest)


def knows_secret(database: Database) -> bool:
    """Whether this database was ever used with a server's secret."""
    with database.reading() as connection:
        return connection.execute(_in_use(_SECRET)).first() is not None


def rotate_secret(vault: Vault, path: Path, now: int) -> None:
    """Put a new secret in front of the others; a server that runs takes it up at its next start.

    The file first: a database that does not know the newest secret yet learns of it at the next start.
    """
    register_secret(vault, path)
    newer = vault.secrets.rotated(now)
    newer.keep(path)
    rotated = Event("operator", "keys.rotated", f"key:{newer.newest.id}")
    with vault.database.writing() as connection:
        _retire(connection, _SECRET, now)
        _note(connection, newer.newest)
        Audit(vault.database, newer).add_in(connection, rotated, now)


def set_recovery_key(vault: Vault, public_key: bytes, now: int) -> str:
    """Seal backups to this key from now on; its id."""
    row = {"id": new_id(), "kind": _RECOVERY, "public_part": public_key, "made_at": now}
    with vault.database.writing() as connection:
        _retire(connection, _RECOVERY, now)
        connection.execute(insert(KeyRow).values(row))
        vault.audit.add_in(connection, Event("operator", "keys.recovery", f"key:{row['id']}"), now)
    return str(row["id"])


def recovery_key(vault: Vault) -> bytes:
    """The public key that backups are sealed to. Raises Unusable when none was made."""
    with vault.database.reading() as connection:
        row = connection.execute(_in_use(_RECOVERY)).one_or_none()
    if row is None:
        raise Unusable("recovery key: make one first, with `faro keys recovery FILE`")
    return bytes(row.public_part)


def has_recovery_key(vault: Vault) -> bool:
    with vault.database.reading() as connection:
        return connection.execute(_in_use(_RECOVERY)).first() is not None


def _in_use(kind: str) -> Select[Any]:
    return select(KeyRow.__table__).where(KeyRow.kind == kind, KeyRow.retired_at.is_(None))


def _retire(connection: Connection, kind: str, now: int) -> None:
    live = update(KeyRow).where(KeyRow.kind == kind, KeyRow.retired_at.is_(None))
    connection.execute(live.values(retired_at=now))


def _note(connection: Connection, secret: Secret) -> None:
    row = {"id": secret.id, "kind": _SECRET, "public_part": secret.fingerprint, "made_at": secret.made_at}
    connection.execute(insert(KeyRow).values(row))


@dataclass(frozen=True)
class Listed:
    """One key as an operator sees it; times as ISO text."""

    id: str
    kind: str
    made_at: str
    retired_at: str | None


def listed(vault: Vault) -> list[Listed]:
    """Every key there was, oldest first."""
    query = select(KeyRow.id, KeyRow.kind, KeyRow.made_at, KeyRow.retired_at).order_by(KeyRow.made_at, KeyRow.id)
    with vault.database.reading() as connection:
        rows = connection.execute(query).all()
    return [Listed(row.id, row.kind, _iso(row.made_at), row.retired_at and _iso(row.retired_at)) for row in rows]


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
