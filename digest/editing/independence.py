"""Which stories of an item are texts of their own: one wire report printed by five outlets is one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Cluster


def independent(members: Sequence[Prepared], clusters: Iterable[Cluster]) -> tuple[Prepared, ...]:
    """The members that repeat no other's text, in their order."""
    copies = {copy.story for cluster in clusters for copy in cluster.copies}
    return tuple(member for member in members if member.story.id not in copies)


def outlets(independent: Iterable[Prepared]) -> tuple[str, ...]:
    """The distinct outlets of independent texts ("출처 N곳"), in order of first appearance."""
    return tuple(dict.fromkeys(member.story.outlet or member.story.source for member in independent))
