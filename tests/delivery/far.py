"""Servers in processes of their own, started and ended by tests and benchmarks: the recording sink, the delayed line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Taken:
    """A message of the record: `what` is `taken`, `dropped` (taken, no 250) or `refused`."""

    what: str
    id: str
    digest: str
    recipient: str
    sender: str
    connection: int
    open: int


class Process:
    """A server of `tests.delivery` that tells its port on its first line."""

    module = ""

    def __init__(self, *arguments: str) -> None:
        self.arguments = arguments
        self.port = 0
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Serve, on the same port as before if there was one."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"tests.delivery.{self.module}", *self.arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        told = self.process.stdout.readline()
        assert told, f"{self.module} did not start"
        self.port = int(told)

    def stop(self) -> None:
        """End it as a crash does: no goodbye."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Sink(Process):
    """The recording sink (`tests.delivery.sink`); `rules` are its rules, `room` how many messages it takes until `let_on`."""

    module = "sink"

    def __init__(
        self, folder: Path, *, pipelining: bool = True, keep: bool = False, room: int = 0, **rules: object
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.path = folder / "record.tsv"
        self.kept = folder / "kept"
        self.everywhere = {stage: rules.pop(stage) for stage in ("hello", "mail") if stage in rules}
        arguments = ["--record", str(self.path), "--rules", json.dumps({"*": self.everywhere, **rules})]
        if keep:
            self.kept.mkdir(exist_ok=True)
            arguments += ["--keep", str(self.kept)]
        if room:
            arguments += ["--room", str(room)]
        super().__init__(*arguments, *(() if pipelining else ("--no-pipelining",)))

    def start(self) -> None:
        if self.port:
            self.arguments = (*self.arguments, "--port", str(self.port))
        super().start()

    def let_on(self) -> None:
        """Let it take what goes beyond its room."""
        self.path.with_suffix(".on").touch()

    def rows(self) -> list[Taken]:
        """The record so far."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return [
            Taken(*words[:5], connection=int(words[5]), open=int(words[6]))
            for words in (line.split("\t") for line in lines)
        ]

    def taken(self) -> list[Taken]:
        """The messages that it has taken, whether or not it said so."""
        return [row for row in self.rows() if row.what in ("taken", "dropped")]

    def count(self) -> int:
        """How many lines the record has: cheap enough to ask again and again."""
        return self.path.read_bytes().count(b"\n") if self.path.exists() else 0


class Delayed(Process):
    """A delayed line to a port; `port` is where it begins."""

    module = "delay"

    def __init__(self, port: int, milliseconds: float) -> None:
        super().__init__(str(port), str(milliseconds))
