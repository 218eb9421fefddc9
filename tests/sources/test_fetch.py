"""Fetching, against a real server."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from digest.config import Fetch
from digest.errors import InputError
from digest.sources.fetch import Fetched, Fetcher, NotModified, Validators, _public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sources.conftest import Site


def _fetcher(**settings: object) -> Fetcher:
    return Fetcher(Fetch(**{"allow_hosts": ("localhost",), "timeout": 2, **settings}))  # type: ignore[arg-type]


def test_an_answer_brings_bytes_type_and_validators(site: Site):
    site.put("/a", "본문", ETag='"1"', Last_Modified="Mon, 06 Jan 2025 00:00:00 GMT")
    with _fetcher() as fetcher:
        answer = fetcher.fetch(site.url("/a"))
    assert isinstance(answer, Fetched)
    assert answer.content.decode() == "본문"
    assert (answer.etag, answer.last_modified) == ('"1"', "Mon, 06 Jan 2025 00:00:00 GMT")
    assert site.asked[0][1]["host"] == f"localhost:{site.port}"


def test_what_has_not_changed_is_not_sent_again(site: Site):
    site.pages["/a"] = lambda headers: (304 if headers.get("if-none-match") == '"1"' else 200, {}, b"")
    with _fetcher() as fetcher:
        assert fetcher.fetch(site.url("/a"), known=Validators(etag='"1"')) == NotModified()


def test_redirects_are_followed_to_their_end_and_not_for_ever(site: Site):
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.put("/b", "end")
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    with _fetcher() as fetcher:
        answer = fetcher.fetch(site.url("/a"))
        assert isinstance(answer, Fetched)
        assert answer.url == site.url("/b")
        with pytest.raises(InputError, match="redirects in a circle"):
            fetcher.fetch(site.url("/loop"))
        for step in range(7):
            site.pages[f"/on/{step}"] = (302, {"Location": f"/on/{step + 1}"}, b"")
        with pytest.raises(InputError, match="more than 5 redirects"):
            fetcher.fetch(site.url("/on/0"))


def test_a_private_network_is_refused_unless_its_host_is_named(site: Site):
    site.put("/a", "secret")
    with (
        _fetcher(allow_hosts=()) as fetcher,
        pytest.raises(InputError, match=r"private network.*allow_hosts"),
    ):
        fetcher.fetch(site.url("/a"))
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(site: Site):
    """Each hop is checked: the host that was allowed does not vouch for another."""
    site.pages["/a"] = (302, {"Location": site.url("/b", host="127.0.0.1")}, b"")
    with _fetcher() as fetcher, pytest.raises(InputError, match="private network"):
        fetcher.fetch(site.url("/a"))
    assert [path for path, _ in site.asked] == ["/a"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "224.0.0.1",
        "::",
        "::127.0.0.1",
        "240.0.0.1",
    ],
)
def test_these_addresses_are_not_public(address: str):
    assert not _public(address)


def test_public_addresses_are_public():
    assert all(map(_public, ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"]))


def test_a_large_answer_is_given_up_early(site: Site):
    site.put("/a", b"x" * 5_000)
    with _fetcher(max_bytes=1_000) as fetcher, pytest.raises(InputError, match="larger than 1,000 bytes"):
        fetcher.fetch(site.url("/a"))


def test_a_slow_answer_is_given_up(site: Site):
    def slow(_: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        time.sleep(1.2)
        return 200, {}, b""

    site.pages["/a"] = slow
    with _fetcher(timeout=0.3) as fetcher, pytest.raises(InputError, match=r"no whole answer in 0\.3 s"):
        fetcher.fetch(site.url("/a"))


@contextmanager
def _dripping(head: bytes) -> Iterator[int]:
    """A server that answers `head` and then a byte every tenth of a second, for as long as anybody listens."""
    stop = threading.Event()

    def drip(taken: socket.socket) -> None:
        with taken, suppress(OSError):
            taken.recv(4096)
            taken.sendall(head)
            while not stop.wait(0.1):
                taken.sendall(b"x")

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=drip, args=(listener.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        stop.set()


@pytest.mark.parametrize(
    ("scheme", "head"),
    [
        ("http", b""),
        ("http", b"HTTP/1.1 200 OK\r\nX-Long: "),
        ("http", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\n\r\n"),
        ("https", b"\x16\x03\x03\x40\x00"),
    ],
    ids=["status line", "headers", "body", "body without a length", "handshake"],
)
def test_an_answer_that_drips_is_given_up_in_time_wherever_it_drips(scheme: str, head: bytes):
    told = r"no whole answer in 0\.5 s"
    with _dripping(head) as port, _fetcher(timeout=0.5) as fetcher, pytest.raises(InputError, match=told):
        fetcher.fetch(f"{scheme}://localhost:{port}/")


def test_a_chain_of_slow_redirects_has_one_limit(site: Site):
    def slow(step: int, _: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        time.sleep(0.3)
        return 302, {"Location": f"/again/{step + 1}"}, b""

    site.pages |= {f"/again/{step}": partial(slow, step) for step in range(9)}
    with _fetcher(timeout=0.5) as fetcher, pytest.raises(InputError, match="no whole answer"):
        fetcher.fetch(site.url("/again/0"))
    assert len(site.asked) <= 3


def test_no_thread_and_no_handle_is_left_behind(site: Site):
    site.put("/a", "x")
    with _fetcher(timeout=20) as fetcher:
        fetcher.fetch(site.url("/a"))
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]


@pytest.mark.parametrize(
    ("status", "told"), [(404, "not found"), (403, "refused"), (410, "gone"), (500, "answered 500")]
)
def test_a_refusal_is_told_in_one_line(site: Site, status: int, told: str):
    site.pages["/a"] = (status, {}, b"")
    with _fetcher() as fetcher, pytest.raises(InputError, match=told) as caught:
        fetcher.fetch(site.url("/a"), subject='feed "x"')
    assert str(caught.value).startswith('feed "x": ')
    assert "\n" not in str(caught.value)


def test_no_server_no_name_no_tls_no_address(site: Site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    with _fetcher() as fetcher:
        for url, told in (
            (f"http://localhost:{closed}/", "connection refused"),
            ("http://no-such-host.invalid/", 'no host "no-such-host.invalid"'),
            (f"https://localhost:{site.port}/", "no safe connection"),
            ("file:///etc/passwd", "no address of the web"),
            ("http://[::1", "not an address"),
        ):
            with pytest.raises(InputError, match=told):
                fetcher.fetch(url)
