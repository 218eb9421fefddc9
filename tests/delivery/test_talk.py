"""What a server says, in whatever pieces it comes: the same replies as smtplib reads, and every end of a line is told."""

from __future__ import annotations

import asyncio
import smtplib
import socket
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.delivery.talk import LONGEST, MOST, Talk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")
LINES = [
    b"250 ok\r\n",
    b"250-2.1.0 first\r\n250-\r\n250 last\r\n",
    b"354\r\n",
    b"250 bare\n",
    b"421 4.3.2 \xed\x95\x9c going down\r\n",
    b"what is this?\r\n",
    b"\r\n",
]


def talked(what: Callable[[Talk, socket.socket], Awaitable[T]], *, timeout: float = 20) -> T:
    """What comes of a conversation; the other end is the test's."""

    async def talk() -> T:
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        with ours, theirs:
            made = Talk(ours, timeout)
            try:
                return await what(made, theirs)
            finally:
                made.leave()

    return asyncio.run(talk())


async def say(theirs: socket.socket, data: bytes) -> None:
    await asyncio.get_running_loop().sock_sendall(theirs, data)


def by_smtplib(said: bytes, count: int) -> list[tuple[int, bytes]]:
    line = smtplib.SMTP()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(said)
        theirs.close()
        line.sock, line.file = ours, None  # type: ignore[assignment]
        found = [line.getreply() for _ in range(count)]
        line.close()
    return found


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8), st.lists(st.integers(1, 40), max_size=20))
def test_replies_are_those_that_smtplib_reads_in_whatever_pieces_they_come(
    replies: Sequence[bytes], cuts: Sequence[int]
):
    said = b"".join(replies)

    async def hear(talk: Talk, theirs: socket.socket) -> list[tuple[int, bytes]]:
        hearing = asyncio.ensure_future(_several(talk, len(replies)))
        start = 0
        for length in (*cuts, len(said)):
            await say(theirs, said[start : start + length])
            await asyncio.sleep(0)
            start += length
        return await hearing

    assert talked(hear) == by_smtplib(said, len(replies))


async def _several(talk: Talk, count: int) -> list[tuple[int, bytes]]:
    return [await talk.reply() for _ in range(count)]


def test_what_was_said_before_the_end_is_heard_first():
    async def hear(talk: Talk, theirs: socket.socket) -> tuple[int, bytes]:
        await say(theirs, b"250 taken\r\n421 bye")
        theirs.shutdown(socket.SHUT_WR)
        heard = await talk.reply()
        with pytest.raises(smtplib.SMTPServerDisconnected, match="unexpectedly closed"):
            await talk.reply()
        return heard

    assert talked(hear) == (250, b"taken")


@pytest.mark.parametrize("said", [b"2" * (LONGEST + 1), b"250-more\r\n" * (MOST + 1)], ids=["line", "reply"])
def test_a_server_that_does_not_come_to_an_end_is_not_listened_to(said: bytes):
    async def hear(talk: Talk, theirs: socket.socket) -> None:
        await say(theirs, said)
        with pytest.raises(smtplib.SMTPResponseException):
            await talk.reply()

    talked(hear)


def test_silence_is_a_timeout_and_a_word_in_time_is_none():
    async def hear(talk: Talk, theirs: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        real, later = loop.time, 0
        loop.time = lambda: real() + later  # type: ignore[method-assign]
        for _ in range(3):  # each wait is one of its own
            waiting = asyncio.ensure_future(talk.reply())
            await asyncio.sleep(0)
            later += 70
            await asyncio.sleep(0.01)
            assert not waiting.done()
            await say(theirs, b"250 ok\r\n")
            assert await waiting == (250, b"ok")
        for _ in range(2):  # the machine slept meanwhile: what has come counts
            waiting = asyncio.ensure_future(talk.reply())
            await asyncio.sleep(0)
            theirs.send(b"250 ok\r\n")
            later += 110
            assert await waiting == (250, b"ok")
        waiting = asyncio.ensure_future(talk.reply())
        await asyncio.sleep(0)
        later += 110
        with pytest.raises(TimeoutError):
            await waiting

    talked(hear, timeout=100)


def test_a_line_that_takes_little_at_a_time_gets_all_of_it():
    data = bytes(range(256)) * 8000

    async def hear(talk: Talk, theirs: socket.socket) -> bytes:
        sending = asyncio.ensure_future(talk.send(data))
        got = b""
        while len(got) < len(data):
            got += await asyncio.get_running_loop().sock_recv(theirs, 1 << 16)
        await sending
        return got

    assert talked(hear) == data


def test_whoever_waits_is_told_that_it_is_over():
    async def hear(talk: Talk, _theirs: socket.socket) -> None:
        waiting = asyncio.ensure_future(talk.reply())
        await asyncio.sleep(0)
        talk.cut()
        with pytest.raises(smtplib.SMTPServerDisconnected):
            await waiting

    talked(hear)


def test_who_leaves_a_loop_goes_on_in_the_next():
    """As notices do: several mails over one connection, each waited for."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        talk = Talk(ours, 20)

        async def once() -> tuple[int, bytes]:
            try:
                await talk.send(b"NOOP\r\n")
                return await talk.reply()
            finally:
                talk.leave()

        theirs.sendall(b"250 one\r\n250 two\r\n")
        assert [asyncio.run(once()), asyncio.run(once())] == [(250, b"one"), (250, b"two")]
        assert ours.gettimeout() == 20
        assert theirs.recv(100) == b"NOOP\r\n" * 2
