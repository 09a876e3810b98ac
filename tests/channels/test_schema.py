"""The API against its own description, by schemathesis: whatever is sent, no 500 and no answer the description lacks.

`FARO_SCHEMA_CASES` is how many cases an operation gets; a few here, a thousand by hand before a release.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.knowledge.catalog import load_knowledge
from bot.server import create_app
from bot.vault.sessions import Vault
from tests.browser.hosts import Listening
from tests.channels.web.scripted import HOTLINES
from tests.homes import model_home

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200)]
CASES = int(os.environ.get("FARO_SCHEMA_CASES", "60"))
CHECKS: list[CheckFunction] = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip
ANSWERED: Counter[tuple[str, int]] = Counter()


class Caller:
    """Where the API is, and a token that opens a session there until somebody deletes it."""

    def __init__(self, base: str) -> None:
        self.base, self._token = base, "none-yet"

    def token(self) -> str:
        seen = httpx.get(f"{self.base}/api/session", headers={"Authorization": f"Bearer {self._token}"})
        if seen.status_code != 200:
            self._token = httpx.post(f"{self.base}/api/sessions", json={"lang": "es", "for": "self"}).json()["token"]
        return self._token


@pytest.fixture(scope="module")
def caller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    home: Path = tmp_path_factory.mktemp("home")
    vault = Vault(f"sqlite:///{home / 'faro.db'}")
    vault.migrate()
    conversations = LiveConversations(load_knowledge(), Engine(model_home(tmp_path_factory), lambda _line: None), vault)
    with Listening() as here:
        app = create_app(conversations, environment="development", public_url=here.url, hotlines=HOTLINES)
        with here.serving(app):
            yield Caller(here.url)
    print(*sorted(ANSWERED.items()), sep="\n")


CALLS = (
    "POST /api/sessions", "POST /api/messages", "GET /api/session", "GET /api/session/result",
    "GET /api/session/answers",
    "PUT /api/session/answers/{key}", "POST /api/session/code", "POST /api/sessions/resume", "POST /api/session/end",
    "DELETE /api/session",
)  # fmt: skip


WITH_INPUT = ("POST /api/sessions", "POST /api/messages", "PUT /api/session/answers/{key}", "POST /api/sessions/resume")
TRIED = [
    *((call, GenerationMode.POSITIVE) for call in CALLS),
    *((call, GenerationMode.NEGATIVE) for call in WITH_INPUT),
]


@pytest.fixture(scope="module")
def operations(caller: Caller) -> dict[str, schemathesis.APIOperation]:
    described = schemathesis.openapi.from_url(f"{caller.base}/openapi.json")
    found = (one.ok() for one in described.get_all_operations())
    return {f"{one.method.upper()} {one.path}": one for one in found}


def test_every_call_of_the_description_is_tried(operations: dict[str, schemathesis.APIOperation]) -> None:
    assert set(operations) == set(CALLS)


@pytest.mark.parametrize(("call", "mode"), TRIED)
def test_whatever_is_sent_is_answered_as_described(
    operations: dict[str, schemathesis.APIOperation], caller: Caller, call: str, mode: GenerationMode
) -> None:
    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operations[call].as_strategy(generation_mode=mode))
    def run(case: schemathesis.Case) -> None:
        response = case.call(headers={"Authorization": f"Bearer {caller.token()}"})
        ANSWERED[call, response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    run()
