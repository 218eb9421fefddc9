"""Stories that name nobody and nothing of each other: two events of one kind share their words, and differ in just that.

Two people are found dead in two towns of one week: "found", "dead", "police" and "autopsy" stand in both reports, and neither has a name
of the other's. Of two reports of one event hardly any are so: each tells somewhere what the other names in its first lines.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.capitals import capitalised, with_capitals
from digest.analysis.wholes import broken_names
from digest.language.data import word_list
from digest.language.english import stem
from digest.language.english_figures import MONTHS
from digest.language.familiar import FAMILIAR, rate
from digest.language.weekdays import WEEKDAYS
from digest.language.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.times import Flags

LEAD = 2
"""Sentences below a headline whose names say what a story is about."""
_NAMES = codes(("name", "latin", "hanja"))
CALENDAR = frozenset(stem(name.lower()) for name in (*MONTHS, *WEEKDAYS["en"]))
"""Stems of days and months: every report of a week names them."""


def leading(story: Prepared) -> tuple[str, ...]:
    """The names of a story's headline and first sentences, well-known ones among them but none that all news uses."""
    return tuple(filter(_tells_apart, _in_front(story)))


def _tells_apart(name: str) -> bool:
    return rate(name) < FAMILIAR


def strangers(stories: Sequence[Prepared], *, capital: bool = False) -> Flags:
    """Which pairs of stories of one language both have names in front, and nowhere one of the other's.

    Args:
        stories: any.
        capital: an English story has a name of another's only where it writes it with a capital: the Tidewater Credit Union, and
            credit monitoring.
    """
    fronts = [_in_front(story) for story in stories]
    forms = [set(_forms(story, capital=capital)) for story in stories]
    texts = [f"{story.story.title}\n{story.story.text}" for story in stories]
    met = np.zeros((len(stories), len(stories)), dtype=np.bool_)
    for name in sorted({name for front in fronts for name in front}):
        # analysis parts unknown Korean names, each time otherwise: they are looked for in the text as well
        tells = np.array(
            [
                name in own or (not name.isascii() and name in text)
                for own, text in zip(forms, texts, strict=True)
            ]
        )
        met |= np.outer(np.array([name in front for front in fronts]), tells)
    named = np.array([any(map(_tells_apart, front)) for front in fronts], dtype=np.bool_)
    found: Flags = np.outer(named, named) & ~met & ~met.T
    return found


def _forms(story: Prepared, *, capital: bool) -> Iterator[str]:
    if not capital or story.story.language != "en":
        passages = (story.title, *(one.words for one in story.sentences))
        yield from chain.from_iterable(words.forms for words in passages)
    else:
        yield from with_capitals(story)


def _in_front(story: Prepared) -> tuple[str, ...]:
    passages = (story.title, *(sentence.words for sentence in story.sentences[:LEAD]))
    if story.story.language == "ko":
        empty = word_list("en-stop-words.txt")
        names = (
            form
            for words in passages
            for form, kind in zip(words.forms, words.kinds, strict=True)
            if kind in _NAMES and form not in empty
        )
        found: Iterable[str] = chain(names, broken_names(story, LEAD))
    else:
        # a headline may write all its words with a capital
        capitals = {name.term for name in capitalised(story)}
        found = (
            form for words in passages for form in words.forms if form in capitals and form not in CALENDAR
        )
    return tuple(dict.fromkeys(form for form in found if len(form) > 1))
