"""Who asks, and how often they may."""

from __future__ import annotations

from collections import OrderedDict
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from ipaddress import IPv4Address

KNOWN = 10_000
"""Clients that are remembered at a time; the one not heard of for the longest is forgotten first."""
SITE = 64
"""Bits of an IPv6 address that tell one customer's network: the rest is theirs to change."""


class Clients:
    """Tells by which address a client counts: the peer's, or what a proxy that we believe says of it.

    Args:
        proxies: addresses and networks of the proxies that are believed.
    """

    def __init__(self, proxies: Iterable[str]) -> None:
        self._proxies = tuple(ip_network(one, strict=False) for one in proxies)

    def of(self, peer: str, forwarded: Iterable[str]) -> str:
        """The client of a request.

        Args:
            peer: the address that the connection comes from.
            forwarded: the X-Forwarded-For headers in their order. Each proxy adds to the right, so the right-most
                address that is not a believed proxy's is the last one that somebody we trust has seen.
        """
        address = _address(peer)
        if address is None:
            return peer
        names = [name for header in forwarded for name in header.split(",")]
        while self._believed(address) and names:
            told = _address(names.pop())
            if told is None:
                break
            address = told
        if isinstance(address, IPv6Address):
            return str(ip_network((address, SITE), strict=False))
        return str(address)

    def _believed(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._proxies)


class Limits:
    """A token bucket for each key: `per_minute` at once, and as many again each minute.

    Args:
        per_minute: how many.
        clock: tells seconds that never go back.
        known: keys that are remembered at most.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float], known: int = KNOWN) -> None:
        self._most = float(per_minute)
        self._clock = clock
        self._known = known
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allow(self, key: str) -> bool:
        """Whether one more is allowed, which then counts."""
        now = self._clock()
        left, then = self._held.pop(key, (self._most, now))
        left = min(self._most, left + (now - then) * self._most / 60)
        allowed = left >= 1
        self._held[key] = (left - 1 if allowed else left, now)
        if len(self._held) > self._known:
            self._held.popitem(last=False)
        return allowed

    @property
    def wait(self) -> int:
        """Seconds after which one more is allowed to whom one was refused."""
        return max(1, round(60 / self._most))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
