"""The sentences that the editor listed for an item of a genre that tells more than its sentences.

A list says all that an item tells (docs/how-to/edit-an-issue.md). In a brief two lead, and the others are its points: where a sentence has its
place in the outline that the genre makes of the sources, its sub-headline, its point and its notes come with it; the order is the editor's. In
a report, a review and a retrospective what the genre chose for its list or its dated line stays there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.editing.anatomies.brief import LEADS
from digest.model import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.material import IssueSettings
    from digest.editing.quoting import Quota
    from digest.model import Item, Pick, Sentence

ALL = 100
"""Points of an item, and details of a point, among which the listed sentences are looked for."""


def whole(item: Item, settings: IssueSettings) -> tuple[Item, IssueSettings]:
    """What an item is laid out from, so that its outline has every point: the leads, and room for all."""
    return replace(item, picks=item.picks[:LEADS]), replace(settings, points=ALL, details=ALL)


def as_listed(chosen: Sequence[Pick], laid_out: Item, members: Sequence[Prepared], quota: Quota) -> Item:
    """The item with what the editor listed, and nothing else.

    Args:
        chosen: the sentences of the list; they may be quoted.
        laid_out: the item as the genre fills it in from `whole`.
        members: its stories.
        quota: what may still be quoted beside `chosen`: sub-headlines and notes count.
    """
    passages = tuple(_points(chosen[LEADS:], laid_out.passages, members, quota))
    return _cited(replace(laid_out, picks=tuple(chosen[:LEADS]), passages=passages))


def as_placed(chosen: Sequence[Pick], laid_out: Item) -> Item:
    """The item with what the editor listed, and nothing else: in the genre's passages what stands there, the rest above them.

    Args:
        chosen: the sentences of the list; they may be quoted.
        laid_out: the item as the genre fills it in where nobody listed anything.
    """
    listed = {pick.sentence for pick in chosen if pick.provenance != "editor"}
    passages = tuple(_of(passage, listed) for passage in laid_out.passages)
    passages = tuple(one for one in passages if one.picks)
    inside = {pick.sentence for passage in passages for pick in passage.picks}
    picks = tuple(pick for pick in chosen if pick.provenance == "editor" or pick.sentence not in inside)
    return _cited(replace(laid_out, picks=picks, passages=passages))


def _of(passage: Passage, listed: set[Sentence]) -> Passage:
    return replace(passage, picks=tuple(pick for pick in passage.picks if pick.sentence in listed))


def _cited(item: Item) -> Item:
    """The item with its references in the order in which it cites them."""
    cited = list(dict.fromkeys(pick.sentence.story for pick in item.told))
    order = {story: place for place, story in enumerate(cited)}
    ranked = sorted(item.references, key=lambda one: order.get(one.story, len(order)))
    return replace(item, references=tuple(ranked))


def _points(
    listed: Sequence[Pick], outline: Sequence[Passage], members: Sequence[Prepared], quota: Quota
) -> Iterator[Passage]:
    """The points, each below its sub-headline and above its notes; a detail that follows its point stays one."""
    places = _places(outline)
    heads = _heads(outline)
    head: Passage | None = None
    at = 0
    while at < len(listed):
        place = places.get(listed[at].sentence) if listed[at].provenance != "editor" else None
        picks = [listed[at]]
        at += 1
        while place is not None and at < len(listed) and places.get(listed[at].sentence) == place:
            picks.append(listed[at])
            at += 1
        above = heads.get(place) if place is not None else None
        if above is not None and above is not head and _quotable(above, members, quota):
            yield above
        head = above
        yield Passage(kind="point", picks=tuple(picks))
        if place is not None:
            yield from _notes(outline[place + 1 :], quota)


def _places(outline: Sequence[Passage]) -> dict[Sentence, int]:
    """Where each sentence of a point stands in the outline."""
    return {
        pick.sentence: place for place, one in enumerate(outline) if one.kind == "point" for pick in one.picks
    }


def _heads(outline: Sequence[Passage]) -> dict[int, Passage | None]:
    """The sub-headline above each place of the outline."""
    found: dict[int, Passage | None] = {}
    head = None
    for place, one in enumerate(outline):
        head = one if one.kind == "contents" else head
        found[place] = head
    return found


def _notes(after: Sequence[Passage], quota: Quota) -> Iterator[Passage]:
    """The notes right below a point, as far as they may be quoted."""
    for one in after:
        if one.kind != "note":
            return
        if quota.take(*(pick.sentence for pick in one.picks)):
            yield one


def _quotable(head: Passage, members: Sequence[Prepared], quota: Quota) -> bool:
    """Whether a sub-headline may be quoted, too: it counts as a sentence of its story."""
    told = head.heading
    if told is None:
        return False
    story = next((one.story for one in members if one.story.id == told.story), None)
    return story is not None and any(
        sentence.text == told.text and quota.take(sentence) for sentence in story.sentences
    )
