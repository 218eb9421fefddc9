"""Which stories report the same event: the whole way from words to clusters with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.collection import give_back, uncollected
from digest.analysis.constraints import NONE, Bonds, Constraints
from digest.analysis.translating import helper
from digest.language.pairs import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.accounts import Grouped
    from digest.analysis.links import Links
    from digest.analysis.prepared import Prepared
    from digest.language.pairs import Known
    from digest.model import Cluster

LOOSEST, DEFAULT_CUT = 0.40, 0.675
"""The mean affinity that holds a cluster together at strictness 0, and from .5 on."""
SURE = 0.48
"""The mean cosine that it takes besides at strictness 1 (at .5: none): there hardly a cluster holds two events."""
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingSettings:
    """What a publication may choose.

    Args:
        window_days: stories further apart than this are never compared (where both are dated).
        strictness: 0 = generous, .5 = the default, 1 = hardly ever wrong, and much stays apart.
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
        return SURE * min(1.0, max(0.0, self.strictness / HALF - 1))


DEFAULT = GroupingSettings()


@uncollected()
def group(
    stories: Sequence[Prepared],
    settings: GroupingSettings = DEFAULT,
    constraints: Constraints = NONE,
    *,
    known: Known = NOTHING,
    explained: bool = False,
) -> tuple[Cluster, ...]:
    """Clusters of stories about the same event, Korean and English together.

    Each story is in exactly one cluster; the order of the input changes no cluster's members; a story that repeats
    another one's text joins it, and only the fullest of its kind is compared with the rest; a story in neither language
    stands alone. What the editor decided holds before all else.

    Args:
        stories: with ids that differ.
        settings: what the publication chose.
        constraints: which stories the editor put together, and kept apart.
        known: names in both scripts that the stories need not tell.
        explained: tell of each link what its terms weighed and what spoke against it, and of each cluster which others
            almost joined it. It costs time.

    Returns:
        Clusters in the order of their first story; their stories in the order of the input. Each story but the first
        has an `Evidence`: what it repeats, with what the editor joined it, or a link to another member; these are the
        strongest by which all hang together with the first.

    Raises:
        UsageError: two decisions of the editor contradict each other.
    """
    Bonds(constraints)  # says what is contradictory even where there is nothing to group
    if not stories:
        return ()
    found = grouped(stories, settings, constraints, known=known, explained=explained)
    from digest.analysis.accounts import clusters

    return clusters(found, settings, constraints, explained=explained)


def grouped(
    stories: Sequence[Prepared],
    settings: GroupingSettings = DEFAULT,
    constraints: Constraints = NONE,
    *,
    known: Known = NOTHING,
    explained: bool = False,
    traced: bool = False,
) -> Grouped:
    """As `group`, before it is put into words; with `traced` the links have what a memory keeps."""
    bonds = Bonds(constraints)
    with helper(stories) as other:  # begun before all else: there is much to be loaded
        from digest.analysis.accounts import Grouped  # this brings numpy, scipy and scikit-learn
        from digest.analysis.duplicates import fold
        from digest.analysis.links import compare
        from digest.analysis.nearness import MARGIN
        from digest.analysis.tally import of_all
        from digest.analysis.units import linked

        folded = fold(
            stories,
            window_days=settings.window_days,
            join=lambda place, other: bonds.join(stories[other].story.id, stories[place].story.id),
        )
        give_back(len(stories))
        leaders = list(folded.copies)
        together, apart = bonds.rows([stories[place].story.id for place in leaders])
        links = compare(
            [stories[place] for place in leaders],
            settings.window_days,
            known,
            cut=settings.cut - (MARGIN if explained else 0.0),
            bound=[*together, *(apart if explained else ())],
            tallies=of_all(len(leaders)) if traced else None,
            other=other,
        )
    whole = linked(links.affinities, settings.cut, together, apart)
    members = list(parted(links, whole, settings.least, together, apart))
    give_back(len(stories))
    return Grouped(
        stories=tuple(stories), folded=folded, links=links, members=members, together=together, apart=apart
    )


def parted(
    links: Links,
    clusters: list[list[int]],
    least: float,
    together: Sequence[list[int]] = (),
    apart: Sequence[tuple[int, int]] = (),
) -> Iterator[list[int]]:
    """The clusters, each parted where its stories' own words are not alike enough.

    Affinities say who belongs together more than with others, so beyond a point a higher cut would mean nothing.
    """
    from digest.analysis.units import linked

    for members in clusters:
        if least and len(members) > 1:
            place = {row: number for number, row in enumerate(members)}
            parts = linked(
                links.cosines(members),
                least,
                [[place[row] for row in rows] for rows in together if rows[0] in place],
                [(place[one], place[other]) for one, other in apart if one in place and other in place],
            )
            yield from ([members[number] for number in part] for part in parts)
        else:
            yield members
