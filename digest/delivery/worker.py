"""One worker: takes rows that are due, writes each message, hands it over, and settles the row by the answer."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from digest import events
from digest.delivery.message import Message, Recipient, write
from digest.delivery.retry import Decision, decide
from digest.delivery.transport import PostponedError
from digest.errors import InputError, ResultError
from digest.model import Suppression
from digest.storage import departures, ledger, subscribers

if TYPE_CHECKING:
    from digest.delivery.campaign import Campaign
    from digest.delivery.marker import Marker
    from digest.delivery.transport import Answer, Transport
    from digest.storage.store import Store

LEASE = timedelta(hours=1)
BATCH = 20
CLOSED_IN_A_ROW = 3  # a server that hangs up so often wants to be left alone
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a worker works: what it does with the uncertain, and how many mails a second it may send (0: no limit)."""

    uncertain: Literal["hold", "resend"] = "hold"
    per_second: float = 0


class Worker:
    """Sends what is due of one campaign, one message after another.

    Args:
        store: the ledger.
        campaign: what is sent.
        transport: how it leaves.
        token: subscriber's id → unsubscribe token.
        rules: its manners.
        clock: what tells the time.
        sleep: what waits, in seconds.
        observer: who is told.
        marker: the mark beside the issue, told of each body before it leaves.
    """

    def __init__(
        self,
        *,
        store: Store,
        campaign: Campaign,
        transport: Transport,
        token: Callable[[str], str],
        rules: Rules,
        clock: Clock,
        sleep: Callable[[float], None],
        observer: events.Observer = events.ignore,
        marker: Marker | None = None,
    ) -> None:
        self.marker = marker
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.store, self.campaign, self.transport, self.token = store, campaign, transport, token
        self.rules, self.clock, self.sleep, self.observer = rules, clock, sleep, observer
        self._carried = 0  # by the connection that is open now
        self._closed = 0  # fresh connections in a row that were closed on us
        self._leaving = False

    def run(self) -> None:
        """Send all that is due now; later retries stay for a later run.

        Raises:
            PostponedError, ResultError: nothing more can leave; rows that were not begun are pending again.
        """
        with self.store.read() as connection:
            counts = ledger.counts(connection, self.campaign.issue)
        total = sum(counts.values())
        done = total - sum(counts.get(state, 0) for state in ledger.OPEN)
        opened = False
        try:
            while claimed := self._claim():
                if not opened:
                    self._open()
                    opened = True
                for row in claimed:
                    if not self._one(row):
                        return
                    done += 1
                    self.observer(events.Progress(stage="send", done=done, total=total))
        finally:
            with self.store.write() as connection:
                ledger.give_back(connection, self.campaign.issue, worker=self.name, now=self.clock())
            self.transport.close()

    def _claim(self) -> tuple[ledger.Claimed, ...]:
        now = self.clock()
        with self.store.write() as connection:
            return ledger.claim(
                connection, self.campaign.issue, worker=self.name, now=now, until=now + LEASE, count=BATCH
            )

    def _open(self) -> None:
        self.transport.open()
        self._carried = 0

    def _one(self, row: ledger.Claimed) -> bool:
        """Send one row; False where the campaign was paused."""
        with self.store.read() as connection:
            gone = subscribers.suppressed(connection, row.address)
        if gone is not None:
            self._settle(
                row, Decision(state="failed"), f"not sent: {gone.reason} on {gone.at.date()}", row.attempts
            )
            return True
        message = write(
            self.campaign.rendition,
            self.campaign.letterhead,
            Recipient(
                subscriber=row.subscriber,
                address=row.address,
                name=row.name,
                token=self.token(row.subscriber),
            ),
        )
        answer = self._deliver(message, row)
        if answer.kind == "closed" and self._carried:
            # The server ended a connection that had served: it may want a new one for the next message.
            self._open()
            answer = self._deliver(message, row)
        return self._judge(row, message.id, answer)

    def _deliver(self, message: Message, row: ledger.Claimed) -> Answer:
        self._leaving = False
        try:
            answer = self.transport.deliver(message, lambda: self._leave(row))
        except BaseException:
            if self._leaving and not self.transport.repeatable:
                self._settle(row, Decision(state="uncertain"), "interrupted while the message was leaving")
            elif self._leaving:
                self._settle(row, Decision(state="pending"), "", row.attempts)
            raise
        return answer

    def _leave(self, row: ledger.Claimed) -> None:
        with self.store.write() as connection:
            mine = ledger.leave_body(
                connection, self.campaign.issue, row.subscriber, worker=self.name, now=self.clock()
            )
            departed = departures.depart(connection, self.campaign.issue)
        if self.marker is not None:
            self.marker.put(departed)
        if not mine:
            raise ResultError(
                f'campaign "{self.campaign.issue}"',
                "another worker has taken over",
                "see `digest campaign show`",
            )
        self._leaving = True

    def _judge(self, row: ledger.Claimed, key: str, answer: Answer) -> bool:
        decision = decide(
            answer,
            attempts=row.attempts + 1,
            started=self.campaign.started,
            now=self.clock(),
            key=key,
            uncertain=self.rules.uncertain,
        )
        attempts = row.attempts if decision.state == "pending" else row.attempts + 1
        self._settle(row, decision, answer.told, attempts)
        self._tell(row, decision, answer)
        if decision.pause:
            self._pause(answer)
            return False
        self._after(answer)
        return True

    def _settle(
        self, row: ledger.Claimed, decision: Decision, answer: str, attempts: int | None = None
    ) -> None:
        now = self.clock()
        with self.store.write() as connection:
            ledger.settle(
                connection,
                self.campaign.issue,
                row.subscriber,
                worker=self.name,
                state=decision.state,
                answer=answer,
                now=now,
                attempts=row.attempts + 1 if attempts is None else attempts,
                due=decision.due,
            )
            if decision.suppress:
                subscribers.suppress(connection, Suppression(address=row.address, reason="bounced", at=now))

    def _pause(self, answer: Answer) -> None:
        with self.store.write() as connection:
            ledger.set_state(connection, self.campaign.issue, "paused", now=self.clock(), reason=answer.told)
        self.observer(
            events.Failed(
                stage="send",
                error=InputError(
                    self.transport.label,
                    f"refuses mail of this sender ({answer.told}): the campaign is paused",
                    f"settle it, then run `digest send {self.campaign.issue}` again",
                ),
            )
        )

    def _after(self, answer: Answer) -> None:
        """Keep the connection in order for the next message, and the pace."""
        if answer.kind in ("closed", "unknown"):
            self._closed += 1
            if self._closed >= CLOSED_IN_A_ROW:
                raise PostponedError(
                    self.transport.label,
                    f"closed {self._closed} connections in a row ({answer.told})",
                    "run `digest send` again later",
                )
            self._open()
            return
        self._carried, self._closed = self._carried + 1, 0
        if self.rules.per_second:
            self.sleep(1 / self.rules.per_second)

    def _tell(self, row: ledger.Claimed, decision: Decision, answer: Answer) -> None:
        subject = f'address "{row.address}"'
        if decision.state == "retry":
            due = f"{decision.due:%Y-%m-%d %H:%M} UTC" if decision.due else ""
            self.observer(
                events.Noted(stage="send", subject=subject, message=f"{answer.told}: tried again at {due}")
            )
        elif decision.state in ("failed", "uncertain"):
            hint = (
                "it may or may not have arrived" if decision.state == "uncertain" else "it is not tried again"
            )
            self.observer(events.Failed(stage="send", error=InputError(subject, answer.told, hint)))
