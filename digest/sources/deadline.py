"""A limit for a whole answer: the web library's own limits hold for each read, so a server that drips outlasts them."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


class Deadline:
    """Shuts the connection that is in use when the time is over, wherever it stands: handshake, headers or body.

    Use it as a context, and give `watch` to each request as its `trace`.

    Args:
        seconds: how long all requests together may take.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._cut = False
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        with self._lock:
            self._forget()

    @property
    def left(self) -> float:
        """Seconds until it is over; never quite 0, which would mean "do not wait at all"."""
        return max(self._end - time.monotonic(), 0.001)

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return self._cut or time.monotonic() >= self._end

    def watch(self, event: str, told: Mapping[str, Any]) -> None:
        """Take note of a connection (the `trace` of a request)."""
        if not event.endswith("connect_tcp.complete"):
            return
        # A second handle on the same connection: the first is taken over by TLS, out of our reach.
        mine: socket.socket = told["return_value"].get_extra_info("socket").dup()
        with self._lock:
            self._forget()
            self._socket = mine
        if self.passed:
            self._shut()

    def _shut(self) -> None:
        with self._lock, suppress(OSError):
            self._cut = True
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_RDWR)

    def _forget(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
