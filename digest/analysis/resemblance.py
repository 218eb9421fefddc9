"""How much of one text stands in another, word for word; and whether what differs tells of another event.

A share of three-word runs (after Broder, "On the resemblance and containment of documents", 1997) says how much was
copied. It is blind to what matters most in a short text: "코스피 2,400선 마감" and "코스피 2,500선 마감" share nearly all. So
figures and names that the other text nowhere has speak against.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.samples import EACH
from digest.analysis.sampling import runs_of, sample, sample_of
from digest.analysis.weights import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.samples import Sample
    from digest.analysis.shingles import Shingles
    from digest.language.words import Word

SHORT, LONG = 40, 120
"""Words up to which a text is short, and from which it is none: in between it is partly one."""
COPIED, COPIED_SHORT = 0.7, 0.8
"""Share of the runs of a long and of a short text that must stand in the other."""
LUCK = 3.0
"""Standard deviations by which two samples may have fewer runs in common than the whole texts would have them."""
STRANGE = 0.1
"""Share of a short text's terms that the other may lack."""
FIGURES = 0.25
"""Share of a long text's figures that the other may lack; of a short one's: none."""
AGAIN = 3
"""How often a long text must write a name that the other lacks for it to be about another; a byline stands once or twice."""
_NAMES = frozenset({"name", "latin", "hanja"})


class Text:
    """A story's text as it is compared.

    Attributes:
        story: its story.
        sample: by what it is looked up.
        language: the story's.
    """

    def __init__(self, story: Prepared, told: Sample) -> None:
        self.story, self.sample = story, told
        self.language = story.story.language

    @property
    def size(self) -> int:
        """How full it is: its distinct runs of words."""
        return self.sample.size

    @cached_property
    def runs(self) -> Shingles:
        """All its runs, each a number, ascending."""
        return runs_of(self.story, self.sample)


def texts_of(stories: Sequence[Prepared]) -> Iterator[Text]:
    """The texts of stories: their bodies, with the headline where there is hardly a body."""
    sample(stories)
    return (Text(story, sample_of(story)) for story in stories)


def resemblance(left: Text, right: Text) -> float:
    """The share of the shorter text's runs that stand in the fuller one; 0 where one is no copy of the other."""
    small, large = (left, right) if left.size <= right.size else (right, left)
    if not small.size or left.language != right.language:
        return 0.0
    share = len(np.intersect1d(small.runs, large.runs, assume_unique=True)) / small.size
    if share < _asked(small):
        return 0.0
    # a fuller text may tell more; of two as full, neither is a shortened one, and each must account for its own
    pairs = [(small, large), (large, small)] if small.size == large.size else [(small, large)]
    return share if all(_accounts_for(one, other) for one, other in pairs) else 0.0


def may_resemble(text: Text, fuller: Sequence[Text]) -> Iterator[bool]:
    """Whether the samples of texts leave it open that so much of one text stands in each of these, none of which is less full."""
    marks = set(text.sample.marks.tolist())
    for other in fuller:
        met = len(marks.intersection(other.sample.marks.tolist()))
        yield met >= _fewest(text, other.sample.each)


def fewest(text: Text) -> float:
    """How many runs the sample of any fuller text must at least have in common with that of a text, for it to stand there."""
    return min(_fewest(text, each) for each in {text.sample.each, EACH})


def _fewest(text: Text, each: int) -> float:
    """The same of a fuller text of which one run in `each` is sampled."""
    asked = _asked(text)
    kept = text.sample.each / each  # of the runs that stand in both, as many as the other's sample has
    expected = asked * len(text.sample.marks) * kept
    unsure = 1 - kept if kept < 1 else (1 - asked) * (1 - 1 / each)
    return expected - LUCK * sqrt(expected * unsure)


def _asked(text: Text) -> float:
    """The share of a text's runs that must stand in a fuller one."""
    return COPIED + (COPIED_SHORT - COPIED) * _brevity(text)


def _brevity(text: Text) -> float:
    """1 for a short text, 0 for a long one."""
    return min(1.0, max(0.0, (LONG - text.sample.words) / (LONG - SHORT)))


def _accounts_for(one: Text, other: Text) -> bool:
    """Whether nothing that one text alone has tells of another event."""
    known = set(other.story.title.forms).union(*(one.words.forms for one in other.story.sentences))
    short = one.sample.words <= SHORT
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
    return next((one.end for one in text.story.sentences if one.end > text.sample.start), text.sample.end)


def _words(text: Text) -> Iterator[tuple[Word, bool]]:
    """The words that are compared, each with whether it is a name."""
    story = text.story
    if text.sample.titled:
        yield from ((word, word.kind in _NAMES) for word in story.title)
    for sentence in story.sentences:
        words = sentence.words.within(text.sample.start, text.sample.end)
        yield from _named(words, story.story.text, max(sentence.start, text.sample.start))


def _named(words: Iterable[Word], text: str, start: int) -> Iterator[tuple[Word, bool]]:
    for word in words:
        # English words carry no kind: a capital inside a sentence stands for a name
        capital = word.kind == "word" and word.start > start and text[word.start].isupper()
        yield word, capital or word.kind in _NAMES
