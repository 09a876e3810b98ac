"""Backups in two parts that never lie in one file: what was kept, and the wraps that open it.

The first may be kept for long and opens nothing by itself. The second is one file, replaced in place, never a series:
a session that is deleted is gone from it at the next renewal, and with it from every backup there is (docs/adr/0007).
Sessions nobody saved are in neither.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Select, Table, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from bot.lifetimes import DAY
from bot.vault.audit import Audit, Event
from bot.vault.database import Database
from bot.vault.errors import Unusable
from bot.vault.keyring import recovery_key
from bot.vault.schema import AuditHeadRow, Base, SessionRow, WrapRow
from bot.vault.secret import parse_secrets
from bot.vault.sessions import Vault
from bot.vault.strongbox import read_box, write_box

KEYS_LAST = 7 * DAY
"""How old the copy of the wraps may be when it is restored, in seconds."""
_ORDER = ("organisations", "sessions", "consents", "releases", "keys", "audit", "audit_head")
_OF_SAVED = ("consents", "releases")
_BATCH = 500
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Restored:
    """What was put back, by table, and how many wraps belonged to nothing in the backup."""

    counts: Counts
    wraps_left_out: int


def write_backup(vault: Vault, path: Path, now: int) -> Counts:
    """Write everything but the wraps; how many rows of each table. Raises Unusable, VaultDown or OSError."""
    public = recovery_key(vault)
    with vault.database.snapshot() as connection:
        counts = {name: _count(connection, _chosen(name)) for name in _ORDER}
        about = {"made_at": now, "counts": counts, "secrets": vault.secrets.text()}
        tables = ((name, _chosen(name)) for name in _ORDER)
        write_box(path, "backup", public, _frames(connection, about, tables))
    vault.audit.add(Event("operator", "backup.written", "-"), now)
    return counts


def write_keys(vault: Vault, path: Path, now: int) -> int:
    """Write the wraps of what is saved over the copy of before; how many. Raises as `write_backup`."""
    public = recovery_key(vault)
    saved = select(SessionRow.id).where(SessionRow.saved, or_(WrapRow.kind != "token", SessionRow.kind == "sms"))
    chosen = select(WrapRow.__table__).where(WrapRow.session_id.in_(saved.where(SessionRow.id == WrapRow.session_id)))
    with vault.database.snapshot() as connection:
        count = _count(connection, chosen)
        about = {"made_at": now, "counts": {"wraps": count}}
        write_box(path, "keys", public, _frames(connection, about, [("wraps", chosen)]))
    return count


def restore(
    database: Database, secret_file: Path, backup: Path, keys: Path | None, private_key: X25519PrivateKey, now: int
) -> Restored:
    """Put a backup into a host that holds nothing. What does not add up is refused, and then nothing is kept.

    Raises Unusable: for a file that does not open, a host that is not empty, counts or a log that do not hold, or a
    copy of the wraps that is too old.
    """
    if secret_file.exists():
        raise Unusable(f"{secret_file}: is there already; restore into an empty host")
    database.migrate()
    frames = read_box(backup, "backup", private_key)
    about = json.loads(next(frames))
    secrets = parse_secrets(about["secrets"])
    with database.writing() as connection:
        _refuse_full(connection)
        _put_back(connection, frames)
        left_out = _put_keys(connection, keys, private_key, now) if keys else 0
        counts = _checked(connection, about["counts"])
    audit = Audit(database, secrets)
    audit.verify()
    secrets.keep(secret_file)
    audit.add(Event("operator", "backup.restored", "-"), now)
    return Restored(counts, left_out)


def _frames(
    connection: Connection, about: Mapping[str, Any], tables: Iterable[tuple[str, Select[Any]]]
) -> Iterator[bytes]:
    yield json.dumps(about).encode()
    for name, chosen in tables:
        for batch in connection.execution_options(yield_per=_BATCH).execute(chosen).mappings().partitions():
            rows = [{key: _written(value) for key, value in row.items()} for row in batch]
            yield json.dumps({"table": name, "rows": rows}).encode()


def _chosen(name: str) -> Select[Any]:
    """The rows of a table that a backup holds."""
    table = _table(name)
    if name == "sessions":
        return select(table).where(table.c.saved)
    if name in _OF_SAVED:
        return select(table).where(table.c.session_id.in_(select(SessionRow.id).where(SessionRow.saved)))
    return select(table)


def _refuse_full(connection: Connection) -> None:
    full = [name for name in (*_ORDER, "wraps") if name != "audit_head" and _count(connection, select(_table(name)))]
    if full:
        raise Unusable(f"database: holds something already ({', '.join(full)}); restore into an empty one")


def _put_back(connection: Connection, frames: Iterator[bytes]) -> None:
    for frame in frames:
        batch = json.loads(frame)
        rows = [{key: _read(value) for key, value in row.items()} for row in batch["rows"]]
        if batch["table"] == "audit_head":
            connection.execute(update(AuditHeadRow).values(rows[0]))
        elif batch["table"] in _ORDER:
            connection.execute(insert(_table(batch["table"])), rows)


def _put_keys(connection: Connection, path: Path, private_key: X25519PrivateKey, now: int) -> int:
    """Put back the wraps of sessions that are there; how many were of others."""
    frames = read_box(path, "keys", private_key)
    if json.loads(next(frames))["made_at"] < now - KEYS_LAST:
        raise Unusable(f"{path}: is older than {KEYS_LAST // DAY} days; what was deleted since would open again")
    there = set(connection.execute(select(SessionRow.id)).scalars())
    left_out = 0
    for frame in frames:
        rows = [{key: _read(value) for key, value in row.items()} for row in json.loads(frame)["rows"]]
        fitting = [row for row in rows if row["session_id"] in there]
        left_out += len(rows) - len(fitting)
        if fitting:
            connection.execute(insert(WrapRow), fitting)
    return left_out


def _checked(connection: Connection, told: Counts) -> Counts:
    found = {name: _count(connection, select(_table(name))) for name in (*_ORDER, "wraps")}
    if any(found[name] != told[name] for name in _ORDER):
        raise Unusable("backup: the rows put back are not as many as it says it holds")
    return found


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _count(connection: Connection, chosen: Select[Any]) -> int:
    return int(connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one())


def _written(value: Any) -> Any:
    return {"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _read(value: Any) -> Any:
    return base64.b64decode(value["bytes"]) if isinstance(value, dict) else value
