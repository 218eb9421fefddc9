"""A thread that works for an asynchronous app, one call after another, and does not hold up the program's end."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """One thread. `concurrent.futures` has the like, but waits at the end for what is still under way."""

    def __init__(self, name: str) -> None:
        self._asked: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        Thread(target=self._work, name=name, daemon=True).start()

    async def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the work gives, or raises, when its turn has come."""
        future: Future[T] = Future()
        self._asked.put((future, lambda: work(*args, **kwargs)))
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Let the thread end when what was asked before is done."""
        self._asked.put(None)

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            future, work = asked
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - whoever asked is told
                future.set_exception(error)
