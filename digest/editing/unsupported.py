"""Figures and names in words of the editor that no source of the item has: for a person to look at, not to fail."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.language.korean_speakers import is_name, title
from digest.language.numbers import stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Language

_HANGUL = re.compile(r"[가-힣]")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+(?:['’-][A-Za-z]+)*")
_WORD = re.compile(r"[가-힣]+")
_SENTENCE = re.compile(r"(?:^|[.!?…:]['\"”’)]*\s+|[“‘\"(]\s*)$")
_LONGEST_TITLE = 6
"""Letters of a word's beginning that may be an office before its particle."""


def unsupported(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The figures and names of a text, as it writes them, that stand in none of the sources; each once, in their order.

    Figures are compared by their value (1,200명 is 1200명, 2조 is 2 trillion). Names are those that letters alone tell: a
    Korean full name before an office, and capitals in Latin letters within a sentence.
    """
    known = {value for source in sources for _, value in _figures(source)}
    digits = {_plain(found[0]) for source in sources for found in _DIGITS.finditer(source)}
    whole = "\n".join(sources).casefold()
    missing = [told for told, value in _figures(text) if value not in known and not _written(told, digits)]
    missing += [name for name in _names(text) if name.casefold() not in whole]
    return tuple(dict.fromkeys(sorted(missing, key=text.find)))


def _figures(text: str) -> Iterator[tuple[str, str]]:
    """Each figure as it is written, and its value; and each number that is none by its digits."""
    language: Language = "ko" if _HANGUL.search(text) else "en"
    covered: list[tuple[int, int]] = []
    for figure, start, end in stated(text, language):
        covered.append((start, end))
        yield text[start:end].strip(), figure.rpartition(":")[2]
    for found in _DIGITS.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in covered):
            yield found[0], _plain(found[0])


def _written(told: str, digits: set[str]) -> bool:
    """Whether a figure's digits all stand in a source: another unit, or another way to count it, is no other number."""
    found = [_plain(one[0]) for one in _DIGITS.finditer(told)]
    return bool(found) and all(one in digits for one in found)


def _plain(number: str) -> str:
    return number.rstrip(",").replace(",", "")


def _names(text: str) -> Iterator[str]:
    for found in _LATIN.finditer(text):
        if _HANGUL.search(text) or not _SENTENCE.search(text[: found.start()]):
            yield found[0]
    words = list(_WORD.finditer(text))
    for one, behind in pairwise(words):
        if is_name(one[0]) and any(title(behind[0][:end]) for end in range(1, _LONGEST_TITLE + 1)):
            yield one[0]
