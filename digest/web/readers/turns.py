"""Reading and writing the store for an asynchronous app, in a thread each: reading waits for no writer, here or elsewhere."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.exceptions import HTTPException

from digest.errors import ResultError
from digest.subscribers import wishes
from digest.web.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.storage.store import Store
    from digest.subscribers.wishes import Subscription

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds that a wish waits for the store, where another process writes."""
TRIES = 20
"""How often the wish to leave is tried, also after its reader was asked to come again: it must not be lost."""
MOST = 2000
"""Wishes that wait for the store at a time."""


class Turns:
    """The store, one after another.

    Args:
        store: the publication's store.
        waited: is called where somebody waited in vain.
        patience: seconds that a wish waits before its reader is asked to come again.
    """

    def __init__(self, store: Store, *, waited: Callable[[], None], patience: float = PATIENCE) -> None:
        self._store, self._waited, self._patience = store, waited, patience
        self._reading, self._writing = Worker("reading"), Worker("writing")
        self._waiting: set[asyncio.Task[Any]] = set()

    async def read(self, work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """What work on the store gives that only reads.

        Raises:
            HTTPException: the store cannot be used (503).
        """
        try:
            return await self._reading.call(work, self._store, *args, **kwargs)
        except ResultError:
            self._waited()
            raise HTTPException(503) from None

    async def write(self, work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """What work on the store gives that changes it. It stays in the queue where its reader waits no longer.

        Raises:
            HTTPException: the store could not be had in time (503).
        """
        if len(self._waiting) >= MOST:
            self._waited()
            raise HTTPException(503)
        task = asyncio.create_task(self._writing.call(work, self._store, *args, **kwargs))
        self._waiting.add(task)
        task.add_done_callback(self._done)
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(task)
        except (TimeoutError, ResultError):
            self._waited()
            raise HTTPException(503) from None

    async def end(self) -> None:
        """Let what waits have its turn, for a while; then end."""
        if self._waiting:
            await asyncio.wait(self._waiting, timeout=self._patience)
        self._reading.close()
        self._writing.close()

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._waiting.discard(task)
        if not task.cancelled():
            task.exception()  # whoever asked was told; where nobody waits any more, nobody is


def leave(store: Store, subscriber_id: str, *, source: str, now: datetime) -> Subscription:
    """Unsubscribe, and try again where the store cannot be had: each try waits as long as the store itself waits."""
    for _ in range(TRIES - 1):
        try:
            return wishes.leave(store, subscriber_id, source=source, now=now)
        except ResultError:
            time.sleep(1)
    return wishes.leave(store, subscriber_id, source=source, now=now)
