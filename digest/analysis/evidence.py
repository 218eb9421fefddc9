"""Why two stories stand together: what carries most of their similarity, as the stories write it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from digest.language.heads import HEADS, headed
from digest.language.numbers import figures
from digest.language.readable import DATES, is_figure, readable
from digest.model import Evidence, SharedTerm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.links import Links
    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Numbers, Space
    from digest.language.words import Word
    from digest.model import Language, Story, TermKind

SHOWN = 6
"""Terms that are named for a link."""
DAYS = 3
"""Days that are named for a link, beside those that are terms."""
_NAMES = frozenset({"name", "latin", "hanja"})
Place = tuple["Word", str, int]
"""A word, the text that it stands in, and where its sentence begins."""


def link(links: Links, row: int, other: int, *, explained: bool = False) -> Evidence:
    """The evidence for two rows of a batch; with `explained` the share of each term, and the dates that both tell.

    By affinity they may have been joined, but it is told how alike their words are: an affinity is soon 1.
    """
    left, right = links.stories[row].story, links.stories[other].story
    similarity, found = _terms(links, row, other)
    return Evidence(
        left=left.id,
        right=right.id,
        similarity=round(min(1.0, similarity), 3),
        shared=tuple(term.text for term in found),
        terms=(*found, *_dates(left, right, found)) if explained else (),
    )


def strongest(links: Links, row: int, among: Sequence[int]) -> int:
    """The row of the strongest link to one of the others; of equals the first."""
    start, end = links.affinities.indptr[row], links.affinities.indptr[row + 1]
    values = dict(
        zip(links.affinities.indices[start:end].tolist(), links.affinities.data[start:end], strict=True)
    )
    return max((other for other in among if other != row), key=lambda other: (values.get(other, 0.0), -other))


def _terms(links: Links, row: int, other: int) -> tuple[float, tuple[SharedTerm, ...]]:
    """How alike the words of two rows are, and the terms that make most of it."""
    language = links.stories[row].story.language
    if links.stories[other].story.language == language:
        where = links.within.get(language)
    else:
        where = links.across.space if links.across else None
        if language == "ko":
            row, other = other, row  # the English story writes the pivots as words
    if where is None:
        return 0.0, ()
    columns, values = _products(where, row, other)
    order = np.lexsort((columns, -values))[:SHOWN]
    whole = float(values.sum()) or 1.0
    terms = [where.terms[columns[place]] for place in order]
    written = _written(links.stories[row], frozenset(terms))
    return float(values.sum()), tuple(
        _term(links.stories[row], term, float(values[place]) / whole, written[term])
        for term, place in zip(terms, order, strict=True)
    )


def _products(where: Space, left: int, right: int) -> tuple[Numbers, Numbers]:
    """The columns that both rows have, and the products there."""
    (some, mine), (others, theirs) = (_row(where, row) for row in (left, right))
    if not len(others):
        return others, theirs
    places = np.minimum(np.searchsorted(others, some), len(others) - 1)
    both = others[places] == some
    return some[both], mine[both] * theirs[places[both]]


def _row(where: Space, row: int) -> tuple[Numbers, Numbers]:
    place = int(np.searchsorted(where.rows, row))
    start, end = where.vectors.indptr[place], where.vectors.indptr[place + 1]
    return where.vectors.indices[start:end], where.vectors.data[start:end]


def _written(story: Prepared, terms: frozenset[str]) -> dict[str, list[Place]]:
    """Where a story writes each of some terms, its title first."""
    found: dict[str, list[Place]] = {term: [] for term in terms}
    passages = [(story.title, story.story.title, 0)]
    passages += ((sentence.words, story.story.text, sentence.start) for sentence in story.sentences)
    for words, text, start in passages:
        if not (terms.isdisjoint(words.forms) and HEADS.keys().isdisjoint(words.forms)):
            for word in words:
                term = word.form if len(word.form) > 1 else headed(word.form, word.kind)
                if term in terms:
                    found[term].append((word, text, start))
    return found


def _term(story: Prepared, term: str, share: float, found: Sequence[Place]) -> SharedTerm:
    if is_figure(term):
        kind: TermKind = "date" if term[0] in DATES else "number"
        return SharedTerm(text=readable(term, story.story.language), share=round(share, 3), kind=kind)
    if not found:
        return SharedTerm(text=term, share=round(share, 3))
    word, text, _ = found[0]
    inside = [one for one in found if one[1] is not story.story.title] or found[:1]
    return SharedTerm(text=text[word.start : word.end], share=round(share, 3), kind=_kind(inside))


def _kind(found: Sequence[Place]) -> TermKind:
    if found[0][0].kind == "number":
        return "number"
    # English words carry no kind: a capital inside a sentence (in a headline all may have one) stands for a name
    capital = any(
        word.kind == "word" and word.start > start and text[word.start].isupper()
        for word, text, start in found
    )
    return "name" if capital or found[0][0].kind in _NAMES else "word"


@lru_cache(maxsize=20_000)
def figures_of(title: str, text: str, language: Language) -> tuple[str, ...]:
    """The distinct figures of a story, in order."""
    return tuple(dict.fromkeys(figures(f"{title}\n{text}", language)))


def _dates(left: Story, right: Story, found: Sequence[SharedTerm]) -> Iterator[SharedTerm]:
    """The days of a year that both tell, in the order of the first, which weigh nothing by themselves."""
    known = {term.text for term in found}
    told = figures_of(right.title, right.text, right.language)
    days = (figure for figure in figures_of(left.title, left.text, left.language) if figure[0] == "d")
    named = (readable(day, left.language) for day in days if day in told)
    both = [day for day in named if day not in known]
    yield from (SharedTerm(text=day, share=0.0, kind="date") for day in both[:DAYS])
