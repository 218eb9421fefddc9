"""Laws of grouping, whatever the texts."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis.clusters import GroupingSettings, group
from digest.analysis.linkage import average_linkage
from digest.analysis.links import compare
from digest.analysis.prepared import Prepared, prepare
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Cluster, Story

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

ANALYSER = Analyser()
RATES_KO = (
    "한국은행, 기준금리 연 2.75%로 인하",
    (
        "한국은행 금융통화위원회는 25일 기준금리를 연 3.00%에서 2.75%로 0.25%포인트 내렸다.\n"
        "이창용 총재는 성장률 전망을 1.9%에서 1.5%로 낮췄다고 말했다.\n시장은 인하를 예상했다."
    ),
)
RATES_KO_2 = (
    "한은 금통위, 금리 0.25%포인트 내려",
    (
        "한국은행이 25일 금융통화위원회를 열고 기준금리를 연 2.75%로 인하했다.\n"
        "이창용 한국은행 총재는 올해 성장률 전망치를 1.5%로 하향 조정했다."
    ),
)
RATES_EN = (
    "Bank of Korea cuts key rate to 2.75%",
    (
        "The Bank of Korea cut its benchmark interest rate to 2.75 percent from 3.00 percent on Feb. 25.\n"
        "Governor Rhee Chang-yong said the bank lowered its growth forecast for South Korea to 1.5 percent."
    ),
)
FIRE_KO = (
    "강릉 산불 사흘 만에 진화",
    "강원도 강릉에서 난 산불이 사흘 만에 꺼졌다.\n산림청은 헬기 40대를 투입했고 주민 500명이 대피했다.",
)
FILM_EN = (
    "Festival jury gives top prize to a first film",
    (
        "A debut about two sisters on a fishing boat won the top prize at the festival on Saturday.\n"
        "The director thanked the village where it was shot."
    ),
)
TEXTS = (RATES_KO, RATES_KO_2, RATES_EN, FIRE_KO, FILM_EN)
WORDS = [
    "은행",
    "금리",
    "인하",
    "산불",
    "진화",
    "헬기",
    "대통령",
    "회담",
    "관세",
    "반도체",
    "수출",
    "Senate",
    "vote",
    "budget",
    "OpenAI",
    "모델",
    "공개",
    "경기",
    "우승",
    "감독",
    "25",
    "2.75%",
]


def story(number: int, title: str, text: str, published: datetime | None = None) -> Story:
    return Story(
        id=f"s{number:03}",
        document=f"d{number}",
        source="test",
        title=title,
        text=text,
        language=detect(title, text),
        published=published,
    )


def stories(texts: Iterable[tuple[str, str]]) -> tuple[Prepared, ...]:
    return prepare([story(number, *pair) for number, pair in enumerate(texts)], ANALYSER)


def partition(clusters: Sequence[Cluster]) -> set[frozenset[str]]:
    return {frozenset(found.stories) for found in clusters}


def test_nothing_gives_nothing_and_one_gives_one():
    assert group(()) == ()
    (only,) = group(stories([RATES_KO]))
    assert (only.id, only.stories, only.evidence) == ("s000", ("s000",), ())


def test_the_same_event_is_one_cluster_in_both_languages_and_the_rest_stays_alone():
    found = partition(group(stories(TEXTS)))
    assert found == {frozenset({"s000", "s001", "s002"}), frozenset({"s003"}), frozenset({"s004"})}


def test_each_link_is_explained():
    first = group(stories(TEXTS))[0]
    assert [link.left for link in first.evidence] == ["s001", "s002"]
    for link in first.evidence:
        assert link.right in first.stories
        assert link.right != link.left
        assert 0 < link.similarity <= 1
        assert link.shared
    assert any("한국은행" in term or "금리" in term for term in first.evidence[0].shared)


texts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_a_permutation_of_the_input_changes_no_cluster(given: list[tuple[str, str]], chance: random.Random):
    prepared = list(stories(given))
    whole = group(prepared)
    shuffled = prepared[:]
    chance.shuffle(shuffled)
    assert partition(group(shuffled)) == partition(whole)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_each_story_is_in_exactly_one_cluster_in_the_order_of_the_input(given: list[tuple[str, str]]):
    prepared = stories(given)
    ids = [one.story.id for one in prepared]
    found = group(prepared)
    assert sorted(one for cluster in found for one in cluster.stories) == ids
    assert all(list(cluster.stories) == sorted(cluster.stories) for cluster in found)
    assert all(cluster.id == cluster.stories[0] for cluster in found)
    assert [cluster.id for cluster in found] == sorted(cluster.id for cluster in found)
    assert all(len(cluster.evidence) == len(cluster.stories) - 1 for cluster in found)


@settings(max_examples=30, deadline=None)
@given(texts.filter(bool))
def test_a_copy_joins_its_original_and_changes_nothing_else(given: list[tuple[str, str]]):
    before = group(stories(given))
    after = group(stories([*given, given[0]]))
    copy = f"s{len(given):03}"
    of_copy = next(cluster for cluster in after if copy in cluster.stories)
    if detect(*given[0]) != "und":
        assert "s000" in of_copy.stories
    without = {frozenset(cluster) - {copy} for cluster in partition(after)} - {frozenset()}
    assert without == partition(before)


def test_a_story_in_neither_language_stands_alone():
    text = ("", "Le budget de la ville est voté par les élus dans la nuit.")
    assert len(group(stories([text, text]))) == 2


def test_days_matter():
    """The same words a year later are another event: an anniversary is not the event."""
    day = datetime(2025, 2, 25, tzinfo=UTC)
    near = [story(0, *RATES_KO, day), story(1, *RATES_KO_2, day + timedelta(hours=5))]
    far = [story(0, *RATES_KO, day), story(1, *RATES_KO_2, day + timedelta(days=365))]
    assert len(group(prepare(near, ANALYSER))) == 1
    assert len(group(prepare(far, ANALYSER))) == 2


def test_the_window_is_what_is_configured():
    """A week apart is one event in a window of a month, and two in a window of three days."""
    day = datetime(2025, 2, 25, tzinfo=UTC)
    pair = prepare([story(0, *RATES_KO, day), story(1, *RATES_KO_2, day + timedelta(days=7))], ANALYSER)
    assert len(group(pair, GroupingSettings(window_days=30))) == 1
    assert len(group(pair, GroupingSettings(window_days=3))) == 2


def test_strictness_only_ever_divides():
    prepared = stories(TEXTS)
    counts = [len(group(prepared, GroupingSettings(strictness=level / 10))) for level in range(11)]
    assert counts == sorted(counts)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_a_stricter_level_parts_the_clusters_of_the_default(given: list[tuple[str, str]]):
    prepared = stories(given)
    levels = (0, 0.25, 0.5, 0.75, 0.9, 1)
    found = [partition(group(prepared, GroupingSettings(strictness=level))) for level in levels]
    for loose, strict in itertools.pairwise(found):
        assert all(any(part <= whole for whole in loose) for part in strict)


def test_the_strictest_level_keeps_only_near_copies_together():
    """What the default joins of its own words, the strictest level joins only where most of these are the same."""
    nearly = (RATES_KO[0], RATES_KO[1] + "\n다음 회의는 4월에 열린다.")
    loosely = (
        "금통위, 경기 살피며 금리 내려",
        "금리가 내렸다. 환율과 가계 빚 걱정이 커졌다. 대출자는 이자를 덜 낸다. 저축은 줄 수 있다.",
    )
    strictest = GroupingSettings(strictness=1)
    found = partition(group(stories([RATES_KO, loosely, nearly, FIRE_KO]), strictest))
    assert found == {frozenset({"s000", "s002"}), frozenset({"s001"}), frozenset({"s003"})}


def test_similarity_is_told_as_it_is():
    """Two tellings of one event are not called the same text."""
    (link,) = group(stories([RATES_KO, RATES_KO_2, FIRE_KO]))[0].evidence
    assert 0.2 < link.similarity < 0.95


SAME_KIND = (
    (
        ("초롱전자 2분기 매출 510억원", "초롱전자는 2분기 매출이 510억원으로 지난해보다 9% 늘었다고 밝혔다."),
        ("물결제약 2분기 매출 730억원", "물결제약은 2분기 매출이 730억원으로 지난해보다 9% 늘었다고 밝혔다."),
    ),
    (
        (
            "Tindrake raises $12 million Series A",
            "Tindrake said on Monday it raised $12 million in a Series A.",
        ),
        (
            "Oakmere raises $12 million Series A",
            "Oakmere said on Monday it raised $12 million in a Series A.",
        ),
    ),
)


@pytest.mark.parametrize("pair", SAME_KIND)
def test_one_kind_of_event_at_two_companies_is_two_events(pair: tuple[tuple[str, str], tuple[str, str]]):
    assert len(group(stories([*pair, *TEXTS[:3], FIRE_KO, FILM_EN]))) == 5


@pytest.mark.parametrize(
    "text", [("", "x"), ("가", ""), ("", "a" * 5000), ("\ud800", "\ud800 회의"), ("!", "?")]
)
def test_awkward_texts_are_answered(text: tuple[str, str]):
    found = group(stories([text, RATES_KO, text]))
    assert sum(len(cluster.stories) for cluster in found) == 3


def test_many_copies_cost_no_quadratic_time():
    """Two thousand copies of one text are folded before anything is compared."""
    prepared = stories([RATES_KO])[0]
    copies = [
        Prepared(story=story(number, *RATES_KO), title=prepared.title, sentences=prepared.sentences)
        for number in range(2000)
    ]
    (only,) = group(copies)
    assert len(only.stories) == 2000


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.data())
def test_average_linkage_is_that_of_scikit_learn(size: int, data: st.DataObject):
    """On random affinities the sparse heap gives the partition of the dense textbook method."""
    import numpy as np
    from scipy import sparse
    from sklearn.cluster import AgglomerativeClustering

    pairs = [(i, j) for i in range(size) for j in range(i)]
    values = data.draw(st.permutations(range(1, len(pairs) + 1)))
    dense = np.zeros((size, size))
    for (i, j), value in zip(pairs, values, strict=True):
        # values without a linear relation among them: no ties between means, which the two break differently
        dense[i, j] = dense[j, i] = (math.sin(value**2) * 1e4) % 1 * (value % 3 > 0)
    ours = average_linkage(sparse.csr_matrix(dense), 0.4)
    if size < 2:
        assert ours == [[0]]
        return
    theirs = AgglomerativeClustering(
        n_clusters=None, distance_threshold=0.6, metric="precomputed", linkage="average"
    ).fit_predict(1 - dense + np.eye(size) * (dense.diagonal() - 1))
    expected = {frozenset(np.flatnonzero(theirs == label).tolist()) for label in set(theirs)}
    assert {frozenset(members) for members in ours} == expected


def test_two_stories_of_one_document_are_two_events():
    """Whoever wrote a round-up told its stories apart."""
    first, second, other = stories([RATES_KO, RATES_KO_2, FIRE_KO])
    assert len(group([first, second, other])) == 2
    together = replace(second, story=replace(second.story, document=first.story.document))
    assert len(group([first, together, other])) == 3


def test_a_name_glossed_once_is_one_name_in_both_scripts():
    """One text writes 노바칩(NovaChip), another NovaChip alone: they share the name, not only the rest."""
    told = [
        (
            "노바칩 새 칩 공개",
            "노바칩(NovaChip)이 저전력 추론 칩을 공개했다.\n노바칩은 5월부터 칩을 판다고 밝혔다.",
        ),
        (
            "저전력 추론 칩 나온다",
            "NovaChip이 추론 칩을 5월에 내놓는다.\nNovaChip은 전력 소비를 줄였다고 했다.",
        ),
        FIRE_KO,
    ]
    prepared = stories(told)
    glossed = compare(prepared, 30).affinities[0, 1]
    unglossed = compare(
        stories([(told[0][0], told[0][1].replace("(NovaChip)", "")), *told[1:]]), 30
    ).affinities[0, 1]
    assert glossed > unglossed


def test_a_mere_headline_does_not_part_its_story_from_the_other_language():
    """Four words of Korean share nothing countable with English: the fuller Korean story speaks for them."""
    headline = ("한국은행 금통위, 기준금리 인하", "")
    found = partition(group(stories([RATES_KO, RATES_EN, headline, FIRE_KO, FILM_EN])))
    assert frozenset({"s000", "s001", "s002"}) in found


def test_what_is_lent_to_a_headline_joins_no_stories_of_one_document():
    headline = ("한국은행 금통위, 기준금리 인하", "")
    first, second, third = stories([RATES_KO, RATES_EN, headline])
    bound = replace(third, story=replace(third.story, document=second.story.document))
    assert (
        compare([first, second, bound], 30).affinities[1, 2]
        < compare([first, second, third], 30).affinities[1, 2]
    )
