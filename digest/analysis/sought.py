"""A word or phrase that a person wrote, as it is looked for in texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.language.data import word_list
from digest.language.english import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

_HANGUL = re.compile(r"[가-힣]")
_LATIN_WORD = re.compile(r"[^\W_]+(?:[.-]?[^\W_]+)*")
_DIGIT = re.compile(r"\d")
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A word or phrase: in lower case by its `parts`, `joined` without spaces, and the stems of what is Latin in it.

    `pattern` finds it where a space may have been left out or put in, `whole` as it stands between other signs than
    Latin letters and figures.
    """

    hangul: bool
    parts: tuple[str, ...]
    joined: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    whole: re.Pattern[str]


@lru_cache(maxsize=10_000)
def sought(word: str) -> Sought:
    """A word or phrase as it is looked for; one without any sign is never found."""
    parts = tuple(word.lower().split())
    letters = [re.escape(char) for char in "".join(parts)]
    return Sought(
        hangul=bool(_HANGUL.search(word)),
        parts=parts,
        joined="".join(parts),
        stems=tuple(_stems(word)),
        pattern=re.compile(r"\s?".join(letters) or _NEVER),
        whole=re.compile(rf"(?<![a-z0-9]){re.escape(' '.join(parts))}(?![a-z0-9])" if parts else _NEVER),
    )


def _stems(phrase: str) -> Iterator[str]:
    """As the English analyser has them: no stop words, unless they are all there is, or written in capitals."""
    words = _LATIN_WORD.findall(phrase)
    stop = word_list("en-stop-words.txt")
    for word in words:
        plain = word.lower() if _DIGIT.search(word) else word.lower().replace(".", "")
        if len(words) == 1 or word.isupper() or plain not in stop:
            yield from (stem(part) for part in ([plain] if _DIGIT.search(plain) else plain.split("-")))
