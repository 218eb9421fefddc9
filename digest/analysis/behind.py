"""What stands behind a story's packed analysis: what its texts tell by themselves, so that they are read for it once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING
from zlib import crc32

from digest.analysis import readings, samples

if TYPE_CHECKING:
    from digest.analysis.prepared import Prepared

_NEXT = b"\0"
"""Stands behind the reading, which has no such sign, and before the sample."""
_SUM = len(" 01234567 ")
"""Signs of the mark behind the rules."""


def packed(story: Prepared, rules: str) -> bytes:
    """What a story tells, as `recall` takes it.

    Args:
        story: any.
        rules: the fingerprint of the rules by which it is read.
    """
    told = readings.written(story).encode() + _NEXT + samples.written(story)
    return _mark(story, rules, told) + told


def recall(story: Prepared, told: bytes, rules: str) -> bool:
    """Take what was read of a story of the same texts; False where that is damaged, or was read within other sentences or by other rules."""
    size = len(rules.encode()) + _SUM
    read = told[size:]
    if told[:size] != _mark(story, rules, read):
        return False
    reading, _, sample = read.partition(_NEXT)
    readings.recall(story, reading.decode())
    samples.recall(story, sample)
    return True


def _mark(story: Prepared, rules: str, told: bytes) -> bytes:
    """What stands before that which was read: it tells the rules, the text, its sentences and the bytes."""
    bounds = array("q", [place for one in story.story.sentences for place in (one.start, one.end)])
    text = crc32(story.story.text.encode("utf-8", "surrogatepass"), crc32(bounds.tobytes()))
    return f"{rules} {crc32(told, text):08x} ".encode()
