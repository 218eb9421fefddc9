"""Issues: their state, the texts they were built from, and what sent ones left behind."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from digest import codec
from digest.errors import InputError, ResultError
from digest.model import Issue, Memory, Story
from digest.storage import tables as t
from digest.storage.reached import KNOWN, REACHED, WHEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.editing.verify import Frozen

State = Literal["draft", "approved", "sent"]
PRIMARY = t.issues.c.id == t.issues.c.selection
"""Of an issue: that it is the primary edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """An issue as the store knows it."""

    id: str
    number: int
    genre: str
    state: State
    built: datetime
    approved: datetime | None
    sent: datetime | None
    fingerprint: str
    published: bool = False


def save(
    connection: sa.Connection, issue: Issue, stories: Sequence[Story], *, now: datetime, value: str = ""
) -> None:
    """Keep an issue as a draft and freeze the stories that it was built from; of several editions each is kept so.

    An issue that was approved goes back to draft when what it says has changed; not where it was built anew and says the same.
    `value` is the issue as `digest.codec` writes it, where that is known.

    Raises:
        ResultError: it has been sent; what was sent stays as it is.
    """
    value = value or codec.dump(issue)
    fingerprint = codec.fingerprint(value)
    known = row(connection, issue.id)
    if known is not None and known.state == "sent":
        raise ResultError(
            f'issue "{issue.id}"',
            "has been sent and is not built again",
            "name another --period, or another --genre",
        )
    same = known is not None and (known.fingerprint == fingerprint or says_the_same(connection, issue))
    ages = _ages(connection, issue)
    for table in (t.issues, t.frozen_stories, t.item_stories):
        column = table.c.id if table is t.issues else table.c.issue
        connection.execute(sa.delete(table).where(column == issue.id))
    connection.execute(
        sa.insert(t.issues).values(
            id=issue.id,
            number=issue.number,
            genre=issue.genre,
            state=known.state if known and same else "draft",
            built=now,
            approved=known.approved if known and same else None,
            sent=known.sent if known else None,
            fingerprint=fingerprint,
            value=value,
            selection=issue.primary,
            published=known is not None and known.published,
        )
    )
    frozen = [
        {
            "issue": issue.id,
            "story": story.id,
            "fingerprint": codec.fingerprint(story.text),
            "value": codec.dump(replace(story, text="", sentences=())),
            "spans": _spans(story),
            "text": story.text,
        }
        for story in stories
    ]
    if frozen:
        connection.execute(sa.insert(t.frozen_stories), frozen)
    told = [
        {"story": reference.story, "issue": issue.id, "item": item.id, "age": ages[item.id]}
        for item in issue.items
        for reference in item.references
    ]
    if told and issue.id == issue.primary:  # ids are given once for all editions
        connection.execute(sa.insert(t.item_stories), told)


def _spans(story: Story) -> str:
    """Where the sentences of a story stand, as JSON: [start, end]; and [start, end, 1] for each that is one of several run together.

    They are kept as today's rules part them, so that what an issue quotes stays proved when the rules are others.
    """
    from digest.analysis.joined import pieces

    parts = [
        [one.start + start, one.start + end, 1]
        for one in story.sentences
        for start, end in pieces(one.text)
        if end - start < one.end - one.start
    ]
    return json.dumps([*([one.start, one.end] for one in story.sentences), *parts])


def _ages(connection: sa.Connection, issue: Issue) -> dict[str, int]:
    """The items of an issue by when they came to be known: those of its last building first, then as they stand."""
    known = connection.execute(
        sa.select(t.item_stories.c.item, t.item_stories.c.age).where(t.item_stories.c.issue == issue.id)
    )
    ages = {found.item: found.age for found in known}
    for item in issue.items:
        ages.setdefault(item.id, max(ages.values(), default=0) + 1)
    return ages


def row(connection: sa.Connection, issue_id: str) -> IssueRow | None:
    """What the store knows of an issue."""
    found = connection.execute(sa.select(t.issues).where(t.issues.c.id == issue_id)).one_or_none()
    if found is None:
        return None
    return IssueRow(
        id=found.id,
        number=found.number,
        genre=found.genre,
        state=found.state,
        built=found.built,
        approved=found.approved,
        sent=found.sent,
        fingerprint=found.fingerprint,
        published=found.published,
    )


def fingerprints(connection: sa.Connection) -> dict[str, tuple[str, str]]:
    """Of every issue by its id: its state, and the fingerprint of what the store keeps of it."""
    found = connection.execute(sa.select(t.issues.c.id, t.issues.c.state, t.issues.c.fingerprint))
    return {name: (state, fingerprint) for name, state, fingerprint in found}


def is_as_built(connection: sa.Connection, issue: Issue) -> bool:
    """Whether an issue says what the store keeps of it.

    What another version of the program wrote may lack fields that this one has: then both are compared as this one
    writes them.

    Raises:
        InputError: what the store keeps is not an issue.
    """
    mine = codec.dump(issue)
    known = connection.execute(sa.select(t.issues.c.fingerprint).where(t.issues.c.id == issue.id)).scalar()
    if known == codec.fingerprint(mine):
        return True
    found = kept(connection, issue.id)
    return found is not None and codec.dump(found) == mine


def kept(connection: sa.Connection, issue_id: str) -> Issue | None:
    """An issue as the store keeps it.

    Raises:
        InputError: what it keeps is not an issue.
    """
    value = connection.execute(sa.select(t.issues.c.value).where(t.issues.c.id == issue_id)).scalar()
    return codec.load(Issue, value, subject=f'issue "{issue_id}" in the store') if value else None


def says_the_same(connection: sa.Connection, issue: Issue) -> bool:
    """Whether an issue says what the store keeps of it, though it was built at another moment."""
    found = connection.execute(sa.select(t.issues.c.value).where(t.issues.c.id == issue.id)).scalar()
    try:
        known = codec.load(Issue, found, subject=issue.id) if found else None
    except InputError:  # of another version of the program
        return False
    moment = replace(issue.provenance, moment=known.provenance.moment) if known else issue.provenance
    return known == replace(issue, provenance=moment)


def editions(connection: sa.Connection, issue_id: str) -> tuple[str, ...]:
    """The ids of all editions of an issue that the store knows, the primary first; none where it does not know it."""
    selection = sa.select(t.issues.c.selection).where(t.issues.c.id == issue_id).scalar_subquery()
    found = connection.execute(
        sa.select(t.issues.c.id).where(t.issues.c.selection == selection).order_by(~PRIMARY, t.issues.c.id)
    )
    return tuple(found.scalars())


def selection(connection: sa.Connection, name: str) -> bool:
    """Whether there is an issue of several editions that is called so, without the edition."""
    ids = [f"{name}-{language}" for language in ("ko", "en")]
    return (
        connection.execute(sa.select(t.issues.c.id).where(t.issues.c.id.in_(ids)).limit(1)).first()
        is not None
    )


def item(connection: sa.Connection, name: str) -> bool:
    """Whether an issue has an item of this id."""
    known = sa.select(t.item_stories.c.item).where(t.item_stories.c.item == name)
    return connection.execute(known.limit(1)).first() is not None


def approve(connection: sa.Connection, issue_id: str, *, now: datetime) -> None:
    """Let a draft go out."""
    connection.execute(
        sa.update(t.issues)
        .where(t.issues.c.id == issue_id, t.issues.c.state == "draft")
        .values(state="approved", approved=now)
    )


def rewrite(connection: sa.Connection, issue: Issue) -> None:
    """Keep that an edition says less than it was built with; what it was built from, and its approval, stay."""
    value = codec.dump(issue)
    connection.execute(
        sa.update(t.issues)
        .where(t.issues.c.id == issue.id, t.issues.c.state != "sent")
        .values(fingerprint=codec.fingerprint(value), value=value)
    )


def mark_sent(connection: sa.Connection, issue_id: str, *, now: datetime) -> None:
    """Say that an issue has gone out, in all its editions: none is built anew. The first such moment stays."""
    selection = sa.select(t.issues.c.selection).where(t.issues.c.id == issue_id).scalar_subquery()
    connection.execute(
        sa.update(t.issues)
        .where(t.issues.c.selection == selection)
        .values(state="sent", sent=sa.func.coalesce(t.issues.c.sent, now))
    )


def frozen(connection: sa.Connection, issue_id: str) -> dict[str, Frozen]:
    """Story id → what the issue was built from."""
    from digest.editing.verify import Frozen

    rows = connection.execute(sa.select(t.frozen_stories).where(t.frozen_stories.c.issue == issue_id))
    return {
        found.story: Frozen(
            story=codec.load(Story, found.value, subject=f"story {found.story} in the store"),
            text=found.text,
            fingerprint=found.fingerprint,
            spans=frozenset((start, end) for start, end, *part in json.loads(found.spans) if not part),
            parts=frozenset((start, end) for start, end, *part in json.loads(found.spans) if part),
        )
        for found in rows
    }


def item_ids(connection: sa.Connection, issue_id: str) -> dict[str, str]:
    """Story id → the item that the issue told it under when it was last built, the item that was known earliest first."""
    rows = connection.execute(
        sa.select(t.item_stories.c.story, t.item_stories.c.item)
        .where(t.item_stories.c.issue == issue_id)
        .order_by(t.item_stories.c.age, t.item_stories.c.item, t.item_stories.c.story)
    )
    return {found.story: found.item for found in rows}


def memory(connection: sa.Connection, *, genre: str, before: str) -> Memory:
    """What the issues of a genre that reached somebody left behind, not counting the issue that is being built (`before`).

    Of several editions the primary one counts, and no other: a period is counted once. The number of one that reached nobody
    is not given again, and one that is published keeps its own.
    """
    rows = connection.execute(
        sa.select(t.issues.c.id, t.issues.c.number, t.issues.c.value, REACHED.label("reached"))
        .where(t.issues.c.genre == genre, KNOWN, t.issues.c.id != before, PRIMARY)
        .order_by(WHEN, t.issues.c.id)
    ).all()
    own = connection.execute(
        sa.select(t.issues.c.number).where(t.issues.c.id == before, t.issues.c.published)
    ).scalar()
    told: dict[str, str] = {}
    items: dict[str, str] = {}
    keywords: dict[str, int] = {}
    for found in rows:
        if not found.reached:
            continue
        issue = codec.load(Issue, found.value, subject=f'issue "{found.id}"')
        for item in issue.items:
            for reference in item.references:
                told[reference.story] = issue.id
                items.setdefault(reference.story, item.id)
        keywords = {keyword.text: keyword.stories for keyword in issue.keywords}
    number = own - 1 if own is not None else max((found.number for found in rows), default=0)
    return Memory(issues=number, told=told, items=items, keywords=keywords)


def forget_texts(connection: sa.Connection, before: datetime) -> int:
    """Drop the frozen texts of issues built before a moment; `verify` then says that they are gone. Answers how many went."""
    frozen = t.frozen_stories.c
    old = sa.select(t.issues.c.id).where(t.issues.c.built < before)
    done = connection.execute(
        sa.update(t.frozen_stories).where(frozen.issue.in_(old), frozen.text.is_not(None)).values(text=None)
    )
    return done.rowcount
