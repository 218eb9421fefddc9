"""What to do after an answer: a pure decision on values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from digest.codec import fingerprint
from digest.model.why import Why

if TYPE_CHECKING:
    from digest.delivery.transport import Answer

FIRST = timedelta(minutes=5)
LONGEST = timedelta(hours=4)
GIVE_UP = timedelta(hours=48)
JITTER = 0.2
BUSY = 421
# RFC 3463 and its registry: the mailbox or its domain does not exist. Not 5.1.7 and 5.1.8: these speak of the sender.
NO_SUCH_ADDRESS = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The state that a row goes to; `suppress` the address for good, `pause` the campaign for a person to look.

    A `retry` is `due` then, and has been tried `since`. `series` is how many were refused one after another, where that is why it is paused.
    """

    state: Literal["pending", "sent", "retry", "failed", "uncertain"]
    due: datetime | None = None
    since: datetime | None = None
    suppress: bool = False
    pause: bool = False
    series: int = 0


def decide(
    answer: Answer,
    *,
    attempts: int,
    since: datetime | None,
    now: datetime,
    key: str,
    uncertain: Literal["hold", "resend"] = "hold",
) -> Decision:
    """What an answer means for its row.

    Args:
        answer: what the other side said.
        attempts: how many attempts were made, with this one.
        since: when the first attempt was made; None where this is it. Not the campaign's start: whoever has their turn days
            after it, because it is slow or was paused, is tried as often as the others.
        now: the moment.
        key: what spreads the retries of different rows (jitter without chance): the Message-ID.
        uncertain: what to do where nobody can know whether the message arrived.
    """
    if answer.kind == "accepted":
        return Decision(state="sent")
    if answer.kind == "unknown" and uncertain == "hold":
        return Decision(state="uncertain")
    if answer.kind == "refused":
        return _refused(answer)
    due = now + delay(attempts, key)
    since = since or now
    if due > since + GIVE_UP:
        return Decision(state="uncertain" if answer.kind == "unknown" else "failed")
    return Decision(state="retry", due=due, since=since)


def why_paused(decision: Decision, answer: Answer) -> str:
    """Why the campaign is paused, nobody's address in it; empty where it is not."""
    if not decision.pause:
        return ""
    return Why("refused_all", n=decision.series, said=answer.bare) if decision.series else answer.bare


def slows(answer: Answer) -> Literal["", "domain", "server"]:
    """Whether the other side asks us to go slower (421, no answer in time), and where: to the domain, or altogether."""
    if not (answer.late or answer.code == BUSY):
        return ""
    return "domain" if answer.about == "recipient" else "server"


def delay(attempts: int, key: str) -> timedelta:
    """How long to wait after so many attempts: 5 minutes doubling to 4 hours, and up to a fifth more."""
    plain = min(FIRST * (1 << min(attempts - 1, 16)), LONGEST)
    spread = int(fingerprint("jitter", key, str(attempts))[:8], 16) / 0xFFFFFFFF
    return plain * (1 + JITTER * spread)


def _refused(answer: Answer) -> Decision:
    if answer.about == "sender":
        # The server does not want us: the recipient has not been refused, so the row is kept for later.
        return Decision(state="pending", pause=True)
    policy = answer.enhanced.startswith("5.7.")
    gone = answer.enhanced in NO_SUCH_ADDRESS and answer.about == "recipient"
    return Decision(state="failed", suppress=gone, pause=policy)
