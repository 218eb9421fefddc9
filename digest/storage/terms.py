"""The term bank: what the sources of issues explained, an issue at a time; only sent ones are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest import codec
from digest.model import Learned
from digest.storage import tables as t
from digest.storage.issues import PRIMARY
from digest.storage.reached import KNOWN, REACHED, WHEN

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from digest.model import Language

LATELY = 2
"""Sent issues of a genre whose terms are not shown again."""


def save(connection: sa.Connection, issue: str, learned: Sequence[Learned]) -> None:
    """Keep what an issue learned, instead of what its last building did."""
    connection.execute(sa.delete(t.learned_terms).where(t.learned_terms.c.issue == issue))
    rows = [
        {"issue": issue, "place": place, "term": one.term.term, "shown": one.shown, "value": codec.dump(one)}
        for place, one in enumerate(learned, 1)
    ]
    if rows:
        connection.execute(sa.insert(t.learned_terms), rows)


def forget(connection: sa.Connection, issue: str, terms: Collection[str]) -> None:
    """Keep nothing of terms that an issue does not explain after all."""
    rows = t.learned_terms
    connection.execute(sa.delete(rows).where(rows.c.issue == issue, rows.c.term.in_(sorted(terms))))


def bank(connection: sa.Connection, *, before: str = "", ever: bool = False) -> tuple[Learned, ...]:
    """What issues that reached somebody learned, in their order, not counting one that is being built (`before`).

    `ever` counts those that left and reached nobody, too: an issue that was built meanwhile may name them.
    """
    rows = connection.execute(
        sa.select(t.learned_terms.c.value)
        .join(t.issues, t.issues.c.id == t.learned_terms.c.issue)
        .where(KNOWN if ever else REACHED, t.issues.c.id != before)
        .order_by(WHEN, t.issues.c.id, t.learned_terms.c.place)
    ).scalars()
    return tuple(codec.load(Learned, value, subject="the term bank") for value in rows)


def lately(
    connection: sa.Connection, *, genre: str, before: str, language: Language | None = None
) -> tuple[str, ...]:
    """The terms that the last issues of a genre showed, LATELY of those that were sent, in their edition of a language.

    In the primary edition where no language is given.
    """
    last = (
        sa.select(t.issues.c.id)
        .where(t.issues.c.genre == genre, REACHED, t.issues.c.id != before, PRIMARY)
        .order_by(WHEN.desc(), t.issues.c.id.desc())
        .limit(LATELY)
    )
    rows = connection.execute(
        sa.select(t.issues.c.value)
        .where(t.issues.c.selection.in_(last.scalar_subquery()))
        .order_by(t.issues.c.id)
    ).scalars()
    from digest.model import Issue

    told = (codec.load(Issue, value, subject="an issue in the store") for value in rows)
    shown = (
        term.term
        for issue in told
        if (issue.language == language if language else issue.id == issue.primary)
        for term in issue.terms
    )
    return tuple(sorted(set(shown)))
