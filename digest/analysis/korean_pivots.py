"""What Korean stories have in English: each distinct run of their nouns, Latin word and figure is translated once."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.counting import Small, Weights
from digest.analysis.numbered import marked
from digest.analysis.spans import spans
from digest.analysis.vectors import Places
from digest.analysis.weights import NOUNS
from digest.language.english import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.analysis.numbered import Numbered, Part
    from digest.analysis.times import Flags
    from digest.analysis.translating import Run, Translations

_NOUNS = marked(NOUNS)
_LATIN, _NAMES = (marked(frozenset({kind})) for kind in ("latin", "name"))


AT_ONCE = 100_000
"""Words that are renumbered together."""


class KoreanWords:
    """The runs of nouns and the Latin words of Korean stories, as numbers: of runs from 0 on, of words (as stems) below.

    Attributes:
        runs: Hangul nouns that stand together without a space, each once.
        plain: the stems of words in Latin script, each once.
        met: what the stories tell, title by title and sentence by sentence: the runs of each, then its words.
        weights: of each of these.
        ends: where those of each story end; one more than there are stories.
    """

    def __init__(self, numbered: Numbered) -> None:
        forms = numbered.forms
        ascii_ = np.array([form.isascii() for form in forms], dtype=np.bool_)
        self.plain: dict[str, int] = {}
        self.met, self.weights, self.ends = array("i"), array("d"), array("q", [0])
        stems = np.zeros(len(forms), dtype=np.int32)
        compounds: dict[Run, int] = {}
        for part in numbered.parts:
            own, latin = _nouns(part, ascii_), _latin(part, ascii_)
            fresh = [form for form in np.unique(latin.forms).tolist() if not stems[form]]
            stems[fresh] = [~self.plain.setdefault(stem(forms[form]), len(self.plain)) for form in fresh]
            numbers = own.forms[own.starts].copy()
            for which in np.flatnonzero(own.ends - own.starts > 1).tolist():
                run = tuple(forms[form] for form in own.forms[own.starts[which] : own.ends[which]].tolist())
                numbers[which] = len(forms) + compounds.setdefault(run, len(compounds))
            passages = np.concatenate([own.passages[own.starts], latin.passages])
            order = np.argsort(passages, kind="stable")
            passages = passages[order]
            told = np.concatenate([numbers, stems[latin.forms]])[order]
            self.met.frombytes(told.astype(np.int32).tobytes())
            self.weights.frombytes(part.weights()[passages].tobytes())
            ended = np.searchsorted(passages, np.cumsum(part.passages)) + self.ends[-1]
            self.ends.extend(ended.tolist())
        self.runs = self._numbered(forms, compounds)

    def _numbered(self, forms: Sequence[str], compounds: Iterable[Run]) -> list[Run]:
        """The runs, with the numbers of their own in place of those of their forms."""
        met = np.frombuffer(self.met, dtype=np.int32)
        alone = np.unique(met[(met >= 0) & (met < len(forms))])
        place = np.zeros(len(forms), dtype=np.int32)
        place[alone] = np.arange(len(alone), dtype=np.int32)
        for start in range(0, len(met), AT_ONCE):  # a copy of all would take much memory
            some = met[start : start + AT_ONCE]
            single, several = (some >= 0) & (some < len(forms)), some >= len(forms)
            some[single] = place[some[single]]
            some[several] += len(alone) - len(forms)
        return [*((forms[form],) for form in alone.tolist()), *compounds]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Some words of a part: their forms, their titles and sentences, and where runs of them begin and end."""

    forms: Small
    passages: Places
    starts: Places
    ends: Places


def _nouns(part: Part, ascii_: Flags) -> _Chosen:
    """The Hangul nouns; a run goes as far as one begins where the one before it ends."""
    kept = np.flatnonzero(_NOUNS[part.kinds] & ~ascii_[part.forms])
    passages = part.passage()[kept]
    begins, ends = (places[kept] for places in part.places())
    first = np.ones(len(kept), dtype=np.bool_)
    first[1:] = (begins[1:] != ends[:-1]) | (passages[1:] != passages[:-1])
    starts = np.flatnonzero(first)
    return _Chosen(part.forms[kept], passages, starts, np.append(starts[1:], len(kept)))


def _latin(part: Part, ascii_: Flags) -> _Chosen:
    """The words in Latin script."""
    kept = np.flatnonzero(_LATIN[part.kinds] | (_NAMES[part.kinds] & ascii_[part.forms]))
    passages = part.passage()[kept]
    each = np.arange(len(kept))
    return _Chosen(part.forms[kept], passages, each, each + 1)


class KoreanPivots:
    """The pivots of Korean stories, without figures, asked for by stories that stand together: `names[column]` is a pivot."""

    def __init__(self, words: KoreanWords, found: Translations) -> None:
        self._words = words
        self.names = found.names
        self._pivots, self._shares = np.asarray(found.pivots, dtype=np.int64), np.asarray(found.shares)
        self._plainly, self._called = np.asarray(found.plainly), np.asarray(found.ends)

    def some(self, first: int, last: int) -> tuple[Weights, Flags]:
        """The pivots of the stories from `first` to before `last`, and which of them a story has by sound alone."""
        ends = np.asarray(self._words.ends[first : last + 1])
        part = slice(int(ends[0]), int(ends[-1]))
        met = np.asarray(self._words.met[part], dtype=np.int64)
        met = np.where(met < 0, len(self._words.runs) + ~met, met)
        of, place = spans(self._called[met], self._called[met + 1])
        rows = np.repeat(np.arange(first, last), np.diff(ends))[of]
        weights = np.asarray(self._words.weights[part])[of] * self._shares[place]
        found, which = Weights(rows, self._pivots[place], weights).summed()
        return found, np.bincount(which, weights=self._plainly[place], minlength=len(found.rows)) == 0
