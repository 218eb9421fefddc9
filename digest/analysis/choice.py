"""The greedy choice: sentence after sentence, the best that still tells something new."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.analysis.features import Candidate, cosine
from digest.analysis.repeated import repeats
from digest.analysis.surnames import introduces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from digest.analysis.features import Counts
    from digest.analysis.summary_settings import SummarySettings

CURED = frozenset({"opener", "reply", "explains"})
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
    """A candidate and what spoke for it when it was taken, by name, in order."""

    candidate: Candidate
    reasons: tuple[tuple[str, float], ...]


class Choice:
    """A choice under way. `merits[i]` are the weighted features of `pool[i]` by name, `vectors[i]` is its vector."""

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
        self._closest = [0.0] * len(pool)
        self._told: Counter[str] = Counter()
        self._novelties: dict[int, float] = {}
        """Of candidates that share no term with what was told since."""
        self._open = dict.fromkeys(range(len(pool)))
        self._taken: list[Chosen] = []
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
            found = list(self._fitting())
            best = max(self._widening(found), key=lambda one: (one[0], -one[1]), default=None)
            if best is None:
                break
            self._take(best[1])
        return tuple(self._taken)

    def _fitting(self) -> Iterator[tuple[float, int]]:
        used = sum(len(one.candidate.sentence.text) + 1 for one in self._taken)
        stories = Counter(one.candidate.story for one in self._taken)
        for i in self._open:
            one = self._pool[i]
            if self._room.characters is not None and used + len(one.sentence.text) > self._room.characters:
                continue
            if stories[one.story] >= self._room.of_story.get(one.story, len(self._pool)):
                continue
            yield self._base[i] + math.fsum(self._standing(i).values()), i

    def _widening(self, found: list[tuple[float, int]]) -> list[tuple[float, int]]:
        """Of the last sentence: one from another story, where all so far are from the same."""
        stories = {one.candidate.story for one in self._taken}
        if self._room.sentences is None or len(self._taken) != self._room.sentences - 1 or len(stories) != 1:
            return found
        return [one for one in found if self._pool[one[1]].story not in stories] or found

    def _standing(self, i: int) -> dict[str, float]:
        """What speaks for and against `pool[i]` beside the sentences chosen so far."""
        one, settings = self._pool[i], self._settings
        found = {
            "novelty": settings.novelty * math.log(max(self._novelty(i), 0.001)),
            "redundancy": -settings.redundancy * self._closest[i],
        }
        if self._taken and all(other.candidate.story != one.story for other in self._taken):
            found["another source"] = settings.company
        follows = (one.story, one.row - 1) in self._rows
        for objection in one.objections:
            if not (follows and objection in CURED):
                weight = settings.alone if self._alone and objection in CURED else 1.0
                found[objection] = -weight * settings.penalties.get(objection, 0.0)
        if self._figures and self._figures & _figures(one.sentence.text):
            found["same figure"] = -settings.same_figure
        if self._promised and not self._promised.isdisjoint(one.unique):
            found["promised"] = settings.promised
        if self._quoted >= _QUOTATIONS and one.quotes:
            found["chain"] = -settings.penalties.get("chain", 0.0)
        if one.undated and one.story not in self._dated:
            found["day"] = -settings.penalties.get("day", 0.0)
        if not all(self._introduced(surname) for surname in one.strangers):
            found["surname"] = -settings.penalties.get("surname", 0.0)
        return found

    def _introduced(self, surname: str) -> bool:
        return any(introduces(other.candidate.sentence.text, surname) for other in self._taken)

    def _novelty(self, i: int) -> float:
        """The share of the candidate's terms and pairs, weighted by their spread, that is still untold."""
        if i not in self._novelties:
            one = self._pool[i]
            self._novelties[i] = self._untold(one) if self._told else float(bool(one.unique))
        return self._novelties[i]

    def _untold(self, one: Candidate) -> float:
        spread, told, fade = self._counts.spread, self._told, self._settings.fade
        whole = new = 0.0
        for term in (*one.unique, *one.pairs):
            weight = spread[term]
            whole += weight
            new += weight * fade ** told[term] if term in told else weight
        return new / whole if whole else 0.0

    def _take(self, i: int) -> None:
        one = self._pool[i]
        reasons = {**self._merits[i], **self._standing(i)}
        self._taken.append(Chosen(candidate=one, reasons=tuple(reasons.items())))
        self._rows.add((one.story, one.row))
        self._figures |= _figures(one.sentence.text)
        self._promised.difference_update(one.unique)
        self._quoted += one.quotes
        if one.dated:
            self._dated.add(one.story)
        self._told.update((*one.unique, *one.pairs))
        del self._open[i]
        have = set(one.unique)
        for j in list(self._open):
            other = self._pool[j]
            if have.isdisjoint(other.unique) and other.sentence.text != one.sentence.text:
                continue
            self._novelties.pop(j, None)
            self._closest[j] = max(self._closest[j], cosine(self._vectors[j], self._vectors[i]))
            if repeats(other, one, self._settings):
                del self._open[j]


@lru_cache(maxsize=10_000)
def _figures(text: str) -> AbstractSet[str]:
    """The exact figures of a sentence: told once, a figure told again is the same fact in other words."""
    figures = (found.replace(",", "") for found in _FIGURE.findall(text))
    return {
        figure for figure in figures if len(figure.replace(".", "")) > _ROUND and not _YEAR.fullmatch(figure)
    }
