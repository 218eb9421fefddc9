"""Work that a copy of this process does while this one goes on: what it gives comes back by memory that both share.

Nothing depends on the copy. Where none can be made, or it ends without an answer, the work is done here, by whoever asks for it, and
so are its faults told here. The work must therefore be one that may be done twice, and must change nothing but what is only kept to save time.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

G = TypeVar("G")
T = TypeVar("T")
LOOK = 0.1
"""Seconds between two looks of a copy whether it is still waited for."""
_TASKS = Path("/proc/self/task")
"""A folder for each thread of this process, those that Python knows nothing of among them."""


class Meanwhile(Generic[T]):
    """A context in which some work is under way; at its end nothing of it is left.

    Args:
        work: what is to be done. What it gives must be picklable.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._process, self._shared = _begun(work) if able() else (0, -1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()

    def answer(self, otherwise: Callable[[], T] | None = None) -> T:
        """What the work gives; to be asked for once, within the context.

        Args:
            otherwise: does it where the copy did not; the work itself where this is not given.

        Raises:
            Exception: whatever that raises.
        """
        if self._process:
            with suppress(Exception):  # it may be cut short, or no value of this process
                _, status = os.waitpid(self._process, 0)
                self._process = 0
                if status == 0:
                    os.lseek(self._shared, 0, os.SEEK_SET)
                    with open(self._shared, "rb", closefd=False) as shared:
                        return pickle.load(shared)  # type: ignore[no-any-return]  # noqa: S301 (our own copy wrote it)
        return (otherwise or self._work)()

    def _end(self) -> None:
        if self._process:
            with suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
            self._process = 0
        if self._shared >= 0:
            os.close(self._shared)
            self._shared = -1


class Prepared(Meanwhile[T], Generic[G, T]):
    """Work on what is known only later: the copy makes itself ready while this process finds out.

    Args:
        ready: what can be done before.
        work: what is to be done with what is given.
    """

    def __init__(self, ready: Callable[[], object], work: Callable[[G], T]) -> None:
        self._on = work
        self._given: list[G] = []
        hears, self._speaks = _pipe() if able() else (-1, -1)

        def prepared() -> T:
            os.close(self._speaks)  # else the copy would wait for itself where nobody gives it anything
            ready()
            with open(hears, "rb", closefd=False) as given:
                return work(pickle.load(given))  # noqa: S301 (written below)

        super().__init__(prepared)
        if hears >= 0:
            os.close(hears)

    def __exit__(self, *error: object) -> None:
        self._hang_up()
        super().__exit__(*error)

    def give(self, given: G) -> None:
        """Say what the work is to be done on; to be called once, before the answer is asked for."""
        self._given.append(given)
        if self._speaks >= 0:
            with suppress(OSError), open(self._speaks, "wb", closefd=False) as speaks:
                pickle.dump(given, speaks, pickle.HIGHEST_PROTOCOL)
        self._hang_up()

    def answer(self, otherwise: Callable[[], T] | None = None) -> T:
        """What the work gives, as of any."""
        (given,) = self._given
        return super().answer(otherwise or (lambda: self._on(given)))

    def _hang_up(self) -> None:
        if self._speaks >= 0:
            os.close(self._speaks)
            self._speaks = -1


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def able() -> bool:
    """Whether a copy would be of use, and safe: on Linux, with a core to spare, and where no other thread holds what it would wait for."""
    # Some builds of Python for old systems lack memfd_create.
    if sys.platform != "linux" or not hasattr(os, "memfd_create") or cores() == 1:
        return False
    try:
        return sum(1 for _ in _TASKS.iterdir()) == 1
    except OSError:
        return False


def _pipe() -> tuple[int, int]:
    try:
        return os.pipe()
    except OSError:
        return -1, -1


def _begun(work: Callable[[], object]) -> tuple[int, int]:
    """A copy at work, and the memory where it leaves its answer; (0, -1) where there is none."""
    try:
        shared = os.memfd_create("meanwhile")
    except OSError:
        return 0, -1
    here = os.getpid()
    try:
        with (
            _interrupts_held()
        ):  # one that fell between would unwind in the copy what is this process's to unwind
            process = os.fork()
            if process == 0:
                _do(work, shared, here)
    except OSError:
        os.close(shared)
        return 0, -1
    return process, shared


@contextmanager
def _interrupts_held() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _do(work: Callable[[], object], shared: int, waits: int) -> NoReturn:
    """Leave the work's answer, and end at once: what this process would do at its end is the other's to do."""
    status = 1
    with suppress(BaseException):
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, signal.SIG_DFL)  # they end it, and the other tells of it
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
        signal.signal(signal.SIGALRM, lambda *_: None if os.getppid() == waits else os._exit(status))
        signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
        with open(shared, "wb", closefd=False) as out:
            pickle.dump(work(), out, pickle.HIGHEST_PROTOCOL)
        status = 0
    os._exit(status)
