"""Campaigns: one an issue, begun once; what it sends is frozen then, and only its state changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage import whys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CampaignState = Literal["running", "paused", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow:
    """How a campaign stands; what it sends is told by `frozen`."""

    issue: str
    started: datetime
    ended: datetime | None
    state: CampaignState
    reason: str
    stop_after: int | None


def start(
    connection: sa.Connection,
    *,
    issue: str,
    rendition: str,
    letterhead: str,
    lists: Sequence[str] = (),
    now: datetime,
    stop_after: int | None = None,
) -> None:
    """Begin the campaign of an issue whose rows are frozen (`freezing`); from now on these count.

    `rendition` and `letterhead` are JSON. `stop_after` lets so many have their turn, then a person looks.
    """
    connection.execute(
        sa.insert(t.campaigns).values(
            issue=issue,
            started=now,
            state="running",
            rendition=rendition,
            letterhead=letterhead,
            stop_after=stop_after,
            lists=" ".join(lists),
        )
    )


def find(connection: sa.Connection, issue: str) -> CampaignRow | None:
    """The campaign of an issue; None where it was never begun."""
    row = connection.execute(_rows().where(t.campaigns.c.issue == issue)).one_or_none()
    return None if row is None else _campaign(row)


def every(connection: sa.Connection, state: CampaignState | None = None) -> tuple[CampaignRow, ...]:
    """Every campaign (of a state), the newest last."""
    query = _rows().order_by(t.campaigns.c.started, t.campaigns.c.issue)
    if state:
        query = query.where(t.campaigns.c.state == state)
    return tuple(_campaign(row) for row in connection.execute(query))


def begun(connection: sa.Connection, issues: Iterable[str]) -> bool:
    """Whether the campaign of any of these issues has begun."""
    c = t.campaigns.c
    return connection.execute(sa.select(c.issue).where(c.issue.in_(tuple(issues)))).first() is not None


def left_behind(connection: sa.Connection, issues: Sequence[str]) -> tuple[str, ...]:
    """Those of the editions of an issue whose campaign has not begun though another's has: one was sent alone."""
    c = t.campaigns.c
    known = set(connection.execute(sa.select(c.issue).where(c.issue.in_(tuple(issues)))).scalars())
    return tuple(one for one in issues if one not in known) if known else ()


def frozen(connection: sa.Connection, issue: str) -> tuple[str, str]:
    """What a campaign that has begun sends, and under which letterhead: both JSON."""
    c = t.campaigns.c
    row = connection.execute(sa.select(c.rendition, c.letterhead).where(c.issue == issue)).one()
    return row.rendition, row.letterhead


def set_state(
    connection: sa.Connection, issue: str, state: CampaignState, *, now: datetime, reason: str = ""
) -> None:
    """Say that a campaign runs, is paused (and why) or has ended."""
    connection.execute(
        sa.update(t.campaigns)
        .where(t.campaigns.c.issue == issue)
        .values(state=state, reason=whys.dump(reason), ended=now if state == "ended" else None)
    )


def change_state(
    connection: sa.Connection,
    issue: str,
    state: CampaignState,
    *,
    expected: Iterable[CampaignState],
    reason: str = "",
    go_on: bool = False,
) -> bool:
    """Pause or resume a campaign that is in one of the expected states; False where it is not.

    `go_on` says that nothing stops it at its first so many mails any more.
    """
    c = t.campaigns.c
    values: dict[str, object] = {"state": state, "reason": whys.dump(reason), "ended": None}
    if go_on:
        values["stop_after"] = None
    done = connection.execute(
        sa.update(t.campaigns).where(c.issue == issue, c.state.in_(tuple(expected))).values(**values)
    )
    return done.rowcount == 1


def _rows() -> sa.Select[Any]:
    """Without what is sent: that is some hundred kilobytes a campaign."""
    c = t.campaigns.c
    return sa.select(c.issue, c.started, c.ended, c.state, c.reason, c.stop_after)


def _campaign(row: sa.Row[Any]) -> CampaignRow:
    return CampaignRow(
        issue=row.issue,
        started=row.started,
        ended=row.ended,
        state=row.state,
        reason=whys.load(row.reason),
        stop_after=row.stop_after,
    )
