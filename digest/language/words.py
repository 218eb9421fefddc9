"""What analysis gives: sentences at their place in a text, each with its words."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress
from sys import intern
from typing import TYPE_CHECKING, Literal, NamedTuple, Self, get_args, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Places = array[int]

WordKind = Literal["noun", "name", "numeral", "root", "verb", "adjective", "latin", "hanja", "number", "word"]
"""Korean: noun NNG, name NNP, numeral NR, root XR, verb VV, adjective VA, latin SL, hanja SH, number SN.
English: word, number."""

KINDS: tuple[WordKind, ...] = get_args(WordKind)
_CODES = {kind: code for code, kind in enumerate(KINDS)}


class Word(NamedTuple):
    """A content word: its normal form (a stem in English, lower case in Latin script) and its place in the text."""

    form: str
    kind: WordKind
    start: int
    end: int


def codes(kinds: Iterable[WordKind]) -> frozenset[int]:
    """The codes by which `Words.kinds` tells these kinds."""
    return frozenset(_CODES[kind] for kind in kinds)


def marks(kinds: Iterable[WordKind]) -> bytes:
    """A table that translates `Words.kinds` into 1 for these kinds and 0 for others."""
    wanted = codes(kinds)
    return bytes(code in wanted for code in range(256))


class Words(Sequence[Word]):
    """Content words in order, each made when it is asked for: an article has hundreds, and a batch many thousand articles.

    Attributes:
        forms: of each word.
        kinds: of each word, as a code (`codes`).
        places: where each begins and ends, in turn.
    """

    __slots__ = ("forms", "kinds", "places")

    def __init__(self, forms: tuple[str, ...], kinds: bytes, places: Places) -> None:
        """Columns as they are kept; `of` and `told` make them."""
        self.forms = forms
        self.kinds = kinds
        self.places = places

    @classmethod
    def of(cls, words: Iterable[Word]) -> Words:
        """Some words, in the order of their places; of forms that are the same, one is kept."""
        if isinstance(words, cls):
            return words
        found = tuple(words)
        if not found:
            return NO_WORDS
        forms, kinds, starts, ends = zip(*found, strict=True)
        return cls.told(forms, bytes(map(_CODES.__getitem__, kinds)), starts, ends)

    @classmethod
    def told(cls, forms: Iterable[str], kinds: bytes, starts: Iterable[int], ends: Iterable[int]) -> Self:
        """Words by their columns."""
        return cls(
            tuple(map(intern, forms)), kinds, _places(chain.from_iterable(zip(starts, ends, strict=True)))
        )

    @classmethod
    def joined(cls, some: Sequence[Words]) -> Words:
        """The words of each in turn."""
        if len(some) == 1:
            return some[0]
        return cls(
            tuple(chain.from_iterable(one.forms for one in some)),
            b"".join(one.kinds for one in some),
            _places(chain.from_iterable(one.places for one in some)),
        )

    @property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return self.places[::2].tolist()

    @property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return self.places[1::2].tolist()

    def columns(self) -> Iterator[tuple[str, int, int, int]]:
        """Form, code of the kind, begin and end of each: what `Word`s tell, for less."""
        places = iter(self.places)
        return zip(self.forms, self.kinds, places, places, strict=False)  # as many as there are, by twos

    def only(self, table: bytes) -> Iterator[str]:
        """The forms of those of some kinds (`marks`)."""
        return compress(self.forms, self.kinds.translate(table))

    def within(self, start: int, end: int) -> Words:
        """Those that begin there or behind, and before the end."""
        starts = self.places[::2]
        return self[bisect_left(starts, start) : bisect_left(starts, end)]

    def moved(self, by: int) -> Words:
        """The same, so much further on."""
        return Words(self.forms, self.kinds, _places([place + by for place in self.places]))

    def __len__(self) -> int:
        return len(self.forms)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> Words: ...
    def __getitem__(self, place: int | slice) -> Word | Words:
        if isinstance(place, slice):
            first, last, step = place.indices(len(self.forms))
            if step != 1:
                raise ValueError("words are told in their order, one by one")
            last = max(first, last)
            return Words(self.forms[first:last], self.kinds[first:last], self.places[2 * first : 2 * last])
        form, kind = self.forms[place], KINDS[self.kinds[place]]
        start, end = self.places[2 * place : (2 * place + 2) or None]
        return Word(form, kind, start, end)

    def __iter__(self) -> Iterator[Word]:
        return (Word(form, KINDS[kind], start, end) for form, kind, start, end in self.columns())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Words):
            return NotImplemented
        return (self.forms, self.kinds, self.places) == (other.forms, other.kinds, other.places)

    def __hash__(self) -> int:
        return hash((self.forms, self.kinds, self.places.tobytes()))

    def __repr__(self) -> str:
        return f"Words.of({list(self)!r})"


def _places(numbers: Iterable[int]) -> Places:
    return array("I", numbers)


NO_WORDS = Words((), b"", _places(()))


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """A sentence, without the white space around it, at `text[start:end]`, and its content words in order."""

    start: int
    end: int
    words: Words


Analysed = tuple[AnalysedSentence, ...]
