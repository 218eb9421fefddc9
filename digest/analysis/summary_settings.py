"""How sentences are weighed: the one configuration for both languages, one document or thirty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WEIGHTS: Mapping[str, float] = {
    "common terms": 0.36,
    "centrality": 0.64,
    "length": 0.46,
    "extent": 0.11,
    "title": 0.74,
    "late": 0.34,
    "early": 0.37,
    "early terms": 0.19,
    "figures": -0.19,
}
PENALTIES: Mapping[str, float] = {
    "opener": 1.0,
    "reply": 2.0,
    "question": 1.5,
    "half": 1.5,
    "fragment": 1.5,
    "marker": 1.0,
    "glued": 3.0,
    "row": 4.0,
    "joined": 0.5,
    "caption": 4.0,
    "short": 1.5,
    "surname": 2.0,
    "alias": 1.5,
    "explains": 0.5,
    "unspoken": 0.6,
    "long": 0.7,
    "chain": 1.0,
    "day": 0.3,
    "opinion": 0.8,
    "pronoun": 0.5,
    "picture": 0.2,
    "musing": 1.0,
    "overtaken": 1.5,
}
USUAL_COUNT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """How sentences are weighed.

    `weights` of the features, `penalties` of the objections (both in standard deviations of one feature); `novelty` of
    ln(share of new content); `redundancy` of the largest cosine to a chosen sentence; `fade` is how much of a term's
    worth is left each time it was told; `same_figure` is what an exact figure costs that was told already; `alone` is how much
    more a pointer back weighs where only one sentence is told; `company` is what a story not yet cited has ahead.

    Above `overlap`, the share of common terms in the shorter of two sentences of different stories, one is the other in
    other words; `overlap_within` is that share in a candidate of the same story, which seldom repeats itself, `overlap_plain` in
    one that brings no figure of its own. `same_fact` is
    the share where a candidate names and counts what was named and counted already, and nothing else.

    `promised` is what a sentence has ahead that tells a number of the headline. A sentence that is another telling of what is told is
    passed over, unless it is better by more than `retold` than all others, `retold_plainly` where most of the shorter one's terms are common.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    penalties: Mapping[str, float] = field(default_factory=lambda: PENALTIES)
    novelty: float = 1.28
    redundancy: float = 2.7
    overlap: float = 0.43
    overlap_within: float = 0.63
    overlap_plain: float = 0.5
    same_fact: float = 0.33
    promised: float = 0.5
    retold: float = 1.5
    retold_plainly: float = 3.0
    needless: float = 0.7
    needless_lead: float = 0.65
    fade: float = 0.1
    same_figure: float = 1.25
    alone: float = 2.0
    company: float = 0.25
