"""A limit for work that must end, in seconds of this process's own computing: a busy machine changes nothing of it."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GENEROUS = 60.0
"""Seconds: many times what a slow machine needs for what is linear, far less than what a square of the length costs."""


@contextmanager
def patience(seconds: float = GENEROUS) -> Iterator[None]:
    """Fails what computes for longer; where the system cannot tell (Windows, another thread), it only runs it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(*_: object) -> None:
        raise AssertionError(f"it computed for {seconds:.0f} seconds and had not ended")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
