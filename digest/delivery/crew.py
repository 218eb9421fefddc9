"""The thread in which all connections of a campaign work: each waits for its server, for the books or for a head, and none holds the others up."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from digest.delivery.carrier import Carrier

if TYPE_CHECKING:
    from digest.delivery.desk import Desk
    from digest.delivery.transport import Transport


class Crew(threading.Thread):
    """Connections at work, until none is left.

    Args:
        desk: what they share.
        lines: how many there may be.
    """

    def __init__(self, desk: Desk, *, lines: int) -> None:
        super().__init__(name="connections", daemon=True)
        self._desk, self._lines = desk, lines
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None  # while they are at work
        self._carriers: list[Carrier] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._error: BaseException | None = None

    @property
    def errors(self) -> tuple[BaseException, ...]:
        """What has ended connections before the campaign's end."""
        met = (self._error, *(carrier.error for carrier in self._carriers))
        return tuple(error for error in met if error is not None)

    def hire(self, line: Transport) -> None:
        """Let one more connection work: before the thread is started, or while others do."""
        carrier = Carrier(line, self._desk)
        with self._lock:
            self._carriers.append(carrier)
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._begin, carrier)

    def hang_up(self) -> None:
        """End all connections at once, whatever is under way."""
        with self._lock:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._cut)

    def run(self) -> None:
        """Work."""
        try:
            # Not the loop that Windows would choose: it cannot watch a socket that smtplib has opened.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(self._work())
        except BaseException as error:  # noqa: BLE001 - told to whoever sends
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        self._error = self._error or error
        self._desk.hall.end("failed")

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(self._lines, "opening"))
        with self._lock:
            self._loop = loop
            for carrier in self._carriers:
                self._begin(carrier)
        while self._tasks:
            done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            self._tasks -= done
            for error in (task.exception() for task in done):
                if error is not None:  # a carrier keeps its faults: this it met while it ended
                    self._fail(error)
        with self._lock:
            self._loop = None

    def _begin(self, carrier: Carrier) -> None:
        self._tasks.add(asyncio.get_running_loop().create_task(carrier.run()))

    def _cut(self) -> None:
        for carrier in self._carriers:
            carrier.line.hang_up()
