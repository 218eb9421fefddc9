"""SMTP, taken apart: envelope, then the ledger's turn, then the body, then the reply (with `connecting`, `talk` and `faults`, smtplib's only door).

Where the server offers PIPELINING (RFC 2920), MAIL, RCPT and DATA go in one flight, and those of the next message with
the body: a message costs one round trip. The body goes out in two writes. The final dot begins the second: when the
line breaks before it, the server cannot have taken the message; when it breaks after it, nobody can know.
"""

from __future__ import annotations

import asyncio
import re
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from digest.delivery import replies
from digest.delivery.envelope import DATA, RESET, Envelope, announcing
from digest.delivery.faults import CLOSED, lost, unopened
from digest.delivery.talk import Talk
from digest.delivery.transport import Answer
from digest.errors import ResultError

if TYPE_CHECKING:
    import smtplib
    from collections.abc import Callable

    from digest.delivery.connecting import Server
    from digest.delivery.letterhead import Message

_END, _GOODBYE = b".\r\n", b"QUIT\r\n"
_LINE_WITH_A_DOT = re.compile(rb"(?m)^\.")


class Smtp:
    """One connection to a mail server.

    Args:
        server: where it is, and how it is spoken to.
    """

    repeatable = False

    def __init__(self, server: Server) -> None:
        self.server, self.label = server, server.label
        self._line: smtplib.SMTP | None = None
        self._talk: Talk | None = None
        self._pipelining = self._sizes = False
        self._announced: Envelope | None = None
        self._unfinished = False  # the server may hold an envelope that it has refused in part
        self._broken: BaseException | None = None  # what an envelope met that could not be sent

    def open(self) -> None:
        """Connect, greet, encrypt, log in.

        Raises:
            PostponedError: the server cannot be reached, or does not want to talk now.
            ResultError: it refuses the login or the encryption.
        """
        self.close()
        try:
            self._line = self.server.connect()
            self._talk = Talk(self.server.prepare(self._line), self.server.timeout)
            self._pipelining, self._sizes = self._line.has_extn("pipelining"), self._line.has_extn("size")
            self._announced, self._unfinished, self._broken = None, False, None
        except CLOSED as error:
            self.close()
            raise unopened(error, self.label) from None
        except UnicodeError:  # of the resolver: a part of the name is empty, or longer than any is
            raise ResultError(self.label, "can be no name of a server", "check [delivery] host") from None

    def another(self) -> Smtp:
        """Another connection to the same server."""
        return Smtp(self.server)

    @property
    def alive(self) -> bool:
        """Whether the connection is open, as far as we know."""
        return self._line is not None

    @property
    def announced_ahead(self) -> bool:
        """Whether the envelope that follows has left with the last body."""
        return self._line is not None and self._announced is not None

    async def announce(self, message: Message) -> None:
        """Send the envelope: all of it where the server takes commands in one flight."""
        self._announced = self._envelope(message)
        if self._talk is not None and self._pipelining:
            try:
                await self._talk.send(b"".join(command for command, _ in self._announced))
            except CLOSED as error:
                self._broken = error

    async def admitted(self) -> Answer | None:
        """Read what the server says to the envelope: None where it waits for the body, else the first refusal."""
        talk, commands, self._announced = self._talk, self._announced, None
        if talk is None or commands is None:
            return Answer(kind="closed", about="sender", text="not connected")
        refused: Answer | None = None
        about: replies.About = "sender"
        try:
            for command, about in commands:
                if not self._pipelining:
                    await talk.send(command)
                code, text = await talk.reply()
                if code == replies.READY and command == DATA:
                    if refused:
                        # It waits for a body although it has refused the recipient: it gets an empty one.
                        await talk.send(_END)
                        await talk.reply()
                elif command == DATA or (command != RESET and not replies.taken(code)):
                    refused = refused or replies.refusal(code, text, about)
                    if refused.kind == "closed" or not self._pipelining:
                        break
        except CLOSED as error:
            self.hang_up()
            return refused or lost(self._broken or error, about)
        if refused and refused.kind == "closed":
            self.hang_up()
        self._unfinished = refused is not None
        return refused

    async def carry(self, message: Message, following: Message | None = None) -> Answer:
        """Send the body, with the envelope of the next message behind it, and read the server's answer to the body."""
        talk = self._talk
        if talk is None:
            return Answer(kind="closed", text="not connected")
        data = message.data
        if message.dots and (b"\n." in data or data.startswith(b".")):
            data = _LINE_WITH_A_DOT.sub(b"..", data)
        try:
            await talk.send(data)
        except CLOSED as error:
            self.hang_up()
            return lost(error, "message")
        ahead = self._envelope(following) if following and self._pipelining else None
        try:
            await talk.send(_END + b"".join(command for command, _ in ahead or ()))
            code, text = await talk.reply()
        except CLOSED as error:
            self.hang_up()
            gone = lost(error, "message")
            return Answer(kind="unknown", text=f"no answer after the message ({gone.text})", late=gone.late)
        self._announced = ahead
        if replies.taken(code):
            return Answer(kind="accepted", code=code, text=replies.text(text))
        refused = replies.refusal(code, text, "message")
        if refused.kind == "closed":
            self.hang_up()
        return refused

    def deliver(self, message: Message, leaving: Callable[[], None]) -> Answer:
        """Carry one message away on the open connection, and wait for it."""
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(self._delivered(message, leaving))

    async def _delivered(self, message: Message, leaving: Callable[[], None]) -> Answer:
        try:
            await self.announce(message)
            refusal = await self.admitted()
            if refusal is not None:
                return refusal
            leaving()
            return await self.carry(message)
        except BaseException:
            self.hang_up()  # in the middle of a body a polite QUIT would be read as text
            raise
        finally:
            if self._talk is not None:
                self._talk.leave()

    async def end(self) -> None:
        """Say goodbye, where a loop has the connection."""
        if self._talk is not None:
            with suppress(*CLOSED):
                await self._talk.send(_GOODBYE)
                await self._talk.reply()
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection without a word: what was announced is void, and a body without its dot is not taken."""
        line, talk = self._forgotten()
        if talk is not None:
            talk.cut()
        if line is not None and line.sock is not None:
            with suppress(OSError):  # wakes a thread that is opening it
                line.sock.shutdown(socket.SHUT_RDWR)
            line.close()

    def close(self) -> None:
        """Say goodbye, if somebody is there."""
        line, _ = self._forgotten()
        if line is None:
            return
        try:
            line.quit()
        except CLOSED:
            line.close()

    def _forgotten(self) -> tuple[smtplib.SMTP | None, Talk | None]:
        """What there was of a connection; now there is none."""
        found = self._line, self._talk
        self._line = self._talk = self._announced = None
        self._unfinished = False
        return found

    def _envelope(self, message: Message) -> Envelope:
        return announcing(message, sizes=self._sizes, reset=self._unfinished)
