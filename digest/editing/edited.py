"""A draft as the editor's hand changes it: grouped stories → affairs → items, each step as the editor wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digest import codec
from digest.analysis.constraints import NONE, Constraints
from digest.analysis.remembered import Remembered
from digest.editing.affairs import trace
from digest.editing.compose import draft
from digest.editing.drafts import Draft
from digest.editing.hand.listing import Listing, listing
from digest.editing.hand.regroup import regroup
from digest.editing.hand.values import NO_HAND, Hand
from digest.editing.identity import assign
from digest.editing.looking_back import of_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.editing.affairs import Affair
    from digest.editing.material import IssueSettings, Material
    from digest.editing.past import Past
    from digest.model import Cluster, Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was there before a draft is made.

    Args:
        hand: what the editor wrote of it.
        items: story → item, as the last building of this issue would have told them without the editor.
        held: story → the item under which an earlier issue held it for this one.
        decided: what was decided of stories elsewhere.
        overrides: what else of the editor's decisions the issue is made by, as lines.
        titles: of the stories that decisions concern and that are not of this issue.
    """

    hand: Hand = NO_HAND
    items: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    decided: Constraints = NONE
    overrides: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A draft, what its edit file shall show, and what later buildings and issues go by.

    `items` is story → item without the editor, those known earliest first; `named` the same with the editor.
    """

    draft: Draft
    listing: Listing
    items: Mapping[str, str]
    named: Mapping[str, str]
    decided: Constraints
    remembered: Mapping[str, Remembered]


def edited(
    clusters: Sequence[Cluster],
    past: Past,
    material: Material,
    settings: IssueSettings,
    *,
    provenance: Provenance,
    before: Before,
) -> Edited:
    """The draft of what was gathered, as the editor's hand changes it.

    It may be made again and again, each time as if it were anew: the same gathered, and the same before, is the same draft.

    Args:
        clusters: as grouping made them.
        past: what earlier issues told.
        material: without affairs.
        settings: of the issue.
        provenance: without overrides.
        before: what the editor wrote, and what was there.
    """
    stories, hand = material.stories, before.hand
    known = {story.story.id: story for story in stories}
    traced = trace(clusters, stories, past, settings.language)
    inherited = {**material.memory.items, **before.held}
    anew = _items(traced.affairs, inherited)
    handed_down = _handed_down(before.items, anew)
    fresh = {story: item for story, item in handed_down.items() if story not in inherited}
    items = _items(traced.affairs, {**inherited, **fresh})
    titles = {**before.titles, **{story: told.story.title for story, told in known.items()}}
    grouped = regroup(clusters, items, hand, before.decided, titles)
    if grouped.decided != NONE:
        apart = (*past.decided.apart, *grouped.decided.apart)
        past = replace(past, decided=replace(past.decided, apart=apart))
        traced = trace(grouped.clusters, stories, past, settings.language)
    overrides = codec.fingerprint(
        *(f"{story} {item}" for story, item in _renamed(items, anew)),
        *before.overrides,
        *hand.lines,
    )
    material = replace(
        material,
        affairs=traced.affairs,
        item_ids=handed_down,
        hand=hand,
        named=grouped.named,
        merged=grouped.merged,
    )
    made = draft(of_line(material), settings, replace(provenance, overrides=overrides))
    return Edited(
        draft=made,
        listing=listing(made, known, settings, hand, merged=grouped.merged, remarks=grouped.remarks),
        items=_by_age(items, before.items),
        named=grouped.named,
        decided=grouped.decided,
        remembered=traced.remembered,
    )


def _handed_down(own: Mapping[str, str], anew: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The item ids of the issue's last building, in their order; none where all would be the same anew.

    Building the same again therefore hands down nothing, and gives the same bytes as the first time.
    """
    named = {story: item for item, stories in anew.items() for story in stories}
    known = {story: item for story, item in own.items() if story in named}
    return known if any(named[story] != item for story, item in known.items()) else {}


def _renamed(items: Mapping[str, Sequence[str]], anew: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """The stories of items that have another id than they would have anew, with it."""
    named = {story: item for item, stories in anew.items() for story in stories}
    of = {story: item for item, stories in items.items() for story in stories}
    return sorted((story, item) for story, item in of.items() if named[story] != item)


def _items(affairs: Sequence[Affair], known: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Item → its stories, as they would be told without the editor."""
    stories = [tuple(story for one in affair.clusters for story in one.stories) for affair in affairs]
    return dict(zip(assign(stories, known), stories, strict=True))


def _by_age(items: Mapping[str, Sequence[str]], own: Mapping[str, str]) -> dict[str, str]:
    """Story → item; the items that the last building had come first, in the order in which they came to be known."""
    age = {item: place for place, item in enumerate(dict.fromkeys(own.values()))}
    ordered = sorted(items, key=lambda item: age.get(item, len(age)))
    return {story: item for item in ordered for story in items[item]}
