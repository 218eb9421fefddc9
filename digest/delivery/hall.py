"""The rows that a worker has claimed and not begun: which goes next, by place, by the rates, and by where to stop."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.delivery import waiting

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

    from digest.delivery.rates import Rates
    from digest.storage.ledger import Claimed

BATCH = 100
FEW = 10  # of a domain with a rate of its own: so many wait in memory at least, and as many as leave in ENOUGH seconds
ENOUGH = 5.0
LOOK_AGAIN = 30.0  # seconds after which to ask again for what there was none of: retries may have become due
Ended = Literal["done", "paused", "first", "interrupted", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What should be claimed now: how many, after which place, and of which domain alone, or of all but some."""

    count: int
    after: int = -1
    without: tuple[str, ...] = ()
    only: str = ""


class Hall:
    """Rows in waiting; threads may use it as they like.

    Args:
        rates: how fast they may leave.
        lines: how many connections take from it.
        turns: how many of the campaign have had their turn before.
    """

    def __init__(self, rates: Rates, *, lines: int = 1, turns: int = 0) -> None:
        self.ended: Ended | None = None
        self.stop_after: int | None = None
        self._rates, self._low, self._turns = rates, max(4 * lines, BATCH // 2), turns
        self._free: deque[Claimed] = deque()
        self._bound: dict[str, deque[Claimed]] = {domain: deque() for domain in rates.per_domain}
        self._none_left: dict[
            str, float
        ] = {}  # when nothing was left to claim of a domain; "": of all the others
        self._after = -1  # the place up to which the others have been claimed
        self._out = 0  # rows in the hands of a connection
        self._lock = threading.RLock()
        self._idle: set[asyncio.Future[None]] = set()  # who waits for a change

    @property
    def waiting(self) -> bool:
        """Whether there are any."""
        return bool(self._free or any(self._bound.values()))

    def take(self) -> tuple[Claimed, int] | float | None:
        """The next row and its turn (0: it had one before); its place in the rates is taken with it.

        Otherwise the seconds until one may leave (0: rows are on their way), or None: no more will come.
        """
        with self._lock:
            if self.ended:
                return None
            row, wait = self._next()
            if row is None:
                if not (wait or self._out or self._wish()):
                    self.end("done")
                    return None
                return 0.0 if wait is None or self._wish() else wait
            turn = 0 if row.attempts else self._turns + 1
            if turn and self.stop_after is not None and turn > self.stop_after:
                self._queue(row).appendleft(row)
                if self._out:
                    return 0.0  # one of them may come back
                self.end("first")
                return None
            self._turns = turn or self._turns
            self._out += 1
            self._rates.take(row.domain)
            return row, turn

    def left(self, row: Claimed) -> None:
        """The row's mail has left, or never will: its place in the rates is given back."""
        with self._lock:
            self._rates.leave(row.domain)

    def settled(self) -> None:
        """A row that was taken is settled."""
        with self._lock:
            self._out -= 1
            waiting.call(self._idle)

    def put_back(self, row: Claimed, turn: int) -> None:
        """A row that was taken, and not begun after all; `left` was told."""
        with self._lock:
            self._out -= 1
            self._turns -= bool(turn)
            self._queue(row).appendleft(row)
            waiting.call(self._idle)

    def slow(self, domain: str | None) -> None:
        """Go slower: to a domain, or altogether."""
        with self._lock:
            self._rates.slow(domain)
            if domain is not None and domain not in self._bound:
                self._bound[domain] = deque()
                rows, self._free = self._free, deque()
                for row in rows:
                    self._queue(row).append(row)

    async def wait(self, seconds: float) -> None:
        """Wait for rows, or for the end."""
        changed = waiting.new()
        with self._lock:
            if self.ended:
                return
            self._idle.add(changed)
        try:
            await waiting.patiently(changed, seconds)
        finally:
            with self._lock:
                self._idle.discard(changed)

    def end(self, why: Ended) -> None:
        """Nobody gets a row any more."""
        with self._lock:
            self.ended = self.ended or why
            waiting.call(self._idle)

    def wish(self) -> Wish | None:
        """What should be claimed; None where enough waits."""
        with self._lock:
            return None if self.ended else self._wish()

    def add(self, wish: Wish, rows: Iterable[Claimed]) -> None:
        """Take in what was claimed for a wish."""
        with self._lock:
            places = [-1]
            for row in rows:
                self._queue(row).append(row)
                places.append(-1 if row.attempts else row.place)
                self._none_left.pop(row.domain if wish.only else "", None)
            if len(places) == 1:
                if wish.only or self._after < 0:
                    self._none_left[wish.only] = self._rates.timer()
                self._after = -1  # rows may have come back behind us: look once more from the beginning
            elif not wish.only:
                self._after = max(self._after, *places)
            waiting.call(self._idle)

    def _next(self) -> tuple[Claimed | None, float | None]:
        """A row that may leave, or how long to wait for one that waits."""
        if whole := self._rates.wait():
            return None, whole if self.waiting else None
        soonest: float | None = None
        for domain, rows in self._bound.items():
            if rows:
                wait = self._rates.wait(domain)
                if not wait:
                    return rows.popleft(), None
                soonest = wait if soonest is None else min(soonest, wait)
        return (self._free.popleft(), None) if self._free else (None, soonest)

    def _wish(self) -> Wish | None:
        for domain, rows in self._bound.items():
            enough = round(min(max(self._rates.at(domain) * ENOUGH, FEW), BATCH))
            if len(rows) <= enough // 2 and not self._nothing_left(domain):
                return Wish(count=enough, only=domain)
        if len(self._free) < self._low and not self._nothing_left(""):
            return Wish(count=BATCH, after=self._after, without=tuple(sorted(self._bound)))
        return None

    def _nothing_left(self, domain: str) -> bool:
        looked = self._none_left.get(domain)
        return looked is not None and self._rates.timer() - looked < LOOK_AGAIN

    def _queue(self, row: Claimed) -> deque[Claimed]:
        return self._bound.get(row.domain, self._free)
