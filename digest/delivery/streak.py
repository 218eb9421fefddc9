"""Refusals one after another: where a server refuses whoever comes, it is no longer about the readers.

A daily limit that is used up (550 5.4.5), a relay that cannot look up any domain (550 5.1.2), an account that is locked: each reader is
refused for good, and a whole campaign would be over in a minute with nobody served.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.delivery.retry import Decision
    from digest.delivery.transport import Answer

MOST = 20
"""Refusals for good, with no mail taken between them, after which a person has to look. Of a list on which every second address is
dead, so many stand together once in a million places."""
DOUBT = 5
"""From the how manieth on it is no longer believed that an address does not exist."""


class Streak:
    """Counts them. One for all connections of a campaign, in the thread that they work in."""

    def __init__(self) -> None:
        self._count = 0

    def weigh(self, decision: Decision, answer: Answer) -> Decision:
        """A decision in the light of those before it."""
        if answer.kind == "accepted":
            self._count = 0
        if answer.kind != "refused" or decision.state != "failed":
            return decision
        self._count += 1
        decision = replace(decision, suppress=decision.suppress and self._count < DOUBT)
        if self._count < MOST or decision.pause:
            return decision
        return replace(decision, pause=True, series=self._count)
