"""A large batch is gone through part by part; whatever the parts, it is grouped as if it were held whole."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis import batch as batches
from digest.analysis.clusters import DEFAULT_CUT, LOOSEST, GroupingSettings
from digest.analysis.linkage import average_linkage
from digest.analysis.links import compare
from digest.analysis.nearness import MARGIN, missed
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.times import Pace
from digest.analysis.units import linked
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.language.pairs import NOTHING
from digest.model import Story

ANALYSER = Analyser()
DAY = datetime(2025, 2, 25, tzinfo=UTC)
WHO = ("노바칩", "해온시", "한빛전자", "새벽통신", "물결제약", "초롱은행", "바람항공", "NovaChip", "Haeon", "Oakmere", "Tindrake", "Elmford")  # fmt: skip
WHAT = {
    "ko": ("공장을 짓는다", "요금을 내린다", "신약 시험을 마쳤다", "노선을 늘린다", "2조 원을 투자한다", "3월 5일 문을 연다", "직원 1200명을 뽑는다", "소송에서 졌다"),
    "en": ("will build a plant", "cuts its fares", "ended a drug trial", "adds new routes", "invests $2 billion", "opens on March 5", "hires 1,200 people", "lost in court"),
}  # fmt: skip


def made(choose: random.Random) -> str:
    """A name that no list knows."""
    return "".join(choose.choices("bdfgklmnprst", k=3) + choose.choices("aeiou", k=3)).title()


def batch(size: int, seed: int) -> tuple[Prepared, ...]:
    """Stories of both languages about a few events: headlines, short ones and longer ones, some undated, some of a month."""
    choose = random.Random(seed)
    told = []
    for number in range(size):
        language = choose.choice(("ko", "en"))
        who, what = choose.sample(WHO, 2), choose.sample(WHAT[language], choose.randint(1, 4))
        lines = [
            f"{choose.choice(who)} {part} {choose.choice(('구미', 'Busan', '25', '7%'))}." for part in what
        ]
        count = choose.choice(("", " 1,240", " 3,700", " 58.3%"))  # what both tell raises an affinity
        title = f"{who[0]} {what[0]}{count}"
        text = "" if choose.random() < 0.3 else "\n".join(lines * choose.randint(1, 2))
        dated = choose.random() < 0.9
        told.append(
            Story(
                id=f"s{number:03}",
                document=f"d{number // 2 if choose.random() < 0.2 else number}",
                source="test",
                title=title,
                text=text,
                language=detect(title, text),
                published=DAY + timedelta(days=choose.randint(0, 20)) if dated else None,
                precision="month" if choose.random() < 0.1 else "time",
            )
        )
    return prepare(told, ANALYSER)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(2, 60),
    st.integers(0, 10_000),
    st.sampled_from((0.3, 0.4, 0.53, 0.66)),
    st.builds(Pace, whole=st.just(1), stretch=st.integers(1, 70), at_once=st.integers(1, 30)),
)
def test_parts_give_the_clusters_of_the_whole(size: int, seed: int, cut: float, pace: Pace):
    """At any cut, for any size of the parts; so do the affinities within a cluster, to the last bits."""
    stories = batch(size, seed)
    whole, parts = compare(stories, 5), compare(stories, 5, cut=cut, pace=pace)
    clusters = average_linkage(whole.affinities, cut)
    assert average_linkage(parts.affinities, cut) == clusters
    for members in clusters:
        for left in members:
            for right in set(members) - {left}:
                assert parts.affinities[left, right] == pytest.approx(
                    whole.affinities[left, right], abs=1e-12
                )


@pytest.mark.parametrize("seed", range(6))
def test_what_headlines_borrow_is_whole_however_little(seed: int):
    """All that has a part in a low mean is there, in both directions between the languages."""
    stories = batch(90, seed)
    whole = compare(stories, 30).affinities
    parts = compare(stories, 30, cut=0.21, pace=Pace(whole=1, stretch=17, at_once=11)).affinities
    for members in average_linkage(whole, 0.21):
        told, expected = (found[members][:, members].toarray() for found in (parts, whole))
        between = ~np.eye(len(members), dtype=np.bool_)
        assert told[between] == pytest.approx(expected[between], abs=1e-12)


@pytest.mark.slow
def test_parts_give_the_clusters_of_the_whole_where_counts_tell_by_themselves():
    """With more stories of a language than a small batch has, which are compared by their own counts alone."""
    stories = batch(900, 7)
    for cut in (0.4, 0.66):
        parts = compare(stories, 5, cut=cut, pace=Pace(whole=1, stretch=170, at_once=60))
        whole = average_linkage(compare(stories, 5).affinities, cut)
        assert average_linkage(parts.affinities, cut) == whole
        assert 1 < len(whole) < len(stories)


@settings(max_examples=15, deadline=None)
@given(st.integers(20, 60), st.integers(0, 10_000), st.sampled_from((0.4, 0.53, 0.66)))
def test_parts_give_the_near_misses_of_the_whole(size: int, seed: int, cut: float):
    """And what the editor decided holds in them, however unlike the stories are."""
    stories = batch(size, seed)
    together, apart = [[1, size - 2]], [(0, size - 1)]
    parts = compare(stories, 5, cut=cut - MARGIN, bound=[*together, *apart], pace=Pace(whole=1, at_once=7))
    strictness = (cut - LOOSEST) / (DEFAULT_CUT - LOOSEST) / 2
    found = []
    for links in (compare(stories, 5), parts):
        clusters = linked(links.affinities, cut, together, apart)
        near = missed(
            links, clusters, GroupingSettings(strictness=strictness), together=together, apart=apart
        )
        told = {one.clusters: (one.rows, one.because, round(one.measured, 9)) for one in near}
        found.append((clusters, told))
    assert found[0] == found[1]


@settings(max_examples=10, deadline=None)
@given(st.integers(2, 60), st.integers(0, 10_000), st.sampled_from((1, 250)))
def test_two_stories_are_as_alike_from_both_sides(size: int, seed: int, large: int):
    """To the last bit, for a large batch looks from one side only; headlines, which borrow words, too."""
    with mock.patch.object(batches, "LARGE", large):
        made_ready = batches.Batch(batch(size, seed), 5, NOTHING)
    everything = np.arange(size)
    found = made_ready.against(everything).same(everything)
    assert (found != found.T).nnz == 0


def test_what_no_chain_joins_is_not_kept():
    """Nothing is held for pairs that can never meet: few affinities of events that only share a kind."""
    choose = random.Random(3)
    told = []
    places = [made(choose) for _ in range(20)]
    for event in range(150):
        names = [made(choose) for _ in range(5)]
        for copy in range(2):
            lines = [f"{name} met {' and '.join(choose.sample(places, 3))}." for name in names]
            text = "\n".join(choose.sample(lines, 4))
            told.append(
                Story(
                    id=f"s{event:03}{copy}",
                    document=f"d{event}{copy}",
                    source="test",
                    title=names[0],
                    text=text,
                    language="en",
                )
            )
    stories = prepare(told, ANALYSER)
    whole, parts = compare(stories, 5), compare(stories, 5, cut=0.66, pace=Pace(whole=1))
    clusters = average_linkage(whole.affinities, 0.66)
    assert average_linkage(parts.affinities, 0.66) == clusters
    assert 100 < len(clusters) < len(stories)
    assert 0 < parts.affinities.nnz < whole.affinities.nnz / 2
