"""SMTP, taken apart: envelope, then the ledger's turn, then the body, then the reply (with `faults`, smtplib's only door).

Where the server offers PIPELINING (RFC 2920), MAIL, RCPT and DATA go in one flight, and those of the next message with
the body: a message costs one round trip. The body goes out in two writes. The final dot begins the second: when the
line breaks before it, the server cannot have taken the message; when it breaks after it, nobody can know.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.delivery import replies
from digest.delivery.envelope import DATA, RESET, Envelope, announcing
from digest.delivery.faults import CLOSED, lost, unopened
from digest.delivery.transport import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.delivery.letterhead import Message

_END = b".\r\n"
_LINE_WITH_A_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who we are to the server."""

    username: str
    password: str


class Smtp:
    """One connection to a mail server.

    Args:
        host: its name.
        port: its port.
        security: `none`, `starttls` or `tls`; certificates are always checked.
        hello: the name that we say we are.
        timeout: how long to wait for an answer, in seconds.
        login: the credentials, if the server wants any.
        certificates: what to check the server's certificate against; the system's where None.
    """

    repeatable = False

    def __init__(
        self,
        *,
        host: str,
        port: int,
        security: Literal["none", "starttls", "tls"],
        hello: str,
        timeout: float = 30,
        login: Login | None = None,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self.host, self.port, self.security = host, port, security
        self.hello, self.timeout, self.login = hello, timeout, login
        self.label = f"mail server {host}:{port}"
        self._certificates = certificates
        self._line: smtplib.SMTP | None = None
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
            self._line = self._connected()
            self._prepare(self._line)
            self._pipelining, self._sizes = self._line.has_extn("pipelining"), self._line.has_extn("size")
            self._announced, self._unfinished, self._broken = None, False, None
        except CLOSED as error:
            self.close()
            raise unopened(error, self.label) from None

    def another(self) -> Smtp:
        """Another connection to the same server."""
        return Smtp(
            host=self.host,
            port=self.port,
            security=self.security,
            hello=self.hello,
            timeout=self.timeout,
            login=self.login,
            certificates=self._certificates,
        )

    @property
    def alive(self) -> bool:
        """Whether the connection is open, as far as we know."""
        return self._line is not None

    @property
    def announced_ahead(self) -> bool:
        """Whether the envelope that follows has left with the last body."""
        return self._line is not None and self._announced is not None

    def announce(self, message: Message) -> None:
        """Send the envelope: all of it where the server takes commands in one flight."""
        self._announced = self._envelope(message)
        if self._line is not None and self._pipelining:
            try:
                self._line.send(b"".join(command for command, _ in self._announced))
            except CLOSED as error:
                self._broken = error

    def admitted(self) -> Answer | None:
        """Read what the server says to the envelope: None where it waits for the body, else the first refusal."""
        line, commands, self._announced = self._line, self._announced, None
        if line is None or commands is None:
            return Answer(kind="closed", about="sender", text="not connected")
        refused: Answer | None = None
        about: replies.About = "sender"
        try:
            for command, about in commands:
                if not self._pipelining:
                    line.send(command)
                code, text = line.getreply()
                if code == replies.READY and command == DATA:
                    if refused:
                        # It waits for a body although it has refused the recipient: it gets an empty one.
                        line.send(_END)
                        line.getreply()
                elif not replies.taken(code) and command != RESET:
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

    def carry(self, message: Message, following: Message | None = None) -> Answer:
        """Send the body, with the envelope of the next message behind it, and read the server's answer to the body."""
        line = self._line
        if line is None:
            return Answer(kind="closed", text="not connected")
        data = message.data
        if message.dots and (b"\n." in data or data.startswith(b".")):
            data = _LINE_WITH_A_DOT.sub(b"..", data)
        try:
            line.send(data)
        except CLOSED as error:
            self.hang_up()
            return lost(error, "message")
        ahead = self._envelope(following) if following and self._pipelining else None
        try:
            line.send(_END + b"".join(command for command, _ in ahead or ()))
            code, text = line.getreply()
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
        """Carry one message away on the open connection."""
        self.announce(message)
        refusal = self.admitted()
        if refusal is not None:
            return refusal
        try:
            leaving()
            return self.carry(message)
        except BaseException:
            self.hang_up()  # in the middle of a body a polite QUIT would be read as text
            raise

    def hang_up(self) -> None:
        """Close the connection without a word: what was announced is void, and a body without its dot is not taken."""
        line, self._line = self._line, None
        self._announced, self._unfinished = None, False
        if line is not None and line.sock is not None:
            with suppress(OSError):  # wakes a thread that waits for an answer
                line.sock.shutdown(socket.SHUT_RDWR)
            line.close()

    def close(self) -> None:
        """Say goodbye, if somebody is there."""
        line, self._line = self._line, None
        self._announced, self._unfinished = None, False
        if line is None:
            return
        try:
            line.quit()
        except CLOSED:
            line.close()

    def _envelope(self, message: Message) -> Envelope:
        return announcing(message, sizes=self._sizes, reset=self._unfinished)

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(
                self.host, self.port, self.hello, timeout=self.timeout, context=self._context()
            )
        return smtplib.SMTP(self.host, self.port, self.hello, timeout=self.timeout)

    def _prepare(self, line: smtplib.SMTP) -> None:
        if line.sock is not None:
            # The final dot is a small write after a large one: with Nagle's algorithm each mail would wait 40 ms.
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.ehlo_or_helo_if_needed()
        if self.security == "starttls":
            line.starttls(context=self._context())
            line.ehlo_or_helo_if_needed()
        if self.login:
            line.login(self.login.username, self.login.password)

    def _context(self) -> ssl.SSLContext:
        return self._certificates or ssl.create_default_context()
