"""What whoever sends is told of single mails: those that did not leave, and why; no address in full."""

from __future__ import annotations

import threading
from datetime import UTC
from typing import TYPE_CHECKING

from digest import events
from digest.errors import InputError
from digest.model import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.delivery.retry import Decision
    from digest.delivery.transport import Answer


class Teller:
    """Words what became of the mails of a campaign. Safe to use from several threads.

    Args:
        issue: whose campaign it is.
        server: who answers.
    """

    def __init__(self, issue: str, server: str) -> None:
        self._issue, self._server = issue, server
        self._paused = threading.Lock()  # taken by the first mail for which the campaign was paused

    def of(self, address: str, decision: Decision, answer: Answer) -> Iterator[events.Event]:
        """What is worth telling of a mail to an address; that the campaign is paused is told once, not by each connection."""
        subject, said = f'address "{masked(address)}"', answer.bare
        if decision.pause and self._paused.acquire(blocking=False):
            error = InputError(
                self._server,
                f"refuses mail of this sender ({said}): the campaign is paused",
                f"mend what it names, then run `digest campaign resume {self._issue}`",
            )
            yield events.Failed(stage="send", error=error)
        if decision.state == "retry":
            due = f"{decision.due.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if decision.due else ""
            yield events.Noted(stage="send", subject=subject, message=f"{said}: tried again at {due}")
        elif decision.state in ("failed", "uncertain"):
            unknown = decision.state == "uncertain"
            hint = "it may or may not have arrived" if unknown else "it is not tried again"
            yield events.Failed(stage="send", error=InputError(subject, said, hint))
