"""What is certain of clusters and storylines before any word is compared: what earlier issues told, and what the editor decided."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.editing.past import Decided, Past
    from digest.model import Cluster

By = Literal["words", "story", "editor"]


def bound(clusters: Sequence[Cluster], past: Past) -> Iterator[tuple[str, tuple[str, By]]]:
    """The storylines that are certain: a story was told there before, or the editor says so."""
    line = {one.telling.item: one.cluster.storyline for one in past.told}
    follows, begins = past.decided.follows, past.decided.begins
    begun = set(follows.values()) - set(line.values())  # storylines that this issue is to begin
    anew = Counter(
        item for one in clusters for item in {begins[story] for story in one.stories if story in begins}
    )
    archived = {story: one.storyline for one in past.archive for story in one.stories}
    begun |= {item for item, count in anew.items() if count > 1}  # its clusters begin one line together
    for cluster in clusters:
        told = Counter(line[item] for story in cluster.stories if (item := past.items.get(story)) in line)
        decided = [
            follows[story] or (item if (item := begins.get(story, "")) in begun else "")
            for story in cluster.stories
            if story in follows
        ]
        drafted = [item for story in cluster.stories if (item := past.drafted.get(story)) in begun]
        if told:
            yield cluster.id, (min(told, key=lambda name: (-told[name], name)), "story")
        elif decided or drafted:
            yield cluster.id, ((decided or drafted)[0], "editor")
        elif looked_back := Counter(archived[story] for story in cluster.stories if story in archived):
            yield cluster.id, (min(looked_back, key=lambda name: (-looked_back[name], name)), "story")


def apart(clusters: Sequence[Cluster], decided: Decided) -> dict[str, frozenset[str]]:
    """Cluster → those that tell of another affair, as the editor decided."""
    of = {story: cluster.id for cluster in clusters for story in cluster.stories}
    found: dict[str, set[str]] = {}
    for left, right in decided.apart:
        if left in of and right in of:
            found.setdefault(of[left], set()).add(of[right])
            found.setdefault(of[right], set()).add(of[left])
    return {cluster: frozenset(others) for cluster, others in found.items()}
