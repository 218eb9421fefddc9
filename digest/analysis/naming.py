"""What a storyline is called: the terms that its affair is about, and how its texts write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.rarities import WORD
from digest.analysis.remembered import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.analysis.bags import Bag, Channel

NAMED = 8
"""Terms of which those that a text writes name a storyline."""
HEADED = 2.0
"""What a term gains that stands first in every headline; one further back in proportion, one that stands in none nothing."""
AS_MUCH = 0.75
"""Share of a term's weight from which a longer one that holds it stands in its place: 지원법 for 지원."""


def names_of(bags: Sequence[Bag]) -> tuple[str, ...]:
    """What an affair is about: the terms that weigh most in it by how many clusters tell them, how much and how rare they are.

    Names are rarer than words. Headlines name the affair first and tell then what became of it: 주유소 휘발유 가격 3주째 내려. Each
    term stands as its first cluster writes it, in Hangul where any does.
    """
    weights, written = _weighed(bags)
    headlines = [bag.cluster.headline.casefold() for bag in bags if bag.cluster.headline]
    for term in weights:
        weights[term] *= 1 + HEADED * _first({term, written[term]}, headlines)
    chosen: list[str] = []
    for term in sorted(weights, key=lambda term: (-weights[term], term)):
        if len(chosen) == NAMED:
            break
        shown = written[_longest(term, weights, written)]
        if not any(shown in one or one in shown for one in chosen):
            chosen.append(shown)
    return tuple(chosen)


def _weighed(bags: Sequence[Bag]) -> tuple[dict[str, float], dict[str, str]]:
    """The terms of most of the clusters' language with their weights, and how each is written."""
    channel: Channel = (
        "korean" if 2 * sum(bool(bag.terms["korean"]) for bag in bags) >= len(bags) else "english"
    )
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    named = {name for bag in bags for name in bag.names}
    for bag in bags:
        wholes = dict(bag.cluster.written)
        for term, weight in bag.terms[channel].items():
            if not term[0].isdigit():
                rare = rarity(term, least=0.0 if term in named else WORD)
                weights[term] = weights.get(term, 0.0) + weight * rare
                shown = _standing(bag.written.get(term, term), wholes)
                if term not in written or (written[term].isascii() and not shown.isascii()):
                    written[term] = shown
    return weights, written


def _standing(term: str, wholes: Mapping[str, str]) -> str:
    """A Korean term as the longer word that its texts write it in."""
    whole = term if term.isascii() else wholes.get(term, term)
    return term if " " in whole else whole


def _first(forms: Iterable[str], headlines: Sequence[str]) -> float:
    """How far in front a term stands in the headlines: 1 where it opens each of them, 0 where none has it."""
    forms = [form.casefold() for form in forms]
    places = [[place for form in forms if (place := one.find(form)) >= 0] for one in headlines]
    before = (1 - min(found) / len(one) for found, one in zip(places, headlines, strict=True) if found)
    return sum(before) / len(headlines) if headlines else 0.0


def _longest(term: str, weights: Mapping[str, float], written: Mapping[str, str]) -> str:
    """A longer term that holds this one and weighs about as much, the longest; else the term."""
    holding = [
        one
        for one, weight in weights.items()
        if written[term] in written[one] and weight >= AS_MUCH * weights[term]
    ]
    return max(holding, key=lambda one: (len(written[one]), one), default=term)
