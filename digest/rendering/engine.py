"""The MJML engine at arm's length: a worker process that is kept for speed and replaced when it dies."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from digest.errors import ResultError
from digest.rendering import mjmlworker

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = (sys.executable, "-P", str(Path(mjmlworker.__file__)))


class Engine:
    """One worker, started when it is first asked. Threads take turns; a forked process starts its own.

    The worker ends when its input does, so none outlives the program, however that ends; and by itself after
    `mjmlworker.SECONDS`, so that waiting for it needs no clock here.
    """

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self._program = tuple(program)
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def html(self, source: str, *, subject: str) -> str:
        """The HTML of MJML.

        Raises:
            ResultError: the engine refuses it, dies of it, takes too long, or cannot be started; names the subject.
        """
        with self._lock:
            fresh = self._start(subject)
            told = self._ask(source)
            if told is None and not fresh:  # it may have died long ago, of something else
                self._start(subject)
                told = self._ask(source)
        if told is None:
            raise ResultError(
                subject,
                f"the MJML engine died of it, or took more than {mjmlworker.SECONDS} s",
                "look for elements deep inside each other in the template; the other issues are not touched",
            )
        text = told[1:].decode("utf-8", "replace")
        if told[:1] != mjmlworker.OK:
            raise ResultError(subject, f"MJML cannot be rendered ({text})", "mend the template")
        return text

    def close(self) -> None:
        """End the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker is None or self._owner != os.getpid():
            return
        for stream in (worker.stdin, worker.stdout):
            _shut(stream)
        worker.kill()
        worker.wait()

    def _start(self, subject: str) -> bool:
        """Have a worker; whether it is a new one."""
        if self._worker is not None and self._owner == os.getpid() and self._worker.poll() is None:
            return False
        self.close()
        try:
            self._worker = subprocess.Popen(
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise ResultError(
                subject,
                f"the MJML engine cannot be started ({error})",
                "see that Python may start a process here",
            ) from None
        self._owner = os.getpid()
        return True

    def _ask(self, source: str) -> bytes | None:
        """The worker's answer; None where it died, which ends it."""
        worker = self._worker
        assert worker is not None
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            mjmlworker.write(worker.stdin, source.encode("utf-8", "replace"))
            told = mjmlworker.read(worker.stdout)
        except OSError:
            told = None
        except BaseException:  # interrupted between question and answer: the next would get this answer
            self.close()
            raise
        if told is None:
            self.close()
        return told


ENGINE = Engine()
"""The program's own."""

atexit.register(ENGINE.close)


def _shut(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:  # what was not yet written goes nowhere
        pass
