"""Clusters of an issue go on affairs, are told as one, or are left out, by what is known and decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.analysis.clusters import GroupingSettings, group
from digest.analysis.moved import added
from digest.analysis.prepared import prepare
from digest.analysis.remembered import remember
from digest.analysis.storylines import DEFAULT
from digest.editing.affairs import trace
from digest.editing.compose import compose
from digest.editing.past import Decided, Past, Told
from digest.language.called import called
from digest.language.glossary import read
from digest.language.pairs import Known, pairs
from digest.model import Story, Telling

TEXTS = (
    (
        3,
        "라온조선, 새솔만 조선소에서 도크 붕괴",
        (
            "라온조선 새솔만 조선소에서 3일 도크 벽이 무너져 작업자 4명이 다쳤다. 노동청은 라온조선 조선소 도크 작업을 멈추게 했다. "
            "새솔만 도크는 2011년에 지었다."
        ),
    ),
    (
        9,
        "라온조선 도크 붕괴, 철근 빠졌다…노동청 압수수색",
        (
            "노동청이 9일 라온조선 새솔만 조선소를 압수수색했다. 무너진 도크 벽에서 철근 120개가 빠진 것으로 드러났다. "
            "라온조선은 도크 보강에 95억 원을 들인다."
        ),
    ),
    (
        16,
        "도크 무너진 라온조선 새솔만 조선소, 작업 중지 이어져",
        (
            "도크 벽이 무너진 라온조선 새솔만 조선소에서 작업 중지가 이어지고 있다. 노동청은 도크 벽에서 철근 120개가 빠진 까닭을 조사하고 있다. "
            "라온조선은 95억 원을 들여 도크를 보강한다. 새솔만 도크는 2011년에 지었고, 붕괴로 작업자 4명이 다쳤다. 노동청은 조선소를 압수수색했다. "
            "하청 가족과 인근 상인이 답을 기다린다. 항만도 멈췄다."
        ),
    ),
    (
        16,
        "늦가을 가뭄에 배추 값 올라",
        "늦가을 가뭄으로 배추 한 포기 값이 5200원까지 올랐다. 농가는 물을 대느라 애를 먹는다.",
    ),
)


@pytest.fixture(scope="module")
def stories(analyser):
    made = [
        Story(
            id=f"s{number}",
            document=f"d{number}",
            source=f"신문{number}",
            outlet=f"신문{number}",
            title=title,
            text=text,
            language="ko",
            published=datetime(2025, 11, day, tzinfo=UTC),
        )
        for number, (day, title, text) in enumerate(TEXTS)
    ]
    return prepare(made, analyser)


@pytest.fixture(scope="module")
def clusters(stories):
    return group(stories, GroupingSettings(window_days=1))


def told(traced, *names: str) -> tuple[Told, ...]:
    """What an issue that told these clusters, an item each, leaves; all of one storyline."""
    return tuple(
        Told(
            telling=Telling(
                issue=f"issue-{place}",
                number=place,
                item=f"item-{name}",
                place=1,
                headline=traced.remembered[name].headline,
                day=date(2025, 11, 3),
            ),
            cluster=replace(
                traced.remembered[name], id=f"issue-{place} {name}", storyline=f"item-{names[0]}"
            ),
        )
        for place, name in enumerate(names, 1)
    )


def of(traced, cluster: str):
    return next(affair for affair in traced.affairs if cluster in [one.id for one in affair.clusters])


def test_clusters_of_one_affair_are_one_and_others_stay_alone(clusters, stories):
    """In the order of time, however the clusters come; every cluster is in exactly one affair."""
    for given in (clusters, clusters[::-1]):
        traced = trace(given, stories)
        together = [one.id for one in of(traced, "s0").clusters]
        assert together[:2] == ["s0", "s1"]
        assert together == sorted(together)
        assert [one.id for one in of(traced, "s3").clusters] == ["s3"]
        assert sorted(one.id for affair in traced.affairs for one in affair.clusters) == [
            "s0",
            "s1",
            "s2",
            "s3",
        ]
        assert of(traced, "s0").storyline == ""
        assert all(one.chance >= DEFAULT.least for one in of(traced, "s0").goes_on)


def test_what_moved_goes_on_and_what_did_not_is_left(clusters, stories):
    before = trace(clusters[:2], stories)
    past = Past(told=told(before, "s0", "s1"))
    later = trace(clusters[2:], stories, past)
    still = of(later, "s2").still
    assert still
    assert still.kind in ("still", "same")
    assert still.values["issue"] == "issue-2"
    assert of(later, "s3").still is None
    moved = trace(clusters[1:2], stories, Past(told=told(before, "s0")))
    affair = of(moved, "s1")
    assert affair.storyline == "item-s0"
    assert [one.issue for one in affair.earlier] == ["issue-1"]
    assert {"95억 원", "120개"} <= {fact.text for fact in affair.new}
    assert "신문1" in {fact.text for fact in affair.new if fact.kind == "outlet"}


def test_who_only_printed_a_text_again_is_no_new_outlet_later(clusters, stories, analyser):
    """A paper that printed an agency's text told of the affair then, though it was no source of it."""
    first = stories[0].story
    copy = prepare(
        [replace(first, id="t0", document="t0", source="신문1", outlet="신문1", sentences=())], analyser
    )
    both = (*stories[:1], *copy)
    before = trace(group(both), both)
    ((name, kept),) = before.remembered.items()
    assert (kept.outlets, kept.copied_by) == (("신문0",), ("신문1",))
    affair = of(trace(clusters[1:2], stories, Past(told=told(before, name))), "s1")
    assert affair.new
    assert not [fact for fact in affair.new if fact.kind == "outlet"]


def test_a_storyline_keeps_a_name_that_only_earlier_headlines_write(analyser):
    """A text that writes Meraton, where earlier ones wrote 메라톤, tells of the same storyline."""
    texts = (
        (3, "메라톤, 추론 모델 공개", "메라톤(Meraton)이 추론 모델을 공개했다. 메라톤은 모델을 열었다."),
        (
            9,
            "",
            (
                "Meraton 추론 모델은 모델 시장을 흔들었다. Meraton이 추론 모델을 더 싸게 판다. 모델을 쓰는 회사가 늘었다. Meraton 모델 값이 내렸다."
            ),
        ),
    )
    given = prepare(
        [
            Story(
                id=f"m{day}", document=f"m{day}", source="o", outlet="o", title=title, text=text, language="ko",
                published=datetime(2025, 11, day, tzinfo=UTC),
            )
            for day, title, text in texts
        ],
        analyser,
    )  # fmt: skip
    first, second = group(given, GroupingSettings(window_days=1))
    names = called(pairs(Known(glossary=read("메라톤 = Meraton")[0])))
    before = trace([first], given, Past(names=names))
    past = Past(told=told(before, "m3"), names=names, decided=Decided(follows={"m9": "item-m3"}))
    assert of(trace([second], given, past), "m9").name.startswith("메라톤")


def test_a_figure_is_new_in_the_words_of_the_issues_language(clusters, stories, analyser):
    """A Korean issue does not lose 9만 톤 because an English story of the cluster comes first."""
    before = trace(clusters[:1], stories)
    past = Past(told=told(before, "s0"))
    first = replace(
        stories[0].story, id="m1", document="m1", language="en", sentences=(), title="Raon dock falls"
    )
    english = replace(
        first, text="The dock of Raon Shipbuilding took 90,000 tons of steel, the company said on Monday."
    )
    korean = replace(
        first,
        id="m2",
        document="m2",
        language="ko",
        title="라온조선 도크에 강철 9만 톤",
        text="라온조선은 새솔만 조선소 도크에 강철 9만 톤이 들었다고 10일 밝혔다.",
    )
    both = replace(clusters[0], id="m1", stories=("m1", "m2"))
    decided = Decided(follows={"m1": "item-s0", "m2": "item-s0"})
    given = prepare([english, korean], analyser)
    for language, shown in (("ko", "9만 톤"), ("en", "90,000 tons")):
        found = of(trace([both], given, replace(past, decided=decided), language), "m1")
        assert shown in [fact.text for fact in found.new]


def test_a_storyline_keeps_its_name_while_it_is_about_that(clusters, stories):
    """Readers know it by its name; what it is no longer about names it no longer."""
    before = trace(clusters[:1], stories)
    (past,) = told(before, "s0")
    found = of(trace(clusters[1:2], stories, Past(told=(past,))), "s1")
    turned = " · ".join(reversed(found.name.split(" · ")))
    for was, name in ((turned, turned), ("갈매대교 · 균열", found.name), ("", found.name)):
        again = Past(told=(replace(past, name=was),))
        assert of(trace(clusters[1:2], stories, again), "s1").name == name


def test_a_review_hides_no_turn_that_stands_in_its_cluster(clusters, stories, analyser):
    """A cluster that tells again what was told has moved where one of its stories, however short, tells a turn."""
    before = trace(clusters[:2], stories)
    past = Past(told=told(before, "s0", "s1"))
    given = replace(
        stories[2].story,
        id="s4",
        document="d4",
        title="라온조선 도크 붕괴로 다친 작업자, 1인당 4200만 원에 합의",
        text="라온조선 새솔만 조선소 도크 붕괴로 다친 작업자 4명이 라온조선과 배상에 합의했다.",
    )
    turn = prepare([given], analyser)
    alone = trace(clusters[2:3], stories, past)
    assert of(alone, "s2").still
    both = replace(clusters[2], stories=("s2", "s4"))
    whole = remember("s2", (stories[2], *turn))
    assert added(whole, [one.cluster for one in past.told]).still, "as a whole it tells what was told"
    found = of(trace([both], (*stories, *turn), past), "s2")
    assert (found.still, found.storyline) == (None, "item-s0")
    assert "4200만 원" in {fact.text for fact in found.new}


def test_an_earlier_telling_knows_how_many_outlets_told_of_it(clusters, stories):
    """Several clusters of one item count each outlet once."""
    before = told(trace(clusters[:2], stories), "s0")
    again = replace(
        before[0], cluster=replace(before[0].cluster, id="issue-1 x", outlets=("다른신문", "신문0"))
    )
    (one,) = of(trace(clusters[1:2], stories, Past(told=(*before, again))), "s1").earlier
    assert (one.item, one.outlets) == ("item-s0", 2)


def test_a_cluster_with_a_story_that_was_told_goes_on_there_whatever_it_says(clusters, stories):
    """The item inherits the id; its storyline must be the same."""
    before = trace(clusters, stories)
    joined = replace(clusters[3], id="s0", stories=("s0", "s3"))
    past = Past(told=told(before, "s0"), items={"s0": "item-s0"})
    affair = of(trace([joined], stories, past), "s0")
    assert affair.storyline == "item-s0"
    assert [one.by for one in affair.goes_on] == ["story"]


def test_the_editor_has_the_last_word(clusters, stories):
    before = trace(clusters, stories)
    past = Past(told=told(before, "s0"))
    begun = trace(clusters[1:2], stories, replace(past, decided=Decided(follows={"s1": ""})))
    assert (of(begun, "s1").storyline, of(begun, "s1").earlier) == ("", ())
    assert [(one.by, one.followed) for one in of(begun, "s1").goes_on] == [("editor", False)]
    put = trace(clusters[3:], stories, replace(past, decided=Decided(follows={"s3": "item-s0"})))
    assert of(put, "s3").storyline == "item-s0"
    assert [(one.by, one.followed) for one in of(put, "s3").goes_on] == [("editor", True)]


def test_all_clusters_of_an_item_begin_one_line_together(clusters, stories):
    """The editor takes an item off an affair; it is not torn apart."""
    before = trace(clusters, stories)
    decided = Decided(follows={"s1": "", "s2": ""}, begins={"s1": "item", "s2": "item"})
    found = trace(clusters[1:3], stories, Past(told=told(before, "s0"), decided=decided))
    (affair,) = found.affairs
    assert [one.id for one in affair.clusters] == ["s1", "s2"]
    assert (affair.storyline, affair.earlier) == ("item", ())


def test_stories_that_the_editor_keeps_apart_stand_in_no_item_together(clusters, stories):
    past = Past(decided=Decided(apart=(("s0", "s1"),)))
    affair = of(trace(clusters, stories, past), "s0")
    assert "s1" not in [one.id for one in affair.clusters]


def test_of_a_source_that_allows_no_more_than_a_link_nothing_is_shown(clusters, stories):
    before = trace(clusters, stories)
    past = Past(told=told(before, "s0"), silent=frozenset({"신문1"}))
    affair = of(trace(clusters[1:2], stories, past), "s1")
    assert all(fact.kind == "outlet" for fact in affair.new)


def test_an_item_of_several_clusters_begins_a_storyline_under_its_own_id(
    clusters, stories, material, settings, provenance
):
    made = replace(material, stories=stories, affairs=trace(clusters, stories).affairs)
    items = compose(made, settings, provenance).items
    (item,) = [item for item in items if len(item.clusters) > 1]
    assert item.storyline is not None
    assert item.storyline.id == item.id
    assert item.storyline.clusters == tuple(cluster.id for cluster in item.clusters)
    assert item.storyline.clusters[:2] == ("s0", "s1")
    assert "라온조선" in item.storyline.name or "도크" in item.storyline.name


def test_nothing_gives_nothing():
    assert trace([], []).affairs == ()
