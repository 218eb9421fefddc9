"""Proof of an issue's numbers: each is counted again from what the issue tells and from what the store knows was read.

What rests on the configuration of its day or on texts that are not kept, how much a reason of a rank weighs above all, cannot be reckoned
again. That is held against the issue as the store keeps it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from digest.editing.page import outlet_counts
from digest.editing.verify import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from digest.model import Issue, Item


def counts(issue: Issue, read: Collection[str] = (), kept: Issue | None = None) -> tuple[Finding, ...]:
    """One finding for the score of each ranked item, for each outlet of the mix, and for each number of the whole issue.

    Args:
        issue: as it stands in issue.json.
        read: the stories (ids) that the store knows it was built from; none where it does not know.
        kept: the issue as the store keeps it; None where it does not.
    """
    known = {item.id: item for item in kept.items} if kept else {}
    return (
        *(_score(item, known.get(item.id)) for item in issue.items if item.reasons or item.score),
        *_mix(issue),
        _read(issue, read),
        *(_as_kept(issue, kept) if kept else ()),
    )


def _score(item: Item, kept: Item | None) -> Finding:
    right = round(math.fsum(one.weight for one in item.reasons), 3)
    wrong = "" if item.score == right else f"its reasons sum up to {right:g}"
    if not wrong and kept and kept.score != item.score:
        wrong = f"it is {kept.score:g} in the issue that the store keeps"
    return _told(f"score {item.score:g}", wrong, item=item.id)


def _mix(issue: Issue) -> Iterator[Finding]:
    """The outlets of the issue with their stories, as its references have them."""
    right = {
        one.outlet: one.stories for one in outlet_counts([one for one in issue.items if not _withdrawn(one)])
    }
    for one in issue.outlets:
        found = right.pop(one.outlet, 0)
        wrong = "" if found == one.stories else f"{found} of the issue's references are of it"
        yield _told(f"{one.outlet}: {one.stories}", wrong)
    for outlet, found in right.items():
        yield _told(f"{outlet}: 0", f"{found} of the issue's references are of it")


def _withdrawn(item: Item) -> bool:
    """Whether nothing but its place is left of an item, as in the public form of an issue."""
    return not (item.headline.text or item.clusters or item.picks)


def _read(issue: Issue, read: Collection[str]) -> Finding:
    """How many stories were read: those that are told and those that are not, and no others."""
    told = {reference.story for item in issue.items for reference in item.references}
    shown = told | {one.story for one in issue.left_out}
    whole = not any(map(_withdrawn, issue.items))
    right = len(read or shown)
    wrong = ""
    if issue.stories_read != right and (read or whole):
        wrong = f"{right} were" if read else f"{right} are told or left out"
    elif read and ((whole and set(read) - shown) or shown - set(read)):
        lost, others = len(set(read) - shown), len(shown - set(read))
        wrong = f"of these {lost} are neither told nor left out, and {others} others are"
    return _told(f"{issue.stories_read} stories read", wrong)


def _as_kept(issue: Issue, kept: Issue) -> Iterator[Finding]:
    """The numbers that nothing else tells."""
    for text, mine, right in (
        (f"number {issue.number}", issue.number, kept.number),
        (f"{issue.documents_read} documents read", issue.documents_read, kept.documents_read),
    ):
        yield _told(text, "" if mine == right else f"it is {right} in the issue that the store keeps")
    if issue.keywords or kept.keywords:
        text = ", ".join(f"{one.text} {one.stories}" for one in issue.keywords)
        words = ", ".join(f"{one.text} {one.stories}" for one in kept.keywords)
        same = issue.keywords == kept.keywords
        yield _told(f"words: {text}", "" if same else f'they are "{words}" in the issue that the store keeps')


def _told(text: str, message: str, *, item: str = "") -> Finding:
    return Finding(
        item=item, what="number", text=text, verdict="wrong" if message else "proved", message=message
    )
