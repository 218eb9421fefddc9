"""One connection: rows out of the hall, messages over the line, answers into the books.

For each message: announce it, hear that it may come, have `body` written down, carry it, hear the answer. While the
books are written the next message is made (that is what takes the time: its signatures), and where the line allows it,
it is announced with the body of the one before.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from digest.delivery.desk import Job
from digest.delivery.entries import Entry, Finished
from digest.delivery.retry import slows, why_paused
from digest.delivery.transport import PostponedError
from digest.storage.ledger import Settled

if TYPE_CHECKING:
    from digest.delivery.desk import Desk
    from digest.delivery.transport import Answer, Transport
    from digest.model import DeliveryState
    from digest.storage.ledger import Claimed

LOOK = 0.25  # seconds: the longest sleep between two looks whether to go on
CLOSED_IN_A_ROW = 3  # a server that hangs up so often wants to be left alone


class Carrier:
    """Carries until nothing is left, or the campaign stops. `error` is what ended it before.

    Args:
        line: its connection.
        desk: what it shares.
    """

    def __init__(self, line: Transport, desk: Desk) -> None:
        self.line = line
        self.error: BaseException | None = None
        self._desk = desk
        self._finished: list[Finished] = []
        self._job: Job | None = None
        self._following: Job | None = None
        self._leaving = False  # the body of the job may be on its way
        self._carried = self._closed = (
            0  # by this connection; fresh connections in a row that were closed on us
        )

    async def run(self) -> None:
        """Carry."""
        try:
            while await self._serve():
                pass
        except BaseException as error:  # noqa: BLE001 - told to whoever sends
            self.error = error
            self._desk.hall.end("failed")
        finally:
            await self._end()

    async def _serve(self) -> bool:
        """Carry while the server lets us; whether to try once more."""
        try:
            if not self.line.alive:
                await self._open()
            while await self._ready():
                await self._step()
        except PostponedError:
            if self._desk.spare():
                return False  # others go on
            if 0 < self._closed < CLOSED_IN_A_ROW:
                return True
            raise
        return False

    async def _ready(self) -> bool:
        """Have a job in hand; False where none will come."""
        if self._job is None:
            self._job = await self._take()
        if self._job is None:
            self._write_down()
            self._job = await self._take(patiently=True)
        return self._job is not None

    async def _step(self) -> None:
        """Bring the job in hand to its end, or find that it has to begin again."""
        job, line = self._job, self.line
        assert job is not None
        if not line.alive:
            self._write_down()
            await self._open()
            job.announced = False
        if not job.announced:
            await line.announce(job.message)
        refused = await line.admitted()
        job.announced = False
        if refused is not None:
            await self._refused(job, refused)
            return
        entry = self._write_down(body=job)
        self._following = await self._take()
        if await entry.wait() == "go":
            await self._carry(job)
        else:
            self._abandon(job, entry)

    async def _carry(self, job: Job) -> None:
        recycled = self._carried + 1 >= self._desk.recycle
        following = self._following
        self._leaving = True
        answer = await self.line.carry(job.message, following.message if following and not recycled else None)
        self._leaving = False
        self._desk.hall.left(job.row)
        if following:
            following.announced = self.line.announced_ahead
        self._job, self._following = following, None
        self._judge(job, answer)
        if answer.kind in ("closed", "unknown"):
            self._broken(answer)
            return
        self._carried, self._closed = self._carried + 1, 0
        if recycled:
            await self.line.end()

    async def _refused(self, job: Job, answer: Answer) -> None:
        closed = answer.kind == "closed"
        if closed and self._carried and not job.again and slows(answer) != "domain":
            # The server ended a connection that had served: it may want a new one for the next message.
            job.again = True
            await self.line.end()
            return
        self._desk.hall.left(job.row)
        self._job = None
        self._judge(job, answer)
        if closed:
            self._broken(answer)

    def _abandon(self, job: Job, entry: Entry) -> None:
        """Leave an announced message unsent: after its DATA only hanging up does not deliver anything."""
        self.line.hang_up()
        self._desk.hall.left(job.row)
        self._job, self._following = self._following, None
        if entry.verdict == "stop":
            self._desk.hall.put_back(job.row, job.turn)
        else:
            self._desk.hall.settled()

    def _judge(self, job: Job, answer: Answer) -> None:
        decision = self._desk.judge(job.row, job.message, answer)
        attempts = job.row.attempts + (decision.state != "pending")
        self._finished.append(
            Finished(
                row=job.row,
                settled=Settled(
                    subscriber=job.row.subscriber,
                    state=decision.state,
                    answer=answer.told,
                    attempts=attempts,
                    due=decision.due,
                    since=decision.since,
                ),
                suppress=decision.suppress,
                pause=why_paused(decision, answer),
            )
        )
        self._desk.tell(job.row, decision, answer)
        if decision.pause:
            self._desk.hall.end("paused")
        slower = slows(answer)
        if slower:
            self._desk.hall.slow(job.row.domain if slower == "domain" else None)
        self._desk.hall.settled()

    def _broken(self, answer: Answer) -> None:
        """A connection was closed on us: leave the server alone where that goes on."""
        self._closed += 1
        if self._closed >= CLOSED_IN_A_ROW or not self._carried:
            raise PostponedError(
                self.line.label,
                f"closed {self._closed} connections in a row ({answer.bare})",
                "run `digest send` again later",
            )

    async def _open(self) -> None:
        await asyncio.to_thread(self.line.open)  # takes some round trips, and a login
        self._carried = 0

    async def _take(self, *, patiently: bool = False) -> Job | None:
        """The next job, its message made; None where there is none (now, or where patient, at all)."""
        hall = self._desk.hall
        while True:
            taken = hall.take()
            if isinstance(taken, tuple):
                made = await self._make(*taken)
                if made:
                    return made
            elif taken is None or not patiently:
                return None
            elif taken:
                await self._desk.sleep(min(taken, LOOK))
            else:
                self._desk.books.look()
                await hall.wait(LOOK)

    async def _make(self, row: Claimed, turn: int) -> Job | None:
        try:
            return Job(row=row, turn=turn, message=await self._desk.write(row))
        except ValueError as error:
            told = f"its message cannot be written: {error}"
            settled = Settled(subscriber=row.subscriber, state="failed", answer=told, attempts=row.attempts)
            self._finished.append(Finished(row=row, settled=settled))
            self._desk.hall.left(row)
            self._desk.hall.settled()
            return None

    def _write_down(self, *, body: Job | None = None) -> Entry:
        entry = Entry(finished=self._finished, body=body.row if body else None, turn=body.turn if body else 0)
        if entry.finished or entry.body:
            self._finished = []
            if entry.body:
                entry.begin()
            self._desk.books.enter(entry)
        return entry

    async def _end(self) -> None:
        """Settle what is known, give back what was not begun, and say goodbye."""
        job = self._job
        if job and self._leaving:
            # Nobody can know what became of it; where it is the same message however often, it is sent again.
            state: DeliveryState = "pending" if self.line.repeatable else "uncertain"
            told = "interrupted while the message was leaving"
            tried = job.row.attempts + (state == "uncertain")
            settled = Settled(
                subscriber=job.row.subscriber,
                state=state,
                answer="" if state == "pending" else told,
                attempts=tried,
            )
            self._finished.append(Finished(row=job.row, settled=settled))
            self._desk.hall.settled()
            job = None
        for held in (job, self._following):
            if held:
                self._desk.hall.left(held.row)
                self._desk.hall.put_back(held.row, held.turn)
        self._write_down()
        if job or self._following:
            self.line.hang_up()
        else:
            await self.line.end()
