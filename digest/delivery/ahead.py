"""Heads of mails made ahead of the connections, by processes that sign: RSA takes more than half of a mail's processor time.

They only turn recipients into octets. Who is written to, when, and whether at all is decided where it always was: a head that
is made and then not wanted is thrown away. What they cannot do, or not in time, is done by whoever asks for the mail.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from digest import events
from digest.delivery import signing, waiting
from digest.meanwhile import cores as _cores

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Sequence

    from digest.delivery.letterhead import Message, Recipient
    from digest.delivery.message import Writer
    from digest.storage.ledger import Claimed

MANY = 500  # mails worth starting processes for: each takes a sixth of a second of a processor to begin
MOST = 4  # processes
BATCH = 16  # recipients that a process is asked for at once
UNDER_WAY = 2  # batches that a process has in hand: while one is answered it works at the next
ANSWER = 1 << 16  # octets of an answer that are read at once: all of it, most times
ROOM = 1000  # heads, of some 3 KB, that may wait at once
PATIENCE = 0.5  # seconds that a connection waits for a head before it makes its own


class Ahead:
    """Mails whose heads may have been made before they are asked for; threads may use it as they like.

    Args:
        writer: writes the mails, and tells the processes what they are made of.
        recipient: a row → to whom it goes.
        processes: how many to start.
        program: what each of them runs.
    """

    def __init__(
        self,
        writer: Writer,
        recipient: Callable[[Claimed], Recipient],
        *,
        processes: int,
        program: Sequence[str] = signing.PROGRAM,
    ) -> None:
        self.given = 0
        """How many mails began with a head made ahead."""
        self._recipient, self._write, self._order = recipient, writer.write, signing.order(writer)
        self._change = threading.Condition()
        self._waiting: deque[_Head] = deque()
        self._heads: dict[str, _Head] = {}
        self._closed = False
        self._hands = [hand for _ in range(processes) if (hand := _started(program))]
        self._asked, self.lost = processes, processes - len(self._hands)
        self._living = set(self._hands)  # as far as their threads know
        self._able = False  # whether one of them has answered
        self._threads = [
            threading.Thread(target=self._serve, args=(hand,), name=f"signing {number}", daemon=True)
            for number, hand in enumerate(self._hands, start=1)
        ]
        for thread in self._threads:
            thread.start()

    def expect(self, rows: Iterable[Claimed]) -> None:
        """These rows will be asked for, most likely in this order."""
        with self._change:
            if not self._living or self._closed:
                return
            for row in rows:
                if len(self._heads) >= ROOM:
                    break
                head = self._heads[row.subscriber] = _Head(row)
                self._waiting.append(head)
            self._change.notify_all()

    async def write(self, row: Claimed) -> Message:
        """The row's mail.

        Raises:
            ValueError: it cannot be written.
        """
        with self._change:
            head = self._heads.pop(row.subscriber, None)
            # Of another claim of the row; or they have only begun, and it would have to be waited for.
            if head is not None and (head.row is not row or not self._able):
                head.unwanted, head = True, None
        if head is None:
            return self._write(self._recipient(row), None)
        made = await head.made()
        self.given += made is not None
        return self._write(head.to or self._recipient(row), made)

    def remarks(self) -> tuple[events.Noted, ...]:
        """What is worth telling of it at the end."""
        if not self.lost:
            return ()
        told = f"{self.lost} of {self._asked} processes ended by themselves: their mails were signed without them"
        return (events.Noted(stage="send", subject="signing ahead", message=told),)

    def close(self) -> None:
        """End the processes."""
        with self._change:
            self._closed = True
            self.lost += sum(hand.poll() is not None for hand in self._living)  # while it had nothing to do
            self._change.notify_all()
        for hand in self._hands:
            hand.kill()
        for thread in self._threads:
            thread.join()

    def _serve(self, hand: subprocess.Popen[bytes]) -> None:
        """Keep one process at work until the end, or until it dies."""
        under_way: deque[_Head] = deque()
        try:
            # ValueError, AttributeError: what it says is no answer of ours. It is not asked again.
            with suppress(OSError, ValueError, AttributeError):
                self._talk(hand, under_way)
        finally:
            with self._change:
                self._living.discard(hand)
                self.lost += not self._closed
                left = [*under_way, *(() if self._living else self._waiting)]
                if not self._living:
                    self._waiting.clear()
            for head in left:
                head.give(None)
            _end(hand)

    def _talk(self, hand: subprocess.Popen[bytes], under_way: deque[_Head]) -> None:
        asks, answers = hand.stdin, hand.stdout
        assert asks is not None
        assert answers is not None
        _send(asks, self._order)
        batches: deque[int] = deque()
        while (batch := self._next(wait=not batches)) is not None:
            if batch:
                under_way += batch
                batches.append(len(batch))
                for head in batch:
                    head.to = self._recipient(head.row)
                _send(asks, signing.asked([head.to for head in batch if head.to]))
            if batches and (len(batches) == UNDER_WAY or not batch):
                heads = signing.told(answers.readline())
                for _ in range(batches.popleft()):
                    head = under_way.popleft()
                    head.give(heads.get(head.row.subscriber))
                self._able = True

    def _next(self, *, wait: bool) -> list[_Head] | None:
        """What to ask for next; None at the end."""
        with self._change:
            while wait and not self._waiting and not self._closed:
                self._change.wait()
            if self._closed:
                return None
            batch: list[_Head] = []
            while self._waiting and len(batch) < BATCH:
                head = self._waiting.popleft()
                if not head.unwanted:
                    batch.append(head)
            return batch


class _Head:
    """What a row's mail begins with: `made` once somebody has given it."""

    __slots__ = ("_given", "_head", "_wanted", "row", "to", "unwanted")

    def __init__(self, row: Claimed) -> None:
        self.row = row
        self.to: Recipient | None = None
        self.unwanted = False  # whether it need not be made any more
        self._head: bytes | None = None
        self._given = False
        self._wanted: asyncio.Future[None] | None = None

    def give(self, head: bytes | None) -> None:
        """Let it be taken; None where it was not made."""
        self._head, self._given = head, True
        if self._wanted is not None:
            waiting.call((self._wanted,))

    async def made(self) -> bytes | None:
        """The head; None where it was not made, or not in time."""
        if not self._given:
            self._wanted = waiting.new()
            if not self._given:  # `give` has looked for who wants it, or will
                await waiting.patiently(self._wanted, PATIENCE)
        return self._head


def begin(
    writer: Writer, recipient: Callable[[Claimed], Recipient], *, mails: int, per_second: float
) -> Ahead | None:
    """Processes that sign, where they are worth it: for so many mails, at so many a second (0: without a limit)."""
    slow = any(signer.key.algorithm == "rsa-sha256" for signer in writer.signers)
    cores = _cores()
    if not slow or cores == 1 or mails < MANY or 0 < per_second < MANY:
        return None
    return Ahead(writer, recipient, processes=min(cores, MOST))


def _started(program: Sequence[str]) -> subprocess.Popen[bytes] | None:
    """A process that signs; None where none can be started here. It finds the modules that we have found."""
    path = os.pathsep.join(folder for folder in sys.path if folder)
    with suppress(OSError):
        return subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=ANSWER,
            env={**os.environ, "PYTHONPATH": path},
        )
    return None


def _send(stream: IO[bytes], line: bytes) -> None:
    stream.write(line)
    stream.flush()


def _end(hand: subprocess.Popen[bytes]) -> None:
    hand.kill()
    for stream in (hand.stdin, hand.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
    hand.wait()
