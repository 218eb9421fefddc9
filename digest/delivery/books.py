"""Who writes the ledger while a campaign is sent: one thread, one transaction for what all connections have to write.

A commit that survives a power cut costs milliseconds, whatever it holds; what comes while one is made goes into the
next.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.delivery.entries import Entry, Finished
from digest.model import Suppression
from digest.model.why import Why
from digest.storage import campaigns, leaving, ledger, subscribers
from digest.storage.ledger import Settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from digest.delivery.hall import Hall, Wish
    from digest.delivery.marker import Marker
    from digest.model import DeliveryState
    from digest.storage.leaving import Departed
    from digest.storage.ledger import Claimed
    from digest.storage.store import Connection, Store

LEASE = timedelta(hours=1)
GATHER = 0.005  # seconds that a commit waits for other connections: fewer commits, each for more of them
LOOK = 0.25  # seconds between two looks whether another process has paused the campaign


class Books(threading.Thread):
    """The thread that writes.

    Args:
        store: where the ledger is.
        issue: whose campaign it is.
        worker: who holds the rows.
        hall: takes what is claimed, and is ended when the campaign stops.
        clock: what tells the time.
        lines: how many connections write into them.
        marker: is told of the bodies that are about to leave.
        expect: is told of what was claimed, before the hall has it.
    """

    def __init__(
        self,
        store: Store,
        issue: str,
        *,
        worker: str,
        hall: Hall,
        clock: Callable[[], datetime],
        lines: int = 1,
        marker: Marker | None = None,
        expect: Callable[[Iterable[Claimed]], None] | None = None,
    ) -> None:
        super().__init__(name="books", daemon=True)
        self._marker, self._expect = marker, expect
        self.error: BaseException | None = None
        self._store, self._issue, self._worker, self._hall, self._clock = store, issue, worker, hall, clock
        self._entries: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self._counts, self._counting = Counter[tuple[str, "DeliveryState"]](), threading.Lock()
        self._lines, self._closing = lines, False
        self._unwritten: list[Entry] = []  # since the store, or the mark, could not be written
        self._held = ExitStack()  # what is given back in the end
        self._connection: Connection | None = None

    def enter(self, entry: Entry) -> None:
        """Have something written down; `entry.wait` tells when it is."""
        self._entries.put(entry)

    def look(self) -> None:
        """See whether rows are wanted."""
        self._entries.put(None)

    def counts(self) -> Counter[tuple[str, DeliveryState]]:
        """The rows settled since the last question, by domain and state."""
        with self._counting:
            counts, self._counts = self._counts, Counter()
        return counts

    def close(self) -> None:
        """Write down what is left, and end."""
        self._closing = True
        if self.is_alive():
            self._entries.put(None)
            self.join()
        self._held.close()

    def claim(self) -> None:
        """Claim until something waits or nothing is left (before the thread is started): a domain with a rate may have nobody."""
        while True:
            self._write([])
            if self._hall.waiting or self._hall.wish() is None:
                return

    def settle_up(self, connection: Connection) -> None:
        """Write down what could not be written before, and give back what has not begun (after the thread has ended).

        A body whose commit failed, or was followed by a fault, has stayed: its connection was told to stop.
        """
        now = self._clock()
        self._settle(connection, [one for entry in self._unwritten for one in entry.finished], now)
        stayed = [entry.body.subscriber for entry in self._unwritten if entry.body]
        ledger.give_back(connection, self._issue, worker=self._worker, now=now, stayed=stayed)

    def run(self) -> None:
        """Write until closed."""
        while True:
            entries = self._gather()
            closing = self._closing and not entries and self._entries.empty()
            try:
                if self.error is None:
                    self._write(entries)
                else:
                    self._unwritten += entries
            except BaseException as error:  # noqa: BLE001 - told to whoever sends
                self.error = error
                self._hall.end("failed")
                for entry in entries:
                    entry.verdict = "stop"
                self._unwritten += entries
            finally:
                Entry.written(entries)
            if closing:
                return

    def _gather(self) -> list[Entry]:
        """What there is to write: where several connections are at work, what comes in a moment goes with it."""
        found: list[Entry] = []
        with suppress(queue.Empty):
            one = self._entries.get(timeout=LOOK)
            until = time.monotonic() + GATHER
            while True:
                if one is not None:
                    found.append(one)
                alone = self._closing or not found or 2 * len(found) >= self._lines
                left = 0.0 if alone else until - time.monotonic()
                one = self._entries.get(timeout=left) if left > 0 else self._entries.get_nowait()
        return found

    def _write(self, entries: list[Entry]) -> None:
        wish = self._hall.wish()
        if not entries and wish is None:
            with self._store.read() as connection:
                self._follow(ledger.standing(connection, self._issue))
            return
        now = self._clock()
        finished = [one for entry in entries for one in entry.finished]
        connection = self._session()
        with self._store.within(connection):
            standing = ledger.standing(connection, self._issue)
            self._settle(connection, finished, now)
            finished += self._bodies(connection, entries, standing, now)
            departed = self._depart(connection, entries)
            claimed = self._claim(connection, wish, now) if wish and standing.state == "running" else ()
        if departed and self._marker:  # before any of them leaves: only then is its verdict told
            self._marker.put(departed)
        self._follow(standing)
        if wish:
            if self._expect:
                self._expect(claimed)
            self._hall.add(wish, claimed)
        with self._counting:
            self._counts.update((one.row.domain, one.settled.state) for one in finished)

    def _session(self) -> Connection:
        """One for all commits: a new one for each costs as much as to write down a mail."""
        if self._connection is None:
            self._connection = self._held.enter_context(self._store.session())
        return self._connection

    def _follow(self, standing: ledger.Orders) -> None:
        self._hall.stop_after = standing.stop_after
        if standing.state != "running":
            self._hall.end("paused")

    def _settle(self, connection: Connection, finished: list[Finished], now: datetime) -> None:
        rows = [one.settled for one in finished]
        ledger.settle(connection, self._issue, rows, worker=self._worker, now=now)
        for one in finished:
            if one.suppress and ledger.holds(connection, self._issue, one.row.subscriber):
                gone = Suppression(address=one.row.address, reason="bounced", at=now)
                subscribers.suppress(connection, gone)
            if one.pause:
                campaigns.set_state(connection, self._issue, "paused", now=now, reason=one.pause)
                self._hall.end("paused")

    def _bodies(
        self, connection: Connection, entries: list[Entry], standing: ledger.Orders, now: datetime
    ) -> list[Finished]:
        """Mark the bodies that may leave; answers the rows that are settled instead: their readers have withdrawn."""
        asked = {entry.body.subscriber: entry for entry in entries if entry.body}
        beyond = standing.stop_after
        if standing.state != "running" or self._hall.ended in ("paused", "interrupted", "failed"):
            asked = {}
        elif beyond is not None:
            asked = {who: entry for who, entry in asked.items() if entry.turn <= beyond}
        if not asked:
            return []
        mine = ledger.leave_body(
            connection, self._issue, tuple(asked), worker=self._worker, now=now, lists=standing.lists
        )
        kept = tuple(who for who in asked if who not in mine)
        withdrawn = (
            ledger.withdrawn(connection, self._issue, kept, lists=standing.lists, now=now) if kept else {}
        )
        finished = []
        for who, entry in asked.items():
            entry.verdict = "withdrawn" if who in withdrawn else "go" if who in mine else "lost"
            if who in withdrawn and entry.body:
                finished.append(_not_sent(entry.body, *withdrawn[who]))
        ledger.settle(
            connection, self._issue, [one.settled for one in finished], worker=self._worker, now=now
        )
        return finished

    def _depart(self, connection: Connection, entries: list[Entry]) -> Departed | None:
        """Count the bodies that may leave now."""
        places = [entry.body.place for entry in entries if entry.body and entry.verdict == "go"]
        return leaving.depart(connection, self._issue, len(places), place=max(places)) if places else None

    def _claim(self, connection: Connection, wish: Wish, now: datetime) -> tuple[Claimed, ...]:
        return ledger.claim(
            connection,
            self._issue,
            worker=self._worker,
            now=now,
            until=now + LEASE,
            count=wish.count,
            after=wish.after,
            without=wish.without,
            only=(wish.only,) if wish.only else (),
        )


def _not_sent(row: Claimed, reason: str, since: datetime) -> Finished:
    how = "off" if reason == ledger.OFF else reason
    answer = Why("not_sent", how=Why(how), day=str(since.date()))
    return Finished(
        row=row,
        settled=Settled(subscriber=row.subscriber, state="failed", answer=answer, attempts=row.attempts),
    )
