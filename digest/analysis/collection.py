"""Memory of work that makes much: no search for circles of objects meanwhile, and what is free goes back to the system."""

from __future__ import annotations

import ctypes
import gc
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 1000
"""Stories from which memory is given back."""


def give_back(stories: int) -> None:
    """Let the system have what was freed between pieces that are still in use, where the C library can do that (glibc).

    It keeps such gaps for what is asked for next, but arrays of other sizes do not fit into them: in a batch of 50,000 some
    100 MB stand empty after each of the larger steps.

    Args:
        stories: how many there are; of few nothing is worth it.
    """
    if stories >= MANY:
        with suppress(AttributeError, OSError, TypeError):  # another C library, or another system
            ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for circles of objects meanwhile: in a large batch it goes through all stories again and again.

    Objects in no circle are freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
