"""Items that the editor told as one, and sources that leave theirs: on the clusters as grouping made them.

What grouping says stays as it was, and each building begins with it: so an edit that is taken back leaves no trace, and the
ids of items never depend on the order in which they were merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.analysis.constraints import NONE, Bonds, Constraints, ContradictionError
from digest.editing.hand.keys import source_key
from digest.editing.hand.values import Remark
from digest.editing.identity import anew
from digest.model import Cluster, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.editing.hand.values import Hand, ItemEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """Clusters as the editor wants them.

    `named` is story → the item that it belongs to now; `merged` is item → the item that it is told with; `decided` is what
    later issues go by.
    """

    clusters: tuple[Cluster, ...]
    named: Mapping[str, str]
    merged: Mapping[str, str]
    decided: Constraints = NONE
    remarks: tuple[Remark, ...] = ()


def regroup(
    clusters: Sequence[Cluster],
    items: Mapping[str, Sequence[str]],
    hand: Hand,
    before: Constraints = NONE,
    titles: Mapping[str, str] | None = None,
) -> Regrouped:
    """The clusters after the splits and the merges of the editor.

    Args:
        clusters: as grouping made them.
        items: item (id) → its stories, as they would be told without the editor.
        hand: what the editor wrote.
        before: what was decided of stories elsewhere; an edit that contradicts it is refused.
        titles: what stories (ids) are called where one is.
    """
    desk = _Regrouping(items, before, titles or {})
    for edit in _splits(hand, desk):
        desk.split(edit)
    for edit in hand.items:
        for other in edit.merge_with:
            desk.merge(edit.id, other)
    return Regrouped(
        clusters=_made(clusters, desk) if desk.changed else tuple(clusters),
        named={story: item for item, stories in desk.items.items() for story in stories},
        merged=desk.merged,
        decided=Constraints(together=tuple(desk.together), apart=tuple(desk.apart)),
        remarks=tuple(desk.remarks),
    )


def _splits(hand: Hand, desk: _Regrouping) -> Iterable[ItemEdit]:
    """The edits that split, each once its item is there: what left an item may be split in its turn."""
    waiting = [edit for edit in hand.items if edit.split]
    while ready := [edit for edit in waiting if edit.id in desk.items]:
        yield from ready
        waiting = [edit for edit in waiting if edit not in ready]


class _Regrouping:
    def __init__(
        self, items: Mapping[str, Sequence[str]], before: Constraints, titles: Mapping[str, str]
    ) -> None:
        self.items = {item: list(stories) for item, stories in items.items()}
        self.merged: dict[str, str] = {}
        self.together: list[tuple[str, str]] = []
        self.apart: list[tuple[str, str]] = []
        self.remarks: list[Remark] = []
        self.parted: list[str] = []  # items that left another
        self._before = before
        self._titles = titles

    @property
    def changed(self) -> bool:
        return bool(self.together or self.apart)

    def split(self, edit: ItemEdit) -> None:
        """Let sources leave an item."""
        keys = {source_key(story): story for story in self.items[edit.id]}
        out = []
        for one in edit.split:
            if one.key in keys:
                out.append(keys[one.key])
            elif one.key:
                self._tell("gone", edit.id, "split", f"source {one.number} is no longer one of its sources")
            else:
                told = f"there is no source ({one.number}) in its list"
                self._tell("refused", edit.id, "split", told, "write a number that stands there in ( )")
        rest = [story for story in self.items[edit.id] if story not in out]
        if out and not rest:
            hint = "leave one of them in"
            self._tell("refused", edit.id, "split", "no source would be left in the item", hint)
        elif out and self._keep("split", edit.id, apart=[_pair(a, b) for a in out for b in rest]):
            self.items[edit.id] = rest
            name = anew(out, set(self.items))
            self.items[name] = out
            self.parted.append(name)

    def merge(self, item: str, other: str) -> None:
        """Tell an item with another."""
        target = self._target(item)
        if other in self.merged:
            told = f'"{other}" is told with "{self.merged[other]}" already'
            self._tell("refused", item, "merge_with", told, "name it once")
        elif other == target:
            told = f'"{other}" takes this item in itself'
            self._tell("refused", item, "merge_with", told, "write merge_with in one of them only")
        elif target not in self.items or other not in self.items:
            lost = other if target in self.items else item
            self._tell("gone", item, "merge_with", f'there is no item "{lost}" any more')
        else:
            first, *_ = self.items[target]
            if self._keep("merge_with", item, together=[_pair(first, one) for one in self.items[other]]):
                self.items[target] += self.items.pop(other)
                self.merged[other] = target

    def _target(self, item: str) -> str:
        while item in self.merged:
            item = self.merged[item]
        return item

    def _keep(
        self,
        key: str,
        item: str,
        *,
        together: Iterable[tuple[str, str]] = (),
        apart: Iterable[tuple[str, str]] = (),
    ) -> bool:
        """Whether pairs may be kept beside what was decided before; tells why not."""
        try:
            Bonds(
                Constraints(
                    together=(*self._before.together, *self.together, *together),
                    apart=(*self._before.apart, *self.apart, *apart),
                )
            )
        except ContradictionError as error:
            told = f"it contradicts another decision: {self._decided(error, apart=key == 'merge_with')}"
            self._tell("refused", item, key, told, "take one of the two back; `digest decisions` lists them")
            return False
        self.together += [pair for pair in together if pair not in self.together]
        self.apart += [pair for pair in apart if pair not in self.apart]
        return True

    def _decided(self, error: ContradictionError, *, apart: bool) -> str:
        """What was decided, of an edit that says the opposite: by titles, as ids say nothing to an editor."""
        left, right, *between = (
            f'"{self._titles.get(story) or story}"'
            for story in (*error.apart, *(story for _, story in error.together[:-1]))
        )
        if apart:
            return f"{left} and {right} are told apart"
        way = f" by way of {', '.join(between)}" if between else ""
        return f"{left} and {right} are told together{way}"

    def _tell(self, kind: str, item: str, key: str, message: str, hint: str = "") -> None:
        self.remarks.append(Remark(kind=kind, item=item, key=key, message=message, hint=hint))  # type: ignore[arg-type]


def _pair(left: str, right: str) -> tuple[str, str]:
    return min(left, right), max(left, right)


def _made(clusters: Sequence[Cluster], desk: _Regrouping) -> tuple[Cluster, ...]:
    """The clusters of the items as they are now: what was merged is one, and so is what left an item."""
    item = {story: name for name, stories in desk.items.items() for story in stories}
    whole = {*desk.merged.values(), *desk.parted}
    parts: dict[tuple[str, str], list[Cluster]] = {}
    for cluster in clusters:
        for name in dict.fromkeys(item.get(story, "") for story in cluster.stories):
            stories = [story for story in cluster.stories if item.get(story, "") == name]
            found = _part(cluster, stories)
            parts.setdefault((name, "" if name in whole else cluster.id), []).append(found)
    return tuple(_joined(found) for found in parts.values())


def _part(cluster: Cluster, stories: Sequence[str]) -> Cluster:
    """A cluster with some of its stories only."""
    if len(stories) == len(cluster.stories):
        return cluster
    kept = set(stories)
    return replace(
        cluster,
        id=stories[0],
        stories=tuple(stories),
        evidence=tuple(one for one in cluster.evidence if {one.left, one.right} <= kept),
        copies=tuple(one for one in cluster.copies if {one.story, one.of} <= kept),
        near=tuple(one for one in cluster.near if one.link.left in kept),
    )


def _joined(found: Sequence[Cluster]) -> Cluster:
    """Several clusters as one: by the editor's word."""
    if len(found) == 1:
        return found[0]
    first, *others = found
    links = (Evidence(left=first.id, right=one.id, similarity=0.0, by="editor") for one in others)
    return replace(
        first,
        stories=tuple(story for one in found for story in one.stories),
        evidence=(*(one for cluster in found for one in cluster.evidence), *links),
        copies=tuple(one for cluster in found for one in cluster.copies),
        near=(),
    )
