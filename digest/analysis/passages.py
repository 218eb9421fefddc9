"""The title and the sentences of a story, each with its words in place, ready to be searched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.weights import NOUNS, weighed
from digest.language.english import stem
from digest.language.meant import run_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.analysis.prepared import Prepared
    from digest.analysis.sought import Sought
    from digest.language.called import Called
    from digest.language.words import Word


_COUNTED = re.compile(r"(?<=\d)[가-힣]{1,3}$")
"""What a number counts, which the analysis takes for no word of its own."""
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에는|에도|에서|엔|로|으로|와|과|도|만|까지|부터|보다|이나|나|이다|인)?(?![^\W_])"
)
SHORT, SURPLUS = 2, 2
"""A word of so few letters stands in a name only where that has so many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A title or a sentence, in lower case; its words stand from `starts` to `ends`.

    Args:
        weight: of a mention here.
        nouns: where nouns start.
        heads: where words start, each with the longest short part of it that may stand for the whole; `tails`: where
            they end.
        stems: of the words in Latin letters, in their order.
        meant: of a Korean passage, the English stems that its nouns mean, each with the characters that mean it.
    """

    text: str
    weight: float
    starts: frozenset[int]
    ends: frozenset[int]
    nouns: frozenset[int]
    heads: Mapping[int, int]
    tails: Mapping[int, int]
    stems: tuple[str, ...]
    meant: Mapping[str, tuple[int, ...]]

    def places(self, wanted: Sought) -> frozenset[int | str]:
        """The characters, or the stems, where a word or phrase stands; none where it does not."""
        if wanted.hangul:
            matches = (match.span() for match in wanted.pattern.finditer(self.text))
            return frozenset(
                place
                for start, end in matches
                if self._aligned(start, end, wanted)
                for place in range(start, end)
            )
        if self._in_a_row(wanted.stems):
            return frozenset(wanted.stems)
        spans = (match.span() for match in wanted.whole.finditer(self.text))
        return frozenset(place for start, end in spans for place in range(start, end))

    def _aligned(self, start: int, end: int, wanted: Sought) -> bool:
        """Whether what stands there is the word, and not letters of two others."""
        starts, ends = start in self.starts, end in self.ends
        letters = len(wanted.joined)
        if letters == 1:
            return starts and ends and start in self.nouns
        # 수도 between spaces may be 수 and 도: of a word of letters alone the analysis knows more than its spaces.
        phrase = " ".join(wanted.parts)
        written = not phrase.isalpha() and self.text[start:end] == phrase
        if (starts or self._opens(start, written=written)) and (
            ends or self._closes(start, end, written=written)
        ):
            return True
        if (starts and ends) or end - start != letters:
            return starts and ends
        if letters > SHORT:
            return starts or ends
        return letters <= max(self.heads.get(start, 0), self.tails.get(end, 0))

    def _opens(self, start: int, *, written: bool) -> bool:
        """Whether something that is no word of the analysis begins here: a bracket, or letters between spaces."""
        first = self.text[start]
        before = self.text[start - 1 : start]
        return not first.isalnum() or (written and not first.isdigit() and not before.isalnum())

    def _closes(self, start: int, end: int, *, written: bool) -> bool:
        """Whether it ends here, also with what is counted: 월 in 5월은, but not in 5월드컵."""
        last = self.text[end - 1]
        after = self.text[end : end + 1]
        if not last.isalnum() or (written and not last.isdigit() and not after.isalnum()):
            return True
        counted = _COUNTED.search(self.text, start, end)
        return (
            counted is not None
            and counted.start() in self.ends
            and self.starts.isdisjoint(range(counted.start(), end))
            and (end in self.starts or _PARTICLE.match(self.text, end) is not None)
        )

    def _in_a_row(self, stems: tuple[str, ...]) -> bool:
        count = len(stems)
        if count == 1:
            return stems[0] in self.stems
        return bool(stems) and any(
            self.stems[at : at + count] == stems for at in range(len(self.stems) - count + 1)
        )


def passages(story: Prepared, names: Called) -> tuple[Passage, ...]:
    """The title of a story and its sentences."""
    texts = [story.story.title, *(sentence.text for sentence in story.story.sentences)]
    offsets = [0, *(sentence.start for sentence in story.story.sentences)]
    return tuple(
        _passage(
            text,
            [(word, word.start - offset, word.end - offset) for word in words],
            weight,
            names if story.story.language == "ko" else None,
        )
        for text, offset, (words, weight) in zip(texts, offsets, weighed(story), strict=True)
    )


Placed = tuple["Word", int, int]


def _passage(text: str, words: list[Placed], weight: float, names: Called | None) -> Passage:
    lower = text.lower()
    return Passage(
        text=lower if len(lower) == len(text) else text,
        weight=weight,
        starts=frozenset(start for _, start, _ in words),
        ends=frozenset(end for _, _, end in words),
        heads={start: _part(word) for word, start, _ in words},
        tails={end: _part(word) for word, _, end in words},
        nouns=frozenset(start for word, start, _ in words if word.kind in NOUNS or word.kind == "hanja"),
        stems=tuple(
            word.form if word.kind == "word" else stem(word.form)
            for word, _, _ in words
            if word.form.isascii()
        ),
        meant={} if names is None else _meant(words, names),
    )


def _part(word: Word) -> int:
    """How long a part of a word may stand for it: 정부 for 행정부, but not for the town of 의정부."""
    length = word.end - word.start
    return length - SURPLUS if word.kind == "name" else length


def _meant(words: list[Placed], names: Called) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for run in _runs(words):
        for at, end, stems in run_meant([word.form for word, _, _ in run], names):
            places = tuple(range(run[at][1], run[end - 1][2]))
            for name, _ in stems:
                found[name] = (*found.get(name, ()), *places)
    return found


def _runs(words: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Hangul nouns that stand together without a space."""
    run: list[Placed] = []
    for one in words:
        word, start, _ = one
        if word.kind not in NOUNS or word.form.isascii():
            continue
        if run and start != run[-1][2]:
            yield run
            run = []
        run.append(one)
    if run:
        yield run
