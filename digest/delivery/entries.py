"""What connections have written into the ledger: a row that is settled, a body that is about to leave, and the verdict on it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Literal

from digest.storage.ledger import Claimed, Settled

Verdict = Literal["go", "withdrawn", "stop", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A row that is settled: what is written down, and what follows from it."""

    row: Claimed
    settled: Settled
    suppress: bool = False
    pause: str = ""


@dataclass(slots=True, kw_only=True, eq=False)
class Entry:
    """What a connection wants written down at once; `body` is the row whose body is to leave next, its n-th `turn`.

    The verdict on it is there after `wait`: the body may go; its reader has withdrawn, and the row is settled;
    the campaign has stopped; or the row is `lost`: another worker holds it, or its reader was forgotten.
    """

    finished: list[Finished] = field(default_factory=list)
    body: Claimed | None = None
    turn: int = 0
    verdict: Verdict = "stop"
    _open: threading.Lock = field(
        default_factory=threading.Lock
    )  # held until it is written: cheaper than an Event

    def __post_init__(self) -> None:
        self._open.acquire()

    def wait(self) -> Verdict:
        """Wait until it is written down."""
        with self._open:
            return self.verdict

    def written(self) -> None:
        """Say that it is."""
        self._open.release()
