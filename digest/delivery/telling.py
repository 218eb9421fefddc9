"""What whoever sends is told of single mails: those that did not leave, and why; no address in full."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

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
        timezone: the publication's, in which moments are told.
    """

    def __init__(self, issue: str, server: str, *, timezone: str) -> None:
        self._issue, self._server, self._zone = issue, server, ZoneInfo(timezone)
        self._paused = threading.Lock()  # taken by the first mail for which the campaign was paused

    def of(self, address: str, decision: Decision, answer: Answer) -> Iterator[events.Event]:
        """What is worth telling of a mail to an address; that the campaign is paused is told once, not by each connection."""
        subject, said = f'address "{masked(address)}"', answer.bare
        if decision.pause and self._paused.acquire(blocking=False):
            name = self._issue
            hint = f"mend what it names, then run `digest campaign resume {name}`"
            # Though it was us who were refused: going on alone would leave these readers without.
            if decision.state == "failed":
                hint = f"mend what it names, then run `digest campaign retry --failed {name}`, then `digest campaign resume {name}`"
            told = f"refuses mail of this sender ({said}): the campaign is paused"
            if decision.series:  # not the sender alone may be why
                told = f"refused {decision.series} mails one after another ({said}): the campaign is paused"
            error = InputError(self._server, told, hint)
            yield events.Failed(stage="send", error=error)
        if decision.state == "retry":
            due = f"{decision.due.astimezone(self._zone):%Y-%m-%d %H:%M}" if decision.due else ""
            yield events.Noted(stage="send", subject=subject, message=f"{said}: tried again at {due}")
        elif decision.state in ("failed", "uncertain"):
            unknown = decision.state == "uncertain"
            hint = "it may or may not have arrived" if unknown else "it is not tried again"
            yield events.Failed(stage="send", error=InputError(subject, said, hint))
