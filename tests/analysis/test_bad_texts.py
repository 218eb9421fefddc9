"""Whatever the texts and dates: an answer with every story in it, and a sensible one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Story

ANALYSER = Analyser()
NOW = datetime(2025, 11, 24, tzinfo=UTC)
PLANT = (
    "노바칩, 구미에 반도체 공장 세운다",
    "노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다.",
)
PLANT_AGAIN = (
    "노바칩 구미 반도체 공장에 2조 투자",
    "전력 반도체 회사 노바칩이 구미 공장에 2조 원을 투자한다. 2027년 3월 반도체를 만들기 시작한다.",
)
PLANT_ONCE_MORE = (
    "노바칩, 구미 반도체 공장에 2조 원",
    "노바칩이 2조 원을 들여 경북 구미에 세우는 공장은 2027년 3월부터 전력 반도체를 만든다.",
)
LIBRARY = (
    "Libraries stay open late",
    "The city opens ten libraries until ten at night from May. Readers had asked for it.",
)


def story(number: int, text: tuple[str, str], published: datetime | None = NOW) -> Story:
    return Story(
        id=f"s{number:05}", document=f"d{number}", source="t", title=text[0], text=text[1],
        language=detect(*text), published=published,
    )  # fmt: skip


def grouped(*stories: Story) -> list[set[str]]:
    found = [set(cluster.stories) for cluster in group(prepare(stories, ANALYSER))]
    assert sorted(name for cluster in found for name in cluster) == sorted(one.id for one in stories)
    return found


EMPTY = (("", ""), ("", " \n\t"), ("!", "?"), ("\ud800", "\udfff"), ("", "\u200b"), ("", "\x00"))


@pytest.mark.parametrize("text", EMPTY)
def test_what_says_nothing_joins_nothing_and_parts_nothing(text: tuple[str, str]):
    """Two of the same are not called an event: nobody knows what they tell."""
    found = grouped(story(1, PLANT), story(2, text), story(3, PLANT_AGAIN), story(4, text), story(5, LIBRARY))
    assert found == [{"s00001", "s00003"}, {"s00002"}, {"s00004"}, {"s00005"}]


@pytest.mark.parametrize(
    "text", [("", "회의"), ("가", "가"), ("", "a"), ("x", ""), ("", "가" * 5000), ("", "한국\ud800은행")]
)
def test_a_word_alone_joins_no_story_that_tells_more(text: tuple[str, str]):
    found = grouped(story(1, PLANT), story(2, text), story(3, PLANT_AGAIN), story(4, LIBRARY))
    assert {"s00002"} in found
    assert {"s00001", "s00003"} in found


def test_ten_thousand_copies_are_one_event_and_are_analysed_once():
    """The first is read, the others are known by it; they cost no comparing either."""

    class Counting(Analyser):
        asked = 0

        def analyse(self, texts, languages):
            self.asked += len(texts)
            return super().analyse(texts, languages)

    analyser = Counting()
    prepared = prepare(
        [*(story(number, PLANT) for number in range(10_000)), story(10_000, LIBRARY)], analyser
    )
    copies, other = group(prepared)
    assert len(copies.stories) == 10_000
    assert other.stories == ("s10000",)
    assert analyser.asked == 4


def test_all_the_same_is_one_event():
    assert grouped(*(story(number, LIBRARY) for number in range(9))) == [{f"s{n:05}" for n in range(9)}]


def test_without_dates_words_decide():
    found = grouped(story(1, PLANT, None), story(2, PLANT_AGAIN, None), story(3, LIBRARY, None))
    assert found == [{"s00001", "s00002"}, {"s00003"}]


@pytest.mark.parametrize(
    "day", [datetime(9999, 12, 31, tzinfo=UTC), datetime(1, 1, 2, tzinfo=UTC), NOW + timedelta(days=4000)]
)
def test_a_date_beyond_belief_is_a_date(day: datetime):
    """Stories of that day belong together as of any other, and with no story of today."""
    found = grouped(
        story(1, PLANT, day), story(2, PLANT_AGAIN, day), story(3, PLANT_ONCE_MORE), story(4, LIBRARY)
    )
    assert found == [{"s00001", "s00002"}, {"s00003"}, {"s00004"}]


def test_a_month_far_from_any_day_is_compared_with_its_own_days_only():
    month = replace(story(1, PLANT, datetime(2026, 5, 1, tzinfo=UTC)), precision="month")
    inside = story(2, PLANT_AGAIN, datetime(2026, 5, 20, tzinfo=UTC))
    assert {"s00001", "s00002"} in grouped(month, inside, story(3, LIBRARY))
    assert {"s00001"} in grouped(month, story(2, PLANT_AGAIN), story(3, LIBRARY))
