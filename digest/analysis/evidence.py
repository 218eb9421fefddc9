"""Why two stories stand together: what carries most of their similarity, as the stories write it."""

from __future__ import annotations

from functools import lru_cache
from heapq import heappop, heappush
from itertools import compress, count, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digest.analysis.wording import without_possessive
from digest.language.heads import HEADS, headed
from digest.language.numbers import figures
from digest.language.readable import DATES, is_figure, readable
from digest.language.words import KINDS, Words, codes
from digest.model import Evidence, SharedTerm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from digest.analysis.links import Links
    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Numbers, Places, Space
    from digest.model import Language, Story, TermKind

SHOWN = 6
"""Terms that are named for a link."""
DAYS = 3
"""Days that are named for a link, beside those that are terms."""
AT_ONCE = 2000
"""Pairs whose terms are multiplied together."""
Pair = tuple[int, int]
"""Two rows of a batch."""
_BEGINNING = frozenset({0})
_NAMES, _NUMBERS, _WORDS = codes(("name", "latin", "hanja")), codes(("number",)), codes(("word",))


def link(links: Links, row: int, other: int, *, explained: bool = False) -> Evidence:
    """The evidence for two rows of a batch, as `linked` tells it."""
    return linked(links, [(row, other)], explained=explained)[row, other]


def linked(links: Links, pairs: Sequence[Pair], *, explained: bool = False) -> dict[Pair, Evidence]:
    """The evidence for pairs of rows of a batch; with `explained` the share of each term, and the dates that both tell.

    By affinity they may have been joined, but it is told how alike their words are: an affinity is soon 1.
    """
    found = {}
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        products = _products(links, some)
        found.update({pair: _evidence(links, pair, products.get(pair), explained=explained) for pair in some})
    return found


def _evidence(links: Links, pair: Pair, products: _Products | None, *, explained: bool) -> Evidence:
    left, right = (links.stories[row].story for row in pair)
    similarity, found = _terms(links.stories[products.writer], products) if products else (0.0, ())
    return Evidence(
        left=left.id,
        right=right.id,
        similarity=round(min(1.0, similarity), 3),
        shared=tuple(term.text for term in found),
        terms=(*found, *_dates(left, right, found)) if explained else (),
    )


def companions(links: Links, first: int, among: Sequence[int]) -> dict[int, int]:
    """Row → the row that it stands with, for all rows but the first, so that each hangs together with the first.

    The links are the strongest by which all hang together: told each its strongest link alone, two stories would name each
    other, and nothing would say why they stand with a third.
    """
    wanting = {other for other in among if other != first}
    # the nearest on top, of equals the first; what is like none of the others stands with the first
    nearest = [(0.0, other, 0, first) for other in sorted(wanting)]
    found: dict[int, int] = {}
    row = first
    while wanting:
        for other, value in _affinities(links, row).items():
            if other in wanting and value > 0:
                heappush(nearest, (-value, other, len(found), row))
        while row not in wanting:
            _, row, _, beside = heappop(nearest)
        found[row] = beside
        wanting.remove(row)
    return found


def _affinities(links: Links, row: int) -> dict[int, float]:
    start, end = links.affinities.indptr[row], links.affinities.indptr[row + 1]
    rows = links.affinities.indices[start:end].tolist()
    return dict(zip(rows, links.affinities.data[start:end].tolist(), strict=True))


class _Products(NamedTuple):
    """What two rows have in common: columns of a space, ascending, and how much of their similarity each makes.

    `writer` is the row whose story writes the terms.
    """

    where: Space
    columns: Places
    values: Numbers
    writer: int


def _products(links: Links, pairs: Sequence[Pair]) -> dict[Pair, _Products]:
    """Of each pair, where its languages are compared; the English story of two languages writes the pivots as words."""
    asked: dict[str, list[tuple[Pair, int, int]]] = {}
    for pair in pairs:
        row, other = pair
        language, another = (links.stories[one].story.language for one in pair)
        if language == another:
            asked.setdefault(language, []).append((pair, row, other))
        else:
            asked.setdefault("", []).append((pair, other, row) if language == "ko" else (pair, row, other))
    spaces: dict[str, Space] = {**links.within, **({"": links.across.space} if links.across else {})}
    found: dict[Pair, _Products] = {}
    for group, told in asked.items():
        where = spaces.get(group)
        if where is None:
            continue
        lefts, rights = (
            where.vectors[np.searchsorted(where.rows, [one[place] for one in told])] for place in (1, 2)
        )
        both = lefts.multiply(rights).tocsr()
        both.sort_indices()
        for (pair, writer, _), (first, last) in zip(told, pairwise(both.indptr.tolist()), strict=True):
            found[pair] = _Products(where, both.indices[first:last], both.data[first:last], writer)
    return found


def _terms(writer: Prepared, products: _Products) -> tuple[float, tuple[SharedTerm, ...]]:
    """How alike the words of two rows are, and the terms that make most of it."""
    where, columns, values, _ = products
    order = np.argsort(-values, kind="stable")[: 2 * SHOWN]
    whole = float(values.sum()) or 1.0
    terms = (where.terms[column] for column in columns[order].tolist())
    shares = _money_once(dict(zip(terms, (values[order] / whole).tolist(), strict=True)))
    written = _written(writer, shares)
    return float(values.sum()), tuple(
        _term(term, share, written.get(term), writer.story.language) for term, share in shares.items()
    )


def _money_once(shares: dict[str, float]) -> dict[str, float]:
    """The terms that are named with their shares, the heaviest first; an amount of money and its bare number are one."""
    for term in [one for one in shares if one.startswith("c:")]:
        shares[term] += shares.pop(f"n:{term.rpartition(':')[2]}", 0.0)
    return dict(sorted(shares.items(), key=lambda one: -one[1])[:SHOWN])


class _Written:
    """How a story writes a term: as it does first, and what kind of word that is below the title, if it stands there.

    English words carry no kind: a capital inside a sentence (in a headline all may have one) stands for a name.
    """

    __slots__ = ("capital", "kind", "shown", "titled")

    def __init__(self, shown: str, kind: int, *, titled: bool) -> None:
        self.shown = shown
        self.kind = kind
        self.titled = titled
        self.capital = False

    def told(self) -> TermKind:
        """What is said of its kind."""
        if self.kind in _NUMBERS:
            return "number"
        return "name" if self.capital or self.kind in _NAMES else "word"


def _written(story: Prepared, terms: Collection[str]) -> dict[str, _Written]:
    """How a story writes those of some terms that it writes."""
    sought = {*terms, *(sign for sign, name in HEADS.items() if name in terms)}
    found: dict[str, _Written] = {}
    starts = frozenset(one.start for one in story.sentences)
    passages = [(story.title, story.story.title, _BEGINNING, True)]
    passages += (
        (words, story.story.text, starts, False)
        for words in Words.side_by_side([one.words for one in story.sentences])
    )
    for words, text, begun, titled in passages:
        forms, kinds, places = words.forms, words.kinds, words.places
        for at in compress(count(), map(sought.__contains__, forms)):
            form, kind, begin = forms[at], kinds[at], places[2 * at]
            term = form if len(form) > 1 else headed(form, KINDS[kind])
            one = found.get(term)
            if one is None or (one.titled and not titled):
                if term not in terms:
                    continue  # the sign of a name that is no such sign here
                shown = one.shown if one else text[begin : places[2 * at + 1]]
                one = found[term] = _Written(shown, kind, titled=titled)
            elif titled:
                continue
            if kind in _WORDS and begin not in begun and text[begin].isupper():
                one.capital = True
    return found


def _term(term: str, share: float, found: _Written | None, language: Language) -> SharedTerm:
    if is_figure(term):
        kind: TermKind = "date" if term[0] in DATES else "number"
        return SharedTerm(text=readable(term, language), share=round(share, 3), kind=kind)
    if found is None:
        return SharedTerm(text=term, share=round(share, 3))
    return SharedTerm(text=without_possessive(found.shown), share=round(share, 3), kind=found.told())


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
