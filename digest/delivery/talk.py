"""A connection to a mail server that is ready for mails, as the thread of all connections has it: octets out, replies in.

smtplib connects, encrypts and logs in; what it does afterwards would hold up the other connections. Replies are read as it reads them.
"""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections import deque
from typing import TYPE_CHECKING

from digest.delivery import waiting

if TYPE_CHECKING:
    import socket

CHUNK = 1 << 16
LONGEST = 8192  # octets in a line of a reply; RFC 5321, 4.5.3.1.5 allows 512
MOST = 1000  # lines that a server may say without being asked
_NOT_NOW = (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Talk:
    """One conversation, in one thread; every call may be the first in its loop.

    Args:
        line: the socket.
        timeout: how long to wait for the other side, in seconds.
    """

    def __init__(self, line: socket.socket, timeout: float) -> None:
        self._line, self._timeout = line, timeout
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: asyncio.Future[None] | None = None
        self._since = 0.0  # when it was begun to wait
        self._clock: asyncio.TimerHandle | None = None
        self._gone: Exception | None = None
        self._heard = b""  # of a line that has not ended
        self._said: list[bytes] = []  # lines of a reply that has not ended
        self._replies: deque[tuple[int, bytes]] = deque()

    async def send(self, data: bytes) -> None:
        """Hand octets to the system, all of them.

        Raises:
            SMTPException, OSError: the line is gone, or takes nothing for too long.
        """
        loop = self._begun()
        left = memoryview(data)
        while not self._gone:
            try:
                left = left[self._line.send(left) :]
            except _NOT_NOW:
                loop.add_writer(self._line, self._wake)
                try:
                    await self._happened(loop)
                finally:
                    loop.remove_writer(self._line)
            if not left:
                return
        raise self._gone

    async def reply(self) -> tuple[int, bytes]:
        """The next reply: its code (-1 where it has none), and its lines.

        Raises:
            SMTPException, OSError: the line is gone, or nothing comes for too long.
        """
        loop = self._begun()
        while not self._replies:
            if self._gone:
                raise self._gone
            await self._happened(loop)
        return self._replies.popleft()

    def cut(self) -> None:
        """It is over: whoever waits is told so."""
        self._end(smtplib.SMTPServerDisconnected("Connection unexpectedly closed"))
        self.leave()

    def leave(self) -> None:
        """Let the loop know nothing of it any more; the socket waits again, as smtplib wants it."""
        if self._loop is not None:
            self._loop.remove_reader(self._line)
            self._loop = None
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None
            self._line.settimeout(self._timeout)

    def _begun(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._line.setblocking(False)
            self._loop = asyncio.get_running_loop()
            self._loop.add_reader(self._line, self._readable)
        return self._loop

    async def _happened(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wait until something has, on the line; where nothing does it is gone."""
        self._waiting, self._since = loop.create_future(), loop.time()
        if self._clock is None:
            self._look(loop)
        try:
            await self._waiting
        finally:
            self._waiting = None

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """End the line where it has been waited for too long; one clock for all its waits, for each costs as much as the wait."""
        waits = self._waiting is not None and not self._waiting.done()
        left = self._since + self._timeout - loop.time() if waits else self._timeout
        if left <= 0:
            self._end(TimeoutError("timed out"))
        else:
            self._clock = loop.call_later(left, self._look, loop)

    def _wake(self) -> None:
        if self._waiting is not None:
            waiting.over(self._waiting)

    def _end(self, error: Exception) -> None:
        self._gone = self._gone or error
        if self._loop is not None:
            self._loop.remove_reader(self._line)  # or it would be told for ever that there is nothing to read
        self._wake()

    def _readable(self) -> None:
        try:
            data = self._line.recv(CHUNK)
            while data and isinstance(self._line, ssl.SSLSocket) and self._line.pending():
                data += self._line.recv(CHUNK)
        except _NOT_NOW:
            return
        except OSError as error:
            self._end(error)
            return
        if not data:
            self._end(smtplib.SMTPServerDisconnected("Connection unexpectedly closed"))
            return
        self._hear(data)
        self._wake()

    def _hear(self, data: bytes) -> None:
        *lines, self._heard = (self._heard + data).split(b"\n")
        for line in lines:
            self._said.append(line[4:].strip(b" \t\r\n"))
            code = int(line[:3]) if line[:3].isdigit() else -1
            if code < 0 or line[3:4] != b"-":
                self._replies.append((code, b"\n".join(self._said)))
                self._said = []
        if len(self._heard) > LONGEST or len(self._said) + len(self._replies) > MOST:
            self._end(smtplib.SMTPResponseException(500, "Line too long."))
