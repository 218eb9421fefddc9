"""Why stories stand together, in lines for people: each link once, each story by its title."""

from __future__ import annotations

from dataclasses import replace

from digest.analysis.storylines import DEFAULT
from digest.cli.why import cluster_lines, item_lines, storyline_lines
from digest.model import Cluster, Evidence, GoesOn, NearMiss
from tests.rendering.sample_issue import item, reference

TITLES = {"a": "도크 붕괴", "b": "도크 무너져", "c": "배추 값 올라"}


def test_a_link_of_two_that_are_nearest_to_each_other_is_told_once():
    """Each of them has the other as its evidence; people read it as one link."""
    links = tuple(
        Evidence(left=left, right=right, similarity=0.8, shared=("도크",)) for left, right in ("ab", "ba")
    )
    told = list(cluster_lines(Cluster(id="a", stories=("a", "b"), evidence=links), TITLES))
    assert told == ['together (0.80): "도크 붕괴" and "도크 무너져"', "  shared: 도크"]


def test_of_several_clusters_each_lone_story_is_named():
    """Else nobody knows which of them stands alone."""
    alone = Cluster(id="c", stories=("c",), evidence=())
    assert list(cluster_lines(alone, TITLES)) == ["stands alone: no other story is like it"]
    assert list(cluster_lines(alone, TITLES, named=True)) == [
        '"배추 값 올라" stands alone: no other story is like it'
    ]


def test_two_that_only_the_others_of_their_cluster_join_are_not_said_to_be_alike():
    """What an editor put together brings others with it."""
    links = (
        Evidence(left="a", right="c", similarity=0.0, shared=()),
        Evidence(left="b", right="c", similarity=0.0, shared=(), by="editor"),
    )
    told = list(cluster_lines(Cluster(id="a", stories=("a", "b", "c"), evidence=links), TITLES))
    assert told[0] == 'together through others (0.00): "도크 붕괴" and "배추 값 올라"'
    assert told[1] == 'put together by the editor (0.00): "도크 무너져" and "배추 값 올라"'


def _two() -> tuple[Cluster, Cluster]:
    """Two clusters of one item, each of which almost joined the other by its words."""
    made = []
    for one, other in ("ac", "ca"):
        miss = NearMiss(
            cluster=other,
            because="affinity",
            measured=0.6,
            needed=0.68,
            link=Evidence(left=one, right=other, similarity=0.3),
        )
        made.append(Cluster(id=one, stories=(one,), near=(miss,)))
    return made[0], made[1]


def test_what_two_clusters_of_an_item_say_of_each_other_is_told_once():
    told = list(
        item_lines(replace(item(1, "a", (reference("a", "도크 붕괴", "신문"),)), clusters=_two()), TITLES)
    )
    assert sum(line.startswith("almost together") for line in told) == 1
    assert '"배추 값 올라" stands alone' in told


def test_of_several_clusters_it_is_told_which_goes_on_and_how_much_is_needed():
    """A chance says little without the one that is needed; far from it nothing goes on "almost"."""
    goes_on = (
        GoesOn(cluster="a", storyline="l", headline="도크", chance=0.97),
        GoesOn(cluster="c", storyline="l", headline="도크", chance=0.8, followed=False),
        GoesOn(cluster="c", storyline="l", headline="도크", chance=0.3, followed=False),
    )
    one = replace(item(1, "a", (reference("a", "도크 붕괴", "신문"),)), goes_on=goes_on)
    needed = f"{DEFAULT.least:.2f} needed"
    assert list(storyline_lines(replace(one, clusters=_two()), TITLES)) == [
        '"도크 붕괴" goes on (chance 0.97): after "도크"',
        f'"배추 값 올라" almost goes on (chance 0.80, {needed}): "도크" l',
        f'"배추 값 올라" goes on nothing; nearest is (chance 0.30, {needed}): "도크" l',
    ]
    alone = replace(one, clusters=_two()[:1])
    assert next(iter(storyline_lines(alone, TITLES))) == 'goes on (chance 0.97): after "도크"'
