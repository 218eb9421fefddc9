"""Finding what a long pattern finds, by trying it only where it can begin: a search for few signs costs little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ALSO = {"i": "ıİ", "s": "ſ", "k": "\u212a"}
"""What counts as the same letter, beside small and capital ones, when case is ignored."""


def found_at(beginning: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, for a pattern that matches nothing empty.

    Args:
        beginning: found wherever a match of the pattern begins, and perhaps elsewhere.
        pattern: what is looked for.
        text: where.
    """
    begun = beginning.search(text)
    while begun:
        found = pattern.match(text, begun.start())
        if found:
            yield found
        begun = beginning.search(text, found.end() if found else begun.start() + 1)


def beginning(pattern: str, words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for `found_at`, tried only at digits and where one of the words, in small or capital letters, may begin."""
    return re.compile(rf"(?=[\d{in_any_case(word[0] for word in words)[1:-1]}])(?:{pattern})")


def in_any_case(signs: Iterable[str]) -> str:
    """A pattern for one of some signs, small or capital."""
    found = {sign for first in signs for sign in (first.lower(), first.upper())}
    found |= {sign for first, others in _ALSO.items() if first in found for sign in others}
    return f"[{re.escape(''.join(sorted(found)))}]"


def any_case(words: Iterable[str]) -> str:
    """A pattern for any of some patterns, in small or capital letters; their first signs stand for themselves.

    It tells by the first sign which of them can be meant, which `re.IGNORECASE` does not.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0].lower(), []).append(word[1:])
    return "|".join(
        f"[{re.escape(first)}{re.escape(first.upper())}{_ALSO.get(first, '')}](?i:{'|'.join(rest)})"
        for first, rest in rests.items()
    )
