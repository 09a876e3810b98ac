"""Time passes, jumps, and runs out: a session ends when it should, says so, and is never damaged by a clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.knowledge.catalog import load_knowledge
from bot.lifetimes import HOUR, MINUTE
from bot.server import create_app
from bot.vault.sessions import Vault

pytestmark = pytest.mark.slow
HERE = {"Origin": "http://127.0.0.1:8000"}


class Clock:
    now = 1_800_000_000


class World:
    """Live conversations over a real file, on a clock that a test turns."""

    def __init__(self, home: Path, engine: Engine) -> None:
        self.clock, self._database = Clock(), f"sqlite:///{home / 'faro.db'}"
        vault = Vault(self._database)
        vault.migrate()
        self.live = LiveConversations(load_knowledge(), engine, vault, now=lambda: self.clock.now)
        app = create_app(self.live, environment="production", public_url="http://127.0.0.1:8000", hotlines=[])
        self.client = TestClient(app, base_url="http://127.0.0.1:8000")

    def begin(self) -> dict[str, str]:
        started = self.client.post("/api/sessions", json={"lang": "en", "for": "self"}).json()
        return {"Authorization": f"Bearer {started['token']}"}

    def answer(self, number: int, bearer: dict[str, str]) -> int:
        sent = {"id": f"m{number}", "choice": "no"}
        return self.client.post("/api/messages", json=sent, headers=bearer).status_code

    def rows(self) -> int:
        with create_engine(self._database).connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM sessions").scalar_one())


@pytest.fixture(scope="module")
def engine(models: Path) -> Engine:
    return Engine(models.parent, lambda _line: None)


@pytest.fixture
def world(tmp_path: Path, engine: Engine) -> Iterator[World]:
    yield World(tmp_path, engine)


def test_after_a_quarter_of_an_hour_without_a_word_the_token_is_refused_and_the_row_is_gone(world: World) -> None:
    bearer = world.begin()
    world.clock.now += 15 * MINUTE - 1
    assert world.client.get("/api/session", headers=bearer).status_code == 200  # to look is to be there
    world.clock.now += 15 * MINUTE
    assert world.client.get("/api/session", headers=bearer).status_code == 401
    assert world.answer(1, bearer) == 401
    world.live.purge()
    assert world.rows() == 0


def test_whoever_goes_on_writing_is_not_cut_off_before_the_day_is_over_and_then_is(world: World) -> None:
    bearer, began = world.begin(), world.clock.now
    while world.clock.now + 14 * MINUTE < began + 24 * HOUR:
        world.clock.now += 14 * MINUTE
        sent = {"id": f"t{world.clock.now}", "text": "why do you ask"}
        assert world.client.post("/api/messages", json=sent, headers=bearer).status_code == 200
    world.clock.now = began + 24 * HOUR
    assert world.client.get("/api/session", headers=bearer).status_code == 401


def test_on_the_pages_whoever_comes_too_late_reads_what_happened_and_what_to_do(world: World) -> None:
    world.client.post("/chat/start", data={"lang": "en", "for": "self"}, headers=HERE)
    world.clock.now += 16 * MINUTE
    page = world.client.get("/chat")
    assert "Your earlier answers are no longer here. You can start again." in page.text
    assert 'action="/chat/start"' in page.text and "s=" in page.headers["set-cookie"]


def test_a_clock_that_jumps_back_an_hour_loses_and_damages_nothing(world: World) -> None:
    bearer = world.begin()
    assert world.answer(1, bearer) == 200
    before = world.client.get("/api/session", headers=bearer).json()
    world.clock.now -= HOUR
    assert world.client.get("/api/session", headers=bearer).json() == before
    assert world.answer(2, bearer) == 200
    world.clock.now += 15 * MINUTE
    assert world.client.get("/api/session", headers=bearer).status_code == 401
    world.live.purge()
    assert world.rows() == 0


def test_a_clock_that_jumps_ahead_an_hour_ends_what_was_idle_and_new_ones_begin(world: World) -> None:
    bearer = world.begin()
    world.clock.now += HOUR
    assert world.answer(1, bearer) == 401
    assert world.answer(1, world.begin()) == 200
    world.clock.now -= HOUR
    assert world.answer(1, world.begin()) == 200
