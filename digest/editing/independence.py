"""Which stories of an item are texts of their own: one wire report printed by five outlets is one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Cluster, Rights

_MOST_FIRST: tuple[Rights, ...] = ("open", "quote", "link-only", "private")
"""Rights by how much they let be quoted."""


def independent(members: Sequence[Prepared], clusters: Iterable[Cluster]) -> tuple[Prepared, ...]:
    """The members that repeat no other's text, in their order."""
    copies = {copy.story for cluster in clusters for copy in cluster.copies}
    return tuple(member for member in members if member.story.id not in copies)


def outlets(independent: Iterable[Prepared]) -> tuple[str, ...]:
    """The distinct outlets of independent texts ("출처 N곳"), in order of first appearance."""
    return tuple(dict.fromkeys(member.story.outlet or member.story.source for member in independent))


def repeating(
    members: Iterable[Prepared], clusters: Iterable[Cluster], rights: Mapping[str, Rights]
) -> frozenset[str]:
    """The stories (by id) of which no sentence is taken, since another tells the same text: that stands once, and from one source.

    Of each text the outlet is quoted that may be quoted most; of several the one whose text stands for the others.
    """
    original = {copy.story: copy.of for cluster in clusters for copy in cluster.copies}
    told: dict[str, list[Prepared]] = {}
    for member in members:
        told.setdefault(original.get(member.story.id, member.story.id), []).append(member)
    quoted = {
        min(
            of,
            key=lambda one: (
                _MOST_FIRST.index(rights.get(one.story.source, "quote")),
                one.story.id in original,
                one.story.id,
            ),
        ).story.id
        for of in told.values()
    }
    return frozenset(one.story.id for of in told.values() for one in of) - quoted
