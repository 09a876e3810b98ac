from __future__ import annotations

import pytest
from starlette.requests import Request

from bot.channels.web.language import others, preferred, spoken


def asking(header: str = "", query: str = "") -> Request:
    headers = [(b"accept-language", header.encode())] if header else []
    return Request({"type": "http", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-MX,en;q=0.8", "es"),
        ("en;q=0.3, es;q=0.9", "es"),
        ("fr-CA, ht, es;q=0.2", "es"),
        ("es;q=0, en", "en"),
        ("zh-CN", "en"),
        ("es;q=nonsense, en;q=0.1", "en"),
        (";;;,,,=", "en"),
        ("x" * 100_000, "en"),
    ],
)
def test_the_browser_preference_is_read_and_nothing_in_it_breaks(header: str, lang: str) -> None:
    assert preferred(asking(header)) == lang


def test_the_address_wins_over_the_browser_if_it_names_a_language_of_ours() -> None:
    assert preferred(asking("en", "lang=es")) == "es"
    assert preferred(asking("es", "lang=fr")) == "es"


def test_a_tag_is_known_by_its_first_part() -> None:
    assert (spoken("es-419"), spoken("EN"), spoken("est")) == ("es", "en", None)


def test_every_other_language_is_listed() -> None:
    assert others("en") == ("es",)
