"""The laws of ranking: a score is the sum of its parts, and each part moves it the way that its name says."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.prepared import Prepared, prepare
from digest.analysis.ranking import RankingSettings, Standing, muted, rank
from digest.config.expressions import parse
from digest.language.analyser import Analyser
from digest.language.words import NO_WORDS
from digest.model import Story, Wanted

WEEK = Standing(first=date(2025, 11, 17), last=date(2025, 11, 23), zone=UTC)


def text(source="a", day=17, **more):
    """A story by a source, of a day of November (None: not known)."""
    published = None if day is None else datetime(2025, 11, day, 12, tzinfo=UTC)
    story = Story(
        id=more.pop("id", f"{source}{day}"),
        document="d",
        source=source,
        title="",
        text="",
        language="ko",
        published=published,
        **more,
    )
    return Prepared(story=story, title=NO_WORDS, sentences=())


TEXTS = st.builds(
    text,
    source=st.sampled_from("abcdef"),
    day=st.one_of(st.none(), st.integers(17, 23)),
    precision=st.sampled_from(["day", "month"]),
)
WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([0, 0.01, 0.5, 1, 3]))


@given(st.lists(TEXTS, min_size=1, max_size=8), WEIGHTS, st.integers(0, 3), st.integers(0, 5))
def test_a_score_is_the_sum_of_its_parts_and_each_says_what_it_rests_on(texts, weights, issues, facts):
    standing = replace(WEEK, issues=issues, facts=facts, told=frozenset({"a17", "b20"}))
    score, reasons = rank(texts, RankingSettings(weights=weights), standing)
    assert score == round(math.fsum(one.weight for one in reasons), 3)
    assert len({one.feature for one in reasons}) == len(reasons)
    assert all(one.detail for one in reasons)


@given(st.lists(TEXTS, min_size=1, max_size=8), TEXTS, WEIGHTS)
def test_one_more_independent_text_never_lowers_the_rank(texts, more, weights):
    settings = RankingSettings(weights=weights)
    before, after = (rank(some, settings, WEEK) for some in (texts, [*texts, more]))
    assert after[0] >= before[0] - 0.001  # each part is rounded
    assert muted(before[1]) >= muted(after[1])


@given(st.lists(TEXTS, min_size=1, max_size=5), st.integers(17, 22))
def test_the_later_the_newest_text_the_higher(texts, day):
    def score(day):
        return rank([*texts, text("z", day)], RankingSettings(), WEEK)[0]

    assert score(day + 1) >= score(day)
    assert rank([text("z", day + 1)], RankingSettings(), WEEK) > rank(
        [text("z", day)], RankingSettings(), WEEK
    )


def test_freshness_never_outweighs_another_outlet():
    """Two outlets on Monday rank above one on Sunday."""
    monday = rank([text("a", 17), text("b", 17)], RankingSettings(), WEEK)
    sunday = rank([text("a", 23)], RankingSettings(), WEEK)
    assert monday[0] > sunday[0]


def test_an_unknown_day_stands_in_the_middle():
    """Neither the first of a month of which no day is known, nor the moment of fetching, says how new a text is."""
    scores = [
        rank([one], RankingSettings(), replace(WEEK, undated=frozenset(undated)))[0]
        for one, undated in (
            (text(day=17), ()),
            (text(day=None), ()),
            (text(day=17, precision="month"), ()),
            (text(day=23), ("d",)),
            (text(day=23), ()),
        )
    ]
    assert scores[0] < scores[1] == scores[2] == scores[3] < scores[4]


def test_the_day_is_counted_in_the_zone_of_the_publication():
    late = replace(text(), story=replace(text().story, published=datetime(2025, 11, 17, 23, tzinfo=UTC)))
    ahead = replace(WEEK, zone=timezone(timedelta(hours=9)))
    assert rank([late], RankingSettings(), ahead)[0] > rank([late], RankingSettings(), WEEK)[0]


@pytest.mark.parametrize("issues", [1, 4])
def test_what_was_told_ranks_lower_and_the_more_is_new_the_less_so(issues):
    new = rank([text()], RankingSettings(), WEEK)[0]
    told = [
        rank([text()], RankingSettings(), replace(WEEK, issues=issues, facts=facts))[0]
        for facts in (0, 1, 2, 5)
    ]
    assert told == sorted(told)
    assert told[0] < told[1] < told[2] < told[3] == new
    part = rank([text("a"), text("b")], RankingSettings(), replace(WEEK, told=frozenset({"a17"})))
    assert part[0] < rank([text("a"), text("b")], RankingSettings(), WEEK)[0]


def test_a_source_of_weight_0_is_muted_whatever_else_speaks_for_it():
    settings = RankingSettings(weights={"a": 0}, more=(wanted("반도체"),))
    (member,) = told("반도체 공장")
    score, reasons = rank([member], settings, WEEK)
    assert muted(reasons)
    assert score == 0
    assert not muted(rank([member, text("b")], settings, WEEK)[1])


def wanted(written):
    return Wanted(written=written, of=parse(written))


def told(*titles, body=""):
    stories = [
        Story(id=f"t{n}", document="d", source="a", title=title, text=body, language="ko")
        for n, title in enumerate(titles)
    ]
    return prepare(stories, Analyser())


def test_interests_raise_and_lower_by_title_more_than_by_text():
    plain = rank(told("공장이 선다"), RankingSettings(), None)[0]
    more, less = (RankingSettings(**{kind: (wanted("반도체"),)}) for kind in ("more", "less"))
    named, mentioned = told("반도체 공장이 선다"), told("공장이 선다", body="반도체를 만든다.")
    assert rank(named, more)[0] > rank(mentioned, more)[0] > plain
    assert rank(named, less)[0] < rank(mentioned, less)[0] < plain
    reason = rank(named, more)[1][-1]
    assert (reason.feature, reason.detail) == ("interests", "반도체")
    assert rank(mentioned, more)[1][-1].detail == "반도체 (counts 50%)", "or nobody can tell why it is less"
    assert rank([*named, *told("비가 온다")], less)[1][-1].detail == "반도체 (counts 50%)"


def test_one_word_of_one_outlet_lowers_little():
    """Of four outlets one of which mentions it, an item is lowered less than where all do."""
    less = RankingSettings(less=(wanted("커피"),))
    one = rank(told("커피 값", "빵 값", "우유 값", "쌀 값"), less)[0]
    four = rank(told("커피 값", "커피 맛", "커피 향", "커피 물"), less)[0]
    assert one > four


def freshness(*texts):
    return next(one for one in rank(texts, RankingSettings(), WEEK)[1] if one.feature == "freshness")


def test_freshness_tells_the_newest_day_that_is_known():
    """Also before and after the period, where all days count alike, and beside a text whose day is not known."""
    assert freshness(text("a", 2), text("b", 9)).detail == "the newest text is of 2025-11-09"
    assert freshness(text("a", 25), text("b", 28)).detail == "the newest text is of 2025-11-28"
    assert freshness(text("a", None), text("b", 22)).detail == "the newest text is of 2025-11-22"
    beside = freshness(text("a", None), text("b", 18))
    assert beside.detail.startswith("the newest text of a known day is of 2025-11-18; ")
    assert beside.weight == freshness(text("a", None)).weight
    assert freshness(text("a", None), text("b", None)).detail == "the day of its text is not known"


def test_a_weight_is_told_with_its_outlet():
    settings = RankingSettings(weights={"a": 0.5, "c": 2})
    members = [text("a", outlet="가람일보"), text("b"), text("c", outlet="Harbour Post")]
    assert rank(members, settings, None)[1][0].detail == (
        "3 outlets tell it independently, of weight 0.5 (가람일보) + 1 (b) + 2 (Harbour Post)"
    )
    assert rank([text("b")], settings, None)[1][0].detail == "1 outlet tells it"
