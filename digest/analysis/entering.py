"""New stories come in where a memory knows others: only what they come near to is looked at.

They are compared with the known stories that share most of their rarest words, and with all that chains of strong
affinities join to these. Linkage is run anew in the parts that a new story comes into, so it can join a cluster, bring two
together, or make one fall apart. The formulas are those of a whole grouping (`batch.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.amid import Amid
from digest.analysis.batch import Batch
from digest.analysis.clusters import parted
from digest.analysis.collection import uncollected
from digest.analysis.copies import fold_into
from digest.analysis.days import DAY
from digest.analysis.linkage import average_linkage
from digest.analysis.marks import marks
from digest.analysis.nearby import nearby
from digest.analysis.parts import edges, joined
from digest.analysis.recall import Changes, Kept, pack_tops
from digest.analysis.tally import SPACES, Tallies, Tally
from digest.language.pairs import Known, sightings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.analysis.clusters import GroupingSettings
    from digest.analysis.copies import Copied
    from digest.analysis.prepared import Prepared
    from digest.analysis.recall import Recall
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Places
    from digest.language.glossary import Glossary
    from digest.language.pairs import Sighting


@uncollected()
def enter(
    new: Mapping[int, Prepared],
    disturbed: Sequence[int],
    recall: Recall,
    settings: GroupingSettings,
    glossary: Glossary,
) -> Changes:
    """What changes where new stories come in.

    Args:
        new: by number; of these numbers nothing is kept.
        disturbed: known stories whose part has lost one.
        recall: what is known.
        settings: as at the last whole grouping.
        glossary: as then.
    """
    known = Known(glossary=glossary, archive=recall.sightings())
    near = sorted(set(_near(new, recall, settings.window_days, known)))
    standing = {one.number: one for one in recall.standing(sorted({*near, *disturbed}))}
    texts = recall.texts([number for number, one in standing.items() if one.leader == number])
    copied = fold_into(new, {number: texts[number] for number in near}, settings.window_days)
    stories = {**texts, **{number: story for number, story in new.items() if number not in copied}}
    ordered = {n: stories[n] for n in sorted(stories, key=lambda n: (stories[n].story.id, n))}
    tallies = _tallies(recall, np.array([number in new for number in ordered], dtype=np.bool_))
    leading = {number: one for number, one in standing.items() if one.leader == number}
    amid = Amid(ordered, leading, tallies, settings.window_days, known)
    found = _Entered(amid, standing, copied, settings)
    place = np.flatnonzero(amid.fresh).tolist()
    told = marks(amid.batch, amid.stories, tallies)
    return Changes(
        kept=tuple(found.kept(new, disturbed)),
        marks={amid.numbers[row]: told[row] for row in place},
        counts={space: tally.met for space, tally in tallies.items()},
        sizes={space: max(0, tally.total - tally.size) for space, tally in tallies.items()},
        sightings=told_names([amid.stories[row] for row in place]),
    )


def _near(new: Mapping[int, Prepared], recall: Recall, window_days: int, known: Known) -> Iterator[int]:
    """The known stories that new ones may be near to."""
    stories = list(new.values())
    if stories:
        tallies = _tallies(recall, np.ones(len(stories), dtype=np.bool_))
        found = marks(Batch(stories, window_days, known, tallies), stories, tallies)
        told = list(zip(found, map(day_of, stories), strict=True))
        for one in nearby(told, recall, window_days):
            yield from one


def _tallies(recall: Recall, fresh: Flags) -> Tallies:
    def of(space: str) -> Tally:
        return Tally(
            fresh=fresh,
            size=recall.size(space),
            counts=lambda terms: recall.counts(space, terms),
            mean=recall.usual() if space == "pivots" else None,
        )

    return {space: of(space) for space in SPACES}


def day_of(story: Prepared) -> float | None:
    """The day of a story as a number."""
    published = story.story.published
    return published.timestamp() / DAY if published else None


def told_names(stories: Sequence[Prepared]) -> tuple[Sighting, ...]:
    """The names in both scripts that stories tell."""
    return sightings(
        (one.story.document, text) for one in stories for text in (one.story.title, one.story.text)
    )


class _Entered:
    """What becomes of stories that were compared."""

    def __init__(
        self,
        amid: Amid,
        standing: Mapping[int, Kept],
        copied: Mapping[int, Copied],
        settings: GroupingSettings,
    ) -> None:
        self._amid = amid
        self._standing = standing
        self._settings = settings
        self._copies: dict[int, dict[int, float]] = {}
        for one in standing.values():
            if one.leader != one.number:
                self._copies.setdefault(one.leader, {})[one.number] = one.resemblance
        for number, (leader, resemblance) in copied.items():
            self._copies.setdefault(leader, {})[number] = resemblance
        self._led = {leader for leader, _ in copied.values()}

    def kept(self, new: Mapping[int, Prepared], disturbed: Sequence[int]) -> Iterator[Kept]:
        """Where the new stories stand, and known ones that stand elsewhere or have other neighbours than before."""
        parts = {self._standing[number].part for number in disturbed if number in self._standing}
        rows = self._concerned(parts)
        placed = {one.number: one for one in self._placed(rows)}
        whole = self._traced({number: placed.get(number) for number in self._amid.numbers})
        for number in sorted({**placed, **whole}):
            one = whole.get(number) or placed[number]
            if number in new:
                one = replace(one, day=day_of(new[number]))
            if one != self._standing.get(number):
                yield one

    def _concerned(self, parts: set[int]) -> list[int]:
        """The rows of parts that a new story comes into, that lost one, or that get a copy."""
        amid = self._amid
        known = [self._standing.get(number) for number in amid.numbers[: len(amid.stories)]]
        first: dict[int, int] = {}
        chained = [(first.setdefault(one.part, row), row) for row, one in enumerate(known) if one]
        labels = joined(amid.whole, self._settings.cut, chained)
        touched = [
            row
            for row, one in enumerate(known)
            if one is None or one.part in parts or one.number in self._led
        ]
        return np.flatnonzero(np.isin(labels, labels[touched])).tolist()

    def _placed(self, rows: list[int]) -> Iterator[Kept]:
        """All stories of these rows, copies too, with their parts and clusters."""
        amid, cut = self._amid, self._settings.cut
        own = amid.whole[rows][:, rows]
        clusters = [[rows[place] for place in members] for members in average_linkage(own, cut)]
        part = self._parts(rows)
        for members in parted(amid.links(), clusters, self._settings.least):
            numbers = [amid.numbers[row] for row in members]
            first = min(min((number, *self._copies.get(number, ()))) for number in numbers)
            for number in numbers:
                for one, share in {number: 1.0, **self._copies.get(number, {})}.items():
                    yield Kept(
                        number=one, leader=number, resemblance=share, part=part[number], cluster=first,
                        day=self._standing[one].day if one in self._standing else None,
                    )  # fmt: skip

    def _parts(self, rows: list[int]) -> dict[int, int]:
        numbers = [self._amid.numbers[row] for row in rows]
        labels = joined(self._amid.whole[rows][:, rows], self._settings.cut).tolist()
        least: dict[int, int] = {}
        for label, number in zip(labels, numbers, strict=True):
            least[label] = min(number, least.get(label, number))
        return {number: least[label] for label, number in zip(labels, numbers, strict=True)}

    def _traced(self, placed: Mapping[int, Kept | None]) -> dict[int, Kept]:
        """The compared stories with what is usual around them now, and with their neighbours."""
        amid = self._amid
        size = len(amid.stories)
        found = [placed.get(number) or self._standing[number] for number in amid.numbers[:size]]
        part: Places = np.full(len(amid.numbers), -1, dtype=np.int64)
        part[:size] = [one.part for one in found]
        told = edges(amid.bare, amid.numbers, range(size), part)
        return {
            one.number: replace(one, tops=pack_tops(amid.tops.same[row], amid.tops.other[row]), edges=edge)
            for row, (one, edge) in enumerate(zip(found, told, strict=True))
        }
