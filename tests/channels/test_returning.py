"""Rules that changed overnight, over HTTP: the page without scripts and the API say so once, before anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.knowledge.catalog import load_knowledge
from bot.server import create_app
from bot.vault.sessions import Vault
from tests.homes import model_home

pytestmark = pytest.mark.slow
BEFORE, AFTER = date(2025, 1, 30), date(2025, 1, 31)
TOLD = "Rules that changed since you were last here: 16."
HERE = {"Origin": "http://127.0.0.1:8000"}
Move = Callable[[date], None]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    vault = Vault(f"sqlite:///{tmp_path_factory.mktemp('vault') / 'faro.db'}")
    vault.migrate()
    live = LiveConversations(load_knowledge(), Engine(model_home(tmp_path_factory), lambda _line: None), vault)
    app = create_app(live, environment="production", public_url="http://127.0.0.1:8000", hotlines=[])
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Move:
    return lambda day: monkeypatch.setattr("actions.memory.today", lambda: day)


def picked(client: TestClient, number: int, question: str, choice: str) -> str:
    form = {"id": f"message-{number}", "question": question, "choice": choice}
    return client.post("/chat", data=form, headers=HERE).text


def test_a_page_left_open_overnight_says_it_once_and_takes_the_answer(client: TestClient, on_day: Move) -> None:
    on_day(BEFORE)
    client.post("/chat/start", data={"lang": "en", "for": "self"}, headers=HERE)
    assert TOLD not in client.get("/chat").text
    on_day(AFTER)
    page = picked(client, 1, "screen_seen", "no")
    assert page.count(TOLD) == 1 and page.index(TOLD) < page.index("danger right now")
    assert TOLD not in picked(client, 2, "danger_now", "no")


def test_a_page_opened_the_next_day_says_it_and_the_answer_to_it_no_more(client: TestClient, on_day: Move) -> None:
    on_day(BEFORE)
    client.post("/chat/start", data={"lang": "en", "for": "self"}, headers=HERE)
    on_day(AFTER)
    assert client.get("/chat").text.count(TOLD) == 1
    assert TOLD not in picked(client, 3, "screen_seen", "no")
    assert TOLD not in client.get("/chat").text


def test_asking_for_the_page_that_deletes_uses_up_no_news(client: TestClient, on_day: Move) -> None:
    on_day(BEFORE)
    client.post("/chat/start", data={"lang": "en", "for": "self"}, headers=HERE)
    on_day(AFTER)
    assert TOLD not in client.get("/chat/delete").text
    assert TOLD in client.get("/chat").text


def test_a_program_reads_it_first_in_the_session(client: TestClient, on_day: Move) -> None:
    on_day(BEFORE)
    started = client.post("/api/sessions", json={"lang": "en", "for": "self"}).json()
    bearer = {"authorization": f"Bearer {started['token']}"}
    on_day(AFTER)
    session = client.get("/api/session", headers=bearer).json()
    assert session["messages"][0]["kind"] == "notice" and session["messages"][0]["text"].startswith(TOLD)
    assert session["messages"][1:] == started["messages"] and session["question"] == started["question"]
    sent = client.post("/api/messages", headers=bearer, json={"id": "m1", "choice": "no"}).json()
    assert not any(TOLD in message["text"] for message in sent["messages"])
