from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx
import pytest

from bot.knowledge.embedding import refuse_telling_exit
from tests.channels.web.scripted import Scripted

Serve = Callable[..., httpx.Client]


def test_the_schema_is_there_in_development_and_absent_in_production(serve: Serve) -> None:
    assert "/api/messages" in serve().get("/openapi.json").json()["paths"]
    assert serve(environment="production").get("/openapi.json").status_code == 404


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/docs/oauth2-redirect"])
def test_no_page_that_loads_scripts_from_elsewhere_exists(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_schema_describes_each_call_and_its_problems(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()["paths"]["/api/messages"]["post"]
    assert set(described["responses"]) == {"200", "400", "401", "413", "422", "503"}
    assert "application/problem+json" in described["responses"]["422"]["content"]
    assert described["security"] == [{"HTTPBearer": []}]


def test_being_alive_needs_nothing_and_being_ready_asks(serve: Serve, talks: Scripted) -> None:
    async def not_ready() -> bool:
        return False

    client = serve(ready=not_ready)
    talks.down = True
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 503)
    assert serve().get("/readyz").status_code == 200


def test_counters_count_what_happened_and_name_nobody(
    client: httpx.Client, talks: Scripted, bearer: dict[str, str]
) -> None:
    client.post("/api/messages", json={"id": "m1", "text": "canary-4711"}, headers=bearer)
    client.get("/nothing/canary-4711")
    talks.down = True
    client.get("/api/session", headers=bearer)
    counted = client.get("/metrics")
    assert counted.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in counted.text.splitlines() if not line.startswith("#")]
    assert lines.pop().startswith("faro_log_fields_refused_total ")
    assert lines == [
        "faro_sessions_opened_total 1",
        "faro_turns_total 1",
        'faro_errors_total{class="CannotSave"} 1',
        'faro_errors_total{class="HTTPException"} 1',
    ]


def test_what_starts_and_stops_is_left_to_the_caller(serve: Serve) -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        seen.append("start")
        yield
        seen.append("stop")

    app = serve(lifespan=lifespan)._transport.app  # type: ignore[attr-defined]

    async def run() -> None:
        async with app.router.lifespan_context(app):
            seen.append("serving")

    anyio.run(run)
    assert seen == ["start", "serving", "stop"]


@pytest.mark.parametrize(
    "url",
    [
        "http://www.weather.gov/",
        "https://example.org/?q=weather",
        "https://example.org/#x",
        "javascript:alert(1)",
        "https:///",
        "https://domesticviolence.example/",
        "https://example.org/visas/",
        "https://REFUGIO.example/",
    ],
)
def test_an_exit_that_would_tell_is_refused_at_the_start(serve: Serve, url: str) -> None:
    with pytest.raises(ValueError, match="exit_url"):
        serve(exit_url=url)
    refuse_telling_exit("https://www.weather.gov/")
