"""What a memory of grouped stories holds, and how grouping asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from digest.language.pairs import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Numbers, Places

GROUPING = 2
"""What affinities are, and how they and marks are kept: to be raised where either changes. A memory of before is grouped anew."""

Marks = tuple[tuple[str, float], ...]
"""The words that a story is found by, each with its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where a story stands; stories are known by numbers, in the order in which they came.

    Args:
        number: of the story.
        leader: the story whose text it repeats; itself where it stands for itself.
        resemblance: how much of it stands there.
        part: the least number of the stories that chains of strong affinities join it to.
        cluster: the first story of its cluster.
        day: as a number; None where it is not dated.
        tops: its highest similarities, as `pack_tops` writes them; empty for a copy.
        edges: its neighbours, as `pack_edges` writes them; empty for a copy.
    """

    number: int
    leader: int
    resemblance: float = 1.0
    part: int
    cluster: int
    day: float | None = None
    tops: bytes = b""
    edges: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a memory is to keep.

    Args:
        kept: stories that are new, or stand elsewhere than before.
        marks: by story, of those that are compared.
        counts: by space the stories that have each term, to be added to what is known.
        sizes: by space the stories to be added.
        usual: what a rarity between the languages counts against; None where it is not known.
        sightings: of names in both scripts, to be added.
    """

    kept: tuple[Kept, ...] = ()
    marks: Mapping[int, Marks] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    usual: float | None = None
    sightings: tuple[Sighting, ...] = ()


class Recall(Protocol):
    """A memory that is asked."""

    def size(self, space: str) -> int:
        """How many stories of a space are counted."""

    def usual(self) -> float | None:
        """As in `Changes`."""

    def counts(self, space: str, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many stories of a space terms stand; one that none has may be missing."""

    def holding(self, words: Sequence[str]) -> Iterable[tuple[str, int, float, float | None]]:
        """The word, story, weight and day of each mark that is one of these words; ordered."""

    def standing(self, numbers: Sequence[int]) -> Sequence[Kept]:
        """All stories of the parts that some stories belong to, copies too; ordered by number."""

    def texts(self, numbers: Sequence[int]) -> Mapping[int, Prepared]:
        """Stories with their words."""

    def sightings(self) -> tuple[Sighting, ...]:
        """Of names in both scripts."""


def pack_tops(same: Numbers, other: Numbers) -> bytes:
    """The highest similarities of a story."""
    return np.concatenate([same, other]).astype("<f8").tobytes()


def unpack_tops(packed: Sequence[bytes], same: int) -> tuple[Numbers, Numbers]:
    """Those of some stories, `same` of each to stories of its own language."""
    found = np.frombuffer(b"".join(packed), dtype="<f8").reshape(len(packed), -1)
    return found[:, :same], found[:, same:]


def pack_edges(numbers: Places, affinities: Numbers) -> bytes:
    """Stories and the affinity to each, before neighbours are counted."""
    order = np.argsort(numbers, kind="stable")
    return numbers[order].astype("<i8").tobytes() + affinities[order].astype("<f8").tobytes()


def unpack_edges(packed: bytes) -> tuple[Places, Numbers]:
    """The same."""
    half = len(packed) // 2
    return np.frombuffer(packed[:half], dtype="<i8"), np.frombuffer(packed[half:], dtype="<f8")


def without(packed: bytes, gone: int) -> bytes:
    """The same without one story."""
    numbers, affinities = unpack_edges(packed)
    kept = numbers != gone
    return pack_edges(numbers[kept], affinities[kept])
