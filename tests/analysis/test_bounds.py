"""What is nearest to a cluster is found as if it were compared with every affair, though it is compared with few."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis import storylines
from digest.analysis.affairs import Affair, Likeness, compare
from digest.analysis.bags import Bag
from digest.analysis.bounds import SLACK, Bounds, Weighty
from digest.analysis.rarities import Rarities
from digest.analysis.remembered import AT_LARGE, Remembered
from digest.analysis.storylines import Lines, StorylineSettings, chance

KOREAN = tuple(f"{one}{other}" for one in "해온노을별빛강산" for other in "시호항섬")
ENGLISH = ("ferri", "pier", "valv", "strike", "budget", "bridg", "librari", "harbour", "mayor", "court", "school", "tax", "river", "storm")  # fmt: skip
FIGURES = ("n:1200", "p:8", "c:krw:3.7e+09", "n:214", "n:37")


def weights(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    few = st.dictionaries(
        st.sampled_from(names), st.floats(0.05, 3).map(lambda one: round(one, 2)), max_size=3
    )
    many = st.lists(st.sampled_from(names), min_size=8, max_size=30).map(
        lambda told: {term: round(3 - at / 10, 2) for at, term in enumerate(dict.fromkeys(told))}
    )
    return st.one_of(few, many, st.just({}))


@st.composite
def bags(draw: st.DrawFn) -> list[Bag]:
    found = []
    for number in range(draw(st.integers(2, 9))):
        korean, english = draw(weights(KOREAN)), draw(weights(ENGLISH))
        pivots = draw(weights(ENGLISH)) if korean else {}
        told = (*korean, *english, *pivots)
        named = draw(st.frozensets(st.sampled_from(told), max_size=6)) if told else frozenset[str]()
        plain = draw(st.frozensets(st.sampled_from(tuple(pivots)))) if pivots else frozenset[str]()
        found.append(
            Bag(
                cluster=Remembered(
                    id=f"c{number}", storyline=f"c{number}", documents=(f"d{draw(st.integers(0, 12))}",)
                ),
                terms={"korean": korean, "english": english, "pivots": pivots},
                names=named,
                plain=plain,
                figures=draw(st.frozensets(st.sampled_from(FIGURES), max_size=3)),
                written={},
                shown={},
            )
        )
    return found


def alone(number: int) -> Bag:
    """An affair that has a word of its own."""
    return Bag(
        cluster=Remembered(id=f"other {number}", storyline=f"other {number}"),
        terms={"korean": {f"딴말{number}": 1.0}, "english": {}, "pivots": {}},
        names=frozenset(),
        plain=frozenset(),
        figures=frozenset(),
        written={},
        shown={},
    )


def lines(told: list[Bag], others: int, of: list[int]) -> Lines:
    """The affairs of these: each cluster goes on the one that is named for it."""
    found = Lines()
    for number in range(others):
        found.add(alone(number), f"other {number}")
    for bag, number in zip(told, of, strict=False):
        found.add(bag, f"a{number}")
    return found


@pytest.mark.parametrize("others", [0, AT_LARGE])
@settings(max_examples=60, deadline=None)
@given(told=bags(), of=st.lists(st.integers(0, 5), min_size=9, max_size=9))
def test_no_measure_is_greater_than_its_bound(others: int, told: list[Bag], of: list[int]):
    *before, bag = told
    known, weighty = lines(before, others, of), Weighty()
    for turn in (bag, *before):  # what is weighty was found for another cluster, and among fewer affairs
        rarities = Rarities(turn, known._held, len(known._affairs) + 1)
        bounds = Bounds(rarities, weighty)
        for affair, likeness in known.likenesses(turn):
            assert all(
                value <= most + SLACK
                for value, most in zip(likeness.values(), bounds.most(affair), strict=True)
            )
        known.add(alone(others + len(turn.cluster.id)), f"one more {turn.cluster.id}")


@pytest.mark.parametrize("others", [0, AT_LARGE])
@settings(max_examples=60, deadline=None)
@given(told=bags(), of=st.lists(st.integers(0, 5), min_size=9, max_size=9))
def test_the_nearest_affair_is_the_first_of_the_likeliest(others: int, told: list[Bag], of: list[int]):
    *before, bag = told
    known = lines(before, others, of)
    best, most = None, 0.0
    for affair, likeness in known.likenesses(bag):
        if chance(likeness, StorylineSettings()) > most:
            best, most = (affair, likeness), chance(likeness, StorylineSettings())
    found = known.nearest(bag)
    if best is None:
        assert found == storylines.Followed(cluster=bag.cluster.id)
    else:
        assert found == known._followed(bag, *best, goes_on=most >= StorylineSettings().least)


def test_affairs_that_share_little_are_not_compared(monkeypatch: pytest.MonkeyPatch):
    def told(number: int, **terms: float) -> Bag:
        return Bag(
            cluster=Remembered(id=f"c{number}", storyline=f"c{number}"),
            terms={"korean": {}, "english": terms, "pivots": {}},
            names=frozenset(terms),
            plain=frozenset(),
            figures=frozenset(),
            written={},
            shown={},
        )

    known = Lines()
    for number in range(300):
        own = {f"word{number}x{at}": 2.0 for at in range(20)}
        known.add(told(number, ferri=0.3, **own), f"a{number}")
    asked = told(300, ferri=1.0, **{f"word7x{at}": 1.0 for at in range(20)})
    seen: list[str] = []

    def compared(rarities: Rarities, affair: Affair) -> Likeness:
        seen.append(affair.id)
        return compare(rarities, affair)

    monkeypatch.setattr(storylines, "compare", compared)
    assert known.nearest(asked).storyline == "a7"
    assert seen == ["a7"]
