"""Who asks, as proxies tell it, and how often they may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.outgoing import Web
from digest.web.readers.clients import Clients, Limits
from tests.web.letters import Seconds

PROXIES = ("127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48")


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.9", [], "192.0.2.9"),
        ("192.0.2.9", ["198.51.100.1"], "192.0.2.9"),  # nobody we know: what it says counts for nothing
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["1.1.1.1, 198.51.100.1"], "198.51.100.1"),  # what a client wrote itself stands left
        ("127.0.0.1", ["1.1.1.1", "198.51.100.1, 10.2.3.4"], "198.51.100.1"),
        ("127.0.0.1", ["10.1.1.1, 10.2.3.4"], "10.1.1.1"),
        ("127.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("127.0.0.1", ["unknown"], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1, rubbish"], "127.0.0.1"),
        ("::ffff:127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["[2001:db8:2:3:4::5]:80"], "2001:db8:2:3::/64"),
        ("2001:db8:1::1", ["2001:db8:2:3:9::9"], "2001:db8:2:3::/64"),
        ("", ["198.51.100.1"], ""),
    ],
)
def test_the_client_is_the_last_address_that_somebody_we_trust_has_seen(
    peer: str, forwarded: list[str], client: str
):
    assert Clients(PROXIES).of(peer, forwarded) == client


@given(st.text(), st.lists(st.text(), max_size=4))
def test_whatever_a_header_says_somebody_is_the_client(peer: str, forwarded: list[str]):
    assert isinstance(Clients(PROXIES).of(peer, forwarded), str)


def test_so_many_at_once_and_so_many_again_each_minute():
    clock = Seconds()
    limits = Limits(3, clock)
    assert [limits.allow("a") for _ in range(5)] == [True, True, True, False, False]
    assert limits.allow("b")
    clock.now += 20
    assert [limits.allow("a") for _ in range(2)] == [True, False]
    clock.now += 3600
    assert [limits.allow("a") for _ in range(4)] == [True, True, True, False]


def test_a_million_strangers_take_no_room():
    limits = Limits(1, Seconds(), known=100)
    for number in range(10_000):
        limits.allow(str(number))
    assert len(limits._held) == 100
    assert not limits.allow("9999"), "the last ones are still known"


def test_a_proxy_that_is_no_address_is_told():
    with pytest.raises(ValueError, match="no IP address and no network"):
        Web(proxies=("proxy.example.org",))
    assert Web(proxies=("10.1.2.3/8",)).proxies == ("10.1.2.3/8",)
