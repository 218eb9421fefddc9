"""Waiting in the one thread of all connections, for what another thread may bring."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def new() -> asyncio.Future[None]:
    """Something to wait for."""
    return asyncio.get_running_loop().create_future()


async def patiently(waiting: asyncio.Future[None], seconds: float) -> None:
    """Wait for it, so many seconds at most: what `asyncio.timeout` does, at a third of its price."""
    clock = waiting.get_loop().call_later(seconds, over, waiting)
    try:
        await waiting
    finally:
        clock.cancel()


def over(*waiting: asyncio.Future[None]) -> None:
    """It is there: called in the thread that waits."""
    for one in waiting:
        if not one.done():
            one.set_result(None)


def call(waiting: Iterable[asyncio.Future[None]]) -> None:
    """They are there: called in any thread. All of them wait in the same one, which is woken once."""
    found = tuple(waiting)
    if found:
        with suppress(RuntimeError):  # the loop has ended, and with it whoever waited
            found[0].get_loop().call_soon_threadsafe(over, *found)
