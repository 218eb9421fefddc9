"""What happens during a run, as values sent to one observer: a progress bar, a log, a test.

The stages never print; the caller decides what is shown. `Failed` makes the exit status say "in part".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from digest.errors import DigestError
from digest.model import DeliveryState

Stage = Literal["fetch", "read", "analyse", "group", "build", "render", "archive", "check", "send"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`done` of `total` units of a stage are finished; `total` 0 = not known."""

    stage: Stage
    done: int
    total: int
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something worth telling that is no fault."""

    stage: Stage
    subject: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """One source, document, story or recipient failed; the run goes on."""

    stage: Stage
    error: DigestError


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """Mails of a campaign were settled since the last such event: how many in each state, by the domain they went to.

    `done` of `total` rows are settled for good; `counts` holds (domain, state, mails).
    """

    issue: str
    done: int
    total: int
    counts: tuple[tuple[str, DeliveryState, int], ...]


Event = Progress | Noted | Failed | Mailed
Observer = Callable[[Event], None]


def ignore(_event: Event) -> None:
    """The observer that looks away."""
