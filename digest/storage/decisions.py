"""What the editor decided of stories: told together, or apart. It holds for every issue built from now on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from digest.analysis.constraints import Bonds, Constraints, ContradictionError
from digest.editing.hand.keys import SIGNS, source_key
from digest.errors import ResultError, UsageError
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["together", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Two stories (ids), and what was decided of them; the titles are those that the last issue read, where one did.

    `issue` is the one whose edit file says so; empty where a command did.
    """

    kind: Kind
    left: str
    right: str
    decided: datetime
    left_title: str = ""
    right_title: str = ""
    issue: str = ""


def decide(connection: sa.Connection, kind: Kind, stories: Sequence[str], *, now: datetime) -> int:
    """Keep that stories are told together (each with the first), or apart (each from each); says how many pairs are new.

    What an edit file said already is from now on decided whatever becomes of the file.

    Raises:
        UsageError: it contradicts what was decided before; names the stories, and what takes that back.
    """
    _take_over(connection, kind, _pairs(kind, stories))
    known = {(one.kind, one.left, one.right) for one in listed(connection)}
    pairs = _pairs(kind, stories)
    new = [pair for pair in pairs if (kind, *pair) not in known]
    before = constraints(connection)
    together, apart = ((*new,), ()) if kind == "together" else ((), (*new,))
    try:
        Bonds(Constraints(together=(*before.together, *together), apart=(*before.apart, *apart)))
    except ContradictionError as error:
        raise _contradicted(connection, before, error) from None
    if new:
        rows = [{"kind": kind, "left": left, "right": right, "decided": now} for left, right in new]
        connection.execute(sa.insert(t.decisions), rows)
    return len(new)


def _contradicted(connection: sa.Connection, before: Constraints, error: ContradictionError) -> UsageError:
    """The same with the titles of the stories, and with the command that takes back what was decided before."""
    known = titles(connection, {story for pair in (error.apart, *error.together) for story in pair})
    left, right = (f'"{known.get(story) or story}"' for story in error.apart)
    if error.apart in before.apart:
        undone, told = f"split --undo {' '.join(error.apart)}", "were split"
    else:
        way = [pair for pair in error.together if {pair, pair[::-1]} & {*before.together}]
        undone, told = f"merge --undo {' '.join(way[0] if way else error.apart)}", "were merged"
    if len(error.together) > 1:
        links = (
            f'"{known.get(one) or one}" with "{known.get(other) or other}"' for one, other in error.together
        )
        told += f" ({', '.join(links)})"
    return UsageError(f"{left} and {right}", f"{told} before", f"to take that back: `digest {undone}`")


def follow_file(connection: sa.Connection, issue: str, decided: Constraints, *, now: datetime) -> None:
    """Keep for later issues what the edit file of an issue merges and splits, and no more what it does no longer.

    What was decided elsewhere stays as it is.
    """
    rows = t.decisions
    connection.execute(sa.delete(rows).where(rows.c.issue == issue))
    known = {(one.kind, one.left, one.right) for one in listed(connection)}
    kinds: tuple[tuple[Kind, tuple[tuple[str, str], ...]], ...] = (
        ("together", decided.together),
        ("apart", decided.apart),
    )
    new = [
        {"kind": kind, "left": left, "right": right, "decided": now, "issue": issue}
        for kind, pairs in kinds
        for left, right in pairs
        if (kind, left, right) not in known
    ]
    if new:
        connection.execute(sa.insert(rows), new)


def _take_over(connection: sa.Connection, kind: Kind, pairs: Iterable[tuple[str, str]]) -> None:
    rows = t.decisions
    for left, right in pairs:
        mine = (rows.c.kind == kind, rows.c.left == left, rows.c.right == right)
        connection.execute(sa.update(rows).where(*mine).values(issue=""))


def undo(connection: sa.Connection, kind: Kind, stories: Sequence[str]) -> int:
    """Take back every decision of a kind between some stories; says how many there were."""
    done = 0
    for left, right in combinations(sorted(set(stories)), 2):
        gone = connection.execute(
            sa.delete(t.decisions).where(
                t.decisions.c.kind == kind, t.decisions.c.left == left, t.decisions.c.right == right
            )
        )
        done += gone.rowcount
    return done


def listed(connection: sa.Connection) -> tuple[Decision, ...]:
    """Every decision, the earliest first."""
    rows = connection.execute(
        sa.select(t.decisions).order_by(
            t.decisions.c.decided, t.decisions.c.left, t.decisions.c.right, t.decisions.c.kind
        )
    ).all()
    known = titles(connection, {story for row in rows for story in (row.left, row.right)})
    return tuple(
        Decision(
            kind=row.kind,
            left=row.left,
            right=row.right,
            decided=row.decided,
            left_title=known.get(row.left, ""),
            right_title=known.get(row.right, ""),
            issue=row.issue,
        )
        for row in rows
    )


def constraints(connection: sa.Connection, *, but: str = "") -> Constraints:
    """The decisions as grouping takes them; without those of the edit file of an issue (`but`), which is asked itself."""
    rows = t.decisions
    asked = sa.select(rows.c.kind, rows.c.left, rows.c.right)
    if but:
        asked = asked.where(rows.c.issue != but)
    found = sorted((one.kind, one.left, one.right) for one in connection.execute(asked))
    return Constraints(
        together=tuple((left, right) for kind, left, right in found if kind == "together"),
        apart=tuple((left, right) for kind, left, right in found if kind == "apart"),
    )


def story(connection: sa.Connection, name: str) -> str:
    """The id of the story that is meant: its id, as much of its beginning as no other story has, or its key in edit files.

    Raises:
        ResultError: no issue was built from such a story, or several were.
    """
    ids = (
        connection.execute(
            sa.select(t.read_stories.c.story)
            .where(t.read_stories.c.story.startswith(name, autoescape=True))
            .distinct()
            .order_by(t.read_stories.c.story)
            .limit(2)
        )
        .scalars()
        .all()
    )
    if name in ids or len(ids) == 1:
        return name if name in ids else str(ids[0])
    if ids:
        raise ResultError(f'story "{name}"', "several stories begin so", "write more of its id")
    if keyed := _keyed(connection, name):
        return keyed
    raise ResultError(
        f'story "{name}"',
        "no issue was built from it",
        "build one; `digest explain` shows the ids of its stories",
    )


def _keyed(connection: sa.Connection, key: str) -> str:
    """The story that edit files list as a source with this key; empty where there is none."""
    if len(key) != SIGNS:
        return ""
    ids = connection.execute(sa.select(t.read_stories.c.story).distinct().order_by(t.read_stories.c.story))
    return next((story for story in ids.scalars() if source_key(story) == key), "")


def _pairs(kind: Kind, stories: Sequence[str]) -> list[tuple[str, str]]:
    first, *others = dict.fromkeys(stories)
    pairs = [(first, other) for other in others] if kind == "together" else combinations([first, *others], 2)
    return sorted((min(pair), max(pair)) for pair in pairs)


def titles(connection: sa.Connection, stories: Iterable[str]) -> dict[str, str]:
    """The titles of stories (ids) as the last issue read them; those of which none did are missing."""
    rows = connection.execute(
        sa.select(t.read_stories.c.story, t.read_stories.c.title)
        .where(t.read_stories.c.story.in_(sorted(stories)))
        .order_by(t.read_stories.c.issue)
    )
    return {row.story: row.title for row in rows}
