"""A server that listens, in a thread of this process."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.web import loopback

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

LONGEST = 30.0
"""Seconds that anything may take: a limit for what hangs, no measure."""


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


@contextmanager
def listening(server: loopback.Server, sockets: list[socket.socket]) -> Iterator[int]:
    """Let a server answer at its sockets, until it is ended as an interrupt does; gives its port."""
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets}, daemon=True)
    thread.start()
    until = time.monotonic() + LONGEST
    while not server.started and time.monotonic() < until:
        time.sleep(0.005)
    yield loopback.port_of(sockets)
    server.handle_exit(signal.SIGINT, None)
    thread.join(LONGEST)
    for one in sockets:
        one.close()
    assert not thread.is_alive(), "the server does not end"
