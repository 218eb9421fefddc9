"""Latin pivots: what a Korean and an English story can have in common, as bags of English stems and figures.

English stories bring their stems; Korean ones their Latin words, figures and dates, and what their nouns are called in
English by the lexicon, by CLDR, or by how a foreign name sounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.capitals import capitalised
from digest.analysis.weights import noun_runs, term_weights, weighed
from digest.language.alike import same_name
from digest.language.called import NO_NAMES
from digest.language.english import stem
from digest.language.names import LatinNames, endings, foreignness, lexicon, places
from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.called import Called
    from digest.language.names import Stems

Bag = dict[str, float]
Told = tuple["Stems", bool]
"""What a name is called, and whether only because it sounds so."""

LONGEST_RUN = 4
"""Nouns of a run that are looked up as one."""
SYLLABLES = 2
"""Syllables of a part of a noun that is known by itself."""
FOREIGN = -1.0
"""Foreignness from which a noun may be a transliterated name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivots:
    """The pivots of a story by weight (as `term_weights`), empty where it is neither Korean nor English.

    `sounding` are those that it has only because a name of its sounds so.
    """

    bag: Bag
    sounding: frozenset[str] = frozenset()


def pivots_of(stories: Sequence[Prepared], names: Called = NO_NAMES) -> Iterator[Pivots]:
    """The pivots of each story of a batch; `names` are those that are known in both scripts."""
    english = [story for story in stories if story.story.language == "en"]
    translate = Translator(LatinNames(_capitalised(english)), names)
    for story in stories:
        if story.story.language == "ko":
            yield _korean(story, translate)
        else:
            yield Pivots(bag=_english(story) if story.story.language == "en" else {})


def _capitalised(stories: Sequence[Prepared]) -> dict[str, str]:
    """The names of English stories, each with its stem."""
    found: dict[str, str] = {}
    for story in stories:
        for name in capitalised(story):
            found.setdefault(name.letters, name.term)
    return found


def _english(story: Prepared) -> Bag:
    bag = {term: weight for term, weight in term_weights(story).items() if not term[0].isdigit()}
    _add_figures(bag, story)
    return bag


def _korean(story: Prepared, translate: Translator) -> Pivots:
    bag: Bag = {}
    heard: set[str] = set()
    told: set[str] = set()
    for words, weight in weighed(story):
        for run in noun_runs(words):
            for stems, by_sound in translate(run):
                for pivot, share in stems:
                    bag[pivot] = bag.get(pivot, 0.0) + weight * share
                    (heard if by_sound else told).add(pivot)
        for word in words:
            if word.kind == "latin" or (word.kind == "name" and word.form.isascii()):
                pivot = stem(word.form)
                (heard if pivot in translate.glossed else told).add(pivot)
                bag[pivot] = bag.get(pivot, 0.0) + weight
    _add_figures(bag, story)
    return Pivots(bag=bag, sounding=frozenset(heard - told))


def _add_figures(bag: Bag, story: Prepared) -> None:
    language = story.story.language
    texts = [(story.story.title, 2.0)]
    texts += [
        (sentence.text, weight)
        for sentence, (_, weight) in zip(story.story.sentences, list(weighed(story))[1:], strict=True)
    ]
    for text, weight in texts:
        for figure in figures(text, language):
            bag[figure] = bag.get(figure, 0.0) + weight


class Translator:
    """What a run of Korean nouns is called in English: the longest known part first, then by sound."""

    def __init__(self, latin: LatinNames, names: Called) -> None:
        self._latin = latin
        self._names = names
        # Latin words that stand beside a Hangul name: written out, they say no more than the name does.
        self.glossed = frozenset(stem(latin) for latin in names.words.values())
        self._known: dict[tuple[str, ...], list[Told]] = {}
        self._nouns: dict[str, list[Told]] = {}

    def __call__(self, run: tuple[str, ...]) -> list[Told]:
        """What each part of a run is called, where it is called anything."""
        if run not in self._known:
            self._known[run] = list(self._parts(run))
        return self._known[run]

    def _parts(self, run: tuple[str, ...]) -> Iterator[Told]:
        at = 0
        while at < len(run):
            for length in range(min(LONGEST_RUN, len(run) - at), 0, -1):
                found = self.called("".join(run[at : at + length]))
                if found:
                    yield from found
                    break
            else:
                length = 1
            at += length

    def called(self, name: str) -> list[Told]:
        """What a noun is called; where nothing is, its parts: 해운 (shipping) at the end of a company's name."""
        if name not in self._nouns:
            told = self._told(name)
            self._nouns[name] = [told] if told[0] else self._cut(name)
        return self._nouns[name]

    def _cut(self, name: str) -> list[Told]:
        for cut in range(SYLLABLES, len(name) - SYLLABLES + 1):
            if name[cut:] in endings():
                own = self._told(name[:cut])
                return [*([own] if own[0] else []), (endings()[name[cut:]], False)]
        return []

    def _told(self, name: str) -> Told:
        names = self._names
        stems, by_sound = names.given.get(name, ()), name in names.sounding
        if not stems:
            stems = lexicon().get(name) or places().get(name) or ()
            by_sound = sounds_so(name, stems)
        if not stems:
            stems, by_sound = names.learned.get(name, ()), name in names.sounding
        if not stems:
            stems, by_sound = self._by_sound(name), True
        never = names.refused.get(name, frozenset())
        return tuple((one, weight) for one, weight in stems if one not in never), by_sound

    def _by_sound(self, name: str) -> Stems:
        if len(name) < 2:  # noqa: PLR2004
            return ()
        foreign = self._latin.alike(name) if foreignness(name) >= FOREIGN else ()
        return foreign or self._latin.romanised(name)


def sounds_so(name: str, stems: Stems) -> bool:
    """Whether all that a Korean name is called is how it sounds."""
    return bool(stems) and all(same_name(name, one) for one, _ in stems)
