"""The greedy choice: sentence after sentence, the best that still tells something new."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.candidates import Candidate, Looked, anchors, look
from digest.analysis.novelty import Novelty
from digest.analysis.repeated import repeats
from digest.analysis.told_so_far import ToldSoFar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from digest.analysis.features import Features
    from digest.analysis.pool import Pool
    from digest.analysis.summary_settings import SummarySettings
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Numbers

CURED = frozenset({"opener", "pronoun", "reply", "explains"})
"""Objections that fall away where the sentence before is told too."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROUNDING = 1e-9
_ROUND = 2
"""Digits of a figure that may stand in two facts by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What there is room for: sentences, characters (joined by one space), sentences of a story by its id."""

    sentences: int | None = None
    characters: int | None = None
    of_story: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the headline says already: its terms, and the numbers in it, which the sentences should make good."""

    terms: tuple[str, ...] = ()
    promised: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A candidate, what spoke for it when it was taken, by name, in order, and whether it points back."""

    candidate: Candidate
    points_back: bool
    reasons: tuple[tuple[str, float], ...]


class Choice:
    """A choice under way. `merits` are the weighted features by name, a value for each candidate of the pool.

    What speaks against a candidate only lowers it: so all are compared by what can be reckoned of all at once, and looked at
    in that order, until none can be better than the best one found.
    """

    def __init__(
        self,
        pool: Pool,
        merits: Mapping[str, Numbers],
        features: Features,
        settings: SummarySettings,
        *,
        room: Room,
        opinion: Callable[[str], bool],
        heading: Heading | None = None,
    ) -> None:
        self._pool = pool
        self._merits = merits
        self._base: Numbers = np.sum(list(merits.values()), axis=0)
        self._settings = settings
        self._room = room
        self._so_far = ToldSoFar(opinion)
        self._looked: dict[int, Looked] = {}
        self._named: dict[int, frozenset[str]] = {}
        self._compared: dict[int, int] = {}
        """With how many of the taken ones a candidate was compared."""
        self._open: Flags = np.ones(len(pool), dtype=np.bool_)
        self._taken: list[int] = []
        self._reasons: list[tuple[tuple[str, float], ...]] = []
        self._rows: set[tuple[str, int]] = set()
        self._figures: set[str] = set()
        stories = [member.story.id for member in pool.members]
        places = sum(min(1, room.of_story.get(one, 1)) for one in stories)
        self._limits = np.array([room.of_story.get(one, len(pool)) for one in stories])
        self._from = np.zeros(len(stories), dtype=np.int64)
        """How many were taken of each story."""
        self._promised = set(heading.promised if heading else ())
        self._alone = room.sentences == 1 or places == 1 == max(room.of_story.values(), default=2)
        # a single sentence that is the headline once more tells nothing
        known = heading.terms if self._alone and heading else ()
        self._novelty = Novelty(pool, features, settings, known)

    def run(self) -> tuple[Chosen, ...]:
        """Take sentences until there is no room, or nothing new is left."""
        while self._room.sentences is None or len(self._taken) < self._room.sentences:
            best = self._best(elsewhere=True) if self._widens() else None
            best = best or self._best()
            if best is None:
                break
            self._take(*best)
        return tuple(
            Chosen(
                candidate=self._pool.candidate(i),
                points_back=not CURED.isdisjoint(self._look(i).objections),
                reasons=reasons,
            )
            for i, reasons in zip(self._taken, self._reasons, strict=True)
        )

    def _widens(self) -> bool:
        """Whether the last sentence is due, and all so far are from one story."""
        last = self._room.sentences is not None and len(self._taken) == self._room.sentences - 1
        return last and int(np.count_nonzero(self._from)) == 1

    def _best(self, *, elsewhere: bool = False) -> tuple[int, dict[str, float]] | None:
        """The best of the open candidates for which there is room, with its standing; only of stories not yet told, if `elsewhere`."""
        self._novelty.tell(self._taken)
        places = (self._fitting(elsewhere=elsewhere) & ~self._novelty.repeated).nonzero()[0]
        most = self._most()[places]
        best: tuple[int, dict[str, float]] | None = None
        highest = -math.inf
        for at in (-most).argsort(kind="stable").tolist():
            if most[at] + _ROUNDING < highest:
                break
            i = int(places[at])
            if self._repeated(i) or (self._taken and self._is_caption(i)):
                continue
            standing = self._standing(i)
            score = float(self._base[i]) + math.fsum(standing.values())
            if score > highest or (score == highest and best is not None and i < best[0]):
                highest, best = score, (i, standing)
        return best

    def _fitting(self, *, elsewhere: bool) -> Flags:
        """The open candidates for which there is room."""
        room, pool = self._room, self._pool
        free = self._from < self._limits
        if elsewhere:
            free &= self._from == 0
        found = self._open & free[pool.document]
        if room.characters is not None:
            used = sum(int(pool.lengths[j]) + 1 for j in self._taken)
            found &= used + pool.lengths <= room.characters
        return found

    def _most(self) -> Numbers:
        """What each candidate may be worth at the most: before one looks at it."""
        settings, novelty = self._settings, self._novelty
        found: Numbers = self._base + settings.novelty * novelty.log - settings.redundancy * novelty.closest
        if self._taken:
            found += settings.company * (self._from[self._pool.document] == 0)
        if self._promised:
            found += settings.promised * self._pool.having(self._promised)
        return found

    def _repeated(self, i: int) -> bool:
        """Compare a candidate with what was taken since; one that says it again is out."""
        one, seen = self._pool.candidate(i), self._compared.get(i, 0)
        for j in self._taken[seen:]:
            other = self._pool.candidate(j)
            if repeats(one, other, (self._anchors(i), self._anchors(j)), self._settings):
                self._open[i] = False
                return True
        self._compared[i] = len(self._taken)
        return False

    def _is_caption(self, i: int) -> bool:
        """Whether a candidate tells what a photograph shows: told only where an item has nothing else."""
        return "caption" in self._look(i).objections

    def _anchors(self, i: int) -> frozenset[str]:
        if i not in self._named:
            looked = self._looked.get(i)
            self._named[i] = looked.anchors if looked else anchors(self._pool.candidate(i))
        return self._named[i]

    def _look(self, i: int) -> Looked:
        if i not in self._looked:
            self._looked[i] = look(self._pool.candidate(i))
        return self._looked[i]

    def _standing(self, i: int) -> dict[str, float]:
        """What speaks for and against a candidate beside the sentences chosen so far."""
        one, seen, settings = self._pool.candidate(i), self._look(i), self._settings
        found = {
            "novelty": settings.novelty * float(self._novelty.log[i]),
            "redundancy": -settings.redundancy * float(self._novelty.closest[i]),
        }
        if self._taken and not self._from[self._pool.document[i]]:
            found["another source"] = settings.company
        if self._promised and not self._promised.isdisjoint(one.unique):
            found["promised"] = settings.promised
        if self._figures and self._figures & _figures(one.sentence.text):
            found["same figure"] = -settings.same_figure
        follows = (one.story, one.row - 1) in self._rows
        for objection in (*seen.objections, *self._so_far.objections(one, seen)):
            if not (follows and objection in CURED):
                weight = settings.alone if self._alone and objection in CURED else 1.0
                found[objection] = -weight * settings.penalties.get(objection, 0.0)
        return found

    def _take(self, i: int, standing: Mapping[str, float]) -> None:
        one, seen = self._pool.candidate(i), self._look(i)
        merits = {name: float(values[i]) for name, values in self._merits.items()}
        self._reasons.append(tuple({**merits, **standing}.items()))
        self._taken.append(i)
        self._from[self._pool.document[i]] += 1
        self._rows.add((one.story, one.row))
        self._figures |= _figures(one.sentence.text)
        self._promised.difference_update(one.unique)
        self._so_far.take(one, seen)
        self._open[i] = False


@lru_cache(maxsize=10_000)
def _figures(text: str) -> AbstractSet[str]:
    """The exact figures of a sentence: told once, a figure told again is the same fact in other words."""
    figures = (found.replace(",", "") for found in _FIGURE.findall(text))
    return {
        figure for figure in figures if len(figure.replace(".", "")) > _ROUND and not _YEAR.fullmatch(figure)
    }
