"""Work that a copy of this process does while this one goes on: what it gives comes back by memory that both share.

Nothing depends on the copy. Where none can be made, or it ends without an answer, the work is done here, by whoever asks for it, and
so are its faults told here. The work must therefore be one that may be done twice, and must change nothing that this process sees.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
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

    def answer(self) -> T:
        """What the work gives; to be asked for once.

        Raises:
            Exception: whatever the work raises.
        """
        process, self._process = self._process, 0
        if process:
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                if os.waitpid(process, 0)[1] == 0:
                    os.lseek(self._shared, 0, os.SEEK_SET)
                    with open(self._shared, "rb", closefd=False) as shared:
                        return pickle.load(shared)  # type: ignore[no-any-return]  # noqa: S301 (our own copy wrote it)
        return self._work()

    def _end(self) -> None:
        if self._process:
            with suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
            self._process = 0
        if self._shared >= 0:
            os.close(self._shared)
            self._shared = -1


def able() -> bool:
    """Whether a copy would be of use, and safe: on Linux, with a core to spare, and where no other thread holds what it would wait for."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return False
    try:
        return sum(1 for _ in _TASKS.iterdir()) == 1
    except OSError:
        return False


def _begun(work: Callable[[], object]) -> tuple[int, int]:
    """A copy at work, and the memory where it leaves its answer; (0, -1) where there is none."""
    try:
        shared = os.memfd_create("meanwhile")
    except OSError:
        return 0, -1
    try:
        process = os.fork()
    except OSError:
        os.close(shared)
        return 0, -1
    if process == 0:
        _do(work, shared)
    return process, shared


def _do(work: Callable[[], object], shared: int) -> NoReturn:
    """Leave the work's answer, and end at once: what this process would do at its end is the other's to do."""
    status = 1
    # SystemExit and KeyboardInterrupt, too, are told by the other one, which does the work again or has been interrupted itself.
    with suppress(BaseException):
        with open(shared, "wb", closefd=False) as out:
            pickle.dump(work(), out, pickle.HIGHEST_PROTOCOL)
        status = 0
    os._exit(status)
