"""Mail servers for tests: one that keeps to a script, and one that is real (aiosmtpd)."""

from __future__ import annotations

import socket
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from types import TracebackType

DROP, STALL = "drop", "stall"


@dataclass
class Script:
    r"""What to answer: each list is used up from its front, then the usual answer follows.

    An answer is a reply (several lines joined by `\\r\\n`), `drop` (close the line) or `stall` (say nothing).
    """

    hello: deque[str] = field(default_factory=deque)
    starttls: deque[str] = field(default_factory=deque)
    mail: deque[str] = field(default_factory=deque)
    rcpt: deque[str] = field(default_factory=deque)
    greeting: deque[str] = field(default_factory=deque)
    data: deque[str] = field(default_factory=deque)
    body: deque[str] = field(default_factory=deque)
    drop_in_body: int = 0  # how many bodies to hang up on before they end


class ScriptedServer:
    """Speaks SMTP by a script; `taken` are the messages whose final dot arrived, accepted or not."""

    def __init__(self, **script: Any) -> None:
        told: dict[str, Any] = {
            name: deque(value) if isinstance(value, list) else value for name, value in script.items()
        }
        self.script = Script(**told)
        self.taken: list[bytes] = []
        self.accepted: list[bytes] = []
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._released = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._released.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a connection
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line, line.makefile("rb") as read:
            try:
                self._conversation(line, read)
            except OSError:
                return

    def _conversation(self, line: socket.socket, read: Any) -> None:
        if not self._say(line, self.script.greeting.popleft() if self.script.greeting else "220 scripted"):
            return
        while command := read.readline().strip().decode().upper():
            verb = command.split(" ")[0].split(":")[0]
            queue, usual = {
                "EHLO": (self.script.hello, "250-scripted\r\n250-SIZE 1000000\r\n250 HELP"),
                "HELO": (self.script.hello, "250 scripted"),
                "MAIL": (self.script.mail, "250 2.1.0 ok"),
                "RCPT": (self.script.rcpt, "250 2.1.5 ok"),
                "DATA": (self.script.data, "354 go ahead"),
                "RSET": (deque[str](), "250 ok"),
                "STARTTLS": (self.script.starttls, "502 what?"),
                "QUIT": (deque[str](), "221 bye"),
            }.get(verb, (deque[str](), "502 what?"))
            reply = queue.popleft() if queue else usual
            if not self._say(line, reply):
                return
            if reply.startswith("354") and not self._take(line, read):
                return
            if verb == "QUIT" or reply.startswith("421"):
                return

    def _take(self, line: socket.socket, read: Any) -> bool:
        if self.script.drop_in_body:
            self.script.drop_in_body -= 1
            read.readline()
            line.shutdown(socket.SHUT_RDWR)
            return False
        content = b""
        while (part := read.readline()) != b".\r\n":
            if not part:
                return False
            content += part[1:] if part.startswith(b".") else part
        self.taken.append(content)
        reply = self.script.body.popleft() if self.script.body else "250 2.0.0 taken"
        if reply.startswith("250"):
            self.accepted.append(content)
        return self._say(line, reply)

    def _say(self, line: socket.socket, reply: str) -> bool:
        if reply == STALL:
            self._released.wait(30)
            return False
        if reply == DROP:
            line.shutdown(socket.SHUT_RDWR)
            return False
        line.sendall(reply.encode() + b"\r\n")
        return True


class Mailbox:
    """What a real server received."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, tuple[str, ...], bytes]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.mails.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return "250 2.0.0 taken"


class RealServer:
    """An aiosmtpd server on a free port of the loopback."""

    def __init__(self, **options: Any) -> None:
        self.mailbox = Mailbox()
        self._options = options

    def __enter__(self) -> Self:
        probe = socket.create_server(("127.0.0.1", 0))
        self.port: int = probe.getsockname()[1]
        probe.close()
        self._controller = Controller(
            self.mailbox, hostname="127.0.0.1", port=self.port, ready_timeout=20, **self._options
        )
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    @property
    def mails(self) -> list[tuple[str, tuple[str, ...], bytes]]:
        return self.mailbox.mails
