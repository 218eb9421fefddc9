"""Connections to a mail server, made ready for mails: connected, greeted, encrypted, logged in."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who we are to the server."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server, and how it is spoken to.

    - host, port: where it is
    - security: `none`, `starttls` or `tls`; certificates are always checked
    - hello: the name that we say we are
    - timeout: how long to wait for an answer, in seconds
    - login: the credentials, if the server wants any
    - certificates: what to check the server's certificate against; the system's where None
    """

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    hello: str
    timeout: float = 30
    login: Login | None = None
    certificates: ssl.SSLContext | None = None

    @property
    def label(self) -> str:
        """Its name for people."""
        return f"mail server {self.host}:{self.port}"

    def connect(self) -> smtplib.SMTP:
        """A connection that has not said anything.

        Raises:
            SMTPException, OSError: there is nobody, or nobody who can encrypt.
        """
        if self.security == "tls":
            return smtplib.SMTP_SSL(
                self.host, self.port, self.hello, timeout=self.timeout, context=self._context()
            )
        return smtplib.SMTP(self.host, self.port, self.hello, timeout=self.timeout)

    def prepare(self, line: smtplib.SMTP) -> socket.socket:
        """Greet, encrypt, log in; answers what mails then go over.

        Raises:
            SMTPException, OSError: the server does not want to.
        """
        if line.sock is not None:
            # The final dot is a small write after a large one: with Nagle's algorithm each mail would wait 40 ms.
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.ehlo_or_helo_if_needed()
        if self.security == "starttls":
            line.starttls(context=self._context())
            line.ehlo_or_helo_if_needed()
        if self.login:
            line.login(self.login.username, self.login.password)
        if line.sock is None:
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return line.sock

    def _context(self) -> ssl.SSLContext:
        return self.certificates or ssl.create_default_context()
