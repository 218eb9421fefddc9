"""Rarities beside affairs are those of the formula, term by term, whether there are few affairs or many."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis.affairs import Affair
from digest.analysis.bags import Bag
from digest.analysis.rarities import WORD, Beside, Rarities
from digest.analysis.remembered import AT_LARGE, Remembered, rarity
from digest.language.readable import is_figure

TERMS = ("해온시", "버스", "library", "bus", "n:1200", "p:8")
terms = st.dictionaries(st.sampled_from(TERMS), st.floats(0.1, 3), max_size=6)
names = st.frozensets(st.sampled_from(TERMS))


def bag(told: dict[str, float], called: frozenset[str]) -> Bag:
    return Bag(
        cluster=Remembered(id="c", storyline="c"),
        terms={"korean": told, "english": {}, "pivots": {}},
        names=called,
        plain=frozenset(),
        figures=frozenset(),
        written={},
        shown={},
    )


@pytest.mark.parametrize("among", [3, AT_LARGE - 1, AT_LARGE, 900])
@settings(max_examples=40, deadline=None)
@given(mine=terms, theirs=terms, both=st.tuples(names, names), others=st.sets(st.integers(1, 2)))
def test_a_term_is_as_rare_as_the_affairs_that_tell_it_make_it(
    among: int,
    mine: dict[str, float],
    theirs: dict[str, float],
    both: tuple[frozenset[str], frozenset[str]],
    others: set[int],
):
    called, known = both
    affair = Affair(id="own")
    affair.add(bag(theirs, known))
    held = {term: {str(number) for number in others} for term in TERMS[:4]}
    for term in affair.told:
        held.setdefault(term, set()).add("own")
    beside = Beside(Rarities(bag(mine, called), held, among), affair)

    def formula(term: str) -> float:
        others = held.get(term, set()) - {"own"}
        named = term in called | known or is_figure(term)
        return rarity(term, len(others) + 1, among, least=0.0 if named else WORD)

    assert {term: beside.rare(term) for term in TERMS} == {term: formula(term) for term in TERMS}
    assert beside.of_affair(theirs) == {term: weight * formula(term) for term, weight in theirs.items()}
    for _ in range(2):  # the second answer is made from the first
        found = beside.of_cluster("korean")
        assert found == {term: weight * formula(term) for term, weight in mine.items()}
