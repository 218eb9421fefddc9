"""A whole grouping with all that a memory keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.clusters import grouped
from digest.analysis.collection import uncollected
from digest.analysis.entering import day_of, told_names
from digest.analysis.marks import marks
from digest.analysis.parts import edges, joined
from digest.analysis.recall import Changes, Kept, pack_tops
from digest.language.pairs import Known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.analysis.accounts import Grouped
    from digest.analysis.clusters import GroupingSettings
    from digest.analysis.prepared import Prepared
    from digest.language.glossary import Glossary


@uncollected()
def regroup(stories: Mapping[int, Prepared], settings: GroupingSettings, glossary: Glossary) -> Changes:
    """Group stories (by number, in the order in which they came) as a whole; what is kept holds nothing of before."""
    if not stories:
        return Changes()
    numbers = list(stories)
    found = grouped(list(stories.values()), settings, known=Known(glossary=glossary), traced=True)
    traces = found.links.traces
    assert traces is not None
    leaders = [numbers[place] for place in found.folded.copies]
    told = marks(traces.batch, found.links.stories, traces.tallies)
    return Changes(
        kept=tuple(sorted(_kept(found, stories, settings.cut), key=lambda one: one.number)),
        marks=dict(zip(leaders, told, strict=True)),
        counts={space: tally.met for space, tally in traces.tallies.items()},
        sizes={space: tally.total for space, tally in traces.tallies.items()},
        usual=traces.tallies["pivots"].mean,
        sightings=told_names(found.links.stories),
    )


def _kept(found: Grouped, stories: Mapping[int, Prepared], cut: float) -> Iterator[Kept]:
    assert found.links.traces is not None
    numbers, compared = list(stories), found.links.traces.compared
    leaders = [numbers[place] for place in found.folded.copies]
    copies = [
        {numbers[one.place]: one.resemblance for one in copies} for copies in found.folded.copies.values()
    ]
    labels = joined(found.links.affinities, cut)
    least: dict[int, int] = {}
    for label, number in zip(labels.tolist(), leaders, strict=True):
        least[label] = min(number, least.get(label, number))
    told = list(edges(compared.unshared(), leaders, range(len(leaders)), labels))
    for members in found.members:
        first = min(min((leaders[row], *copies[row])) for row in members)
        for row in members:
            for number, share in {leaders[row]: 1.0, **copies[row]}.items():
                own = number == leaders[row]
                yield Kept(
                    number=number,
                    leader=leaders[row],
                    resemblance=share,
                    part=least[int(labels[row])],
                    cluster=first,
                    day=day_of(stories[number]),
                    tops=pack_tops(compared.tops.same[row], compared.tops.other[row]) if own else b"",
                    edges=told[row] if own else b"",
                )  # fmt: skip
