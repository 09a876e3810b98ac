"""Servers over homes of their own, all with the one trained model; and a PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.rasa_runtime import ensure_model
from tests.faults.postgres import Postgres
from tests.faults.running import Server
from tests.homes import model_home

Make = Callable[..., Server]


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the trained model, and of what the ears keep beside it."""
    return ensure_model(model_home(tmp_path_factory), lambda _line: None).parent


@pytest.fixture
def make(tmp_path: Path, models: Path) -> Iterator[Make]:
    """Make a server, not yet started; it is gone when the test ends."""
    made: list[Server] = []

    def make(**settings: str) -> Server:
        made.append(Server(tmp_path / f"server-{len(made)}", models, **settings))
        return made[-1]

    yield make
    for server in made:
        server.kill()


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    server.start()
    yield server
    server.remove()
