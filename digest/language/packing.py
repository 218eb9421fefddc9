"""The analysis of some texts as few bytes, which the texts themselves make whole again.

Columns of small numbers, compressed: a word is told by its distance from the one before, its length, its kind, and how
many letters of it (in lower case) are its form. Only other forms are spelt out. About 1 KB for an article.
"""

from __future__ import annotations

import json
import struct
import zlib
from itertools import accumulate, islice, pairwise
from operator import add
from typing import TYPE_CHECKING

from digest.language.words import KINDS, Analysed, AnalysedSentence, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FORM = "1"
"""Raised whenever the bytes mean something else."""

_SPELT = -1
_WIDTH = 4
_COLUMNS = 8


def pack(texts: Sequence[str], found: Sequence[Analysed]) -> bytes:
    """The analysis of texts, as `unpack` reads it."""
    sentences = [sentence for analysed in found for sentence in analysed]
    words = Words.joined([sentence.words for sentence in sentences])
    starts = words.starts
    kept, spelt = _forms(texts, found)
    columns = (
        [len(analysed) for analysed in found],
        _steps([sentence.start for sentence in sentences]),
        [sentence.end - sentence.start for sentence in sentences],
        [len(sentence.words) for sentence in sentences],
        _steps(starts),
        [end - start for start, end in zip(starts, words.ends, strict=True)],
        list(words.kinds),
        kept,
    )
    numbers = b"".join(struct.pack(f"<I{len(column)}i", len(column), *column) for column in columns)
    names = json.dumps(spelt, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return zlib.compress(numbers + names, 6)


def unpack(texts: Sequence[str], packed: bytes) -> tuple[list[Analysed], bytes]:
    """The analysis of the same texts, and what stands behind it.

    Raises:
        ValueError: the bytes are no analysis of these texts.
    """
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed)
        columns, at = [], 0
        for _ in range(_COLUMNS):
            (size,) = struct.unpack_from("<I", data, at)
            columns.append(struct.unpack_from(f"<{size}i", data, at + _WIDTH))
            at += _WIDTH * (1 + size)
        spelt = json.loads(data[at:].decode("utf-8", "surrogatepass"))
        found = list(_whole(texts, columns, iter(spelt)))
    except (zlib.error, struct.error, ValueError, StopIteration, OverflowError, RuntimeError) as error:
        raise ValueError(f"no analysis of these texts ({error})") from None
    if not unpacking.eof:  # and so without its checksum
        raise ValueError("no analysis of these texts (cut off)")
    return found, unpacking.unused_data


def _forms(texts: Sequence[str], found: Sequence[Analysed]) -> tuple[list[int], list[str]]:
    """For each word how many letters of it are its form, and the forms that must be spelt out, in order."""
    kept: list[int] = []
    spelt: list[str] = []
    for text, analysed in zip(texts, found, strict=True):
        for sentence in analysed:
            for word in sentence.words:
                if text[word.start : word.end].lower()[: len(word.form)] == word.form:
                    kept.append(len(word.form))
                else:
                    kept.append(_SPELT)
                    spelt.append(word.form)
    return kept, spelt


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


def _whole(
    texts: Sequence[str], columns: Sequence[Sequence[int]], spelt: Iterator[str]
) -> Iterator[Analysed]:
    counts, begun, lengths, sizes, steps, extents, kinds, kept = columns
    if len(counts) != len(texts):
        raise ValueError("no analysis of so many texts")
    starts = list(accumulate(steps))
    ends = list(map(add, starts, extents))
    sentences = zip(accumulate(begun), lengths, pairwise(accumulate(sizes, initial=0)), strict=True)
    codes = bytes(kinds)
    if kinds and max(kinds) >= len(KINDS):
        raise ValueError("no analysis of known kinds of words")
    for text, count in zip(texts, counts, strict=True):
        told = list(islice(sentences, count))
        first, last = (told[0][2][0], told[-1][2][1]) if told else (0, 0)
        extent = slice(first, last)
        placed = zip(starts[extent], ends[extent], kept[extent], strict=True)
        words = Words.told(_written(text, placed, spelt), codes[extent], starts[extent], ends[extent])
        yield tuple(
            AnalysedSentence(start, start + length, words[begun - first : upto - first])
            for start, length, (begun, upto) in told
        )


def _written(text: str, found: Iterable[tuple[int, int, int]], spelt: Iterator[str]) -> list[str]:
    return [next(spelt) if kept == _SPELT else text[start:end].lower()[:kept] for start, end, kept in found]
