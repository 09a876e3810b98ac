"""One database, SQLite or PostgreSQL: connected, migrated, written to in whole transactions, and closed when in doubt.

Knows engines. Refuses to know tables, but for whether the first of them answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.vault.errors import Unusable, failing_closed

_CONNECT_SECONDS = 5


class Database:
    """Connections to one database. Every error of it is VaultDown."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)

    def migrate(self, to: str = "head") -> None:
        """Bring the tables to a revision, forwards or, for one that is behind, backwards.

        Raises Unusable for a revision there is none of, VaultDown.
        """
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
        if to not in ("head", "base", *known):
            raise Unusable(f"revision: one of {', '.join(sorted(known))}, head, base")
        with self.writing() as connection:
            config.attributes["connection"] = connection
            config.attributes["is_behind"] = to != "head" and _is_behind(config, connection, to)
            (command.downgrade if config.attributes["is_behind"] else command.upgrade)(config, to)

    def answers(self) -> bool:
        """Whether the database can be reached and read now."""
        try:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT 1 FROM sessions LIMIT 1"))
        except SQLAlchemyError:
            return False
        return True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with failing_closed(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: kept as a whole when the block ends, or not at all."""
        writing = self._engine.execution_options(writes=True)
        with failing_closed(), writing.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Everything as it stood at one moment, while others go on writing."""
        level = {"isolation_level": "REPEATABLE READ"} if self._engine.dialect.name == "postgresql" else {}
        with failing_closed(), self._engine.execution_options(**level).begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def _is_behind(config: Config, connection: Connection, to: str) -> bool:
    now = MigrationContext.configure(connection).get_current_revision()
    if now is None or to == now:
        return False
    if to == "base":
        return True
    ahead = {script.revision for script in ScriptDirectory.from_config(config).iterate_revisions(now, "base")}
    return to in ahead


def _engine(database_url: str) -> Engine:
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        given = {"connect_timeout": _CONNECT_SECONDS}
        named = url.set(drivername="postgresql+psycopg")
        return create_engine(named, hide_parameters=True, pool_pre_ping=True, connect_args=given)
    if url.database:
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """SQLite leaves deleted rows on disk, and the rows that hung on them, unless told otherwise."""
    connection.isolation_level = None  # the driver would begin late and commit unasked before a table is altered
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 5000")


def _begin_sqlite(connection: Connection) -> None:
    """Who will write waits for the lock at the start; taken later, a second writer would be refused at once."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
