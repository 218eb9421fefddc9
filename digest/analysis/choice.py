"""The greedy choice: sentence after sentence, the best that still tells something new."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.looking import Looking
from digest.analysis.needless import CURED, is_weak, needless
from digest.analysis.novelty import Novelty
from digest.analysis.repeated import exact_figures, repeats
from digest.analysis.retold import brings_more, in_common, retells, stands_for
from digest.analysis.room import Chosen, Heading, Room
from digest.analysis.told_so_far import ToldSoFar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.analysis.features import Features
    from digest.analysis.pool import Pool
    from digest.analysis.summary_settings import SummarySettings
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Numbers

_ROUNDING = 1e-9
_LEFT_OUT = 3
"""Sentences, at most, that are left out for what the headline and others tell."""
_PLAINLY = 0.52
"""The share of common terms from which two tellings are plainly of one fact."""


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
        overtaken: Callable[[str, str], bool],
        heading: Heading | None = None,
    ) -> None:
        self._pool = pool
        self._merits = merits
        self._base: Numbers = np.sum(list(merits.values()), axis=0)
        self._settings = settings
        self._room = room
        self._features = features
        self._opinion, self._overtaken = opinion, overtaken
        self._heading = heading or Heading()
        self._looks = Looking(pool)
        stories = [member.story.id for member in pool.members]
        places = sum(min(1, room.of_story.get(one, 1)) for one in stories)
        self._limits = np.array([room.of_story.get(one, len(pool)) for one in stories])
        self._alone = room.sentences == 1 or places == 1 == max(room.of_story.values(), default=2)
        self._instead: dict[int, int] = {}
        """Which candidate gives the details of another, and is told in its place."""
        self._left_out: list[int] = []
        """Those that the headline and the others tell."""
        self._begin()

    def _begin(self) -> None:
        """Nothing is taken."""
        self._so_far = ToldSoFar(self._opinion)
        self._known: list[int] = [*self._left_out]
        """Those that are taken, and those passed over for one of them that tells their fact."""
        self._compared: dict[int, int] = {}
        """With how many of these a candidate was compared."""
        self._told_by: dict[int, int] = {}
        """Of some candidates the taken one of which they are another telling."""
        self._open: Flags = np.ones(len(self._pool), dtype=np.bool_)
        for i in (*self._instead, *self._left_out):
            self._open[[i, *self._looks.going_on(i)]] = False
        self._taken: list[int] = []
        self._reasons: list[tuple[tuple[str, float], ...]] = []
        self._rows: set[tuple[str, int]] = set()
        self._figures: set[str] = set()
        self._from = np.zeros(len(self._limits), dtype=np.int64)
        """How many were taken of each story."""
        self._promised = set(self._heading.promised)
        # a single sentence that is the headline once more tells nothing
        known = self._heading.terms if self._alone else ()
        self._novelty = Novelty(self._pool, self._features, self._settings, known)

    def run(self) -> tuple[Chosen, ...]:
        """Take sentences until there is no room, or nothing new is left."""
        self._fill()
        while len(self._left_out) < _LEFT_OUT and (i := self._needless()) is not None:
            self._left_out.append(i)
            self._retake(without=i)
            self._fill(good=True)
        return tuple(
            Chosen(
                candidate=self._pool.candidate(i),
                points_back=not CURED.isdisjoint(self._looks.at(i).objections),
                reasons=reasons,
            )
            for i, reasons in zip(self._taken, self._reasons, strict=True)
        )

    def _fill(self, *, good: bool = False) -> None:
        """Take sentences, if asked for only good ones: two of these tell more than three of which one is weak."""
        while self._room.sentences is None or len(self._taken) < self._room.sentences:
            best = self._best(elsewhere=True) if self._widens() else None
            best = best or self._best()
            if best is None:
                break
            if good and self._is_weak(*best):
                self._open[best[0]] = False
            elif self._instead.keys().isdisjoint(self._taken):
                self._take(*best)
            else:
                self._retake()

    def _is_weak(self, i: int, standing: Mapping[str, float]) -> bool:
        """Whether a candidate is not worth the place of a sentence that was left out."""
        told = frozenset(self._heading.terms).union(*map(self._looks.anchors, self._taken))
        return is_weak(standing, self._looks.anchors(i), told, self._settings.penalties)

    def _needless(self) -> int | None:
        """A sentence that the headline and the others tell."""
        if self._alone or len(self._taken) == 1:
            return None
        told = [(self._pool.candidate(i), self._looks.at(i)) for i in self._taken]
        found = needless(told, self._heading, self._settings, self._opinion)
        return None if found is None else self._taken[found]

    def _retake(self, *, without: int | None = None) -> None:
        """Take the same anew, with the details in the place of what they are details of."""
        order = [self._instead.get(i, i) for i in self._taken if i != without]
        self._begin()
        for i in order:
            self._novelty.tell(self._taken)
            self._take(i, self._standing(i))

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
        again: tuple[int, dict[str, float]] | None = None
        highest = most_again = -math.inf
        for at in (-most).argsort(kind="stable").tolist():
            if most[at] + _ROUNDING < highest:
                break
            i = int(places[at])
            if self._repeated(i) or (self._taken and self._looks.is_caption(i)):
                continue
            standing = self._standing(i)
            score = float(self._base[i]) + math.fsum(standing.values())
            if i in self._told_by:
                if score > most_again:
                    most_again, again = score, (i, standing)
                continue
            if score > highest or (score == highest and best is not None and i < best[0]):
                highest, best = score, (i, standing)
        if again is None or most_again <= highest:
            return best
        if most_again > highest + self._sureness(again[0]):  # nothing good is left beside it
            return None if elsewhere else again
        return best if self._passed_over(*again) else again

    def _sureness(self, i: int) -> float:
        """How much better a telling of what is told may be than all others, and is passed over: the more, the surer that it is one."""
        same = in_common(self._pool.candidate(i), self._pool.candidate(self._told_by[i]))
        return self._settings.retold_plainly if same >= _PLAINLY else self._settings.retold

    def _passed_over(self, i: int, standing: Mapping[str, float]) -> bool:
        """Whether a fact is told once: the telling that was taken stands alone, or this one in its place.

        Both are told where this one brings more, and cannot stand for the other.
        """
        j = self._told_by[i]
        one, other = self._pool.candidate(i), self._pool.candidate(j)
        led = self._looks.going_on(j)
        if not (self._alone or i in led or j in self._instead.values() or set(led).intersection(self._taken)):
            against, named = self._settings.penalties, (self._looks.anchors(i), self._looks.anchors(j))
            allowed = stands_for(one, other, named, self._heading.terms, against)
            if allowed is not None and self._worse(i, j) <= allowed:
                self._instead[j] = i
                return True
        after = self._looks.going_on(i)
        if "promised" in standing or brings_more(one, other) or not set(after).isdisjoint(self._taken):
            return False
        self._open[after] = False
        if i not in self._known:
            self._known.append(i)
        return True

    def _worse(self, i: int, j: int) -> float:
        """How much more is objected to a candidate than to a taken one, were it told in its place."""
        against, rest = self._settings.penalties, ToldSoFar(self._opinion)
        for k in self._taken:
            if k != j:
                rest.take(self._pool.candidate(k), self._looks.at(k))
        own = {*self._looks.at(i).objections, *rest.objections(self._pool.candidate(i), self._looks.at(i))}
        before = dict(self._reasons[self._taken.index(j)])
        return math.fsum(against.get(name, 0.0) for name in own) + math.fsum(
            before.get(name, 0.0) for name in against
        )

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
        for j in self._known[seen:]:
            if j == i:
                continue
            other = self._pool.candidate(j)
            if repeats(one, other, (self._looks.anchors(i), self._looks.anchors(j)), self._settings):
                self._open[i] = False
                return True
            if i not in self._told_by and j in self._taken and retells(one, other):
                self._told_by[i] = j
        self._compared[i] = len(self._known)
        return False

    def _standing(self, i: int) -> dict[str, float]:
        """What speaks for and against a candidate beside the sentences chosen so far."""
        one, seen, settings = self._pool.candidate(i), self._looks.at(i), self._settings
        found = {
            "novelty": settings.novelty * float(self._novelty.log[i]),
            "redundancy": -settings.redundancy * float(self._novelty.closest[i]),
        }
        if self._taken and not self._from[self._pool.document[i]]:
            found["another source"] = settings.company
        if self._promised and not self._promised.isdisjoint(one.unique):
            found["promised"] = settings.promised
        if self._figures and self._figures & exact_figures(one.sentence.text):
            found["same figure"] = -settings.same_figure
        follows = (one.story, one.row - 1) in self._rows
        late = ("overtaken",) if self._overtaken(one.story, one.sentence.text) else ()
        for objection in (*seen.objections, *late, *self._so_far.objections(one, seen)):
            if not (follows and objection in CURED):
                weight = settings.alone if self._alone and objection in CURED else 1.0
                found[objection] = -weight * settings.penalties.get(objection, 0.0)
        return found

    def _take(self, i: int, standing: Mapping[str, float]) -> None:
        one, seen = self._pool.candidate(i), self._looks.at(i)
        merits = {name: float(values[i]) for name, values in self._merits.items()}
        self._reasons.append(tuple({**merits, **standing}.items()))
        self._taken.append(i)
        self._known.append(i)
        self._from[self._pool.document[i]] += 1
        self._rows.add((one.story, one.row))
        self._figures |= exact_figures(one.sentence.text)
        self._promised.difference_update(one.unique)
        self._so_far.take(one, seen)
        self._open[i] = False
