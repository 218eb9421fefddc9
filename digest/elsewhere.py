"""Work that a fresh process does while this one goes on: a function of ours, and what it is given, are sent to it.

Where `digest.meanwhile` copies this process, with all that it holds, this sends what the work needs: it takes no memory for the rest,
and threads stand in nobody's way. Nothing depends on the other process either: where none can be begun, or it ends without an
answer, whoever asks for it does the work, and is told its faults.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from contextlib import suppress
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, Generic, Self, TypeVar

from digest.meanwhile import cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
PROGRAM = (sys.executable, "-P", "-m", "digest.elsewhere")


class Elsewhere(Generic[T]):
    """A context in which some work is under way; at its end nothing of it is left.

    Args:
        work: a function that a module has by its name. What it gives must be picklable, and not None.
        given: what it is given, picklable too; nothing of it is kept.
        parts: what it is given besides, first and as an iterator; sent part by part, so that it never lies here as a whole.
    """

    def __init__(self, work: Callable[..., T], *given: object, parts: Iterable[object] | None = None) -> None:
        self._answer: IO[bytes] | None = None
        self._process = self._begun((work, given, parts is not None), parts or ()) if able() else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._answer is not None:
            self._answer.close()

    def answer(self) -> T | None:
        """What the work gives, to be asked for once; None where there is no answer."""
        if self._process is None or self._answer is None:
            return None
        status = self._process.wait()
        self._process = None
        if status == 0:
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                self._answer.seek(0)
                return pickle.load(self._answer)  # type: ignore[no-any-return]  # noqa: S301 (our own process wrote it)
        return None

    def _begun(self, order: object, parts: Iterable[object]) -> subprocess.Popen[bytes] | None:
        with suppress(OSError), tempfile.TemporaryFile() as asked:
            for one in chain([order], parts):
                pickle.dump(one, asked, pickle.HIGHEST_PROTOCOL)
            asked.seek(0)
            self._answer = tempfile.TemporaryFile()  # noqa: SIM115 - closed as the context ends
            path = os.pathsep.join(
                folder for folder in sys.path if folder
            )  # it finds the modules that we have found
            return subprocess.Popen(
                PROGRAM,
                stdin=asked,
                stdout=self._answer,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        return None


def able() -> bool:
    """Whether another process would be of use: with a core to spare."""
    return bool(sys.executable) and cores() > 1


def _do() -> None:
    """Read what is to be done, and leave the answer."""
    work: Callable[..., Any]
    work, given, parted = pickle.load(sys.stdin.buffer)  # noqa: S301 (whoever began this process wrote it)
    found = work(_parts(), *given) if parted else work(*given)
    pickle.dump(found, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.flush()


def _parts() -> Iterator[Any]:
    with suppress(EOFError):
        while True:
            yield pickle.load(sys.stdin.buffer)  # noqa: S301 (as above)


if __name__ == "__main__":
    _do()
