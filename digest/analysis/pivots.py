"""Latin pivots: what a Korean and an English story can have in common, as bags of English stems and figures.

English stories bring their stems; Korean ones their Latin words, figures and dates, and what their nouns are called in
English by the lexicon, by CLDR, or by how a foreign name sounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.weights import NO_NAMES, term_weights, weighed
from digest.language.english import stem
from digest.language.names import LatinNames, foreignness, lexicon, places
from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.names import Stems
    from digest.language.words import Word

Bag = dict[str, float]

LONGEST_RUN = 4
"""Nouns of a run that are looked up as one."""
FOREIGN = -1.0
"""Foreignness from which a noun may be a transliterated name."""


def pivot_bags(stories: Sequence[Prepared], names: Mapping[str, str] = NO_NAMES) -> list[Bag]:
    """The pivots of each Korean or English story, by weight (as `term_weights`); empty where there are none.

    `names` are Hangul names whose Latin form the batch itself tells.
    """
    english = [story for story in stories if story.story.language == "en"]
    latin = LatinNames(_capitalised(english))
    translate = _Translator(latin, names)
    return [
        _korean(story, translate)
        if story.story.language == "ko"
        else _english(story)
        if story.story.language == "en"
        else {}
        for story in stories
    ]


def _capitalised(stories: Sequence[Prepared]) -> dict[str, str]:
    """Words that English stories write with a capital inside a sentence, each with its stem."""
    found: dict[str, str] = {}
    for story in stories:
        text = story.story.text
        for sentence in story.sentences:
            for word in sentence.words:
                surface = text[word.start : word.end]
                if word.start > sentence.start and surface[:1].isupper() and word.kind in ("word", "name"):
                    found.setdefault(surface.partition("'")[0].partition("’")[0].lower(), word.form)
    return found


def _english(story: Prepared) -> Bag:
    bag = {term: weight for term, weight in term_weights(story).items() if not term[0].isdigit()}
    _add_figures(bag, story)
    return bag


def _korean(story: Prepared, translate: Callable[[tuple[str, ...]], list[tuple[int, Stems]]]) -> Bag:
    bag: Bag = {}
    for words, weight in weighed(story):
        for run in _runs(words):
            for _, stems in translate(run):
                for pivot, share in stems:
                    bag[pivot] = bag.get(pivot, 0.0) + weight * share
        for word in words:
            if word.kind == "latin" or (word.kind == "name" and word.form.isascii()):
                pivot = stem(word.form)
                bag[pivot] = bag.get(pivot, 0.0) + weight
    _add_figures(bag, story)
    return bag


def _runs(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Hangul nouns that stand together without a space."""
    run: list[str] = []
    end = -1
    for word in words:
        if word.kind in ("noun", "name", "numeral", "root") and not word.form.isascii():
            if run and word.start != end:
                yield tuple(run)
                run = []
            run.append(word.form)
            end = word.end
    if run:
        yield tuple(run)


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


class _Translator:
    """What a run of Korean nouns is called in English: the longest known part first, then by sound."""

    def __init__(self, latin: LatinNames, names: Mapping[str, str]) -> None:
        self._latin = latin
        self._names = names
        self._known: dict[tuple[str, ...], list[tuple[int, Stems]]] = {}

    def __call__(self, run: tuple[str, ...]) -> list[tuple[int, Stems]]:
        if run not in self._known:
            self._known[run] = list(self._parts(run))
        return self._known[run]

    def _parts(self, run: tuple[str, ...]) -> Iterator[tuple[int, Stems]]:
        at = 0
        while at < len(run):
            for length in range(min(LONGEST_RUN, len(run) - at), 0, -1):
                name = "".join(run[at : at + length])
                stems = (
                    self._glossed(name) or lexicon().get(name) or places().get(name) or self._by_sound(name)
                )
                if stems:
                    yield length, stems
                    break
            else:
                length = 1
            at += length

    def _glossed(self, name: str) -> Stems:
        return ((stem(self._names[name]), 1.0),) if name in self._names else ()

    def _by_sound(self, name: str) -> Stems:
        if len(name) < 2 or foreignness(name) < FOREIGN:  # noqa: PLR2004
            return ()
        return self._latin.alike(name)
