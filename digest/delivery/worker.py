"""One worker: takes the rows that are due, over several connections at once, and settles each by the answer."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections import deque
from typing import TYPE_CHECKING

from digest import events
from digest.delivery import ahead, telling
from digest.delivery.books import Books
from digest.delivery.crew import Crew
from digest.delivery.desk import Desk
from digest.delivery.hall import Hall
from digest.delivery.letterhead import Recipient
from digest.delivery.message import Writer
from digest.delivery.rates import Rates
from digest.delivery.retry import decide
from digest.delivery.streak import Streak
from digest.model.why import Why
from digest.storage import campaigns, ledger
from digest.storage import standing as counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.delivery.campaign import Campaign
    from digest.delivery.letterhead import Message
    from digest.delivery.marker import Marker
    from digest.delivery.retry import Decision
    from digest.delivery.rules import Rules, Time
    from digest.delivery.transport import Answer, Transport
    from digest.storage.ledger import Claimed
    from digest.storage.store import Connection, Store

TELL = 0.1  # seconds between two reports of how far it has come
HIRE_AGAIN = 60.0  # seconds after which a connection that was given up is tried again


class Worker:
    """Sends what is due of one campaign.

    Args:
        store: the ledger.
        campaign: what is sent.
        transport: how it leaves.
        token: subscriber's id → unsubscribe token.
        rules: its manners.
        time: what tells the time.
        stop: ends it when set: what is under way is settled, what was not begun is given back.
        observer: who is told, in the thread that calls `run`.
        writer: writes the mails; where None, the campaign's, unsigned.
        marker: the mark beside the issue, which is told of each body before it leaves.
    """

    def __init__(
        self,
        *,
        store: Store,
        campaign: Campaign,
        transport: Transport,
        token: Callable[[str], str],
        rules: Rules,
        time: Time,
        stop: threading.Event | None = None,
        observer: events.Observer = events.ignore,
        writer: Writer | None = None,
        marker: Marker | None = None,
    ) -> None:
        self.marker = marker
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.store, self.campaign, self.transport, self.token = store, campaign, transport, token
        self.rules, self.time, self.stop, self.observer = rules, time, stop, observer
        self._writer = writer or Writer(campaign.rendition, campaign.letterhead)
        self._ahead: ahead.Ahead | None = None
        self._told: deque[events.Event] = deque()
        self._teller = telling.Teller(campaign.issue, transport.label, timezone=campaign.letterhead.timezone)
        self._streak = Streak()
        self._crew: Crew | None = None
        self._leaving = threading.Lock()
        self._at_work = 0
        self._retired = -float("inf")

    def run(self) -> None:
        """Send all that is due now; later retries stay for a later run.

        Raises:
            PostponedError, ResultError: nothing more can leave; rows that were not begun are pending again.
        """
        issue, rules = self.campaign.issue, self.rules
        with self.store.read() as connection:
            counts = counted.counts(connection, issue)
            turns = counted.turns_taken(connection, issue)
            first = ledger.standing(connection, issue).stop_after
        self._total = sum(counts.values())
        self._done = self._total - sum(counts.get(state, 0) for state in ledger.OPEN)
        rates = Rates(self.time.timer, rules.per_second, rules.per_domain)
        self._ahead = ahead.begin(
            self._writer,
            self._recipient,
            mails=min(self._total - self._done, self._total if first is None else first - turns),
            per_second=rules.per_second,
        )
        hall = Hall(rates, lines=rules.connections, turns=turns)
        books = Books(
            self.store,
            issue,
            worker=self.name,
            hall=hall,
            clock=self.time.clock,
            lines=rules.connections,
            marker=self.marker,
            expect=self._ahead.expect if self._ahead else None,
        )
        desk = Desk(
            hall=hall,
            books=books,
            write=self._write,
            judge=self._judge,
            tell=self._tell,
            sleep=self.time.sleep,
            recycle=rules.recycle,
            spare=self._spare,
        )
        try:
            books.claim()
            if not hall.ended and hall.waiting:
                self.transport.open()
                books.start()
                self._send(desk, min(rules.connections, self._total - self._done))
        finally:
            self._close(hall, books)
        self._raise(books)

    def _send(self, desk: Desk, connections: int) -> None:
        crew = self._crew = Crew(desk, lines=connections)
        self._hire(self.transport)
        for _ in range(connections - 1):
            self._hire(self.transport.another())
        crew.start()
        while crew.is_alive():
            crew.join(TELL)
            self._report(desk.books)
            if self.stop and self.stop.is_set():
                desk.hall.end("interrupted")
            if (
                self._at_work < connections
                and not desk.hall.ended
                and self.time.timer() - self._retired > HIRE_AGAIN
            ):
                self._hire(self.transport.another())

    def _hire(self, line: Transport) -> None:
        assert self._crew is not None
        with self._leaving:
            self._at_work += 1
        self._crew.hire(line)

    def _spare(self) -> bool:
        """Let a connection go whose server does not want it, where another is left."""
        with self._leaving:
            if self._at_work <= 1:
                return False
            self._at_work -= 1
            self._retired = self.time.timer()
            return True

    def _close(self, hall: Hall, books: Books) -> None:
        """Let what is under way come to its end; a second interrupt cuts it off."""
        hall.end("interrupted")
        try:
            if self._crew:
                self._crew.join()
        except KeyboardInterrupt:
            if self._crew:
                self._crew.hang_up()
                self._crew.join()
            raise
        finally:
            if self._ahead:
                self._ahead.close()
                self._told.extend(self._ahead.remarks())
            books.close()
            self.transport.close()
            with self.store.write() as connection:
                books.settle_up(connection)
                self._stopped_at_first(connection, hall)
            self._report(books, at_end=True)

    def _stopped_at_first(self, connection: Connection, hall: Hall) -> None:
        issue = self.campaign.issue
        standing = ledger.standing(connection, issue)
        if hall.ended == "first" and standing.state == "running" and standing.stop_after is not None:
            # Where nothing stops it any more, a person has let it go on meanwhile.
            campaigns.set_state(
                connection,
                issue,
                "paused",
                now=self.time.clock(),
                reason=Why("first", n=hall.stop_after),
            )

    def _raise(self, books: Books) -> None:
        for error in (books.error, *(self._crew.errors if self._crew else ())):
            if error is not None:
                raise error

    async def _write(self, row: Claimed) -> Message:
        if not (row.address.isascii() and row.address.isprintable()) or " " in row.address:
            raise ValueError("no mail server takes such an address")
        return await self._ahead.write(row) if self._ahead else self._writer.write(self._recipient(row))

    def _recipient(self, row: Claimed) -> Recipient:
        token = self.token(row.subscriber)
        return Recipient(subscriber=row.subscriber, address=row.address, name=row.name, token=token)

    def _judge(self, row: Claimed, message: Message, answer: Answer) -> Decision:
        decision = decide(
            answer,
            attempts=row.attempts + 1,
            since=row.since,
            now=self.time.clock(),
            key=message.id,
            uncertain=self.rules.uncertain,
        )
        return self._streak.weigh(decision, answer)

    def _report(self, books: Books, *, at_end: bool = False) -> None:
        counts = books.counts()
        while self._told:
            self.observer(self._told.popleft())
        if not counts and not at_end:
            return
        self._done += sum(many for (_, state), many in counts.items() if state not in ledger.OPEN)
        self.observer(
            events.Mailed(
                issue=self.campaign.issue,
                done=self._done,
                total=self._total,
                counts=tuple((domain, state, many) for (domain, state), many in sorted(counts.items())),
            )
        )

    def _tell(self, row: Claimed, decision: Decision, answer: Answer) -> None:
        """Remember what the observer is to be told."""
        if decision.state != "sent":
            self._told += self._teller.of(row.address, decision, answer)
