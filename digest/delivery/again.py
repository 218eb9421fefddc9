"""What a person decides of single mails of a campaign: sent anew, or closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.delivery.campaign import close_books
from digest.errors import ResultError
from digest.model.why import Why
from digest.storage import campaigns, standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from digest.model import DeliveryState
    from digest.storage.store import Connection, Store

AGAIN: tuple[DeliveryState, ...] = ("failed", "uncertain", "retry")
"""What a person may send anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """What `retry` did: rows that are sent anew, and rows `held` because their address may not be written to."""

    mails: int
    held: int


def retry(
    store: Store,
    issue: str,
    *,
    states: Sequence[DeliveryState] = AGAIN,
    addresses: Sequence[str] | None = None,
    now: datetime,
) -> PutBack:
    """Let mails be sent anew that a person decided on: the same bytes and Message-ID, never to who may not be written to.

    A campaign that had ended runs again; one that is paused stays so.

    Raises:
        ResultError: one of the addresses is not of this campaign; nothing was changed.
    """
    with store.write() as connection:
        _known(connection, issue, addresses)
        back, held = standing.put_back(connection, issue, states, addresses=addresses, now=now)
        if back:
            campaigns.change_state(connection, issue, "running", expected=("ended",))
    return PutBack(mails=back, held=held)


def settle(
    store: Store,
    issue: str,
    state: Literal["sent", "failed"],
    *,
    addresses: Sequence[str] | None = None,
    now: datetime,
) -> int:
    """Close uncertain mails as a person found out: they arrived (`sent`), or did not and are left so (`failed`).

    Returns:
        How many.

    Raises:
        ResultError: one of the addresses is not of this campaign; nothing was changed.
    """
    told = Why("arrived" if state == "sent" else "lost")
    with store.write() as connection:
        _known(connection, issue, addresses)
        done = standing.close(connection, issue, state, addresses=addresses, answer=told, now=now)
    close_books(store, issue, now=now)
    return done


def _known(connection: Connection, issue: str, addresses: Sequence[str] | None) -> None:
    unknown = standing.strangers(connection, issue, addresses or ())
    if unknown:
        raise ResultError(
            f'address "{unknown[0]}"',
            f"is not among the recipients of {issue}",
            f"see `digest campaign show {issue}`; `digest send --to` sends one mail to anybody",
        )
