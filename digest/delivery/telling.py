"""What whoever sends is told of single mails: those that did not leave, and why; no address in full."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from digest import events
from digest.errors import InputError
from digest.model import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.delivery.retry import Decision
    from digest.delivery.transport import Answer


def told(
    address: str, decision: Decision, answer: Answer, *, issue: str, server: str
) -> Iterator[events.Event]:
    """What is worth telling of a mail that an answer has settled.

    Args:
        address: to whom it went.
        decision: what becomes of it.
        answer: what was said to it.
        issue: whose campaign it belongs to.
        server: who said it.
    """
    subject, said = f'address "{masked(address)}"', answer.bare
    if decision.pause:
        error = InputError(
            server,
            f"refuses mail of this sender ({said}): the campaign is paused",
            f"mend what it names, then run `digest campaign resume {issue}`",
        )
        yield events.Failed(stage="send", error=error)
    if decision.state == "retry":
        due = f"{decision.due.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if decision.due else ""
        yield events.Noted(stage="send", subject=subject, message=f"{said}: tried again at {due}")
    elif decision.state in ("failed", "uncertain"):
        unknown = decision.state == "uncertain"
        hint = "it may or may not have arrived" if unknown else "it is not tried again"
        yield events.Failed(stage="send", error=InputError(subject, said, hint))
