"""uvicorn's only door: an app served to this machine alone, until it is interrupted."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING

import uvicorn

from digest.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from starlette.types import ASGIApp

ADDRESSES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
LAST = 2
"""Seconds that answers under way are given when the server ends."""


class Server(uvicorn.Server):
    """A server that says that it ends before it waits for its connections: streams that never end would hold it up.

    Args:
        app: what answers.
        ending: is told that the server ends.
        started: is told that it answers, and that an interrupt ends it in good order from now on.
        last: seconds that answers under way are given then.
        most: connections at a time; None for no limit. Whoever comes beyond it is told to come again (503).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        ending: Callable[[], None],
        started: Callable[[], None] = lambda: None,
        last: int = LAST,
        most: int | None = None,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="on",
                ws="none",
                server_header=False,
                proxy_headers=False,  # whom to believe is for the app to judge
                limit_concurrency=most,
                timeout_graceful_shutdown=last,
            )
        )
        self._ending, self._started = ending, started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._started()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take an interrupt."""
        self._ending()
        super().handle_exit(sig, frame)


def listen(port: int) -> list[socket.socket]:
    """Sockets on the loopback addresses of this machine, all on one port; 0 asks for any that is free.

    Raises:
        UsageError: the port cannot be had.
    """
    found = [_bound(*ADDRESSES[0], port)]
    port = port_of(found)
    try:
        found.append(_bound(*ADDRESSES[1], port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            found[0].close()
            raise _taken(port) from None
        # No IPv6 here: 127.0.0.1 is enough.
    return found


def listen_at(host: str, port: int) -> list[socket.socket]:
    """A socket on an address of this machine; port 0 asks for any that is free.

    Raises:
        UsageError: it cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return [_listening(family, str(address[0]), port)]
    except OSError as error:
        raise UsageError(
            f'host "{host}", port {port}',
            f"cannot be listened on ({error.strerror or error})",
            "name an address of this machine and a port that is free (`web.host`, `web.port`)",
        ) from None


def port_of(sockets: list[socket.socket]) -> int:
    """The port that the sockets listen on."""
    return int(sockets[0].getsockname()[1])


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    try:
        return _listening(family, address, port)
    except OSError as error:
        if family == socket.AF_INET6:
            raise
        if error.errno == errno.EADDRINUSE:
            raise _taken(port) from None
        raise UsageError(
            f"--port {port}", f"cannot be listened on ({error.strerror})", "name another"
        ) from None


def _listening(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    # The protocol is named: asyncio sets TCP_NODELAY by it, and without that each answer on a kept line takes 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(256)
    except OSError:
        made.close()
        raise
    return made


def _taken(port: int) -> UsageError:
    return UsageError(
        f"--port {port}",
        "is taken by another program, perhaps an earlier preview",
        "end that one, or name another port; `--port 0` takes any that is free",
    )
