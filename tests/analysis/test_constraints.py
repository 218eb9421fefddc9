"""What the editor put together and apart holds exactly, and is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis.clusters import GroupingSettings, group
from digest.analysis.constraints import Bonds, Constraints
from digest.analysis.linkage import average_linkage
from digest.analysis.prepared import Prepared, prepare
from digest.errors import UsageError
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Story

TOLD = (
    ("가람시 다리 점검 시작", "가람시가 낡은 다리 12곳을 점검한다. 시는 5월까지 보강 공사를 마친다."),
    ("다리 12곳 점검 나선 가람시", "가람시는 다리 12곳의 안전을 점검하고 5월까지 보강한다고 밝혔다."),
    ("다리 12곳 점검 나선 가람시", "가람시는 다리 12곳의 안전을 점검하고 5월까지 보강한다고 밝혔다."),
    ("Village bakery wins bread prize", "A bakery of two sisters won the bread prize on Sunday."),
    ("여름 축제에 8만 명", "강변 여름 축제에 8만 명이 다녀갔다. 상인회는 매출이 늘었다고 했다."),
)
PLACES = range(len(TOLD))


@pytest.fixture(scope="module")
def stories() -> tuple[Prepared, ...]:
    return prepare(
        [
            Story(
                id=f"s{number}",
                document=f"d{number}",
                source="test",
                title=title,
                text=text,
                language=detect(title, text),
            )
            for number, (title, text) in enumerate(TOLD)
        ],
        Analyser(),
    )


pairs = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)).filter(lambda pair: pair[0] != pair[1]),
    max_size=4,
)


def named(found: list[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
    return tuple((f"s{left}", f"s{right}") for left, right in found)


@settings(max_examples=60, deadline=None)
@given(pairs, pairs, st.sampled_from((0.2, 0.5, 0.8)))
def test_constraints_hold_exactly_or_are_refused(
    stories: tuple[Prepared, ...],
    together: list[tuple[int, int]],
    apart: list[tuple[int, int]],
    strictness: float,
):
    """Whatever is decided of whatever stories, copies among them, at any strictness."""
    constraints = Constraints(together=named(together), apart=named(apart))
    try:
        Bonds(constraints)
    except UsageError:
        with pytest.raises(UsageError):
            group(stories, constraints=constraints)
        return
    found = group(stories, GroupingSettings(strictness=strictness), constraints, explained=True)
    cluster = {story: one.id for one in found for story in one.stories}
    assert all(cluster[left] == cluster[right] for left, right in constraints.together)
    assert all(cluster[left] != cluster[right] for left, right in constraints.apart)
    assert all(len(one.evidence) == len(one.stories) - 1 for one in found)
    assert {story for one in found for story in one.stories} == {f"s{number}" for number in PLACES}


def test_what_follows_holds_too(stories):
    """Together with one who is kept apart is kept apart; a story that is not in the batch binds those that are."""
    both = Constraints(together=(("s0", "s4"), ("s3", "gone"), ("gone", "s4")), apart=(("s4", "s1"),))
    cluster = {story: one.id for one in group(stories, constraints=both) for story in one.stories}
    assert cluster["s0"] == cluster["s3"] == cluster["s4"]
    assert cluster["s1"] != cluster["s0"]


def test_a_contradiction_names_both_decisions():
    with pytest.raises(UsageError) as told:
        Bonds(Constraints(together=(("a", "b"), ("b", "c")), apart=(("c", "a"),)))
    assert all(f'"{story}"' in str(told.value) for story in "abc")
    assert "apart" in str(told.value)
    assert "together" in str(told.value)


def test_the_evidence_says_that_it_was_the_editor(stories):
    """A merge is the link of its story; a split is told by both clusters."""
    decided = Constraints(together=(("s0", "s4"),), apart=(("s0", "s1"), ("s0", "s2")))
    found = group(stories, constraints=decided, explained=True)
    first, second = found[:2]
    assert [(link.left, link.right, link.by) for link in first.evidence] == [("s4", "s0", "editor")]
    assert [(miss.because, miss.link.left) for miss in first.near] == [("editor", "s0")]
    assert [miss.because for miss in second.near] == ["editor"]


def test_copies_that_are_split_stand_apart_and_each_counts(stories):
    found = group(stories, constraints=Constraints(apart=(("s1", "s2"),)))
    assert all(not one.copies for one in found)
    assert len({one.id for one in found for story in one.stories if story in ("s1", "s2")}) == 2


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 8), st.data())
def test_the_linkage_never_merges_what_is_barred_whatever_the_affinities(size: int, data: st.DataObject):
    import numpy as np
    from scipy import sparse

    affinities = np.zeros((size, size))
    for left in range(size):
        for right in range(left):
            affinities[left, right] = affinities[right, left] = data.draw(
                st.sampled_from((0.0, 0.3, 0.7, 1.0))
            )
    rows = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
        lambda pair: pair[0] < pair[1]
    )
    apart = data.draw(st.lists(rows, max_size=4))
    found = average_linkage(sparse.csr_matrix(affinities), 0.5, apart=apart)
    where = {row: number for number, members in enumerate(found) for row in members}
    assert all(where[left] != where[right] for left, right in apart)
