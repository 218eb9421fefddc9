"""Work that a fresh process does while this one goes on: functions of ours, and what they are given, are sent to it.

Where `digest.meanwhile` copies this process, with all that it holds, this sends what the work needs: it takes no memory for the rest,
and threads stand in nobody's way. Nothing depends on the other process either: where none can be begun, or it ends without an
answer, whoever asks for it does the work, and is told its faults.
"""

from __future__ import annotations

import gc
import os
import pickle
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from typing import IO, TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar

from digest.meanwhile import cores

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
PROGRAM = (sys.executable, "-P", "-m", "digest.elsewhere")
_ORDER, _DONE, _FAILED = b"?", b"+", b"-"
_Kind = Literal["ask", "keep"]


class Elsewhere:
    """A context with a process that does one piece of work after the other; at its end nothing of it is left."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._line: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        if able():
            self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def end(self) -> None:
        """Let go of the process and its memory, where nothing more is to be asked of it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._held.close()
        self._line = None

    @property
    def there(self) -> bool:
        """Whether there is another process, as far as is known."""
        return self._line is not None

    def keep(self, work: Callable[..., object], *given: object) -> None:
        """Have some work done whose answer stays there: the next, kept or asked for, is given it before all else; None is nothing to be given."""
        self._send("keep", work, given)

    def ask(self, work: Callable[..., T], *given: object) -> Asked[T]:
        """Have some work done.

        Args:
            work: a function that a module has by its name. What it gives must be picklable, and not None.
            given: what it is given, picklable too; nothing of it is kept here.
        """
        return Asked(self, self._send("ask", work, given))

    def heard(self) -> bool:
        """Wait for the next answer: whether there is one."""
        if self._line is not None:
            with suppress(OSError):
                said = self._line.recv(1)
                if said:
                    return said == _DONE
        self._line = None
        return False

    def _begin(self) -> None:
        ours, theirs = socket.socketpair()
        self._held.callback(ours.close)
        path = os.pathsep.join(
            folder for folder in sys.path if folder
        )  # it finds the modules that we have found
        with theirs, suppress(OSError):
            self._process = subprocess.Popen(
                PROGRAM,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
            self._line = ours

    def _send(self, kind: _Kind, work: Callable[..., object], given: tuple[object, ...]) -> IO[bytes] | None:
        """Send what is to be done; the file in which the answer will stand."""
        if self._line is None:
            return None
        with suppress(OSError), tempfile.TemporaryFile() as asked:
            answer: IO[bytes] = self._held.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - so it is closed
            pickle.dump((kind, work, given), asked, pickle.HIGHEST_PROTOCOL)
            asked.flush()
            socket.send_fds(self._line, [_ORDER], [asked.fileno(), answer.fileno()])
            return answer
        self._line = None
        return None


class Asked(Generic[T]):
    """Work that is under way there."""

    def __init__(self, other: Elsewhere, answer: IO[bytes] | None) -> None:
        self._other, self._answer = other, answer

    def answer(self) -> T | None:
        """What the work gives, to be asked for once, and in the order of asking; None where there is no answer."""
        if self._answer is None:
            return None
        found: T | None = _loaded(self._answer) if self._other.heard() else None
        self._answer.close()
        return found


def able() -> bool:
    """Whether another process would be of use: with a core to spare, and a way to hand files to it."""
    return bool(sys.executable) and cores() > 1 and hasattr(socket, "send_fds")


def _loaded(answer: IO[bytes]) -> Any:
    """What stands in a file which our own process wrote; None where nothing does."""
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        answer.seek(0)
        return pickle.load(answer)  # noqa: S301
    return None


def _serve(line: socket.socket) -> None:
    """Do what is sent, until nobody is there any more."""
    kept: tuple[object, ...] = ()
    gc.disable()  # there is little to be found, and it is looked for again and again
    while True:
        order, sent, _, _ = socket.recv_fds(line, len(_ORDER), 2)
        if not order:
            return
        with os.fdopen(sent[0], "rb") as asked, os.fdopen(sent[1], "wb") as answer:
            asked.seek(0)
            kind, work, given = pickle.load(asked)  # noqa: S301 (whoever began this process wrote it)
            said = _DONE
            try:
                if kind == "keep":
                    stays = work(*kept, *given)
                    kept = () if stays is None else (stays,)
                else:
                    found, kept = work(*kept, *given), ()
                    pickle.dump(found, answer, pickle.HIGHEST_PROTOCOL)
            except Exception:  # noqa: BLE001 - whoever asked does it, and is told
                said = _FAILED
        if kind != "keep":
            line.send(said)


if __name__ == "__main__":
    _serve(socket.socket(fileno=0))
