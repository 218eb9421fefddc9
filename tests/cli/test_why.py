"""Why stories stand together, in lines for people: each link once, each story by its title."""

from __future__ import annotations

from digest.cli.why import cluster_lines
from digest.model import Cluster, Evidence

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
