"""The greedy choice: sentence after sentence, the best that still tells something new."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.analysis.candidates import Candidate, Looked, look
from digest.analysis.features import cosine
from digest.analysis.repeated import repeats
from digest.analysis.surnames import introduces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from digest.analysis.features import Counts
    from digest.analysis.summary_settings import SummarySettings

CURED = frozenset({"opener", "pronoun", "reply", "explains"})
"""Objections that fall away where the sentence before is told too."""

_QUOTATIONS = 2
"""Sentences with quotations after which another makes a chain of them."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
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
    """A choice under way. `merits[i]` are the weighted features of `pool[i]` by name, `vectors[i]` is its vector.

    What speaks against a candidate only lowers it: so candidates are looked at in the order of their merits, until none can
    be better than the best one found.
    """

    def __init__(
        self,
        pool: Sequence[Candidate],
        merits: Sequence[Mapping[str, float]],
        counts: Counts,
        settings: SummarySettings,
        *,
        vectors: Sequence[Mapping[str, float]],
        room: Room,
        heading: Heading | None = None,
    ) -> None:
        self._pool = pool
        self._merits = merits
        self._base = [math.fsum(merit.values()) for merit in merits]
        self._counts = counts
        self._settings = settings
        self._room = room
        self._vectors = vectors
        self._looked: dict[int, Looked] = {}
        self._closest: dict[int, tuple[int, float]] = {}
        """Of a candidate: with how many of the taken ones it was compared, and the largest cosine to one of them."""
        self._told: Counter[str] = Counter()
        self._open = dict.fromkeys(sorted(range(len(pool)), key=lambda i: (-self._base[i], i)))
        self._taken: list[int] = []
        self._reasons: list[tuple[tuple[str, float], ...]] = []
        self._rows: set[tuple[str, int]] = set()
        self._figures: set[str] = set()
        places = sum(min(1, room.of_story.get(one, 1)) for one in {one.story for one in pool})
        self._promised = set(heading.promised if heading else ())
        self._quoted = 0
        self._dated: set[str] = set()
        self._alone = room.sentences == 1 or places == 1 == max(room.of_story.values(), default=2)
        if self._alone and heading:  # a single sentence that is the headline once more tells nothing
            self._told.update(heading.terms)

    def run(self) -> tuple[Chosen, ...]:
        """Take sentences until there is no room, or nothing new is left."""
        while self._room.sentences is None or len(self._taken) < self._room.sentences:
            best = self._best(elsewhere=True) if self._widens() else None
            best = self._best() if best is None else best
            if best is None:
                break
            self._take(best)
        return tuple(
            Chosen(
                candidate=self._pool[i],
                points_back=not CURED.isdisjoint(self._look(i).objections),
                reasons=reasons,
            )
            for i, reasons in zip(self._taken, self._reasons, strict=True)
        )

    def _widens(self) -> bool:
        """Whether the last sentence is due, and all so far are from one story."""
        stories = {self._pool[i].story for i in self._taken}
        last = self._room.sentences is not None and len(self._taken) == self._room.sentences - 1
        return last and len(stories) == 1

    def _best(self, *, elsewhere: bool = False) -> int | None:
        """The best of the open candidates for which there is room; only of stories not yet told, if `elsewhere`."""
        most = max(0.0, self._settings.company) + max(0.0, self._settings.promised)
        best, place = -math.inf, None
        for i in list(self._open):
            if self._base[i] + most < best:
                break
            if not self._fits(i, elsewhere=elsewhere) or self._repeated(i):
                continue
            score = self._base[i] + math.fsum(self._standing(i).values())
            if score > best or (score == best and place is not None and i < place):
                best, place = score, i
        return place

    def _fits(self, i: int, *, elsewhere: bool) -> bool:
        one, room = self._pool[i], self._room
        if room.characters is not None:
            used = sum(len(self._pool[j].sentence.text) + 1 for j in self._taken)
            if used + len(one.sentence.text) > room.characters:
                return False
        told = sum(self._pool[j].story == one.story for j in self._taken)
        return told < room.of_story.get(one.story, len(self._pool)) and not (elsewhere and told)

    def _repeated(self, i: int) -> bool:
        """Compare a candidate with what was taken since; one that says it again is out."""
        seen, closest = self._closest.get(i, (0, 0.0))
        one = self._pool[i]
        for j in self._taken[seen:]:
            other = self._pool[j]
            if one.sentence.text != other.sentence.text and set(other.unique).isdisjoint(one.unique):
                continue
            if repeats(one, other, (self._look(i).anchors, self._look(j).anchors), self._settings):
                del self._open[i]
                return True
            closest = max(closest, cosine(self._vectors[i], self._vectors[j]))
        self._closest[i] = (len(self._taken), closest)
        return False

    def _look(self, i: int) -> Looked:
        if i not in self._looked:
            self._looked[i] = look(self._pool[i])
        return self._looked[i]

    def _standing(self, i: int) -> dict[str, float]:
        """What speaks for and against `pool[i]` beside the sentences chosen so far."""
        one, seen, settings = self._pool[i], self._look(i), self._settings
        found = {
            "novelty": settings.novelty * math.log(max(self._novelty(one), 0.001)),
            "redundancy": -settings.redundancy * self._closest[i][1],
        }
        if self._taken and all(self._pool[j].story != one.story for j in self._taken):
            found["another source"] = settings.company
        if self._promised and not self._promised.isdisjoint(one.unique):
            found["promised"] = settings.promised
        if self._figures and self._figures & _figures(one.sentence.text):
            found["same figure"] = -settings.same_figure
        follows = (one.story, one.row - 1) in self._rows
        for objection in (*seen.objections, *self._objections(one, seen)):
            if not (follows and objection in CURED):
                weight = settings.alone if self._alone and objection in CURED else 1.0
                found[objection] = -weight * settings.penalties.get(objection, 0.0)
        return found

    def _objections(self, one: Candidate, seen: Looked) -> Iterator[str]:
        """What is objected to a candidate beside the sentences chosen so far."""
        if self._quoted >= _QUOTATIONS and seen.quotes:
            yield "chain"
        if seen.undated and one.story not in self._dated:
            yield "day"
        if not all(self._introduced(surname) for surname in seen.strangers):
            yield "surname"

    def _introduced(self, surname: str) -> bool:
        return any(introduces(self._pool[j].sentence.text, surname) for j in self._taken)

    def _novelty(self, one: Candidate) -> float:
        """The share of the candidate's terms and pairs, weighted by their spread, that is still untold."""
        spread, told, fade = self._counts.spread, self._told, self._settings.fade
        if not told:
            return float(bool(one.unique))
        whole = new = 0.0
        for term in (*one.unique, *one.pairs):
            weight = spread[term]
            whole += weight
            new += weight * fade ** told[term] if term in told else weight
        return new / whole if whole else 0.0

    def _take(self, i: int) -> None:
        one, seen = self._pool[i], self._look(i)
        self._reasons.append(tuple({**self._merits[i], **self._standing(i)}.items()))
        self._taken.append(i)
        self._rows.add((one.story, one.row))
        self._figures |= _figures(one.sentence.text)
        self._promised.difference_update(one.unique)
        self._quoted += seen.quotes
        if seen.dated:
            self._dated.add(one.story)
        self._told.update((*one.unique, *one.pairs))
        del self._open[i]


@lru_cache(maxsize=10_000)
def _figures(text: str) -> AbstractSet[str]:
    """The exact figures of a sentence: told once, a figure told again is the same fact in other words."""
    figures = (found.replace(",", "") for found in _FIGURE.findall(text))
    return {
        figure for figure in figures if len(figure.replace(".", "")) > _ROUND and not _YEAR.fullmatch(figure)
    }
