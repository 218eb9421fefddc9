"""Which stories report the same event: the whole way from words to clusters with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.language.pairs import NOTHING
from digest.model import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.links import Links
    from digest.analysis.prepared import Prepared
    from digest.language.pairs import Known

LOOSEST, DEFAULT_CUT = 0.40, 0.66
"""The mean affinity that holds a cluster together at strictness 0, and from .5 on."""
COPY = 0.85
"""The mean cosine that it takes besides at strictness 1 (at .5: none): that of a text that was hardly changed."""
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingSettings:
    """What a publication may choose.

    Args:
        window_days: stories further apart than this are never compared (where both are dated).
        strictness: 0 = generous, .5 = the default, 1 = almost nothing is merged.
    """

    window_days: int = 30
    strictness: float = 0.5

    @property
    def cut(self) -> float:
        """The mean affinity that holds a cluster together."""
        return LOOSEST + (DEFAULT_CUT - LOOSEST) * min(1.0, max(0.0, self.strictness / HALF))

    @property
    def least(self) -> float:
        """The mean cosine that a cluster needs besides; 0 asks for nothing."""
        return COPY * min(1.0, max(0.0, self.strictness / HALF - 1))


DEFAULT = GroupingSettings()


def group(
    stories: Sequence[Prepared], settings: GroupingSettings = DEFAULT, known: Known = NOTHING
) -> tuple[Cluster, ...]:
    """Clusters of stories about the same event, Korean and English together.

    Each story is in exactly one cluster; the order of the input changes no cluster's members; a story that repeats
    another one's title and text joins it; a story in neither language stands alone. `known` are names in both scripts
    that the stories need not tell.

    Returns:
        Clusters in the order of their first story; their stories in the order of the input. Each story but the first
        has an `Evidence`: its strongest link to another member.
    """
    if not stories:
        return ()
    from digest.analysis.evidence import explain  # these bring numpy, scipy and scikit-learn
    from digest.analysis.linkage import average_linkage
    from digest.analysis.links import compare

    firsts, copies = _fold(stories)
    links = compare([stories[place] for place in firsts], settings.window_days, known)
    place = {story.story.id: number for number, story in enumerate(stories)}
    found = []
    for members in _parted(links, average_linkage(links.affinities, settings.cut), settings.least):
        together = [copy for member in members for copy in copies[firsts[member]]]
        ids = sorted((stories[number].story.id for number in together), key=place.__getitem__)
        origin = {stories[copy].story.id: member for member in members for copy in copies[firsts[member]]}
        found.append(Cluster(id=ids[0], stories=tuple(ids), evidence=explain(links, ids, origin)))
    return tuple(sorted(found, key=lambda cluster: place[cluster.id]))


def _parted(links: Links, clusters: list[list[int]], least: float) -> Iterator[list[int]]:
    """The clusters, each parted where its stories' own words are not alike enough.

    Affinities say who belongs together more than with others, so beyond a point a higher cut would mean nothing.
    """
    from digest.analysis.linkage import average_linkage

    for members in clusters:
        if least and len(members) > 1:
            parts = average_linkage(links.cosines(members), least)
            yield from ([members[place] for place in part] for part in parts)
        else:
            yield members


def _fold(stories: Sequence[Prepared]) -> tuple[list[int], dict[int, list[int]]]:
    """Places of the stories to compare, by id; and for each the places of all that say the same, itself first."""
    same: dict[tuple[str, str, str, str], int] = {}
    copies: dict[int, list[int]] = {}
    for place in sorted(range(len(stories)), key=lambda place: stories[place].story.id):
        story = stories[place].story
        alone = story.id if story.language == "und" else ""
        first = same.setdefault((story.title, story.text, story.language, alone), place)
        copies.setdefault(first, []).append(place)
    return list(copies), copies
