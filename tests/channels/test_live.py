"""The HTTP interface over live conversations: what another program meets from the first request to the last."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.channels.web.phones import Hotline
from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.models import Words
from bot.server import create_app
from bot.vault.sessions import Vault
from tests.homes import model_home

pytestmark = pytest.mark.slow
HOTLINES = [Hotline(Words(en="Help", es="Ayuda"), "1-800-799-7233", Words(en="x", es="x"))]

WOUNDED = {
    "urgent": [], "past": [], "age": 37, "in_united_states": "yes", "topics": ["crime"],
    "crimes": ["felonious_assault"], "crime_role": "direct",
    "crime_in_united_states": "yes", "substantial_abuse": "yes", "knows_facts": "yes", "crime_reported": "yes",
    "helped_police": "helped", "certification": "signed_current", "criminal_history": "none", "case_stage": "none",
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("home")
    vault = Vault(f"sqlite:///{home / 'faro.db'}")
    vault.migrate()
    conversations = LiveConversations(load_knowledge(), Engine(model_home(tmp_path_factory), lambda _line: None), vault)
    app = create_app(
        conversations, environment="production", public_url="http://127.0.0.1:8000", hotlines=HOTLINES, root=_root()
    )
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


def _root() -> Path:
    return Path(__file__).parents[2]


def begin(client: TestClient, lang: str = "en") -> dict[str, Any]:
    started = client.post("/api/sessions", json={"lang": lang, "for": "self"})
    assert started.status_code == 201
    client.headers["authorization"] = f"Bearer {started.json()['token']}"
    return dict(started.json())


def send(client: TestClient, number: int, choice: Any) -> Any:
    return client.post("/api/messages", json={"id": f"m{number}", "choice": choice})


def test_a_program_takes_an_intake_to_its_result_and_deletes_it(client: TestClient) -> None:
    question, number = begin(client)["question"], 0
    while question:
        answered = send(client, number, WOUNDED.get(question, "not_sure" if "months" in question else "no"))
        assert answered.status_code == 200, answered.text
        question, number = answered.json()["question"], number + 1
    assert {"result", "contact"} <= {message["kind"] for message in answered.json()["messages"]}
    result = client.get("/api/session/result").json()
    assert result["categories"]["u"]["outcome"] == "likely"
    assert result["categories"]["u"]["text"].startswith("Your answers match")
    session = client.get("/api/session").json()
    assert set(session) == {"lang", "messages", "question", "input", "progress", "answers", "ended"}
    assert session["answers"]["crimes"] == ["felonious_assault"]
    assert client.delete("/api/session").status_code == 204
    assert client.get("/api/session").status_code == 401


def test_all_answers_come_in_words_and_given_again_alter_nothing(client: TestClient) -> None:
    question, number = begin(client, "es")["question"], 0
    while question and number < 18:
        given = WOUNDED.get(question, 2 if "months" in question else "no")
        question, number = send(client, number, given).json()["question"], number + 1
    session, review = client.get("/api/session").json(), client.get("/api/session/answers").json()
    shown = {one["key"]: one for one in review["answers"]}
    assert {key: one["value"] for key, one in shown.items()}.items() <= session["answers"].items()
    assert shown["crimes"]["answer"] == "Heridas graves o ataque con un arma"
    assert shown["months_since_certification"]["input"]["unit"] == "months"
    assert review["outcomes"]["likely"] == "Parece que sirve"
    for key, one in shown.items():
        offered = {choice["value"] for choice in one["choices"]}
        assert (
            isinstance(one["value"], int)
            or {*([one["value"]] if isinstance(one["value"], str) else one["value"])} <= offered
        )
        assert client.put(f"/api/session/answers/{key}", json={"value": one["value"]}).json() == {"changed": []}, key


def test_the_result_is_the_one_that_screening_gives(client: TestClient) -> None:
    from bot.clock import today
    from bot.knowledge.screens import load_screens
    from bot.screening.answers import read_answers
    from bot.screening.screening import as_json, screen

    question, number = begin(client)["question"], 0
    while question and number < 15:
        question, number = send(client, number, WOUNDED.get(question, "not_sure")).json()["question"], number + 1
    answers, screens = client.get("/api/session").json()["answers"], load_screens()
    taken = read_answers(answers, screens.interview.questions)
    alone = as_json(screen(screens.rulebook, screens.interview.order, taken, today()))
    shown = client.get("/api/session/result").json()
    for category, found in alone["categories"].items():
        assert {key: shown["categories"][category][key] for key in ("outcome", "missing", "path")} == {
            key: found[key] for key in ("outcome", "missing", "path")
        }
    assert shown["rulebook"] == alone["rulebook"]


def test_a_value_outside_its_set_is_422_and_names_key_value_and_what_is_allowed(client: TestClient) -> None:
    begin(client)
    send(client, 1, "no")
    refused = send(client, 2, "banana")
    assert refused.status_code == 422
    assert refused.headers["content-type"].startswith("application/problem+json")
    told = refused.json()["detail"]
    assert "danger_now" in told and "banana" in told and "yes, no, not_sure, prefer_not" in told
    assert client.get("/api/session").json()["question"] == "danger_now"


def test_a_message_sent_twice_is_taken_once(client: TestClient) -> None:
    begin(client)
    first, again = send(client, 1, "no"), send(client, 1, "no")
    assert first.json() == again.json()
    assert client.get("/api/session").json()["question"] == "danger_now"


@pytest.mark.parametrize("text", ["x" * 3000, "a\x00b", "/restart", "   "])
def test_text_that_cannot_be_used_is_answered_in_words_at_the_same_question(client: TestClient, text: str) -> None:
    begin(client, "es")
    answered = client.post("/api/messages", json={"id": "m1", "text": text})
    assert answered.status_code == 200
    assert answered.json()["question"] == "screen_seen"
    assert answered.json()["messages"][-1]["kind"] == "question"


def test_one_token_never_opens_another_session(client: TestClient) -> None:
    mine, other = begin(client)["token"], begin(client)["token"]
    send(client, 1, "no")
    client.headers["authorization"] = f"Bearer {mine}"
    assert client.get("/api/session").json()["question"] == "screen_seen"
    client.headers["authorization"] = f"Bearer {mine[:-2]}{other[-2:]}"
    assert client.get("/api/session").status_code == 401


def test_a_code_reopens_the_conversation_at_its_question_with_its_answers(client: TestClient) -> None:
    begin(client, "es")
    send(client, 1, "no")
    before = client.get("/api/session").json()
    code = client.post("/api/session/code").json()["code"]
    old = client.headers.pop("authorization")
    opened = client.post("/api/sessions/resume", json={"code": code.title().replace(" ", ", ")})
    assert (opened.status_code, opened.json()["lang"], opened.json()["question"]) == (201, "es", before["question"])
    client.headers["authorization"] = old
    assert client.get("/api/session").status_code == 401
    client.headers["authorization"] = f"Bearer {opened.json()['token']}"
    assert client.get("/api/session").json() == before
    assert client.delete("/api/session").status_code == 204
    assert client.post("/api/sessions/resume", json={"code": code}).status_code == 404
