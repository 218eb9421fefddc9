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
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
PROGRAM = (sys.executable, "-P", "-m", "digest.elsewhere")
_DONE, _FAILED = b"+", b"-"
_PLACE = 8
"""Bytes that say where in a file an order stands, behind its pieces."""
_Kind = Literal["ask", "keep", "share"]


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
        """Have some work done whose answer stays there: the next that is asked for is given it, before all else."""
        self._send("keep", work, given)

    def ask(self, work: Callable[..., T], *given: object) -> Asked[T]:
        """Have some work done.

        Args:
            work: a function that a module has by its name. What it gives must be picklable, and not None.
            given: what it is given, picklable too; nothing of it is kept here.
        """
        return Asked(self, self._send("ask", work, given))

    def share(
        self, work: Callable[..., T], pieces: Iterable[object], *given: object, count: int
    ) -> Shared[T]:
        """Have many pieces of work done, each by whoever comes to it first: that process, or this one when it asks for the answers.

        Args:
            work: as for `ask`; it is given a piece, and the rest.
            pieces: each is sent as it comes, so that they never lie here as a whole.
            given: as for `ask`.
            count: how many pieces there are, at most 256: a number is one byte.
        """
        read, write = os.pipe()
        self._held.callback(os.close, read)
        os.write(write, bytes(range(count)))
        os.close(write)  # where no number is left, there is an end
        return Shared(self, self._send("share", work, given, pieces, read), read, count)

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

    def _send(
        self,
        kind: _Kind,
        work: Callable[..., object],
        given: tuple[object, ...],
        pieces: Iterable[object] = (),
        *more: int,
    ) -> IO[bytes] | None:
        """Send what is to be done; the file in which the answer will stand."""
        if self._line is None:
            return None
        with suppress(OSError), tempfile.TemporaryFile() as asked:
            answer: IO[bytes] = self._held.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - so it is closed
            places = []
            for one in pieces:
                places.append(asked.tell())
                pickle.dump(one, asked, pickle.HIGHEST_PROTOCOL)
            begun = asked.tell()
            pickle.dump((kind, work, given, places), asked, pickle.HIGHEST_PROTOCOL)
            asked.flush()
            files = [asked.fileno(), answer.fileno(), *more]
            socket.send_fds(self._line, [begun.to_bytes(_PLACE)], files)
            return answer
        self._line = None
        return None


class Asked(Generic[T]):
    """Work that is under way there."""

    def __init__(self, other: Elsewhere, answer: IO[bytes] | None) -> None:
        self._other, self._answer = other, answer

    def answer(self) -> T | None:
        """What the work gives, to be asked for once, and in the order of asking; None where there is no answer."""
        found = (
            next(_loaded(self._answer), None) if self._answer is not None and self._other.heard() else None
        )
        if self._answer is not None:
            self._answer.close()
        return found


class Shared(Generic[T]):
    """Pieces of work that are done there and here."""

    def __init__(self, other: Elsewhere, answer: IO[bytes] | None, numbers: int, count: int) -> None:
        self._other, self._answer, self._numbers, self._count = other, answer, numbers, count

    def answers(self, here: Callable[[int], T]) -> list[T]:
        """What all pieces give, in their order; to be asked for once.

        Args:
            here: does the piece of a number, of those that the other process has not come to; or has not done, where it ended.
        """
        found = {number: here(number) for number in _claimed(self._numbers)}
        if self._answer is not None:
            if self._other.heard():
                found.update(_loaded(self._answer))
            self._answer.close()
        return [found[number] if number in found else here(number) for number in range(self._count)]


def able() -> bool:
    """Whether another process would be of use: with a core to spare, and a way to hand files to it."""
    return bool(sys.executable) and cores() > 1 and hasattr(socket, "send_fds")


def _claimed(numbers: int) -> Iterator[int]:
    """Numbers of pieces as long as there are any; each is given to one process alone."""
    while claimed := os.read(numbers, 1):
        yield claimed[0]


def _loaded(answer: IO[bytes]) -> Iterator[Any]:
    """All that stands in a file which our own process wrote."""
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        answer.seek(0)
        while True:
            yield pickle.load(answer)  # noqa: S301


def _serve(line: socket.socket) -> None:
    """Do what is sent, until nobody is there any more."""
    kept: tuple[object, ...] = ()
    gc.disable()  # there is little to be found, and it is looked for again and again
    while True:
        where, sent, _, _ = socket.recv_fds(line, _PLACE, 3)
        if not where:
            return
        with os.fdopen(sent[0], "rb") as asked, os.fdopen(sent[1], "wb") as answer:
            asked.seek(int.from_bytes(where))
            kind, work, given, places = pickle.load(asked)  # noqa: S301 (whoever began this process wrote it)
            said = _DONE
            try:
                if kind == "share":
                    for number in _claimed(sent[2]):
                        asked.seek(places[number])
                        done = number, work(pickle.load(asked), *given)  # noqa: S301 (as above)
                        pickle.dump(done, answer, pickle.HIGHEST_PROTOCOL)
                elif kind == "keep":
                    kept = (work(*given),)
                else:
                    found, kept = work(*kept, *given), ()
                    pickle.dump(found, answer, pickle.HIGHEST_PROTOCOL)
            except Exception:  # noqa: BLE001 - whoever asked does it, and is told
                said = _FAILED
        for numbers in sent[2:]:
            os.close(numbers)
        if kind != "keep":
            line.send(said)


if __name__ == "__main__":
    _serve(socket.socket(fileno=0))
