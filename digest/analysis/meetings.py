"""By which of their runs of words the texts of a batch may find each other, reckoned of all at once.

Most texts are copies of none and have none, and of most of these that is told by how many runs they have in common with whatever
text has most of them: they are not looked up at all.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.lookup import LOOKED_UP
from digest.analysis.resemblance import fewest
from digest.analysis.vectors import best_of, in_common

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.lookup import Distinct
    from digest.analysis.shingles import Marks
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Matrix, Numbers, Places

WIDELY = 64
"""Texts from which a run is so common that all who have it are taken to have it in common with any other."""
CLOSEST = 8
"""Texts that have most in common with one, by rarer runs, which are looked at more closely."""


def mark_met(texts: Sequence[Distinct]) -> None:
    """Find by which of their runs texts may find each other."""
    told = [text for text in texts if text.told is not None]
    samples = [text.told.sample for text in told if text.told is not None]
    if not samples:
        return
    marks, number, having = np.unique(
        np.concatenate([sample.marks for sample in samples]), return_inverse=True, return_counts=True
    )
    sizes = [len(sample.marks) for sample in samples]
    ends = np.concatenate([[0], np.cumsum(sizes)])
    short = np.repeat([sample.each == 1 for sample in samples], sizes)
    looked_up = marks % LOOKED_UP == 0
    asked = short | looked_up[number]
    for text, count in zip(told, _counted(asked, ends).tolist(), strict=True):
        text.asked = count
    # short texts ask for all of a long one's sample
    held = asked | _among(number[short], len(marks))[number]
    held &= (np.bincount(number[held], minlength=len(marks)) > 1)[number]
    least = np.array([fewest(text.told) for text in told if text.told is not None])
    finding = _finding(number, having, ends, least)
    met = held & asked & np.repeat(finding, sizes)
    held &= _among(number[met], len(marks))[number]
    found = marks[number]
    for text, mine, theirs in zip(told, _parted(found, held, ends), _parted(found, met, ends), strict=True):
        text.held, text.met = mine, theirs


def _finding(number: Places, having: Places, ends: Places, least: Numbers) -> Flags:
    """Which texts may have so many marks in common with another one as they must at least."""
    widely = (having > WIDELY)[number]
    told = marked(number, (having > 1)[number] & ~widely, ends, len(having))
    spread = marked(number, widely, ends, len(having))
    open_ = least - np.diff(spread.indptr)  # as many others must be shared at least
    found: Flags = open_ <= 0
    best = best_of(told, told.T.tocsr(), 1 + CLOSEST)  # a text itself has all of its own
    full = np.diff(best.indptr) > CLOSEST
    pairs = best.tocoo()
    kept = (pairs.row != pairs.col) & ~found[pairs.row] & (pairs.data >= open_[pairs.row])
    one, other, common = pairs.row[kept], pairs.col[kept], pairs.data[kept]
    # as many as are told: there may be more
    found |= full & (np.bincount(one, minlength=len(least)) >= CLOSEST)
    common = common + in_common(spread[one], spread[other])
    found[one[common >= least[one]]] = True
    return found


def marked(number: Places, chosen: Flags, ends: Places, width: int) -> Matrix:
    """The chosen marks of each text, each as 1.

    Args:
        number: of the marks of all texts, one after the other, as a column.
        chosen: which of these.
        ends: where those of each text end; one more than there are texts.
        width: how many columns there are.
    """
    kept = np.concatenate([[0], _counted(chosen, ends).cumsum()])
    ones = np.ones(kept[-1], dtype=np.float32)
    return sparse.csr_matrix((ones, number[chosen], kept), shape=(len(ends) - 1, width))


def _among(numbers: Places, size: int) -> Flags:
    """Of each of so many numbers whether it is one of these."""
    found = np.zeros(size, dtype=np.bool_)
    found[numbers] = True
    return found


def _counted(chosen: Flags, ends: Places) -> Places:
    """How many are chosen of each text."""
    return np.diff(np.concatenate([[0], np.cumsum(chosen)])[ends])


def _parted(marks: Marks, chosen: Flags, ends: Places) -> Iterator[Marks]:
    """The chosen marks of each text."""
    found = marks[chosen]
    yield from (
        found[first:last] for first, last in pairwise(np.concatenate([[0], np.cumsum(chosen)])[ends].tolist())
    )
