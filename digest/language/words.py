"""What analysis gives: sentences at their place in a text, each with its words."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, pairwise
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


class Columns(NamedTuple):
    """Words side by side.

    Attributes:
        forms: of each word.
        kinds: of each word, as a code (`codes`).
        places: where each begins and ends, in turn.
    """

    forms: tuple[str, ...]
    kinds: bytes
    places: Places


class Words(Sequence[Word]):
    """Content words in order, each made when it is asked for: an article has hundreds, and a batch many thousand articles.

    They are a part of columns, which others may share.

    Attributes:
        base: these columns, of all who share them.
        first: the place of the first word there.
        last: the place behind the last one.
    """

    __slots__ = ("base", "first", "last")

    def __init__(self, columns: Columns, first: int, last: int) -> None:
        """The words of columns from the first to before the last; `of` and `told` make columns."""
        self.base = columns
        self.first = first
        self.last = last

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
        places = _places(chain.from_iterable(zip(starts, ends, strict=True)))
        return cls(Columns(tuple(map(intern, forms)), kinds, places), 0, len(kinds))

    @classmethod
    def joined(cls, some: Sequence[Words]) -> Words:
        """The words of each in turn."""
        if len(some) == 1:
            return some[0]
        columns = Columns(
            tuple(chain.from_iterable(one.forms for one in some)),
            b"".join(one.kinds for one in some),
            _places(chain.from_iterable(one.places for one in some)),
        )
        return cls(columns, 0, len(columns.forms))

    @classmethod
    def sharing(cls, some: Sequence[Words]) -> list[Words]:
        """The same, each a part of columns that all share: many short ones take half the memory so."""
        if all(one.base is some[0].base for one in some):
            return list(some)
        whole: Words = cls.joined(some)
        ends = pairwise(
            accumulate(map(len, some), initial=0)
        )  # where one ends the next begins: one number for both
        return [cls(whole.base, first, last) for first, last in ends]

    @classmethod
    def side_by_side(cls, some: Sequence[Words]) -> Sequence[Words]:
        """The same as one, where they stand one behind the other in columns that they share."""
        if len(some) < 2 or any(  # noqa: PLR2004
            one.base is not after.base or one.last != after.first for one, after in pairwise(some)
        ):
            return some
        return [cls(some[0].base, some[0].first, some[-1].last)]

    @property
    def forms(self) -> tuple[str, ...]:
        """The form of each word."""
        return self.base.forms[self.first : self.last]

    @property
    def kinds(self) -> bytes:
        """The kind of each word, as a code (`codes`)."""
        return self.base.kinds[self.first : self.last]

    @property
    def places(self) -> Places:
        """Where each begins and ends, in turn."""
        return self.base.places[2 * self.first : 2 * self.last]

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

    def find(self, form: str) -> int:
        """The place of the first word of a form; -1 where there is none."""
        try:
            return self.base.forms.index(form, self.first, self.last) - self.first
        except ValueError:
            return -1

    def only(self, table: bytes) -> Iterator[str]:
        """The forms of those of some kinds (`marks`)."""
        return compress(self.forms, self.kinds.translate(table))

    def within(self, start: int, end: int) -> Words:
        """Those that begin there or behind, and before the end."""
        starts = self.places[::2]
        return self[bisect_left(starts, start) : bisect_left(starts, end)]

    def moved(self, by: int) -> Words:
        """The same, so much further on."""
        places = _places([place + by for place in self.places])
        return Words(Columns(self.forms, self.kinds, places), 0, len(self))

    def __len__(self) -> int:
        return self.last - self.first

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> Words: ...
    def __getitem__(self, place: int | slice) -> Word | Words:
        if isinstance(place, slice):
            first, last, step = place.indices(len(self))
            if step != 1:
                raise ValueError("words are told in their order, one by one")
            return Words(self.base, self.first + first, self.first + max(first, last))
        at = range(self.first, self.last)[place]
        forms, kinds, places = self.base
        return Word(forms[at], KINDS[kinds[at]], places[2 * at], places[2 * at + 1])

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
    return array("I", list(numbers))  # of a list it takes no more room than there are


NO_WORDS = Words(Columns((), b"", _places(())), 0, 0)


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """A sentence, without the white space around it, at `text[start:end]`, and its content words in order."""

    start: int
    end: int
    words: Words


Analysed = tuple[AnalysedSentence, ...]
