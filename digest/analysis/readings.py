"""What the texts of stories tell by themselves: figures, years, names in both scripts. Another process reads it where there is a core to spare.

It asks for no words and for no other story, so it can be read while others do the rest of grouping.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Self

from digest.analysis.translating import read_lists
from digest.analysis.weights import occurring
from digest.elsewhere import Elsewhere
from digest.language.glosses import Gloss, glosses
from digest.language.numbers import figures
from digest.language.weekdays import named_weekdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.analysis.prepared import Prepared
    from digest.elsewhere import Shared
    from digest.model import Language

MANY = 1000
"""Stories from which another process is worth what it costs."""
PIECES, LEAST = 48, 50
"""Stories are shared between two processes in so many pieces, or in fewer of LEAST stories: the smaller they are, the less one waits for the other."""
LEAD = 2
"""Sentences below the title whose figures are those of the event; further down stand those of its background."""
EXACT = 2
"""Signs of a figure that is hardly shared by chance: of one digit there are too few."""

# No digit before it; looked at after its first two, so that the search can leap from one or two to the next.
_YEAR = re.compile(r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)")


class Listed:
    """What each of some stories tells, in order: those of story i are `names[found[at]]` for ends[i] ≤ at < ends[i + 1].

    Attributes:
        found: the places of strings among `names`.
        weights: what each weighs; empty where nothing does.
        ends: one more than there are stories.
    """

    def __init__(self) -> None:
        self._met: dict[str, int] = {}
        self.found, self.weights, self.ends = array("i"), array("d"), array("q", [0])

    @property
    def names(self) -> list[str]:
        """The distinct strings."""
        return list(self._met)

    def extend(self, others: Listed) -> None:
        """What some more stories tell, which were read by themselves."""
        met = self._met
        place = [met.setdefault(name, len(met)) for name in others._met]
        begun = len(self.found)
        self.found.extend([place[number] for number in others.found])
        self.weights.extend(others.weights)
        self.ends.extend([begun + end for end in others.ends[1:]])

    def add(self, told: Iterable[str]) -> None:
        """What one more story tells."""
        met = self._met
        self.found.extend([met.setdefault(name, len(met)) for name in told])
        self.ends.append(len(self.found))

    def add_weighed(self, told: Iterable[tuple[str, float]]) -> None:
        """What one more story tells, and what it weighs."""
        met = self._met
        for name, weight in told:
            self.found.append(met.setdefault(name, len(met)))
            self.weights.append(weight)
        self.ends.append(len(self.found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What stories tell, by their places among those that were read; `places` are those of the stories that were asked for.

    `figures` are all in a title and in sentences, as they come, each with its weight; `exact` those of the event itself; `years` all
    that are named, `weekdays` those of the lead; `glosses` the names in both scripts, where there are any.
    """

    figures: Listed
    exact: Listed
    years: Listed
    weekdays: Listed
    glosses: dict[int, tuple[Gloss, ...]]
    places: Sequence[int]

    def listed(self) -> tuple[Listed, ...]:
        """All of it that is told by lists."""
        return self.figures, self.exact, self.years, self.weekdays


Plain = tuple["Language", bytes, bytes, "bytes | list[str]"]
"""A story's language, title, text and sentences: where each begins and ends or, where they do not stand in the text, they themselves.

In bytes: a string that is pickled keeps its bytes beside it for as long as it lives.
"""
_BYTES = ("utf-8", "surrogatepass")


def plain(story: Prepared) -> Plain:
    """What is read of a story, and nothing else."""
    told, text = story.story, story.story.text
    sentences: bytes | list[str] = [one.text for one in told.sentences]
    if all(text[one.start : one.end] == one.text for one in told.sentences):
        sentences = array("q", [place for one in told.sentences for place in (one.start, one.end)]).tobytes()
    return told.language, told.title.encode(*_BYTES), text.encode(*_BYTES), sentences


def read(stories: Sequence[Prepared], *, between: bool = True) -> Readings:
    """Read stories.

    Args:
        stories: all are asked for.
        between: all figures are asked for, which only stories of two languages are compared by.
    """
    return read_plain(map(plain, stories), between)


def read_plain(stories: Iterable[Plain], between: bool) -> Readings:  # noqa: FBT001 - as it is sent
    """The same of stories as `plain` has them."""
    all_figures, all_exact, all_years, all_weekdays = Listed(), Listed(), Listed(), Listed()
    named: dict[int, tuple[Gloss, ...]] = {}
    for place, story in enumerate(stories):
        language, title, text = story[0], story[1].decode(*_BYTES), story[2].decode(*_BYTES)
        texts = [title, *_sentences(text, story[3])]
        told = _figures(texts if between else texts[: 1 + LEAD], language)
        all_figures.add_weighed(_weighed(told) if between else ())
        all_exact.add(_exact(told))
        all_years.add(frozenset(_YEAR.findall(f"{title}\n{text}")))
        all_weekdays.add(_weekdays(texts[: 1 + LEAD], language))
        found = tuple(chain(glosses(title), glosses(text)))
        if found:
            named[place] = found
    places = range(len(all_years.ends) - 1)
    return Readings(
        figures=all_figures,
        exact=all_exact,
        years=all_years,
        weekdays=all_weekdays,
        glosses=named,
        places=places,
    )


def _sentences(text: str, told: bytes | list[str]) -> Sequence[str]:
    if isinstance(told, list):
        return told
    places = array("q")
    places.frombytes(told)
    return [text[start:end] for start, end in zip(places[::2], places[1::2], strict=True)]


def _figures(texts: Iterable[str], language: Language) -> list[tuple[str, ...]]:
    """The figures of each text; a story in neither language tells none."""
    return [tuple(figures(text, language)) for text in texts] if language in ("ko", "en") else []


def _weighed(told: Sequence[Sequence[str]]) -> Iterator[tuple[str, float]]:
    """The figures of the title and of each sentence, with the weight of an occurrence there."""
    for found, weight in zip(told, occurring(len(told) - 1), strict=False):
        for figure in found:
            yield figure, weight


def exact(story: Prepared) -> frozenset[str]:
    """The numbers and shares that a story's title and first sentences tell, as `language.numbers.figures` writes them."""
    told = story.story
    return _exact(
        _figures([told.title, *(sentence.text for sentence in told.sentences[:LEAD])], told.language)
    )


def _exact(told: Sequence[Sequence[str]]) -> frozenset[str]:
    found = chain.from_iterable(told[: 1 + LEAD])
    return frozenset(one for one in found if one[0] in "np" and len(one) >= len("n:") + EXACT)


def weekdays(story: Prepared) -> frozenset[str]:
    """The weekdays that a story's title and first sentences name."""
    told = story.story
    return _weekdays([told.title, *(sentence.text for sentence in told.sentences[:LEAD])], told.language)


def _weekdays(texts: Iterable[str], language: Language) -> frozenset[str]:
    return named_weekdays("\n".join(texts), language)


class Reading:
    """A context in which stories are being read, by another process too where they are many.

    Args:
        stories: to be read.

    Attributes:
        other: that process; None where there is none.
    """

    def __init__(self, stories: Sequence[Prepared]) -> None:
        self._stories = stories
        self._between = {"ko", "en"} <= {story.story.language for story in stories}
        self.other = Elsewhere() if len(stories) >= MANY else None
        self._shared: Shared[Readings] | None = None
        if self.other is not None and self.other.there:
            if self._between:
                self.other.keep(read_lists)  # while libraries are loaded here
            self._each = max(LEAST, -(-len(stories) // PIECES))
            count = -(-len(stories) // self._each)
            pieces = (list(map(plain, self._piece(number))) for number in range(count))
            self._shared = self.other.share(read_plain, pieces, self._between, count=count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.other is not None:
            self.other.__exit__(*error)

    def of(self, places: Sequence[int]) -> Readings:
        """What the stories at some places tell; to be asked for once."""
        if self._shared is None:
            return read([self._stories[place] for place in places], between=self._between)
        found = self._shared.answers(lambda number: read(self._piece(number), between=self._between))
        return replace(reduce(_joined, found), places=places)

    def _piece(self, number: int) -> Sequence[Prepared]:
        return self._stories[number * self._each : (number + 1) * self._each]


def _joined(ours: Readings, others: Readings) -> Readings:
    """What some stories tell, and behind it what others do."""
    begun = len(ours.places)
    for mine, theirs in zip(ours.listed(), others.listed(), strict=True):
        mine.extend(theirs)
    ours.glosses.update((begun + place, found) for place, found in others.glosses.items())
    return replace(ours, places=range(begun + len(others.places)))
