"""The ledger's statements that are executed for each mail: built once, for to build one takes longer than to execute it."""

from __future__ import annotations

from functools import cache
from typing import Literal

import sqlalchemy as sa

from digest.storage import tables as t
from digest.storage.quick import Quick

STANDING = Quick(
    sa.select(t.campaigns.c.state, t.campaigns.c.stop_after, t.campaigns.c.lists).where(
        t.campaigns.c.issue == sa.bindparam("of")
    )
)
_D = t.deliveries.c
_OF_WORKER = (_D.issue == sa.bindparam("of"), _D.worker == sa.bindparam("by"))
_SEVERAL = _D.subscriber.in_(sa.bindparam("who", expanding=True))
WITHDRAWN = (
    sa.select(_D.subscriber, t.suppressions.c.reason, t.suppressions.c.at)
    .join_from(t.deliveries, t.suppressions, _D.seal == t.suppressions.c.seal)
    .where(_D.issue == sa.bindparam("of"), _SEVERAL)
)
OFF = sa.select(t.subscribers.c.id).where(
    t.subscribers.c.id.in_(sa.bindparam("who", expanding=True)),
    ~sa.exists().where(
        t.memberships.c.subscriber == t.subscribers.c.id,
        t.memberships.c.list.in_(sa.bindparam("lists", expanding=True)),
    ),
)
SETTLE = Quick(
    sa.update(t.deliveries)
    .where(
        *_OF_WORKER,
        _D.subscriber == sa.bindparam("who"),
        sa.or_(_D.state == "claimed", _D.state == "body"),
    )
    .values(
        state=sa.bindparam("new_state"),
        answer=sa.bindparam("told"),
        attempts=sa.bindparam("tried"),
        due=sa.bindparam("again"),
        since=sa.bindparam("since"),
        changed=sa.bindparam("at"),
        worker="",
        leased_until=None,
    )
)


@cache
def leave(count: int, lists: int) -> Quick:
    """Rows of a worker (`who0`…) that may leave become `body`; of a campaign that goes to so many lists (`list0`…)."""
    several = _D.subscriber.in_([sa.bindparam(f"who{number}") for number in range(count)])
    suppressed = sa.exists().where(t.suppressions.c.seal == _D.seal)
    state = _D.state + ""  # so that they are found by their names, and not among all that are claimed
    may = [*_OF_WORKER, several, state == "claimed", sa.not_(suppressed)]
    if lists:
        on = sa.exists().where(
            t.memberships.c.subscriber == t.subscribers.c.id,
            t.memberships.c.list.in_([sa.bindparam(f"list{number}") for number in range(lists)]),
        )
        may.append(sa.not_(sa.exists().where(t.subscribers.c.id == _D.subscriber, sa.not_(on))))
    return Quick(
        sa.update(t.deliveries)
        .where(*may)
        .values(state="body", changed=sa.bindparam("at"))
        .returning(_D.subscriber)
    )


@cache
def claim(kind: Literal["retry", "pending"], *, without: bool, only: bool) -> sa.Executable:
    """Rows that are due become a worker's: of all domains, of all but some, or of some only."""
    due, order = (
        (_D.due <= sa.bindparam("at"), _D.due)
        if kind == "retry"
        else (_D.place > sa.bindparam("after"), _D.place)
    )
    # In words, not as a parameter: only so does SQLite know that the index of these rows alone will do.
    state = sa.literal_column(f"'{kind}'", sa.Text)
    rows = sa.select(_D.subscriber).where(_D.issue == sa.bindparam("of"), _D.state == state, due)
    if without:
        rows = rows.where(_D.domain.not_in(sa.bindparam("without", expanding=True)))
    if only:
        rows = rows.where(_D.domain.in_(sa.bindparam("only", expanding=True)))
    rows = rows.order_by(order).limit(sa.bindparam("count", type_=sa.Integer))
    return (
        sa.update(t.deliveries)
        .where(_D.issue == sa.bindparam("of"), _D.subscriber.in_(rows.with_for_update(skip_locked=True)))
        .values(
            state="claimed",
            worker=sa.bindparam("by"),
            leased_until=sa.bindparam("until"),
            changed=sa.bindparam("at"),
        )
        .returning(_D.subscriber, _D.address, _D.name, _D.attempts, _D.since, _D.domain, _D.place)
    )
