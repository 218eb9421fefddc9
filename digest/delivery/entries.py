"""What connections have written into the ledger: a row that is settled, a body that is about to leave, and the verdict on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from digest.delivery import waiting
from digest.storage.ledger import Claimed, Settled

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    done: asyncio.Future[None] | None = None

    def begin(self) -> None:
        """Somebody will `wait` for it."""
        self.done = waiting.new()

    async def wait(self) -> Verdict:
        """Wait until it is written down."""
        if self.done is not None:
            await self.done
        return self.verdict

    @classmethod
    def written(cls, entries: Iterable[Entry]) -> None:
        """Say of all of them that they are."""
        waiting.call(entry.done for entry in entries if entry.done is not None)
