"""How much of one text stands in another, word for word; and whether what differs tells of another event.

A share of three-word runs (after Broder, "On the resemblance and containment of documents", 1997) says how much was
copied. It is blind to what matters most in a short text: "코스피 2,400선 마감" and "코스피 2,500선 마감" share nearly all. So
figures and names that the other text nowhere has speak against.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from digest.analysis.imprint import without_imprint
from digest.analysis.prepared import Prepared
from digest.analysis.weights import KINDS
from digest.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.language.words import Word

RUN = 3
"""Words of a run."""
SAMPLED, EACH = 80, 8
"""A text of more runs than SAMPLED is looked up by one in EACH of them, chosen by what they say."""
TEASER = 12
"""Words of a body from which the headline, which every outlet writes anew, is left out of the comparison."""
SHORT, LONG = 40, 120
"""Words up to which a text is short, and from which it is none: in between it is partly one."""
COPIED, COPIED_SHORT = 0.7, 0.8
"""Share of the runs of a long and of a short text that must stand in the other."""
STRANGE = 0.1
"""Share of a short text's terms that the other may lack."""
FIGURES = 0.25
"""Share of a long text's figures that the other may lack; of a short one's: none."""
AGAIN = 3
"""How often a long text must write a name that the other lacks for it to be about another; a byline stands once or twice."""
MANY = 500_000

_WORD = re.compile(r"[^\W_]+")
_NO_WORD = {sign: " " for sign in range(128) if not chr(sign).isalnum()}
_NAMES = frozenset({"name", "latin", "hanja"})
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """A story's text as runs of words, each a number.

    `runs` are all of them, ascending; `sampled` is one in `each`, by which it is looked up. `start` and `end` are where it stands
    in the story, without what each outlet prints around it; `titled`: the headline counts.
    """

    story: Prepared
    language: Language
    words: int
    runs: np.ndarray[Any, np.dtype[np.uint64]]
    sampled: np.ndarray[Any, np.dtype[np.uint64]]
    each: int
    start: int
    end: int
    titled: bool

    @property
    def size(self) -> int:
        """How full it is: its distinct runs."""
        return len(self.runs)


def text_of(story: Prepared) -> Text:
    """The text of a story: its body, with the headline where there is hardly a body."""
    start, end = without_imprint(story.story.text)
    words = _words_of(story.story.text[start:end])
    titled = len(words) < TEASER
    if titled:
        words = [*_words_of(story.story.title), *words]
    runs = _distinct(_runs(words, story.story.language))
    each = EACH if len(runs) > SAMPLED else 1
    return Text(
        story=story,
        language=story.story.language,
        words=len(words),
        runs=runs,
        sampled=runs[_scattered(runs) % np.uint64(each) == 0],
        each=each,
        start=start,
        end=end,
        titled=titled,
    )


def _words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return text.lower().translate(_NO_WORD).split() if text.isascii() else _WORD.findall(text.lower())


def _distinct(runs: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """Each run once, ascending: as `numpy.unique`, which takes longer where they are few."""
    found = np.sort(runs)
    first = np.ones(len(found), dtype=np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    return found[first]


class _Codes(dict[str, int]):
    """Words as numbers, kept up to MANY of them."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MANY:
            self.clear()
        code = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return code


_CODES = _Codes()


def _runs(words: list[str], language: Language) -> np.ndarray[Any, np.dtype[np.uint64]]:
    if not words:
        return np.zeros(0, dtype=np.uint64)
    codes = np.fromiter(map(_CODES.__getitem__, words), dtype=np.uint64, count=len(words))
    count = max(1, len(words) - RUN + 1)  # a text of one or two words is one run
    found = np.full(
        count, _CODES[language], dtype=np.uint64
    )  # what two languages both write is no run of both
    for step, factor in zip(range(min(RUN, len(words))), _MIX, strict=False):
        found = (found ^ (codes[step : step + count] + np.uint64(step + 1))) * factor
    return found


def _scattered(runs: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    return (runs ^ (runs >> np.uint64(33))) * _MIX[0] >> np.uint64(40)


def resemblance(left: Text, right: Text) -> float:
    """The share of the shorter text's runs that stand in the fuller one; 0 where one is no copy of the other."""
    small, large = (left, right) if left.size <= right.size else (right, left)
    if not small.size or left.language != right.language:
        return 0.0
    share = len(np.intersect1d(small.runs, large.runs, assume_unique=True)) / small.size
    if share < COPIED + (COPIED_SHORT - COPIED) * _brevity(small):
        return 0.0
    # a fuller text may tell more; of two as full, neither is a shortened one, and each must account for its own
    pairs = [(small, large), (large, small)] if small.size == large.size else [(small, large)]
    return share if all(_accounts_for(one, other) for one, other in pairs) else 0.0


def _brevity(text: Text) -> float:
    """1 for a short text, 0 for a long one."""
    return min(1.0, max(0.0, (LONG - text.words) / (LONG - SHORT)))


def _accounts_for(one: Text, other: Text) -> bool:
    """Whether nothing that one text alone has tells of another event."""
    known = {word.form for word in _all_words(other.story)}
    short = one.words <= SHORT
    told = list(_words(one))
    figures = {word.form for word, _ in told if word.kind == "number"}
    lacking = figures - known
    if len(lacking) > (0 if short else FIGURES * len(figures)):
        return False
    strange = Counter(word.form for word, named in told if named and word.form not in known)
    if strange and max(strange.values()) >= (1 if short else AGAIN):
        return False
    if any(word.form in strange for word, named in told if named and word.end <= _first_end(one)):
        return False  # who and where stand in the first sentence
    terms = {word.form for word, _ in told if word.kind in KINDS and len(word.form) > 1}
    return not short or len(terms - known) <= STRANGE * len(terms)


def _first_end(text: Text) -> int:
    """Where the first sentence of the text itself ends."""
    return next((one.end for one in text.story.sentences if one.end > text.start), text.end)


def _all_words(story: Prepared) -> Iterator[Word]:
    yield from story.title
    for sentence in story.sentences:
        yield from sentence.words


def _words(text: Text) -> Iterator[tuple[Word, bool]]:
    """The words that are compared, each with whether it is a name."""
    story = text.story
    if text.titled:
        yield from ((word, word.kind in _NAMES) for word in story.title)
    for sentence in story.sentences:
        words = [word for word in sentence.words if text.start <= word.start < text.end]
        yield from _named(words, story.story.text, max(sentence.start, text.start))


def _named(words: Iterable[Word], text: str, start: int) -> Iterator[tuple[Word, bool]]:
    for word in words:
        # English words carry no kind: a capital inside a sentence stands for a name
        capital = word.kind == "word" and word.start > start and text[word.start].isupper()
        yield word, capital or word.kind in _NAMES
