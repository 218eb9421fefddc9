"""A line that is far away: what comes in on one port goes out to another, each byte some milliseconds later, none lost.

    python -m tests.delivery.delay PORT MILLISECONDS

It prints its own port. MILLISECONDS is one way; a round trip takes twice as long. It reads ahead without a limit, so that only
the time is that of a distant server and not the width of the line.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections import deque


class End(asyncio.Protocol):
    """One end of a line; `other` is where its bytes go."""

    def __init__(self, wait: float) -> None:
        self.wait = wait
        self.due: deque[tuple[float, bytes]] = deque()
        self.other: asyncio.Transport | None = None
        self.timer = False
        self.line: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.line = transport
        transport.set_write_buffer_limits(high=1 << 26)

    def data_received(self, data: bytes) -> None:
        self._later(data)

    def connection_lost(self, _error: Exception | None) -> None:
        self._later(b"")

    def _later(self, data: bytes) -> None:
        loop = asyncio.get_running_loop()
        self.due.append((loop.time() + self.wait, data))
        if not self.timer:
            self.timer = True
            loop.call_at(self.due[0][0], self.forward)

    def forward(self) -> None:
        """Hand on what has waited long enough; called again when the next has."""
        loop = asyncio.get_running_loop()
        self.timer = False
        if self.other is None:  # the far end is not connected yet
            self.timer = True
            loop.call_later(0.001, self.forward)
            return
        now = loop.time() + 0.0005
        while self.due and self.due[0][0] <= now:
            _, data = self.due.popleft()
            if data:
                self.other.write(data)
            else:
                self.other.close()
        if self.due:
            self.timer = True
            loop.call_at(self.due[0][0], self.forward)


class Near(End):
    """The client's end: it opens the way to the server when a client comes."""

    def __init__(self, port: int, wait: float) -> None:
        super().__init__(wait)
        self.port = port

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self.opening = asyncio.get_running_loop().create_task(self._open())

    async def _open(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self.wait)
        far = End(self.wait)
        far.other = self.line
        try:
            await loop.create_connection(lambda: far, "127.0.0.1", self.port)
        except OSError:
            if self.line:
                self.line.close()
            return
        self.other = far.line


async def serve(port: int, wait: float) -> None:
    listening = await asyncio.get_running_loop().create_server(
        lambda: Near(port, wait), "127.0.0.1", 0, backlog=200
    )
    print(listening.sockets[0].getsockname()[1], flush=True)
    with contextlib.suppress(asyncio.CancelledError):
        await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]) / 1000))
