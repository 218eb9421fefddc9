"""What the texts of stories tell by themselves: figures, years, weekdays, names in both scripts.

It asks for no words and for no other story: so it is read when a story is analysed, and kept with its analysis.
"""

from __future__ import annotations

import json
import re
from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from digest.analysis.weights import occurring
from digest.language.glosses import Gloss, glosses
from digest.language.numbers import figures
from digest.language.weekdays import named_weekdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.glosses import By
    from digest.model import Story

LEAD = 2
"""Sentences below the title whose figures are those of the event; further down stand those of its background."""
EXACT = 2
"""Signs of a figure that is hardly shared by chance: of one digit there are too few."""

# No digit before it; looked at after its first two, so that the search can leap from one or two to the next.
_YEAR = re.compile(r"(?:19|20)(?<!\d\d\d)\d\d(?!\d)")


class Reading(NamedTuple):
    """What a story tells.

    Attributes:
        figures: those of its title and of each sentence, as `language.numbers.figures` writes them.
        years: all that it names, each once.
        weekdays: those that its title and first LEAD sentences name, each once.
        glosses: names in both scripts, as they come: Korean, Latin, and how they belong together.
    """

    figures: Sequence[Sequence[str]]
    years: Sequence[str]
    weekdays: Sequence[str]
    glosses: Sequence[tuple[str, str, By]]

    def exact(self) -> frozenset[str]:
        """The numbers and shares that the title and the first sentences tell."""
        found = chain.from_iterable(self.figures[: 1 + LEAD])
        return frozenset(one for one in found if one[0] in "np" and len(one) >= len("n:") + EXACT)

    def weighed(self) -> Iterator[tuple[str, float]]:
        """All figures, each with the weight of an occurrence there."""
        for found, weight in zip(self.figures, occurring(len(self.figures) - 1), strict=True):
            for figure in found:
                yield figure, weight


def reading(story: Prepared) -> Reading:
    """What a story tells; it is read once."""
    return Reading(*json.loads(written(story)))


def recall(story: Prepared, told: str) -> None:
    """Take what was written of the same texts within the same sentences."""
    story.kept[Reading] = told


def written(story: Prepared) -> str:
    """What a story tells as JSON: of many stories it takes far less room so."""
    found: str | None = story.kept.get(Reading)
    if found is None:
        found = story.kept[Reading] = json.dumps(_read(story.story), separators=(",", ":"))
    return found


def _read(told: Story) -> Reading:
    texts = [told.title, *(sentence.text for sentence in told.sentences)]
    known = told.language in ("ko", "en")
    named = chain(glosses(told.title), glosses(told.text))
    return Reading(
        figures=[list(figures(text, told.language)) if known else [] for text in texts],
        years=sorted(set(_YEAR.findall(f"{told.title}\n{told.text}"))),
        weekdays=sorted(named_weekdays("\n".join(texts[: 1 + LEAD]), told.language)),
        glosses=[(one.korean, one.latin, one.by) for one in named],
    )


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
    """What some stories tell, in their order.

    `figures` are all in a title and in sentences, as they come, each with its weight; `exact` those of the event itself; `years` all
    that are named, `weekdays` those of the lead; `glosses` the names in both scripts, by the place of a story that gives any.
    """

    figures: Listed
    exact: Listed
    years: Listed
    weekdays: Listed
    glosses: dict[int, tuple[Gloss, ...]]


def read(stories: Sequence[Prepared], *, between: bool = True) -> Readings:
    """What stories tell.

    Args:
        stories: any.
        between: all figures are asked for, which only stories of two languages are compared by.
    """
    found = Readings(figures=Listed(), exact=Listed(), years=Listed(), weekdays=Listed(), glosses={})
    for place, story in enumerate(stories):
        told = reading(story)
        found.figures.add_weighed(told.weighed() if between else ())
        found.exact.add(told.exact())
        found.years.add(told.years)
        found.weekdays.add(told.weekdays)
        if told.glosses:
            found.glosses[place] = tuple(
                Gloss(korean=korean, latin=latin, by=by) for korean, latin, by in told.glosses
            )
    return found
