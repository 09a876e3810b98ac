"""What a person types is found nowhere: not in a database, a log, a temporary file, whatever goes wrong."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

import httpx
import pytest

from tests.faults.canaries import CANARIES, FORMS, PARTS, SENTENCE, TOKEN, found_in, found_under
from tests.faults.conftest import Make
from tests.faults.postgres import Postgres
from tests.faults.rigged import ACTION_FAILS, SLOW, UNFORESEEN
from tests.faults.running import Server
from tests.faults.talking import Talk, talk_by_pages

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
ASKED_AT_LEAST = 12
"""Questions of one conversation, so that a search through little is noticed."""


def everything_said(server: Server) -> int:
    """Hold conversations with canaries in every place there is; how many questions were asked."""
    with server.client(
        headers={"User-Agent": f"{TOKEN} browser", "X-Name": TOKEN, "X-Forwarded-For": "198.51.100.77"}
    ) as client:
        talk = Talk(client)
        asked = list(talk.questions(SENTENCE))
        in_every_field(client, talk)
        _forced_faults(client)
        talk_by_pages(client, SENTENCE, 5)
        for path in (
            "/chat",
            "/",
            "/help",
            "/policy",
            f"/{TOKEN}",
            f"/chat/{TOKEN}",
            f"/api/{TOKEN}",
            f"/static/{TOKEN}",
        ):
            client.get(
                path,
                params={"name": SENTENCE, "lang": TOKEN, "on": TOKEN},
                headers={"Referer": f"https://x.org/{TOKEN}"},
            )
        code = client.post("/api/session/code", headers=talk.bearer).json()["code"]
        assert client.post("/api/sessions/resume", json={"code": code}).status_code == 201
        assert found_under([server.home, server.tmp]) == {}  # while all of it is still there
        client.post("/chat/delete")
    return len(asked)


def in_every_field(client: httpx.Client, talk: Talk) -> None:
    """Canaries where no words belong, and in requests that cannot be read."""
    bearer = talk.bearer
    for message in ({"choice": SENTENCE}, {"choice": [SENTENCE]}, {SENTENCE: 1, "text": "x"}, {"text": [SENTENCE]}):
        assert talk.send(**message).status_code == 422
    assert talk.send(message_id=TOKEN, text=SENTENCE).status_code == 200
    assert talk.send(message_id=SENTENCE, text="x").status_code == 422
    for text in (
        SENTENCE * 30,
        f"/inform{{{SENTENCE}}}",
        f"\0{SENTENCE}",
        f"delete {SENTENCE}",
        SENTENCE.encode("utf-16").hex(),
    ):
        talk.send(text=text)
        talk.send(text="no")
    talk.go_on()
    client.put(f"/api/session/answers/{TOKEN}", json={"value": SENTENCE}, headers=bearer)
    client.put("/api/session/answers/age", json={"value": SENTENCE}, headers=bearer)
    client.post("/api/sessions", json={"lang": SENTENCE, "for": SENTENCE})
    client.post("/api/sessions/resume", json={"code": SENTENCE})
    client.post("/chat/resume", data={"code": SENTENCE})
    client.post("/chat/start", data={"lang": SENTENCE, "for": SENTENCE, SENTENCE: SENTENCE})
    client.get("/api/session", headers={"Authorization": f"Bearer {TOKEN}"})
    client.get("/chat", headers={"Cookie": f"s={TOKEN}"})
    json = {**bearer, "Content-Type": "application/json"}
    deep = "[" * 9 + f'"{SENTENCE}"'
    for body in (f'{{"id": "m", "text": "{SENTENCE}', deep, SENTENCE * 200, f'{{"text": "{TOKEN}\\ud800"}}'):
        assert client.post("/api/messages", content=body.encode(), headers=json).status_code in (400, 413, 422)
    assert client.post("/api/messages", content=SENTENCE.encode("utf-16"), headers=json).status_code in (400, 422)


def _forced_faults(client: httpx.Client) -> None:
    """An action that fails, an error nobody foresaw, and requests given up while they were worked on."""
    talk = Talk(client, "es")
    told = talk.send(text=f"{ACTION_FAILS} {SENTENCE}")
    assert told.status_code == 200 and told.json()["messages"][0]["text"].startswith("Algo falló")
    assert re.search(r"1-8\d\d-\d{3}-\d{4}", told.json()["messages"][0]["text"])
    failed = talk.send(text=f"{UNFORESEEN} {SENTENCE}")
    assert (failed.status_code, failed.json()["title"]) == (500, "Internal Server Error")
    for _ in range(2):
        with contextlib.suppress(httpx.TimeoutException):
            talk.client.post(
                "/api/messages", json={"id": "late", "text": f"{SLOW} {SENTENCE}"}, headers=talk.bearer, timeout=0.3
            )
    assert talk.get().status_code == 200


def written_elsewhere(server: Server) -> list[str]:
    paths = [Path(line) for line in (server.folder / "written").read_text().splitlines()]
    assert server.home / "faro.db" in paths
    ours = (server.home, server.tmp, Path("/dev"))
    return [str(path) for path in paths if path.is_absolute() and not any(path.is_relative_to(one) for one in ours)]


def test_every_form_is_searched_for_and_each_alone_is_found() -> None:
    assert {part for form, part in FORMS.items()} == set(PARTS) >= set(CANARIES)
    noise = b"\x01\x7f" * 100
    for form, part in FORMS.items():
        assert part in found_in(noise + form + noise)
    assert found_in(noise) == set()


def test_nothing_typed_is_in_a_file_or_a_log_whatever_fails(make: Make) -> None:
    server = make(FARO_LOG_LEVEL="DEBUG").start("watch", "faults")
    assert everything_said(server) >= ASKED_AT_LEAST
    server.stop()
    assert found_under([server.folder]) == {}
    log = server.said()
    assert log.count('"event"') > 1000
    assert all(f'"error": "{forced}"' in log for forced in ("KeyError", "ValueError"))
    assert "198.51.100.77" not in log and "127.0.0.1:" not in log.replace(server.base, "")
    assert written_elsewhere(server) == []


def test_nothing_typed_is_in_the_files_of_postgresql_or_what_it_logs(make: Make, postgres: Postgres) -> None:
    server = make(FARO_LOG_LEVEL="DEBUG", FARO_DATABASE_URL=postgres.url).start("faults")
    assert everything_said(server) >= ASKED_AT_LEAST
    server.stop()
    assert found_under([server.folder]) == {}
    postgres.stop()
    assert found_under([postgres.folder]) == {}
    assert "INSERT INTO sessions" in (postgres.folder / "log").read_text()
    assert list(postgres.folder.glob("data/pg_wal/0*"))


def test_nothing_typed_in_a_terminal_stays_anywhere(make: Make) -> None:
    server = make(FARO_LOG_LEVEL="DEBUG")
    script = server.folder.parent / "script.txt"
    lines = ["no", "no", *[SENTENCE, "not sure"] * 6, f"/{SENTENCE}", SENTENCE * 40, "delete", SENTENCE, "no"]
    script.write_text("\n".join(lines), encoding="utf-8")
    ran = server.run("chat", "--lang", "en", "--script", str(script))
    assert ran.returncode == 0 and ran.stdout.count(b"\n") > 50
    assert found_under([server.folder]) == {}


@pytest.mark.parametrize("leak", ["leak-log", "leak-file", "leak-table"])
def test_one_planted_leak_is_found(make: Make, leak: str) -> None:
    server = make().start(leak)
    with server.client() as client:
        assert Talk(client).send(text=SENTENCE).status_code == 200
    server.stop()
    found = found_under([server.folder])
    assert len(found) == 1
    where = {"leak-log": "err", "leak-file": "tmp", "leak-table": "faro.db"}[leak]
    assert where in next(iter(found)) and len(next(iter(found.values()))) >= 6


def test_one_planted_leak_is_found_in_postgresql_though_the_table_is_gone(make: Make, postgres: Postgres) -> None:
    server = make(FARO_DATABASE_URL=postgres.url).start("leak-table")
    with server.client() as client:
        assert Talk(client).send(text=SENTENCE).status_code == 200
    server.stop()
    postgres.stop()
    (postgres.folder / "log").unlink()
    found = found_under([postgres.folder])
    assert any("pg_wal" in path for path in found)
    shutil.rmtree(server.folder)
