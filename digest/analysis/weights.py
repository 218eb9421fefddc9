"""How much each term of a story weighs: more in the title, less the further down it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.analysis.prepared import Prepared
    from digest.language.words import Word

TITLE = 2.0
"""Weight of an occurrence in the title."""
FADE, LOWEST = 0.8, 0.2
"""An occurrence in sentence s (from 0) of the body weighs max(LOWEST, FADE ** s)."""
NO_NAMES: Mapping[str, str] = {}
KINDS = frozenset({"noun", "name", "latin", "hanja", "number", "word"})

NOUNS = frozenset({"noun", "name", "numeral", "root"})


def term_weights(story: Prepared, names: Mapping[str, str] = NO_NAMES) -> dict[str, float]:
    """The sum over its occurrences, for each noun, name, number or Latin word of two or more characters.

    `names` gives terms another form: a Hangul name that the batch writes in Latin script too counts as that.
    """
    weights: dict[str, float] = {}
    for words, weight in weighed(story):
        terms = [word.form for word in words if word.kind in KINDS and len(word.form) > 1]
        for term in [names.get(term, term) for term in terms] if names else terms:
            weights[term] = weights.get(term, 0.0) + weight
    return weights


def weighed(story: Prepared) -> Iterator[tuple[tuple[Word, ...], float]]:
    """The words of the title and of each sentence, with the weight of an occurrence there."""
    words = (story.title, *(sentence.words for sentence in story.sentences))
    return zip(words, occurring(len(story.sentences)), strict=True)


def occurring(sentences: int) -> Iterator[float]:
    """The weight of an occurrence in the title, and in each of so many sentences."""
    yield TITLE
    yield from (max(LOWEST, FADE**place) for place in range(sentences))


def noun_runs(words: Iterable[Word]) -> Iterator[tuple[str, ...]]:
    """Hangul nouns that stand together without a space: unknown names come apart in analysis."""
    run: list[str] = []
    end = -1
    for word in words:
        if word.kind in NOUNS and not word.form.isascii():
            if run and word.start != end:
                yield tuple(run)
                run = []
            run.append(word.form)
            end = word.end
    if run:
        yield tuple(run)
