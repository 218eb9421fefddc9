"""What spoke against two stories being one event, as the measure itself has it.

Where a part of the measure takes from a similarity, it is asked again without that part: the difference is what the part took.
So this page says nothing that was not done, and follows the formulas when they change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from digest.analysis.across import GATE
from digest.analysis.days import days_apart, unfaded
from digest.analysis.evidence import figures_of
from digest.analysis.figures import DIFFERS, OTHER_WEEKDAY
from digest.analysis.forms import FILLED, Forms, asked_of
from digest.analysis.proof import STRANGE, opening, proved, telling
from digest.analysis.readings import LEAD, reading
from digest.analysis.strangers import leading
from digest.analysis.ties import left_of, single, untied
from digest.analysis.wording import Wording
from digest.language.numbers import figures
from digest.language.readable import readable
from digest.language.weekdays import weekday_names
from digest.model import Against

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.analysis.links import Links
    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Matrix, Numbers, Space
    from digest.model import Language, Story

SLIGHT = 0.005
"""A part of the similarity that is not worth telling."""
FIGURES = 3
"""Figures of each story that are named."""
NAMED = 2
"""Names of each story that are told."""

Pair = tuple[int, int]


def against(links: Links, pairs: Sequence[Pair], window_days: int) -> dict[Pair, tuple[Against, ...]]:
    """For each pair of rows what spoke against it, the heaviest first; `window_days` as for grouping."""
    taken = {pair: list(_of_pair(links, pair, window_days)) for pair in pairs}
    _untied(links, taken)
    for language, where in links.within.items():
        own = [pair for pair in taken if _languages(links, pair) == {language}]
        if own:
            _of_short(where, links, own, taken)
    return {pair: tuple(sorted(found, key=lambda one: -one.weight)) for pair, found in taken.items()}


def _untied(links: Links, taken: dict[Pair, list[Against]]) -> None:
    """What it took that nothing ties two stories, or one word alone."""
    left = left_of(len(links.stories))
    if left == 1:
        return
    apart, alone = untied(links.stories, links.across), single(len(links.stories), links.within)
    weight = round(1 - left, 3)
    for pair, found in taken.items():
        if apart[pair] and _languages(links, pair) == {"ko", "en"}:
            found.append(Against(what="untied", weight=weight))
        elif alone[pair] and not apart[pair]:
            found.append(Against(what="single", weight=weight))


def _languages(links: Links, pair: Pair) -> set[str]:
    return {links.stories[row].story.language for row in pair}


def _of_pair(links: Links, pair: Pair, window_days: int) -> Iterator[Against]:
    told, others = (links.stories[row] for row in pair)
    left, right = told.story, others.story
    if left.document == right.document:
        yield Against(what="document", weight=1.0)
    apart = days_apart(left, right)
    days, undated = apart or 0.0, apart is None
    faded = float(1 - unfaded(days))
    if days > window_days:
        yield Against(what="days", detail=f"{days:.0f}", weight=1.0)
    elif faded >= SLIGHT:
        yield Against(what="days", detail=f"{days:.0f}", weight=round(faded, 3))
    if _languages(links, pair) == {"ko", "en"} and links.across is not None:
        wanting = 1 - min(1.0, links.across.shared(*pair) / GATE)
        if wanting >= SLIGHT:
            yield Against(what="pivots", weight=round(wanting, 3))
    named, unlike = (frozenset(reading(one).weekdays) for one in (told, others))
    if left.language == right.language and named and unlike and not named & unlike and undated:
        detail = " / ".join(", ".join(weekday_names(days, left.language)) for days in (named, unlike))
        yield Against(what="weekdays", detail=detail, weight=OTHER_WEEKDAY)
    one_language = left.language == right.language
    if one_language and asked_of(links.stories) and Forms((told, others)).filled(0, 1):
        yield Against(what="form", weight=round(1 - FILLED, 3))
    differing = _differing(told, others)
    if differing:
        yield Against(what="figures", detail=differing, weight=_lost(links, pair))


def _lost(links: Links, pair: Pair) -> float:
    """What differing figures took: within a language, where both tell exact ones and share none."""
    told, others = (reading(links.stories[row]).exact() for row in pair)
    one_language = len(_languages(links, pair)) == 1
    return DIFFERS if one_language and told and others and not told & others else 0.0


def _of_short(where: Space, links: Links, pairs: Sequence[Pair], taken: dict[Pair, list[Against]]) -> None:
    """What the rules for short stories took from the pairs of one language."""
    stories = [links.stories[row] for row in where.rows]
    names = links.names
    places = {pair: tuple(np.searchsorted(where.rows, pair).tolist()) for pair in pairs}
    ones = _ones(list(places.values()), len(stories))

    def kept(given: Sequence[Prepared], strange: float = 1.0) -> Matrix:
        return proved(where, ones, given, names, strange=strange).tocsr()

    whole = kept(stories)
    without_outlets = kept([replace(one, story=replace(one.story, outlet=one.story.id)) for one in stories])
    bare = kept([replace(one, title=(), story=replace(one.story, outlet=one.story.id)) for one in stories])
    parted = kept(stories, STRANGE)
    weights = telling(where)
    for pair, (left, right) in places.items():
        total, free, proof = (float(matrix[left, right]) for matrix in (whole, without_outlets, bare))
        strange = _part(total, float(parted[left, right]))
        # it is asked of the similarity, and of the affinity once more
        strange = round(1 - (1 - strange) * left_of(len(links.stories)), 3) if strange else 0.0
        if strange >= SLIGHT:
            sides = (_leading(stories[place]) for place in (left, right))
            taken[pair].append(Against(what="strangers", detail=" / ".join(sides), weight=strange))
        if _part(free, total) >= SLIGHT:
            outlet = stories[left].story.outlet or stories[left].story.source
            taken[pair].append(Against(what="outlet", detail=outlet, weight=_part(free, total)))
        if _part(proof, free) >= SLIGHT:
            names_of = (_opening(stories[place], where, weights, names) for place in (left, right))
            taken[pair].append(Against(what="names", detail=" / ".join(names_of), weight=_part(proof, free)))
        if _part(1.0, proof) >= SLIGHT:
            taken[pair].append(Against(what="proof", weight=_part(1.0, proof)))


def _ones(pairs: Sequence[Pair], size: int) -> Matrix:
    rows, columns = zip(*pairs, strict=True)
    return sparse.csr_matrix((np.ones(2 * len(rows)), (rows + columns, columns + rows)), shape=(size, size))


def _part(before: float, after: float) -> float:
    return round(max(0.0, 1 - after / before), 3) if before > 0 else 0.0


def _opening(story: Prepared, where: Space, weights: Numbers, names: Mapping[str, str]) -> str:
    """The name that a headline opens with."""
    column = opening(story, where, weights, names)
    term = where.terms[column] if column >= 0 else ""
    words = (word for word in story.title if names.get(word.form, word.form) == term)
    return next((story.story.title[word.start : word.end] for word in words), term)


def _leading(story: Prepared) -> str:
    """The first names of a story, as it writes them."""
    return ", ".join(Wording([story]).readable(leading(story))[:NAMED])


def _differing(left: Prepared, right: Prepared) -> str:
    """The figures of headline and first sentences that the other story nowhere has; empty unless both have some."""
    sides = [_figures(one, other.story) for one, other in ((left, right), (right, left))]
    return " / ".join(", ".join(side) for side in sides) if all(sides) else ""


def _figures(member: Prepared, other: Story) -> list[str]:
    one = member.story
    told = [one.title, *(sentence.text for sentence in one.sentences[:LEAD])]
    known = figures_of(other.title, other.text, other.language)
    found = dict.fromkeys(figure for text in told for figure in figures(text, one.language))
    amounts = {figure.rpartition(":")[2] for figure in found if figure[0] == "c"}
    # "one" is hardly a number in English: one of them, one asks
    idle = {*known, "n:1"} if one.language == "en" else known
    differing = (figure for figure in found if figure not in idle and figure[0] in "ncpx")
    own = [
        figure for figure in differing if not (figure[0] == "n" and figure[2:] in amounts)
    ]  # money is told once
    wording = Wording([member])
    return [_with_counted(figure, wording, one.language) for figure in own[:FIGURES]]


def _with_counted(figure: str, wording: Wording, language: Language) -> str:
    """A figure as the story writes it, a bare number with what it counts: 9 nurses, 절반, 300 million won."""
    fact = wording.figure(figure)
    return fact.text if fact else readable(figure, language)
