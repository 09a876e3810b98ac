from __future__ import annotations

import json

import httpx
import pytest
from fastapi.security import HTTPAuthorizationCredentials

from bot.channels.web.api import bearer_token
from bot.dialogue.turns import SessionUnknown
from tests.channels.web.scripted import CONTROLS, Scripted

JSON = {"Content-Type": "application/json"}


def say(client: httpx.Client, bearer: dict[str, str], id: str, **given: object) -> httpx.Response:
    return client.post("/api/messages", json={"id": id, **given}, headers=bearer)


def test_opening_a_session_gives_a_token_and_the_first_question_as_the_contract_says(client: httpx.Client) -> None:
    opened = client.post("/api/sessions", json={"lang": "es", "for": "self"})
    assert opened.status_code == 201
    reply = opened.json()
    assert set(reply) == {"token", "lang", "messages", "question", "input", "progress", "ended"}
    assert (reply["lang"], reply["question"]) == ("es", "danger_now")
    assert reply["progress"] == {"answered": 0, "left": {"min": 4, "max": 7}}
    assert [message["kind"] for message in reply["messages"]] == ["notice", "question"]


def test_language_and_person_may_be_left_to_the_conversation(client: httpx.Client) -> None:
    assert client.post("/api/sessions", json={}).status_code == 201


def test_the_open_question_carries_its_choices_and_every_way_out(client: httpx.Client) -> None:
    messages = client.post("/api/sessions", json={"lang": "en"}).json()["messages"]
    values = [choice["value"] for choice in messages[-1]["choices"]]
    assert values == ["yes", "no", *(value for value, *_ in CONTROLS)]
    assert messages[0]["choices"] == []


@pytest.mark.parametrize("choice", ["no", ["hurt", "lied"], [], "prefer_not", 34])
def test_a_choice_travels_as_the_value_it_was(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str], choice: object
) -> None:
    for at in range({list: 1, int: 2}.get(type(choice), 0)):
        say(client, bearer, f"skip{at}", choice="prefer_not")
    assert say(client, bearer, "last", choice=choice).status_code == 200
    assert talks.turns[-1] == (None, choice)


def test_the_same_message_id_again_gives_the_same_answer_and_does_nothing_twice(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str]
) -> None:
    first, again = (say(client, bearer, "m1", choice="no") for _ in range(2))
    assert first.json() == again.json()
    assert len(talks.turns) == 1


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "x" * 2_001, "/restart", '/inform{"age":9}', "\u202e abc", "a" + "\u0301" * 500]
)
def test_awkward_words_reach_the_conversation_and_the_question_stays(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str], text: str
) -> None:
    answered = say(client, bearer, "m1", text=text)
    assert answered.status_code == 200
    assert answered.json()["question"] == "danger_now"
    assert talks.turns == [(text, None)]


def test_a_reloaded_page_gets_what_it_needs(client: httpx.Client, bearer: dict[str, str]) -> None:
    say(client, bearer, "m1", choice="no")
    view = client.get("/api/session", headers=bearer).json()
    assert set(view) == {"lang", "messages", "question", "input", "progress", "answers", "ended"}
    assert (view["answers"], view["question"]) == ({"danger_now": "no"}, "trafficking_means")


def test_the_result_is_passed_on_as_it_is(client: httpx.Client, bearer: dict[str, str]) -> None:
    assert client.get("/api/session/result", headers=bearer).json()["as_of"] == "2026-11-23"


def test_a_deleted_session_is_unknown_from_then_on(client: httpx.Client, bearer: dict[str, str]) -> None:
    deleted = client.delete("/api/session", headers=bearer)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert client.get("/api/session", headers=bearer).status_code == 401


NO_TOKEN: list[dict[str, str]] = [
    {},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer unknown"},
    {"Authorization": "Basic dXNlcjpwYXNz"},
    {"Authorization": "Bearer " + "x" * 5_000},
    {"Authorization": "Bearer a\tb"},
]


@pytest.mark.parametrize("headers", NO_TOKEN)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/api/messages"), ("GET", "/api/session"), ("GET", "/api/session/result"), ("DELETE", "/api/session")],
)
def test_no_session_opens_without_its_token(
    client: httpx.Client, method: str, path: str, headers: dict[str, str]
) -> None:
    body = {"id": "m1", "text": "hello"} if method == "POST" else None
    refused = client.request(method, path, json=body, headers=headers)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("said", ["", "a b", "x" * 201, "tokén", "a\0b", "<b>"])
def test_what_cannot_be_a_token_is_never_looked_up(said: str) -> None:
    with pytest.raises(SessionUnknown):
        bearer_token(HTTPAuthorizationCredentials(scheme="Bearer", credentials=said))


def test_a_token_in_the_address_or_a_cookie_opens_nothing(client: httpx.Client, bearer: dict[str, str]) -> None:
    token = bearer["Authorization"].removeprefix("Bearer ")
    assert client.get(f"/api/session?token={token}").status_code == 401
    assert client.get("/api/session", headers={"Cookie": f"s={token}; __Host-s={token}"}).status_code == 401


BAD_MESSAGES = [
    ({"text": "hi"}, "id", "missing"),
    ({"id": 5, "text": "hi"}, "id", "a whole number"),
    ({"id": "", "text": "hi"}, "id", "text"),
    ({"id": "a\0b", "text": "hi"}, "id", "text"),
    ({"id": "x" * 101, "text": "hi"}, "id", "text"),
    ({"id": "m", "text": 5}, "text", "a whole number"),
    ({"id": "m", "text": ["hi"]}, "text", "a list"),
    ({"id": "m", "choice": True}, "choice", "true or false"),
    ({"id": "m", "choice": 1.5}, "choice", "a number"),
    ({"id": "m", "choice": {"a": 1}}, "choice", "an object"),
    ({"id": "m", "choice": [1]}, "choice", "a list"),
    ({"id": "m", "choice": 10**12}, "choice", "a whole number"),
    ({"id": "m", "choice": ["x"] * 101}, "choice", "a list"),
    ({"id": "m"}, "text or choice", None),
    ({"id": "m", "text": "hi", "choice": "yes"}, "text or choice", None),
    ({"id": "m", "text": "hi", "sender": "someone else"}, "sender", "an unknown field"),
    ([], "the body", "a list"),
    ("hi", "the body", "text"),
    (None, "the body", "nothing"),
    ({"id": "m", "choice": "nonsense"}, "choice", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "field", "given"), BAD_MESSAGES)
def test_a_message_of_the_wrong_shape_is_refused_by_field_kind_and_what_is_allowed(
    client: httpx.Client, bearer: dict[str, str], body: object, field: str, given: str | None
) -> None:
    refused = client.post("/api/messages", content=json.dumps(body), headers={**bearer, **JSON})
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    assert [(error["field"], error["given"]) for error in problem["errors"]] == [(field, given)]
    assert problem["errors"][0]["allowed"]
    assert field in problem["detail"]
    assert len(problem["reference"]) == 12


@pytest.mark.parametrize(
    ("body", "field", "allowed"),
    [
        ({"lang": "fr"}, "lang", "en or es"),
        ({"for": "nobody"}, "for", "self or other"),
        ({"lang": 1}, "lang", "en or es"),
    ],
)
def test_a_session_is_refused_in_a_language_faro_does_not_speak(
    client: httpx.Client, body: object, field: str, allowed: str
) -> None:
    errors = client.post("/api/sessions", json=body).json()["errors"]
    assert [(error["field"], error["allowed"]) for error in errors] == [(field, allowed)]


UNREADABLE = [
    (b"{", JSON, 422),
    (b"", JSON, 422),
    (b'{"id": "m", "text": "\xff\xfe"}', JSON, 400),
    (b'{"id": "m", "text": "\\ud800"}', JSON, 422),
    (b'{"id": "m", "choice": "\\ud800"}', JSON, 422),
    (b'{"id": "m", "choice": ' + b"9" * 5_000 + b"}", JSON, 400),
    (b'{"id": "m", "choice": NaN}', JSON, 422),
    (b'{"id": "m", "text": "hi"}', {"Content-Type": "text/plain"}, 422),
    (b"id=m&text=hi", {"Content-Type": "application/x-www-form-urlencoded"}, 422),
    (b"[" * 6 + b"]" * 6, JSON, 422),
    (b"[" * 9_000, JSON, 422),
    (b'{"id": "' + b"x" * 16_400 + b'"}', JSON, 413),
]


@pytest.mark.parametrize(("body", "headers", "status"), UNREADABLE)
def test_a_body_nobody_can_read_is_refused_and_nothing_breaks(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str], body: bytes, headers: dict[str, str], status: int
) -> None:
    refused = client.post("/api/messages", content=body, headers={**bearer, **headers})
    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert {"title", "status", "detail", "reference"} <= set(refused.json())
    assert talks.turns == []


def test_a_refusal_never_says_back_what_was_sent(client: httpx.Client, bearer: dict[str, str]) -> None:
    secret = "canary-" * 20
    for body in ({"id": secret * 2, "text": "hi"}, {"id": "m", secret: "hi"}, {"id": "m", "choice": secret}):
        assert "canary-" * 7 not in client.post("/api/messages", json=body, headers=bearer).text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/nothing"),
        ("GET", "/api/"),
    ],
)
def test_an_address_that_is_none_is_not_found(client: httpx.Client, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 404


def test_a_call_by_the_wrong_method_is_told_the_right_one(client: httpx.Client) -> None:
    refused = client.get("/api/messages")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


def test_changing_an_answer_says_which_outcomes_moved_and_again_moves_nothing(
    client: httpx.Client, bearer: dict[str, str]
) -> None:
    first, again = (client.put("/api/session/answers/age", json={"value": 30}, headers=bearer) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.json() == {"changed": [{"category": "t", "from": "possible", "to": "likely"}]}
    assert again.json() == {"changed": []}


@pytest.mark.parametrize(
    ("key", "value", "given", "allowed"),
    [
        ("age", "old", "'old'", "a whole number from 0 to 120"),
        ("age", {"a": 1}, "\"{'a': 1}\"", "a whole number from 0 to 120"),
        ("shoe_size", 3, "'3'", "danger_now, trafficking_means, age"),
        ("x" * 300, "yes", "'yes'", "danger_now, trafficking_means, age"),
    ],
)
def test_an_unknown_key_or_value_is_refused_with_key_value_and_what_is_allowed(
    client: httpx.Client, bearer: dict[str, str], key: str, value: object, given: str, allowed: str
) -> None:
    refused = client.put(f"/api/session/answers/{key}", json={"value": value}, headers=bearer)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert (error["field"].rstrip("…"), error["given"]) == (key[:40], given)
    assert allowed in error["allowed"]


@pytest.mark.parametrize("body", [{}, {"value": 1, "more": 2}, [], "x"])
def test_changing_takes_a_value_and_nothing_beside_it(
    client: httpx.Client, bearer: dict[str, str], body: object
) -> None:
    assert client.put("/api/session/answers/age", json=body, headers=bearer).status_code == 422


def test_nothing_is_changed_without_a_token(client: httpx.Client) -> None:
    assert client.put("/api/session/answers/age", json={"value": 1}).status_code == 401


def test_a_code_opens_the_session_under_a_new_token_as_a_start_does(
    client: httpx.Client, bearer: dict[str, str]
) -> None:
    say(client, bearer, "m1", choice="no")
    code = client.post("/api/session/code", headers=bearer).json()
    assert list(code) == ["code"]
    opened = client.post("/api/sessions/resume", json=code)
    assert opened.status_code == 201
    assert set(opened.json()) == {"token", "lang", "messages", "question", "input", "progress", "ended"}
    assert opened.json()["question"] == "trafficking_means"
    again = {"Authorization": f"Bearer {opened.json()['token']}"}
    assert client.get("/api/session", headers=again).status_code == 200
    assert client.get("/api/session", headers=bearer).status_code == 401


def test_a_code_that_opens_nothing_is_404_and_says_no_more(client: httpx.Client) -> None:
    refused = client.post("/api/sessions/resume", json={"code": "no such words"})
    assert refused.status_code == 404
    assert refused.json()["detail"] == "No session opens with this code."


@pytest.mark.parametrize("body", [{}, {"code": 7}, {"code": None}, {"code": "x", "lang": "en"}])
def test_a_code_of_another_shape_is_refused_by_its_field(client: httpx.Client, body: dict[str, object]) -> None:
    refused = client.post("/api/sessions/resume", json=body)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] in ("code", "lang")


def test_no_code_is_told_to_a_token_that_opens_nothing(client: httpx.Client) -> None:
    assert client.post("/api/session/code").status_code == 401
