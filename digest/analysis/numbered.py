"""The words of many stories as numbers: what is counted of all of them takes a few steps of numpy in place of one for each word."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from digest.analysis.counting import Counted, Small, Weights
from digest.analysis.prepared import Prepared
from digest.analysis.weights import KINDS, NO_NAMES, occurring
from digest.language.heads import HEADED, HEADS
from digest.language.words import Words, codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.analysis.times import Flags
    from digest.analysis.vectors import Numbers, Places
    from digest.language.words import WordKind

Codes = np.ndarray[Any, np.dtype[np.uint8]]
AT_ONCE = 500
"""Stories whose words are gone through together."""


class Vocabulary(dict[str, int]):
    """Forms, each with a number: the first that is asked for has 0."""

    def __missing__(self, form: str) -> int:
        self[form] = number = len(self)
        return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The words of some stories, title after title and sentence after sentence.

    Attributes:
        stories: these.
        begun: the place of the first of them among all.
        forms: of each word its number in the vocabulary.
        kinds: of each word, as a code.
        sizes: how many words each title and each sentence has.
        passages: how many titles and sentences each story has.
    """

    stories: Sequence[Prepared]
    begun: int
    forms: Small
    kinds: Codes
    sizes: Small
    passages: Small

    def weights(self) -> Numbers:
        """What an occurrence in each title and each sentence weighs, as `weights.weighed` tells it."""
        return np.fromiter(
            chain.from_iterable(occurring(size - 1) for size in self.passages.tolist()), dtype=np.float64
        )

    def rows(self) -> Places:
        """Of each title and sentence the place of its story among all."""
        return np.repeat(np.arange(self.begun, self.begun + len(self.passages)), self.passages)

    def passage(self) -> Places:
        """Of each word the place of its title or sentence among those of the part."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def places(self) -> tuple[Places, Places]:
        """Where each word begins and ends in its title or text."""
        told = np.frombuffer(b"".join(words.places.tobytes() for words in _columns(self.stories)), np.uint32)
        found = told.astype(np.int64)
        return found[::2], found[1::2]


class Numbered:
    """The words of stories as numbers.

    Args:
        stories: any, all in one language.
    """

    def __init__(self, stories: Sequence[Prepared]) -> None:
        self.vocabulary = Vocabulary()
        self.size = len(stories)
        self.parts = [
            self._read(stories[start : start + AT_ONCE], start) for start in range(0, self.size, AT_ONCE)
        ]

    @property
    def forms(self) -> list[str]:
        """The form of each number."""
        return list(self.vocabulary)

    def counted(self, names: Mapping[str, str] = NO_NAMES) -> Counted:
        """What `counting.counted` gives of the `weights.term_weights` of each story, to the last bit."""
        own = Vocabulary(self.vocabulary)
        stands_for = {own[sign]: own[name] for sign, name in HEADS.items() if sign in self.vocabulary}
        forms = list(own)
        told = np.array([len(form) > 1 for form in forms], dtype=np.bool_)
        called = np.array(
            [own[names[form]] if form in names else own[form] for form in forms], dtype=np.int32
        )
        columns, values, ends = array("i"), array("d"), array("q", [0])
        for part in self.parts:
            row, column, value = _summed(part, told, called, stands_for)
            columns.frombytes(column.astype(np.int32).tobytes())
            values.frombytes(value.tobytes())
            last = part.begun + len(part.passages)
            ends.extend((ends[-1] + np.searchsorted(row, np.arange(part.begun + 1, last + 1))).tolist())
        return _sorted(list(own), np.asarray(columns), np.asarray(values), np.asarray(ends))

    def _read(self, stories: Sequence[Prepared], begun: int) -> Part:
        passages, columns = _passages(stories), _columns(stories)
        forms = map(self.vocabulary.__getitem__, chain.from_iterable(words.forms for words in columns))
        return Part(
            stories=stories,
            begun=begun,
            forms=np.fromiter(forms, dtype=np.int32),
            kinds=np.frombuffer(b"".join(words.kinds for words in columns), dtype=np.uint8),
            sizes=np.fromiter(map(len, passages), dtype=np.int32),
            passages=np.array([1 + len(story.sentences) for story in stories], dtype=np.int32),
        )


def by_language(stories: Sequence[Prepared]) -> dict[str, list[int]]:
    """The places of the English and of the Korean stories of a batch."""
    found: dict[str, list[int]] = {"en": [], "ko": []}
    for place, story in enumerate(stories):
        if story.story.language in found:
            found[story.story.language].append(place)
    return found


def marked(kinds: frozenset[WordKind]) -> Flags:
    """Of each code of a kind whether it is one of these."""
    found = np.zeros(256, dtype=np.bool_)
    found[list(codes(kinds))] = True
    return found


_TOLD, _HEADED = marked(KINDS), marked(HEADED)


def _columns(stories: Sequence[Prepared]) -> list[Words]:
    """The words of stories, in as few pieces as there are."""
    found: list[Words] = []
    for story in stories:
        found.append(story.title)
        found.extend(Words.side_by_side([one.words for one in story.sentences]))
    return found


def _passages(stories: Sequence[Prepared]) -> list[Words]:
    found: list[Words] = []
    for story in stories:
        found.append(story.title)
        found.extend([one.words for one in story.sentences])
    return found


def _summed(
    part: Part, told: Flags, called: Small, stands_for: Mapping[int, int]
) -> tuple[Places, Places, Numbers]:
    """Story, term and weight of all that a part tells, by stories."""
    forms = part.forms
    if stands_for:
        signs = np.flatnonzero(_HEADED[part.kinds] & np.isin(forms, list(stands_for)))
        forms = forms.copy()
        forms[signs] = [stands_for[form] for form in forms[signs].tolist()]
    kept = np.flatnonzero(_TOLD[part.kinds] & told[forms])
    passage = part.passage()[kept]
    terms = called[forms[kept]].astype(np.int64)
    found, _ = Weights(part.rows()[passage], terms, part.weights()[passage]).summed()
    return found.rows, found.columns, found.values


def _sorted(forms: Sequence[str], columns: Small, values: Numbers, ends: Places) -> Counted:
    """The same over the terms that are told, in their order."""
    met = np.flatnonzero(np.bincount(columns, minlength=len(forms)))
    order = sorted(met.tolist(), key=forms.__getitem__)
    place = np.empty(len(forms), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    weights = sparse.csr_matrix((values, place[columns], ends), shape=(len(ends) - 1, max(1, len(order))))
    weights.sort_indices()
    return Counted(terms=tuple(forms[one] for one in order), weights=weights)
