"""Who a request comes from, as far as that is needed to slow a flood: one network address, used and let go.

Pure. A header that names an address is believed from a trusted proxy alone: anybody can write one.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
_HOPS = 20
"""How many hops are read from the right of what proxies wrote."""


def address_of(scope: Scope, trusted: Iterable[Network]) -> str:
    """The address of whoever asks: the peer, or behind trusted proxies the last that none of them is.

    Of IPv6 the first 64 bits: one household has all the rest. Without a peer, as over a local socket, empty.
    """
    peer = (scope.get("client") or ("",))[0]
    found, networks = _read(peer), tuple(trusted)
    if found is None:
        return str(peer)
    for hop in reversed(_hops(scope)):
        if not any(found in network for network in networks) or (before := _read(hop)) is None:
            break
        found = before
    return str(found) if isinstance(found, IPv4Address) else str(ip_network((found, 64), strict=False))


def _hops(scope: Scope) -> list[str]:
    written = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    return written.split(",")[-_HOPS:]


def _read(text: str) -> Address | None:
    """An address, without the port that some proxies add; IPv4 in the clothes of IPv6 is IPv4."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
