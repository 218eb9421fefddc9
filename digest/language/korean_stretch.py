"""The words of a stretch of Korean: which are nouns and nothing else, and whom a row of them names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.data import word_list
from digest.language.korean_speakers import is_name, named, title

if TYPE_CHECKING:
    from digest.language.spoken import Named
    from digest.language.words import AnalysedSentence

_SUBJECT = re.compile(r"(?:께서는|께서|은|는|이|가)$")
_PARTICLE = re.compile(r"(?:에게서|에게|께서는|께서|으로|은|는|이|가|을|를|의|도|와|과|로|,)$")
_SPACED = re.compile(r"\S+")
_HIDDEN = "\x00"
_DATE = re.compile(r"\d+[일월년시]$")
_BRACKETS = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]")


class Stretch:
    """The words of a stretch, without what stands in brackets: their places, and which are nouns and nothing else."""

    def __init__(self, text: str, sentence: AnalysedSentence, start: int, end: int) -> None:
        hidden = _BRACKETS.sub(lambda found: _HIDDEN * len(found[0]), text[start:end])
        covered = bytearray(one == _HIDDEN for one in hidden)
        self.names: set[tuple[int, int]] = set()
        for word in sentence.words:
            if word.kind in ("noun", "name", "latin", "hanja", "root") and start <= word.start < end:
                covered[word.start - start : word.end - start] = b"\x01" * (word.end - word.start)
                if word.kind == "name":
                    self.names.add((word.start, word.end))
        self.words = [
            Eojeol(one[0], start + one.start(), covered[one.start() : one.end()])
            for one in _SPACED.finditer(hidden)
            if one[0].strip(_HIDDEN)
        ]

    def noun(self, place: int) -> bool:
        """Whether a word is a noun, but for its particle."""
        word = self.words[place]
        stem = word.stem
        return len(stem) > 1 and (all(word.covered[: word.size(stem)]) or bool(title(stem)))

    def named(self, place: int, *, anyhow: bool = False) -> Named | None:
        """Whom the words up to this one name; `anyhow` where it need not be a subject."""
        word = self.words[place]
        last = word.text if all(word.covered) and not word.subject else word.stem
        last = _PARTICLE.sub("", word.text) if anyhow else last
        first = place
        while first and self._before(first - 1):
            first -= 1
        if first and not anyhow and self._joined(first - 1):
            return None  # two speak
        parts = [(self.words[one].start, self.words[one].text) for one in range(first, place)]
        parts.append((word.start, last))
        sure = anyhow or (word.start, word.start + len(last)) in self.names
        return named(parts, word.start + len(last), sure=sure)

    def _joined(self, place: int) -> bool:
        """Whether a word joins what follows to somebody else."""
        return self.words[place].text == "및" or self.words[place].text[-1] in "와과"

    def _before(self, place: int) -> bool:
        word = self.words[place]
        known = bool(is_name(word.text) or title(word.text))
        return (
            (all(word.covered) or known)
            and word.text not in word_list("ko-joints.txt")
            and not _DATE.search(word.text)
        )


class Eojeol:
    """A word at `start`: its letters without what stands in brackets, and which of them are of nouns."""

    def __init__(self, hidden: str, start: int, covered: bytearray) -> None:
        self.hidden, self.start, self.covered = hidden, start, covered
        self.end = start + len(hidden)
        self.text = hidden.replace(_HIDDEN, "")
        self.stem = _SUBJECT.sub("", self.text)
        self.subject = self.stem != self.text

    def size(self, stem: str) -> int:
        """How many signs of the text a stem takes, brackets and all."""
        return len(self.hidden) - (len(self.text) - len(stem))
