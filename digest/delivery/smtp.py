"""SMTP, taken apart: envelope, then `leaving`, then the body, then the reply (smtplib's only door).

The body goes out in two writes. The final dot is the second: when the line breaks before it, the server cannot have
taken the message; when it breaks after it, nobody can know.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.delivery.transport import Answer, PostponedError
from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.delivery.message import Message

_CLOSED = (smtplib.SMTPServerDisconnected, OSError)
_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_READY, _CLOSING, _PERMANENT, _TOO_LARGE = 354, 421, 500, 552
About = Literal["sender", "recipient", "message"]


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
        except smtplib.SMTPAuthenticationError as error:
            self.close()
            raise ResultError(
                self.label,
                f"refuses the login ({_text(error.smtp_error)})",
                "check [delivery] username and password",
            ) from None
        except smtplib.SMTPNotSupportedError as error:
            self.close()
            raise ResultError(self.label, str(error), "check [delivery] security and port") from None
        except ssl.SSLError as error:
            self.close()
            raise ResultError(
                self.label,
                f"no secure connection ({error.reason or error})",
                "check [delivery] host, port and security",
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise PostponedError(
                self.label,
                f"cannot be reached ({_reason(error)})",
                "check [delivery] host and port, then run again",
            ) from None

    def deliver(self, message: Message, leaving: Callable[[], None]) -> Answer:
        """Carry one message away on the open connection."""
        line = self._line
        if line is None:
            return Answer(kind="closed", text="not connected")
        try:
            refusal = _envelope(line, message)
        except _CLOSED as error:
            self.close()
            return Answer(kind="closed", text=_reason(error))
        if refusal is not None:
            if refusal.kind == "closed":
                self.close()
            else:
                self._reset(line)
            return refusal
        try:
            leaving()
            return self._body(line, message.data)
        except BaseException:
            # In the middle of a body a polite QUIT would be read as text: hang up instead.
            self._line = None
            line.close()
            raise

    def close(self) -> None:
        """Say goodbye, if somebody is there."""
        line, self._line = self._line, None
        if line is None:
            return
        try:
            line.quit()
        except (smtplib.SMTPException, OSError):
            line.close()

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

    def _body(self, line: smtplib.SMTP, data: bytes) -> Answer:
        try:
            line.send(re.sub(rb"(?m)^\.", b"..", data))
        except _CLOSED as error:
            self.close()
            return Answer(kind="closed", text=_reason(error))
        try:
            line.send(b".\r\n")
            code, text = line.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._line = None
            line.close()
            return Answer(kind="unknown", text=f"no answer after the message ({_reason(error)})")
        if _taken(code):
            return Answer(kind="accepted", code=code, text=_text(text))
        refusal = _refusal(code, text, "message")
        if refusal.kind == "closed":
            self.close()
        return refusal

    def _reset(self, line: smtplib.SMTP) -> None:
        try:
            line.rset()
        except _CLOSED:
            self.close()


def _envelope(line: smtplib.SMTP, message: Message) -> Answer | None:
    """MAIL, RCPT and DATA; the refusal of one of them, or None: the server waits for the body."""
    size = [f"SIZE={len(message.data)}"] if line.has_extn("size") else []
    code, text = line.mail(message.sender, size)
    if not _taken(code):
        # 552 speaks of the size that was announced, not of us.
        return _refusal(code, text, "message" if code == _TOO_LARGE else "sender")
    code, text = line.rcpt(message.recipient)
    if not _taken(code):
        return _refusal(code, text, "recipient")
    line.putcmd("data")
    code, text = line.getreply()
    return None if code == _READY else _refusal(code, text, "message")


def _taken(code: int) -> bool:
    return 200 <= code < 300  # noqa: PLR2004 - RFC 5321, 4.2.1


def _refusal(code: int, text: bytes, about: About) -> Answer:
    words = _text(text)
    found = _ENHANCED.match(words)
    kind: Literal["closed", "refused", "deferred"]
    if code in (_CLOSING, -1):
        kind = "closed"
    elif code >= _PERMANENT:
        kind = "refused"
    else:
        kind = "deferred"
    return Answer(kind=kind, about=about, code=max(code, 0), enhanced=found[1] if found else "", text=words)


def _text(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())[:300]


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "no such host"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return (
        _text(str(error.strerror if isinstance(error, OSError) and error.strerror else error))
        or "connection lost"
    )
