"""What carries messages away: the port that `smtp` and `outbox` fit, and what the other side answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, Self

from digest.errors import ResultError
from digest.model import masked

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.delivery.letterhead import Message


_ADDRESS = re.compile(r"""[^\s<>@()"',;:=]+@[^\s<>@()"',;:=]+""")


class PostponedError(ResultError):
    """Nothing can leave now, and no setting is to blame: the same call may succeed later."""


class NobodyError(PostponedError):
    """There is nobody to write to yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one attempt.

    - accepted: the other side has taken the message
    - deferred, refused: it said no, for now (4xx) or for good (5xx)
    - closed: it went away, or did not answer in time, before the end of the body had left: nothing was taken
    - unknown: it went away after that: it may or may not have taken it, and no client can know

    `about` says what was refused: the sender (us), the recipient, or the message. `enhanced` is the status code of
    RFC 3463 (`5.1.1`), empty where none was given. `late` says that no answer came in time.
    """

    kind: Literal["accepted", "deferred", "refused", "closed", "unknown"]
    about: Literal["sender", "recipient", "message"] = "message"
    code: int = 0
    enhanced: str = ""
    text: str = ""
    late: bool = False

    @property
    def told(self) -> str:
        """The answer in one line, as the ledger keeps it."""
        return " ".join(part for part in (str(self.code or ""), self.text) if part) or self.kind

    @property
    def bare(self) -> str:
        """The same as logs may show it: servers like to repeat whom a mail was for."""
        return _ADDRESS.sub(lambda found: masked(found[0]), self.told)


class Transport(Protocol):
    """One way out. `label` names it to people.

    A message is announced, admitted and carried, in this order, in one loop with the other ways; where the other side allows it,
    the next is announced together with the body of the one before. `deliver` does all of it for a single message, without a loop.
    """

    label: str
    repeatable: bool
    """Whether delivering the same message twice is the same as once (a file that is written again)."""

    @property
    def alive(self) -> bool:
        """Whether it is open; a way out that broke is opened anew."""

    def another(self) -> Self:
        """A second way to the same place."""

    def open(self) -> None:
        """Make ready; every call begins anew.

        Raises:
            PostponedError: the other side cannot be reached now.
            ResultError: nothing can be delivered at all.
        """

    async def announce(self, message: Message) -> None:
        """Say what comes."""

    async def admitted(self) -> Answer | None:
        """Hear whether what was announced may come: None, or the refusal."""

    async def carry(self, message: Message, following: Message | None = None) -> Answer:
        """Let the body of the announced message leave, and hear what became of it.

        `following` may be announced with it: see `announced_ahead`.

        Raises:
            ResultError: nothing more can be delivered; it is not known whether this one was.
        """

    @property
    def announced_ahead(self) -> bool:
        """Whether the last `carry` has announced the message that follows."""

    def deliver(self, message: Message, leaving: Callable[[], None]) -> Answer:
        """Carry one message away; calls `leaving` right before its body leaves."""

    def hang_up(self) -> None:
        """End at once, whatever was announced."""

    async def end(self) -> None:
        """End politely, in the loop that has it."""

    def close(self) -> None:
        """End politely, if there still is anything to end."""
