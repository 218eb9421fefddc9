"""How much of one text stands in another, word for word; and whether what differs tells of another event.

A share of three-word runs (after Broder, "On the resemblance and containment of documents", 1997) says how much was
copied. It is blind to what matters most in a short text: "코스피 2,400선 마감" and "코스피 2,500선 마감" share nearly all. So
figures and names that the other text nowhere has speak against.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.imprint import without_imprint
from digest.analysis.prepared import Prepared
from digest.analysis.shingles import Shingles, shingled
from digest.analysis.weights import KINDS
from digest.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.language.words import Word

SAMPLED, EACH = 80, 8
"""A text of more runs than SAMPLED is looked up by one in EACH of them, chosen by what they say."""
TEASER = 12
"""Words of a body from which the headline, which every outlet writes anew, is left out of the comparison."""
HEAD = 160
"""Signs in which most bodies have so many."""
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
_WORD = re.compile(r"[^\W_]+")
_NAMES = frozenset({"name", "latin", "hanja"})
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """A story's text as runs of words, each a number.

    `runs` are all of them, ascending; `sampled` is one in `each`, by which it is looked up. `start` and `end` are where it stands
    in the story, without what each outlet prints around it; `titled`: the headline counts.
    """

    story: Prepared
    language: Language
    words: int
    runs: Shingles
    sampled: Shingles
    each: int
    start: int
    end: int
    titled: bool

    @property
    def size(self) -> int:
        """How full it is: its distinct runs."""
        return len(self.runs)


AT_ONCE, SIGNS_AT_ONCE = 256, 1_000_000
"""Stories whose runs are reckoned together, and the signs of their texts from which fewer are."""


def texts_of(stories: Sequence[Prepared]) -> Iterator[Text]:
    """The texts of stories: their bodies, with the headline where there is hardly a body."""
    for some in _parts(stories):
        read = [_read(story) for story in some]
        languages = [story.story.language for story in some]
        found, ends, words = shingled([text for text, *_ in read], languages)
        each = np.where(np.diff(ends) > SAMPLED, EACH, 1)
        met = _scattered(found) % np.repeat(each, np.diff(ends)).astype(np.uint64) == 0
        sampled, places = found[met], np.concatenate([[0], np.cumsum(met)])[ends].tolist()
        told = zip(
            some, read, words.tolist(), each.tolist(), pairwise(ends.tolist()), pairwise(places), strict=True
        )
        for story, (_, begin, end, titled), size, one_in, all_, those in told:
            yield Text(
                story=story,
                language=story.story.language,
                words=size,
                runs=found[slice(*all_)],
                sampled=sampled[slice(*those)],
                each=one_in,
                start=begin,
                end=end,
                titled=titled,
            )


def _parts(stories: Sequence[Prepared]) -> Iterator[list[Prepared]]:
    part: list[Prepared] = []
    signs = 0
    for story in stories:
        part.append(story)
        signs += len(story.story.text)
        if len(part) == AT_ONCE or signs >= SIGNS_AT_ONCE:
            yield part
            part, signs = [], 0
    if part:
        yield part


def _read(story: Prepared) -> tuple[str, int, int, bool]:
    """A text, where it stands in the story, and whether the headline, which stands before it then, counts."""
    start, end = without_imprint(story.story.text)
    text = story.story.text[start:end]
    titled = len(_WORD.findall(text, 0, HEAD)) < TEASER and len(_WORD.findall(text)) < TEASER
    return f"{story.story.title}\n{text}" if titled else text, start, end, titled


def _scattered(runs: Shingles) -> Shingles:
    return (runs ^ (runs >> np.uint64(33))) * _MIX >> np.uint64(40)


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
