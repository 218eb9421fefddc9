"""The candidates of a cluster as numbers: each a row, with an entry for each distinct term of it and each pair of terms."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, cast

import numpy as np

from digest.analysis.candidates import Candidate, candidate
from digest.analysis.told import told

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Numbers, Places


class Entries:
    """Which candidates have which terms, or which pairs: by number, units ascending, of each the candidates ascending.

    Args:
        units: the terms, or pairs, of all candidates as they stand in them, as numbers of any kind; they are numbered anew in
            the order of these.
        owner: the candidate of each.
        document: of each candidate.

    Attributes:
        unit: of each entry.
        row: the candidate of each entry.
        times: how often that candidate has it.
        candidates: for each unit how many candidates have it.
        documents: for each unit how many documents have it.
        size: how many units there are.
    """

    def __init__(self, units: Places, owner: Places, document: Places) -> None:
        order = units.argsort(
            kind="stable"
        )  # methods: numpy's functions cost more than a small cluster's values
        units, owner = units[order], owner[order]
        first = starts(units, owner)
        self.row: Places = owner[first]
        self.times = _lengths(first, len(units))
        units = units[first]
        self.candidates = _lengths(differs(units).nonzero()[0], len(units))
        self.size = len(self.candidates)
        self.unit: Places = np.arange(self.size).repeat(self.candidates)
        told_by = starts(self.unit, document[self.row])
        self.documents: Places = np.bincount(self.unit[told_by], minlength=self.size)

    def of(self, row: int) -> Places:
        """The units of a candidate."""
        found: Places = self.unit[self.row == row]
        return found


class Pool:
    """The candidates of some stories, story after story, in their order.

    Args:
        members: the stories.
        lenient: as for `candidates`.

    Attributes:
        documents: how many stories have candidates.
        document: of each candidate the number of its story among these.
        place: of each candidate its place among those of its story, from 0.
        of: of each candidate how many its story has.
        texts: of the candidates.
        lengths: of the texts, in characters.
        counts: of each candidate the number of its terms, repeats counted.
    """

    def __init__(self, members: Sequence[Prepared], *, lenient: bool = False) -> None:
        self._lenient = lenient
        found = [(member, told(member)) for member in members]
        rows = [(member, one, one.news(lenient=lenient)) for member, one in found]
        rows = [one for one in rows if one[2]]
        self._members = [member for member, _, _ in rows]
        sizes = np.array([len(places) for _, _, places in rows], dtype=np.int64)
        self.documents = len(rows)
        self.document: Places = np.arange(len(rows)).repeat(sizes)
        self.of: Places = sizes[self.document]
        self.place: Places = np.arange(len(self.document)) - (sizes.cumsum() - sizes).repeat(sizes)
        self.texts = [one.sentences[row].text for _, one, places in rows for row in places]
        self.lengths: Places = np.array(list(map(len, self.texts)), dtype=np.int64)
        self._terms = [one.terms(row) for _, one, places in rows for row in places]
        self.counts: Places = np.array(list(map(len, self._terms)), dtype=np.int64)
        self._made: dict[int, Candidate] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def members(self) -> Sequence[Prepared]:
        """The stories that have candidates, by number."""
        return self._members

    def candidate(self, i: int) -> Candidate:
        """A candidate by its number."""
        if i not in self._made:
            member = self._members[self.document[i]]
            self._made[i] = candidate(member, int(self.place[i]), lenient=self._lenient)
        return self._made[i]

    def having(self, terms: Collection[str]) -> Flags:
        """Whether each candidate has one of these terms."""
        found = np.zeros(len(self), dtype=np.bool_)
        for unit in (self.ids[term] for term in terms if term in self.ids):
            found[self.terms.row[self.terms.unit == unit]] = True
        return found

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """The numbers of the terms."""
        names = dict.fromkeys(chain.from_iterable(self._terms))
        return dict(zip(names, range(len(names)), strict=True))

    @cached_property
    def terms(self) -> Entries:
        """Their terms."""
        return Entries(self._units, self._owner, self.document)

    @cached_property
    def pairs(self) -> Entries:
        """Their adjacent pairs of terms."""
        joined = (self._owner[:-1] == self._owner[1:]).nonzero()[0]
        both = self._units[joined] * len(self.ids) + self._units[joined + 1]
        return Entries(both, self._owner[joined], self.document)

    @cached_property
    def _units(self) -> Places:
        return np.array(list(map(self.ids.__getitem__, chain.from_iterable(self._terms))), dtype=np.int64)

    @cached_property
    def _owner(self) -> Places:
        return np.arange(len(self)).repeat(self.counts)


def starts(unit: Places, part: Places) -> Places:
    """The places of entries whose unit or part is not that of the entry before."""
    found = differs(unit)
    found |= differs(part)
    places: Places = found.nonzero()[0]
    return places


def differs(values: Places) -> Flags:
    """Whether each is another than the one before; the first one is."""
    found = np.empty(len(values), dtype=np.bool_)
    found[:1] = True
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def sums(values: Numbers | Places, owner: Places, owners: int) -> Numbers:
    """The values of each owner, summed."""
    return cast("Numbers", np.bincount(owner, values, minlength=owners))


def _lengths(first: Places, end: int) -> Places:
    """How long stretches are that begin at these places, the last one ending at `end`."""
    found = np.empty(len(first), dtype=np.int64)
    np.subtract(first[1:], first[:-1], out=found[:-1])
    found[-1:] = end - first[-1:]
    return found
