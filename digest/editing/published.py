"""An issue as the public may have it: cited sentences, links, places and fingerprints of others' texts, and no more.

What the editor withdrew is taken out, wherever it stands: an item keeps its place and its id, so that no address changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.editing.page import outlet_counts
from digest.model import Headline, Issue, Item, LeftOut, Slots
from digest.model.notes import NONE

if TYPE_CHECKING:
    from collections.abc import Collection

    from digest.model import NoteBook, Reason, Reference


_OURS = frozenset({"outlets", "reports", "interests", "less", "word", "example"})
"""Reasons of a rank or a section that name what the editor set: how much a source counts, what readers are thought to care for, the
words of a section and those of its examples, which may be nobody else's to read. A category is what a text says of itself."""


def published(issue: Issue, notes: NoteBook | None = None) -> Issue:
    """The public form of an issue that is not withdrawn; of one whose notes withdraw it nothing but its frame is left.

    Args:
        issue: as it was built and sent.
        notes: those of all issues, for what this one tells of others.
    """
    book = notes or {}
    own = book.get(issue.id, NONE)
    if own.withdrawn():
        return _frame(issue)
    gone = own.withdrawn_items
    taken = _withdrawn(book)
    stories = {story for item in issue.items if item.id in gone for story in _stories(item)}
    stories -= {story for item in issue.items if item.id not in gone for story in _stories(item)}
    left = outlet_counts([item for item in issue.items if item.id not in gone]) if gone else issue.outlets
    return replace(
        issue,
        items=tuple(_emptied(item, issue) if item.id in gone else _item(item, taken) for item in issue.items),
        outlets=left,
        left_out=tuple(_unnamed(one) for one in issue.left_out),
        terms=tuple(
            one
            for one in issue.terms
            if one.item not in gone
            and not (one.source and one.source.story in stories)
            and not (one.earlier and (one.earlier.issue, "") in taken)
        ),
        ahead=tuple(one for one in issue.ahead if one.item not in gone),
        choice="" if issue.choice in gone else issue.choice,
    )


def _frame(issue: Issue) -> Issue:
    return replace(
        issue,
        items=(),
        keywords=(),
        outlets=(),
        events=(),
        left_out=(),
        terms=(),
        ahead=(),
        slots=Slots(),
        choice="",
        documents_read=0,
        stories_read=0,
    )


def _withdrawn(book: NoteBook) -> frozenset[tuple[str, str]]:
    """(issue, item) of all that is withdrawn; the item is empty where the whole issue is."""
    return frozenset((name, note.item) for name, notes in book.items() for note in notes.withdrawals)


def _stories(item: Item) -> Collection[str]:
    return [reference.story for reference in item.references]


def _emptied(item: Item, issue: Issue) -> Item:
    """The place of an item that is withdrawn: its id, its section, and no word of it.

    Where references are counted through the issue, theirs stay counted: no number of another moves.
    """
    return Item(
        id=item.id,
        headline=Headline(text="", story="", language=issue.language, provenance="editor"),
        picks=(),
        references=tuple(map(_nameless, item.references)) if issue.numbering == "issue" else (),
        clusters=(),
        outlets=(),
        section=item.section,
        size="line",
    )


def _nameless(one: Reference) -> Reference:
    return replace(one, title="", outlet="", url="", published=None, citations=())


def _item(item: Item, taken: Collection[tuple[str, str]]) -> Item:
    line = item.storyline
    if line and taken:
        earlier = tuple(
            one for one in line.earlier if (one.issue, "") not in taken and (one.issue, one.item) not in taken
        )
        line = replace(line, earlier=earlier, new=line.new if earlier else ())
    return replace(
        item,
        reasons=_reasons(item.reasons),
        placement=item.placement and replace(item.placement, reasons=_reasons(item.placement.reasons)),
        storyline=line,
        goes_on=tuple(replace(one, headline="") for one in item.goes_on),
    )


def _reasons(found: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(replace(one, detail="") if one.feature in _OURS else one for one in found)


def _unnamed(one: LeftOut) -> LeftOut:
    """A story that is not told is not cited: its title is not ours to print, and what its reason names is the editor's."""
    return replace(one, title="", reason=one.reason.bare)
