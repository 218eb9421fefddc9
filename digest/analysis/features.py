"""What speaks for each sentence of a cluster: raw features, comparable only within the cluster.

The features are those of a linear extractive summariser (after Edmundson 1969 for place and cue, Radev's MEAD 2004 for
the centroid); all are read from the cluster alone, so nothing is trained and nothing is downloaded.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.analysis.candidates import Candidate
    from digest.model import Language

USUAL_LENGTH: Mapping[Language, int] = {"ko": 45, "en": 110, "und": 110}
"""Characters of an ordinary sentence."""
_FADING = 0.8
_FEW = 4
"""Terms below which a sentence gains nothing by being short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """In how many sentences and documents of the cluster each term and pair stands, and how rare a term is there."""

    documents: int
    sentences: Mapping[str, int]
    spread: Mapping[str, int]
    rarity: Mapping[str, float]


def count(pool: Sequence[Candidate]) -> Counts:
    """Count terms and pairs over the candidates of a cluster."""
    sentences: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    for one in pool:
        told = (*one.unique, *one.pairs)
        sentences.update(told)
        documents.setdefault(one.story, set()).update(told)
    spread: Counter[str] = Counter()
    for terms_of in documents.values():
        spread.update(terms_of)
    total = 1 + len(pool)
    return Counts(
        documents=len(documents),
        sentences=sentences,
        spread=spread,
        rarity={term: math.log(total / (1 + n)) + 1 for term, n in sentences.items()},
    )


def vector(one: Candidate, counts: Counts) -> dict[str, float]:
    """The candidate's terms weighted by frequency and rarity, at unit length."""
    return _unit({term: n * counts.rarity[term] for term, n in Counter(one.terms).items()})


def features(
    pool: Sequence[Candidate],
    titles: Sequence[tuple[str, ...]],
    counts: Counts,
    vectors: Sequence[Mapping[str, float]],
) -> dict[str, list[float]]:
    """Raw features by name, one value per candidate.

    Args:
        pool: the candidates.
        titles: the terms of the members' titles.
        counts: of the pool.
        vectors: of each candidate.
    """
    centre = _centre(pool, vectors)
    heading = {term: counts.rarity.get(term, 1.0) for title in titles for term in title}
    lengths = [math.log(len(one.sentence.text) / USUAL_LENGTH[one.language]) for one in pool]
    return {
        "common terms": _shared(pool, counts),
        "centrality": [cosine(found, centre) for found in vectors],
        "length": [min(value, math.log(1.2)) for value in lengths],
        "title": [_recall(one.unique, heading) for one in pool],
        "late": [-one.place / one.of for one in pool],
        "early": [1 / (1 + one.place) for one in pool],
        "early terms": _early_terms(pool, counts),
        "extent": lengths,
        "figures": [float(any(map(str.isdigit, one.sentence.text))) for one in pool],
    }


def standardise(values: Sequence[float], *, limit: float = 3.5) -> list[float]:
    """z-scores, clipped to ±limit; zeros where all values are the same."""
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    if spread < 1e-9:  # noqa: PLR2004 - rounding, not a difference
        return [0.0] * len(values)
    return [max(-limit, min(limit, (value - mean) / spread)) for value in values]


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(math.fsum([w * w for w in weights.values()]))
    return {term: w / norm for term, w in weights.items()} if norm else {}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two unit vectors."""
    return math.fsum([w * right[term] for term, w in left.items() if term in right])


def _centre(pool: Sequence[Candidate], vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The direction of the cluster, each document counting once however long it is."""
    documents: dict[str, dict[str, float]] = {}
    for one, found in zip(pool, vectors, strict=True):
        sums = documents.setdefault(one.story, {})
        for term, w in found.items():
            sums[term] = sums.get(term, 0.0) + w
    centre: dict[str, float] = {}
    for sums in documents.values():
        for term, w in _unit(sums).items():
            centre[term] = centre.get(term, 0.0) + w
    return _unit(centre)


def _shared(pool: Sequence[Candidate], counts: Counts) -> list[float]:
    worth = {
        term: counts.spread[term] / counts.documents * math.log1p(counts.sentences[term])
        for term in {term for one in pool for term in one.unique}
    }
    return [
        math.fsum([worth[term] for term in one.unique]) / math.sqrt(max(len(one.terms), _FEW)) for one in pool
    ]


def _recall(have: Iterable[str], wanted: Mapping[str, float]) -> float:
    whole = math.fsum(wanted.values())
    return math.fsum([wanted[term] for term in have if term in wanted]) / whole if whole else 0.0


def _early_terms(pool: Sequence[Candidate], counts: Counts) -> list[float]:
    """How much each candidate tells of what the documents tell first: a term fades by a fifth a sentence."""
    worth: dict[str, float] = {}
    seen: dict[str, set[str]] = {}
    for one in pool:  # the candidates of a story stand in order: the first to bring a term is the earliest
        known = seen.setdefault(one.story, set())
        value = _FADING**one.place / counts.documents
        for term in one.unique:
            if term not in known:
                known.add(term)
                worth[term] = worth.get(term, 0.0) + value
    return [
        math.fsum([worth[term] for term in one.unique]) / math.sqrt(max(len(one.terms), _FEW)) for one in pool
    ]
