"""How much each term of a story weighs: more in the title, less the further down it stands."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from digest.language.heads import HEADED, HEADS
from digest.language.words import codes, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.analysis.prepared import Prepared
    from digest.language.words import WordKind, Words

TITLE = 2.0
"""Weight of an occurrence in the title."""
FADE, LOWEST = 0.8, 0.2
"""An occurrence in sentence s (from 0) of the body weighs max(LOWEST, FADE ** s)."""
NO_NAMES: Mapping[str, str] = {}
KINDS: frozenset[WordKind] = frozenset({"noun", "name", "latin", "hanja", "number", "word"})

NOUNS: frozenset[WordKind] = frozenset({"noun", "name", "numeral", "root"})
_TELLING, _NOUNS = marks(KINDS), marks(NOUNS)
_TOLD, _HEADS, _HEADED = codes(KINDS), frozenset(HEADS), codes(HEADED)


def term_weights(story: Prepared, names: Mapping[str, str] = NO_NAMES) -> dict[str, float]:
    """The sum over its occurrences, for each noun, name, number or Latin word of two or more characters.

    One sign that stands for a name (美) counts as that (미국). `names` gives terms another form: a Hangul name that the batch
    writes in Latin script too counts as that.
    """
    weights: dict[str, float] = {}
    for words, weight in weighed(story):
        for term in telling(words, names):
            weights[term] = weights.get(term, 0.0) + weight
    return weights


def telling(words: Words, names: Mapping[str, str] = NO_NAMES) -> list[str]:
    """The forms of those words of two or more characters that are nouns, names, numbers or Latin; as `term_weights`."""
    told: Iterable[str] = words.only(_TELLING)
    if not _HEADS.isdisjoint(words.forms):
        told = [
            HEADS.get(form, form) if kind in _HEADED else form
            for form, kind in zip(words.forms, words.kinds, strict=True)
            if kind in _TOLD
        ]
    if names:
        return [names.get(form, form) for form in told if len(form) > 1]
    return [form for form in told if len(form) > 1]


def weighed(story: Prepared) -> Iterator[tuple[Words, float]]:
    """The words of the title and of each sentence, with the weight of an occurrence there."""
    words = (story.title, *(sentence.words for sentence in story.sentences))
    return zip(words, occurring(len(story.sentences)), strict=True)


def occurring(sentences: int) -> Iterator[float]:
    """The weight of an occurrence in the title, and in each of so many sentences."""
    yield TITLE
    yield from (max(LOWEST, FADE**place) for place in range(sentences))


def noun_runs(words: Words) -> list[tuple[str, ...]]:
    """Hangul nouns that stand together without a space: unknown names come apart in analysis."""
    found: list[tuple[str, ...]] = []
    run: tuple[str, ...] = ()
    last = -1
    for form, _, start, end in compress(words.columns(), words.kinds.translate(_NOUNS)):
        if not form.isascii():
            if start == last:
                run += (form,)
            else:
                found.append(run)
                run = (form,)
            last = end
    return [*found[1:], run] if run else []
