"""What the connections of a campaign have in hand and share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from digest.delivery.books import Books
from digest.delivery.hall import Hall
from digest.delivery.letterhead import Message
from digest.delivery.retry import Decision
from digest.delivery.transport import Answer
from digest.storage.ledger import Claimed


@dataclass(slots=True, kw_only=True)
class Job:
    """A row in hand, and its message."""

    row: Claimed
    turn: int
    message: Message
    announced: bool = False
    again: bool = False  # tried a second time, on a new connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all connections of a campaign share.

    - write: the row's message; ValueError where it cannot be written
    - judge: what an answer means for a row, after so many attempts
    - tell: a row was settled by an answer
    - spare: whether this connection may retire, because others go on
    """

    hall: Hall
    books: Books
    write: Callable[[Claimed], Awaitable[Message]]
    judge: Callable[[Claimed, Message, Answer], Decision]
    tell: Callable[[Claimed, Decision, Answer], None]
    sleep: Callable[[float], Awaitable[None]]
    recycle: int
    spare: Callable[[], bool]
