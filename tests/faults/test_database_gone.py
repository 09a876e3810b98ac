"""The database goes away in the middle of a conversation: said in plain words, nothing kept meanwhile, nothing lost."""

from __future__ import annotations

import resource
import sqlite3
import threading
import time
from collections.abc import Callable

import httpx
import pytest

from tests.faults.conftest import Make
from tests.faults.postgres import Postgres
from tests.faults.running import PATIENCE, Server
from tests.faults.talking import Talk, answer_to

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
Do = Callable[[], object]


def cannot_save_and_comes_back(server: Server, go: Do, come_back: Do) -> None:
    """One conversation through an outage; everything acknowledged before and after it is there."""
    with server.client() as client:
        talk = Talk(client)
        for _ in range(4):
            assert talk.answer().status_code == 200
        client.post("/chat/start", data={"lang": "es", "for": "self"})
        before, question = talk.get().json(), talk.question
        go()
        _is_said_plainly(client, talk)
        come_back()
        _wait_until(server.is_ready)
        assert talk.get().json() == before
        _is_taken_once(talk, question)
        assert client.get("/chat").status_code == 200
        while talk.question and talk.last["progress"]["answered"] < 9:
            assert talk.answer().status_code == 200


def _is_said_plainly(client: httpx.Client, talk: Talk) -> None:
    for lang, told in (("en", "I cannot save right now"), ("es", "Ahora no puedo guardar")):
        sent = {"id": "during", "choice": answer_to(str(talk.question))}
        failed = client.post("/api/messages", json=sent, headers={**talk.bearer, "Accept-Language": lang})
        assert failed.status_code == 503 and failed.headers["retry-after"]
        notice, *numbers = failed.json()["messages"]
        assert notice["text"].startswith(told) and len(numbers) >= 5
    page = client.get("/chat")
    assert page.status_code == 503 and "No se guardó ni se borró nada" in page.text and "tel:" in page.text
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == client.get("/help").status_code == 200
    assert client.post("/api/sessions", json={}).status_code == 503


def _is_taken_once(talk: Talk, question: str | None) -> None:
    """What could not be saved is taken when it is sent again, and only once."""
    answered = talk.last["progress"]["answered"]
    for _ in range(2):
        again = talk.send(message_id="during", choice=answer_to(str(question)))
        assert again.status_code == 200 and again.json()["progress"]["answered"] == answered + 1


def _wait_until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_locked_file_of_sqlite(make: Make) -> None:
    server = make().start()
    other = sqlite3.connect(server.home / "faro.db", isolation_level=None)
    cannot_save_and_comes_back(server, lambda: other.execute("BEGIN EXCLUSIVE"), lambda: other.execute("ROLLBACK"))
    other.close()


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_postgresql_that_is_stopped(make: Make, postgres: Postgres, how: str) -> None:
    server = make(FARO_DATABASE_URL=postgres.url).start()
    cannot_save_and_comes_back(server, lambda: postgres.stop(how), postgres.start)


def test_a_disk_without_room(make: Make) -> None:
    """No file may grow or be written: what a full disk does, for the database, its journal and the log alike."""
    server = make(FARO_LOG_LEVEL="DEBUG").start()
    assert server.process
    pid, unlimited = server.process.pid, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    full = (0, resource.RLIM_INFINITY)
    with server.client() as client:
        talk = Talk(client)
        assert talk.answer().status_code == 200
        before, question = talk.get().json(), talk.question
        resource.prlimit(pid, resource.RLIMIT_FSIZE, full)
        for _ in range(3):
            failed = talk.send(message_id="during", choice=answer_to(str(question)))
            assert failed.status_code == 503 and failed.json()["messages"]
        assert client.get("/help").status_code == 200
        resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)
        assert talk.get().json() == before
        _is_taken_once(talk, question)
    server.stop()
    checked = sqlite3.connect(server.home / "faro.db").execute("PRAGMA integrity_check").fetchone()
    assert checked == ("ok",)


def test_no_answer_that_was_acknowledged_is_lost_while_postgresql_goes_and_comes(
    make: Make, postgres: Postgres
) -> None:
    server = make(FARO_DATABASE_URL=postgres.url).start()
    over = threading.Event()
    kept: list[tuple[Talk, dict[str, object]]] = []
    with server.client() as first, server.client() as second, server.client() as third:
        talks = [Talk(client) for client in (first, second, third)]
        threads = [threading.Thread(target=_answer_until, args=(talk, over, kept)) for talk in talks]
        for thread in threads:
            thread.start()
        for how in ("immediate", "fast", "immediate"):
            time.sleep(0.7)
            postgres.stop(how)
            time.sleep(0.5)
            postgres.start()
        time.sleep(0.7)
        over.set()
        for thread in threads:
            thread.join(PATIENCE)
        _wait_until(server.is_ready)
        assert len(kept) == 3
        for talk, acknowledged in kept:
            assert talk.get().json()["answers"] == acknowledged


def _answer_until(talk: Talk, over: threading.Event, kept: list[tuple[Talk, dict[str, object]]]) -> None:
    """Answer, and send again what was not taken, under the same name; note what the last reply says was taken."""
    number = 0
    while talk.question and not over.is_set():
        sent = {"message_id": f"n{number}", "choice": answer_to(talk.question)}
        while talk.send(**sent).status_code == 503:
            time.sleep(0.05)
        number += 1
        time.sleep(0.1)
    while (view := talk.get()).status_code != 200:
        time.sleep(0.05)
    assert view.json()["progress"] == talk.last["progress"] and view.json()["question"] == talk.last["question"]
    kept.append((talk, view.json()["answers"]))


def test_a_database_that_is_away_at_the_start_is_named_in_words(make: Make) -> None:
    server = make(FARO_DATABASE_URL="postgresql://canary:4711@127.0.0.1:1/none")
    ran = server.run("serve", "--port", "0")
    assert ran.returncode == 1
    assert b"FARO_DATABASE_URL: the database does not answer" in ran.stderr
    assert b"canary" not in ran.stderr and b"Traceback" not in ran.stderr
