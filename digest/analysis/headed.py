"""Whether the headline of a Korean text runs into its first sentence where no mark shows the seam."""

from __future__ import annotations

import re

from digest.analysis.surnames import TITLES

_WITHIN = 160
"""Characters within which a headline ends."""
_WORDS = 3
"""Words, at least, of a headline."""
_NAMED = re.compile(
    r"([가-힣]{2,7})(?<![은는이가로서]), (?![^,]{1,12}(?:,| 등| 및))(?=[가-힣‘“\"'])(?=.{8,}\1)"
)
"""Who does something, without a particle, and once more: `경찰, 둑 조사 나서기로 한빛경찰서는`."""
_PARTICLE = re.compile(r"[가-힣][은는이가을를]$")
_SUBJECT = re.compile(r"([가-힣]{4,12})[은는이가]$")
_PART = 2
"""Letters, at least, of each of two words that ran together."""
_OFFICE = re.compile(rf"(?:{TITLES}|보좌관)$")
"""What stands behind what it is an office of: `경기|지사`."""


def is_headed(text: str, rest: str) -> bool:
    """Whether a first sentence has a headline before it.

    Headlines leave out particles. So where the first word with one is no word that the text has elsewhere, but ends in one of which the text
    goes on to speak, a headline ran into it: `둑 두 곳 무너진 까닭 조사 착수경찰이` above a text that tells what `경찰은` does.

    Args:
        text: the sentence.
        rest: the text behind it, and its title.
    """
    return _NAMED.match(text) is not None or _runs_into_subject(text, rest)


def _runs_into_subject(text: str, rest: str) -> bool:
    words = text[:_WITHIN].split(" ")[:-1]
    place = next((i for i, word in enumerate(words) if _PARTICLE.search(word)), 0)
    subject = _SUBJECT.search(words[place]) if place >= _WORDS else None
    if subject is None or words[place - 1].endswith("의"):
        return False
    word = subject[1]
    return any(
        _goes_on(word[cut:], rest) and word[cut - _PART :] not in rest
        for cut in range(_PART, len(word) - _PART + 1)
    )


def _goes_on(name: str, rest: str) -> bool:
    """Whether a text tells what somebody does, and no holder of an office behind whose it is."""
    if name not in rest or _OFFICE.match(name):
        return False
    return re.search(rf"(?<![가-힣]){name}(?=[은는이가을를의에도과와\s])", rest) is not None
