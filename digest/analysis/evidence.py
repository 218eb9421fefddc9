"""Why two stories stand together: the terms that carry most of their similarity, as the stories write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.links import Links
    from digest.analysis.prepared import Prepared
    from digest.analysis.vectors import Space

SHOWN = 6
"""Terms that are named for a link."""


def explain(links: Links, ids: Sequence[str], origin: Mapping[str, int]) -> tuple[Evidence, ...]:
    """For each story of a cluster but the first its strongest link to another member.

    Args:
        links: the batch compared.
        ids: the cluster's stories.
        origin: for each the row of `links` that stands for it (several, where one repeats another).
    """
    rows = sorted(set(origin.values()))
    name = {links.stories[row].story.id: row for row in rows}
    leader = {row: story for story, row in name.items()}
    found = []
    for story in ids[1:]:
        row = origin[story]
        twin = next((other for other in ids if other != story and origin[other] == row), None)
        if twin:
            other, similarity, partner = row, 1.0, twin
        else:
            other, similarity = _strongest(links, row, rows)
            partner = leader[other]
        found.append(
            Evidence(
                left=story, right=partner, similarity=round(similarity, 3), shared=_shared(links, row, other)
            )
        )
    return tuple(found)


def _strongest(links: Links, row: int, rows: Sequence[int]) -> tuple[int, float]:
    values = links.affinities[row].toarray().ravel()
    other = max((one for one in rows if one != row), key=lambda one: (values[one], -one))
    # by affinity the strongest, but told by how alike the words are: an affinity is soon 1
    return other, float(links.cosines([row, other])[0, 1])


def _shared(links: Links, left: int, right: int) -> tuple[str, ...]:
    language = links.stories[left].story.language
    if links.stories[right].story.language == language:
        return _terms(links.within.get(language), links, left, right)
    if language == "ko":
        left, right = right, left  # the English story writes the pivots as words
    return _terms(links.across, links, left, right)


def _terms(where: Space | None, links: Links, left: int, right: int) -> tuple[str, ...]:
    if where is None or left not in where.rows or right not in where.rows:
        return ()
    mine, theirs = (where.vectors[where.rows.index(row)] for row in (left, right))
    both = mine.multiply(theirs).tocsr()
    order = np.lexsort((both.indices, -both.data))[:SHOWN]
    return tuple(_written(links.stories[left], where.terms[both.indices[place]]) for place in order)


def _written(story: Prepared, term: str) -> str:
    """The term as the story first writes it."""
    for word in story.title:
        if word.form == term:
            return story.story.title[word.start : word.end]
    for sentence in story.sentences:
        for word in sentence.words:
            if word.form == term:
                return story.story.text[word.start : word.end]
    return term.partition(":")[2] or term
