"""How much of one text stands in another, word for word; and whether what differs tells of another event.

A share of three-word runs (after Broder, "On the resemblance and containment of documents", 1997) says how much was
copied. It is blind to what matters most in a short text: "코스피 2,400선 마감" and "코스피 2,500선 마감" share nearly all. So
figures and names that the other text nowhere has speak against.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from digest.analysis.imprint import without_imprint
from digest.analysis.prepared import Prepared
from digest.analysis.weights import KINDS
from digest.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.vectors import Places
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
MANY = 100_000

_WORD = re.compile(r"[^\W_]+")
_NO_WORD = {sign: " " for sign in range(128) if not chr(sign).isalnum()}
_NAMES = frozenset({"name", "latin", "hanja"})
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


Runs = np.ndarray[Any, np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """A story's text as runs of words, each a number.

    `runs` are all of them, ascending; `sampled` is one in `each`, by which it is looked up. `start` and `end` are where it stands
    in the story, without what each outlet prints around it; `titled`: the headline counts.
    """

    story: Prepared
    language: Language
    words: int
    runs: Runs
    sampled: Runs
    each: int
    start: int
    end: int
    titled: bool

    @property
    def size(self) -> int:
        """How full it is: its distinct runs."""
        return len(self.runs)


AT_ONCE = 256
"""Stories whose runs are reckoned together."""


def texts_of(stories: Sequence[Prepared]) -> Iterator[Text]:
    """The texts of stories: their bodies, with the headline where there is hardly a body."""
    for start in range(0, len(stories), AT_ONCE):
        some = stories[start : start + AT_ONCE]
        read = [_read(story) for story in some]
        runs = _runs([words for words, *_ in read], [story.story.language for story in some])
        distinct, ends = _distinct(*runs)
        each = np.where(np.diff(ends) > SAMPLED, EACH, 1)
        met = _scattered(distinct) % np.repeat(each, np.diff(ends)).astype(np.uint64) == 0
        sampled, places = distinct[met], np.concatenate([[0], np.cumsum(met)])[ends].tolist()
        told = zip(some, read, each.tolist(), pairwise(ends.tolist()), pairwise(places), strict=True)
        for story, (words, begin, end, titled), one_in, all_, those in told:
            yield Text(
                story=story,
                language=story.story.language,
                words=len(words),
                runs=distinct[slice(*all_)],
                sampled=sampled[slice(*those)],
                each=one_in,
                start=begin,
                end=end,
                titled=titled,
            )


def _read(story: Prepared) -> tuple[list[str], int, int, bool]:
    """The words of a text, where it stands in the story, and whether the headline counts."""
    start, end = without_imprint(story.story.text)
    words = _words_of(story.story.text[start:end])
    titled = len(words) < TEASER
    return [*_words_of(story.story.title), *words] if titled else words, start, end, titled


def _words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return text.lower().translate(_NO_WORD).split() if text.isascii() else _WORD.findall(text.lower())


def _distinct(found: Runs, ends: Places) -> tuple[Runs, Places]:
    """The runs of each text once, ascending, and where those of each text end."""
    for start, end in pairwise(ends.tolist()):
        found[start:end].sort()
    first = np.ones(len(found), dtype=np.bool_)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    first[ends[:-1][ends[:-1] < len(found)]] = True
    return found[first], np.concatenate([[0], np.cumsum(first)])[ends]


class _Codes(dict[str, int]):
    """Words as numbers, kept up to MANY of them."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MANY:
            self.clear()
        code = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return code


_CODES = _Codes()


def forget_words() -> None:
    """Free the memory that words as numbers take."""
    _CODES.clear()


def _runs(texts: Sequence[list[str]], languages: Sequence[Language]) -> tuple[Runs, Places]:
    """The runs of words of each text, as they come, and where those of each text end."""
    sizes = np.array([len(words) for words in texts], dtype=np.int64)
    count = int(sizes.sum())
    codes = np.zeros(count + RUN - 1, dtype=np.uint64)
    codes[:count] = np.fromiter(
        map(_CODES.__getitem__, chain.from_iterable(texts)), dtype=np.uint64, count=count
    )
    # what two languages both write is no run of both
    found = np.repeat(np.array([_CODES[language] for language in languages], dtype=np.uint64), sizes)
    behind = np.arange(count) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    size = np.repeat(sizes, sizes)
    for step, factor in zip(range(RUN), _MIX, strict=True):
        mixed = (found ^ (codes[step : step + count] + np.uint64(step + 1))) * factor
        found = np.where(step < size, mixed, found)  # a text of one or two words is one run
    kept = behind < np.maximum(1, size - RUN + 1)
    return found[kept], np.concatenate([[0], np.cumsum(kept)])[np.concatenate([[0], np.cumsum(sizes)])]


def _scattered(runs: Runs) -> Runs:
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
    known = set(other.story.title.forms).union(*(one.words.forms for one in other.story.sentences))
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


def _words(text: Text) -> Iterator[tuple[Word, bool]]:
    """The words that are compared, each with whether it is a name."""
    story = text.story
    if text.titled:
        yield from ((word, word.kind in _NAMES) for word in story.title)
    for sentence in story.sentences:
        words = sentence.words.within(text.start, text.end)
        yield from _named(words, story.story.text, max(sentence.start, text.start))


def _named(words: Iterable[Word], text: str, start: int) -> Iterator[tuple[Word, bool]]:
    for word in words:
        # English words carry no kind: a capital inside a sentence stands for a name
        capital = word.kind == "word" and word.start > start and text[word.start].isupper()
        yield word, capital or word.kind in _NAMES
