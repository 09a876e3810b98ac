"""Whose address counts: the peer's, and what a header says only where a proxy we know said it."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.addresses import address_of

PROXIES = [ip_network("10.0.0.0/24"), ip_network("2001:db8:1::/48")]


def scope(peer: str | None, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded]
    return {"type": "http", "client": (peer, 4711) if peer else None, "headers": headers}


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("203.0.113.9", (), "203.0.113.9"),
        ("203.0.113.9", ("198.51.100.1",), "203.0.113.9"),
        ("10.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("10.0.0.1", ("192.0.2.66, 198.51.100.1",), "198.51.100.1"),
        ("10.0.0.1", ("192.0.2.66", "198.51.100.1, 10.0.0.2"), "198.51.100.1"),
        ("10.0.0.1", ("10.0.0.3, 10.0.0.2",), "10.0.0.3"),
        ("10.0.0.1", ("198.51.100.1, nonsense",), "10.0.0.1"),
        ("10.0.0.1", ("198.51.100.1:5060",), "198.51.100.1"),
        ("10.0.0.1", ("[2001:db8:2:3::9]:443",), "2001:db8:2:3::/64"),
        ("2001:db8:1::7", ("198.51.100.1",), "198.51.100.1"),
        ("2001:db8:2:3::1", (), "2001:db8:2:3::/64"),
        ("2001:db8:2:3:ffff::", (), "2001:db8:2:3::/64"),
        ("::ffff:203.0.113.9", (), "203.0.113.9"),
        ("10.0.0.1", ("",), "10.0.0.1"),
        (None, ("198.51.100.1",), ""),
    ],
)
def test_the_address_is_that_of_the_last_who_is_no_proxy_of_ours(
    peer: str | None, forwarded: tuple[str, ...], found: str
) -> None:
    assert address_of(scope(peer, *forwarded), PROXIES) == found


@given(st.lists(st.text(st.characters(max_codepoint=255)), max_size=5))
def test_nobody_chooses_their_own_address_whatever_they_write(forged: list[str]) -> None:
    written = [value.replace("\n", "").replace("\r", "") for value in forged]
    assert address_of(scope("203.0.113.9", *written), PROXIES) == "203.0.113.9"
    assert address_of(scope("10.0.0.1", *written, "198.51.100.1"), PROXIES) == "198.51.100.1"
