"""Whether two sentences tell one fact: in the same words, in most of the same words, or of the same names and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from digest.analysis.candidates import Candidate
    from digest.analysis.summary_settings import SummarySettings
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Numbers, Places

_ENOUGH = 8
"""Terms of a sentence that says something of its own."""
_RUN = 5
"""Terms in a row that two sentences do not share by chance."""
_ANCHORS = 2
"""Names and numbers that two tellings of a fact share, at least."""


_FIGURE = re.compile(r"(?<![\d.,])\d[\d,.]*(?![\d.,]|\s?[년월일시분])")
_EXACT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROUND = 2
"""Digits of a figure that may stand in two facts by chance."""
Anchors = frozenset[str]
"""Names and numbers of a sentence."""


def repeats(
    other: Candidate, one: Candidate, anchors: tuple[Anchors, Anchors], settings: SummarySettings
) -> bool:
    """Whether `other` says in other words what `one` says already; `anchors` are those of `other` and of `one`."""
    if other.sentence.text == one.sentence.text:
        return True
    have = frozenset(one.unique)
    shared = sum(term in have for term in other.unique)
    if other.story == one.story:
        plain = _figures(other.sentence.text) <= _figures(one.sentence.text)
        most = (settings.overlap_plain if plain else settings.overlap_within) * len(other.unique)
    else:  # a longer telling of the same is the same; a very short sentence is no measure
        most = settings.overlap * min(len(other.unique), max(len(have), _ENOUGH))
    if shared > most or (_has_run(other.terms, have) and not _runs(one.terms).isdisjoint(_runs(other.terms))):
        return True
    return _same_fact(*anchors) and shared > settings.same_fact * len(other.unique)


def too_much(shared: Numbers, sizes: Places, size: int, same: Flags, settings: SummarySettings) -> Flags:
    """Of many sentences at once whether they repeat one in most of its words.

    Args:
        shared: how many terms each of them has in common with it.
        sizes: how many distinct terms each has.
        size: how many it has.
        same: whether each is of its story.
        settings: how many are too many.
    """
    import numpy as np  # only where many are compared

    most = np.where(
        same,
        settings.overlap_within * sizes,
        settings.overlap * np.minimum(sizes, max(size, _ENOUGH)),
    )
    found: Flags = shared > most
    return found


def _same_fact(other: Anchors, one: Anchors) -> bool:
    """Whether they share names and numbers, and `other` brings hardly any of its own."""
    return len(other & one) >= _ANCHORS > len(other - one)


@lru_cache(maxsize=10_000)
def _figures(text: str) -> AbstractSet[str]:
    """What is counted or measured: no days, hours and years."""
    return frozenset(_FIGURE.findall(text))


def _has_run(terms: tuple[str, ...], among: AbstractSet[str]) -> bool:
    """Whether so many terms in a row are among some: else no run is worth looking for."""
    row = 0
    for term in terms:
        row = row + 1 if term in among else 0
        if row == _RUN:
            return True
    return False


@lru_cache(maxsize=10_000)
def _runs(terms: tuple[str, ...]) -> AbstractSet[tuple[str, ...]]:
    return frozenset(terms[i : i + _RUN] for i in range(len(terms) - _RUN + 1))


@lru_cache(maxsize=10_000)
def exact_figures(text: str) -> AbstractSet[str]:
    """The exact figures of a sentence: told once, a figure told again is the same fact in other words."""
    figures = (found.replace(",", "") for found in _EXACT.findall(text))
    return {
        figure for figure in figures if len(figure.replace(".", "")) > _ROUND and not _YEAR.fullmatch(figure)
    }
