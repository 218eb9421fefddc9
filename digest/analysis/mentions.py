"""Where words that a person wrote stand in a story, in whatever form: inflected, in compounds, in the other language.

A word in Hangul is found in a Korean text where a morpheme begins or ends with it (반도체 in AI반도체를, but 인사 not in
개인사업); one syllable only as a noun of its own. A word in Latin letters is found by its stem. Across the languages the
lexicon decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.analysis.passages import Passage, passages
from digest.analysis.sought import Sought, sought
from digest.language.called import NO_NAMES, Called
from digest.language.meant import meant, run_meant
from digest.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.names import Stems

SURE = 2
"""Words of an English translation that must stand together before it is believed (all, where there are fewer)."""
PARTLY = 1.5
"""A translation of which a share is missing counts by this power of the rest."""
Covered = frozenset[tuple[int, int | str]]
"""The characters of each passage, or its stems, that a mention rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A word in one passage: how much that weighs, and what it rests on."""

    weight: float
    covered: Covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """A story as words are looked for in it."""

    language: Language
    passages: tuple[Passage, ...]
    letters: str
    """All of it without spaces: what is not in it need not be looked for."""
    stems: frozenset[str]
    names: Called = field(default=NO_NAMES)

    def mentions(self, word: str) -> tuple[Mention, ...]:
        """Where a word or phrase is spoken of; a mention weighs 2 in the title, 1 and ever less in the sentences."""
        wanted = sought(word)
        if wanted.hangul and self.language == "en":
            return tuple(self._translated(wanted))
        found = tuple(self._standing(wanted))
        if not found and self.language == "ko" and wanted.stems and not wanted.hangul:
            found = tuple(self._meant(wanted))
        return found

    def tells(self, word: str) -> bool:
        """Whether a word or phrase is spoken of, as surely as one who leaves stories out by it must know."""
        wanted = sought(word)
        if not (wanted.hangul and self.language == "en"):
            return bool(self.mentions(word))
        stems = [name for name, _ in self._meaning(wanted)]
        needed = min(SURE, len(stems))
        return bool(stems) and any(
            sum(name in one.stems for name in stems) >= needed or _initials(stems) in one.stems
            for one in self.passages
        )

    def title(self) -> Readable:
        """Its title alone."""
        return _readable(self.passages[:1], self.language, self.names)

    def _standing(self, wanted: Sought) -> Iterator[Mention]:
        if wanted.joined not in self.letters and not self.stems.issuperset(wanted.stems or "?"):
            return
        for number, one in enumerate(self.passages):
            places = one.places(wanted)
            if places:
                yield Mention(weight=one.weight, covered=frozenset((number, place) for place in places))

    def _meant(self, wanted: Sought) -> Iterator[Mention]:
        """A word in Latin letters by the Korean words that mean it."""
        for number, one in enumerate(self.passages):
            if all(name in one.meant for name in wanted.stems):
                places = frozenset(place for name in wanted.stems for place in one.meant[name])
                yield Mention(weight=one.weight, covered=frozenset((number, place) for place in places))

    def _translated(self, wanted: Sought) -> Iterator[Mention]:
        """A word in Hangul by the English words that it means; less where some of them are missing."""
        stems = self._meaning(wanted)
        whole = sum(weight for _, weight in stems)
        short = _initials([name for name, _ in stems])
        for number, one in enumerate(self.passages):
            here = {name: weight for name, weight in stems if name in one.stems}
            if here:
                share = 1.0 if short in here else (sum(here.values()) / whole) ** PARTLY
                yield Mention(
                    weight=one.weight * share, covered=frozenset((number, name) for name in sorted(here))
                )

    def _meaning(self, wanted: Sought) -> Stems:
        whole = meant(wanted.joined, self.names)
        return whole or tuple(
            stem
            for _, _, told in run_meant(wanted.parts, self.names)
            for stem in told
            if len(wanted.parts) > 1
        )


def readable(story: Prepared, names: Called = NO_NAMES) -> Readable:
    """A story made ready to be searched; `names` are those known in both scripts."""
    return _readable(passages(story, names), story.story.language, names)


def _readable(found: tuple[Passage, ...], language: Language, names: Called) -> Readable:
    return Readable(
        language=language,
        passages=found,
        letters="\n".join("".join(one.text.split()) for one in found),
        stems=frozenset(name for one in found for name in one.stems),
        names=names,
    )


def _initials(stems: Sequence[str]) -> str:
    """The stem that abbreviates the others, ai beside artifici and intellig; empty where none does."""
    for one in stems:
        rest = sorted(other[0] for other in stems if other != one)
        if len(rest) > 1 and sorted(one) == rest:
            return one
    return ""
