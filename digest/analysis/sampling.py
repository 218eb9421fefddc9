"""Samples of texts taken, of many at once."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from digest.analysis.imprint import without_imprint
from digest.analysis.samples import EACH, HEAD, SAMPLED, Sample, written
from digest.analysis.shingles import forget, shingled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.shingles import Shingles

TEASER = 12
"""Words of a body from which the headline, which every outlet writes anew, is left out of the comparison."""
OPENING = 160
"""Signs in which most bodies have so many."""
AT_ONCE, SIGNS_AT_ONCE = 256, 1_000_000
"""Stories whose runs are reckoned together, and the signs of their texts from which fewer are."""
_WORD = re.compile(r"[^\W_]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


def sample(stories: Iterable[Prepared]) -> None:
    """Take the samples of those stories that have none yet."""
    for some in _parts(story for story in stories if Sample not in story.kept):
        read = [_read(story) for story in some]
        found, ends, words = shingled([text for text, *_ in read], [story.story.language for story in some])
        sizes = np.diff(ends)
        each = np.where(sizes > SAMPLED, EACH, 1)
        met = _scattered(found) % np.repeat(each, sizes).astype(np.uint64) == 0
        marks = (found[met] >> np.uint64(32)).astype(np.uint32)
        places = pairwise(np.concatenate([[0], np.cumsum(met)])[ends].tolist())
        told = zip(some, read, words.tolist(), sizes.tolist(), places, strict=True)
        for story, (_, start, end, titled), count, size, (first, last) in told:
            own = Sample(count, size, start, end, titled, marks[first:last])
            story.kept[Sample] = own.written()  # of many stories it takes less room so
    forget()


def sample_of(story: Prepared) -> Sample:
    """The sample of a story that has one."""
    kept = written(story)
    words, size, start, end, titled = HEAD.unpack_from(kept)
    return Sample(words, size, start, end, bool(titled), np.frombuffer(kept, dtype="<u4", offset=HEAD.size))


def runs_of(story: Prepared, told: Sample) -> Shingles:
    """All runs of a story's text, ascending."""
    text = _text(story, told.start, told.end, titled=told.titled)
    return shingled([text], [story.story.language])[0]


def _parts(stories: Iterable[Prepared]) -> Iterator[Sequence[Prepared]]:
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
    start, end = without_imprint(story.story.text)
    text = story.story.text[start:end]
    titled = len(_WORD.findall(text, 0, OPENING)) < TEASER and len(_WORD.findall(text)) < TEASER
    return _text(story, start, end, titled=titled), start, end, titled


def _text(story: Prepared, start: int, end: int, *, titled: bool) -> str:
    text = story.story.text[start:end]
    return f"{story.story.title}\n{text}" if titled else text


def _scattered(runs: Shingles) -> Shingles:
    return (runs ^ (runs >> np.uint64(33))) * _MIX >> np.uint64(40)
