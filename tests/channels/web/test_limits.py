from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.channels.web.limits import BODY_LIMIT, depth


@pytest.mark.parametrize(
    ("body", "deep"),
    [(b"", 0), (b'"[[["', 0), (b'{"a": [1]}', 2), (rb'"\"[["', 0), (b'["[", "]"]', 1), (b"]]]][", 0), (b"[" * 9, 9)],
)
def test_depth_counts_brackets_outside_strings(body: bytes, deep: int) -> None:
    assert depth(body) == deep


def test_a_body_of_exactly_the_limit_is_read(client: httpx.Client) -> None:
    body = b'{"lang": "en"}'.ljust(BODY_LIMIT)
    assert client.post("/api/sessions", content=body, headers={"Content-Type": "application/json"}).status_code == 201


def test_a_body_one_byte_larger_is_refused_even_without_a_length(client: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        yield b" " * BODY_LIMIT
        yield b" "

    assert client.post("/api/sessions", content=chunks()).status_code == 413
    assert client.post("/api/sessions", content=b" " * (BODY_LIMIT + 1)).status_code == 413


def test_an_announced_length_is_believed_before_anything_is_read(client: httpx.Client) -> None:
    for length in ("16385", "9" * 40):
        assert client.post("/api/sessions", content=b"{}", headers={"Content-Length": length}).status_code == 413


def test_the_limit_is_said_on_a_page_to_whoever_reads_pages(client: httpx.Client) -> None:
    refused = client.post("/chat", content=b"words=" + b"x" * BODY_LIMIT, headers={"Accept": "text/html"})
    assert refused.status_code == 413
    assert "send a shorter one" in refused.text
