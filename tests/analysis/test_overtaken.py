"""Laws of what lies behind the day of the newest story of a cluster."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.analysis.overtaken import overtaken
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.summary import summarize
from digest.language.analyser import Analyser
from digest.model import Story


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def story(analyser: Analyser, name: str, day: int | None, *texts: str) -> Prepared:
    made = Story(
        id=name,
        document=name,
        source="s",
        title="",
        text="\n".join(texts),
        language="ko" if "\uac00" <= texts[0][0] <= "\ud7a3" else "en",
        published=datetime(2025, 3, day, 9, tzinfo=UTC) if day else None,
    )
    return prepare([made], analyser)[0]


LATER = "해온시 축제는 비바람 속에 끝났다."


@pytest.mark.parametrize(
    "plan",
    [
        "해온시 축제는 오는 6일 나루동에서 열릴 예정이다.",
        "해온시는 이날 오후 나루동에서 축제를 시작할 계획이다.",
        "해온시 축제는 4일 오후 나루동에서 열릴 예정이다.",
        "The Haven festival will take place on March 6 in the old town.",
    ],
)
def test_a_plan_of_a_day_that_is_past_by_the_newest_story_is_overtaken(analyser: Analyser, plan: str) -> None:
    early = story(analyser, "a", 4, plan)
    assert overtaken([early, story(analyser, "b", 7, LATER)])("a", plan)
    for other in (story(analyser, "b", 4, LATER), story(analyser, "b", None, LATER)):
        assert not overtaken([early, other])("a", plan)
    assert not overtaken([story(analyser, "a", None, plan), story(analyser, "b", 7, LATER)])("a", plan)


@pytest.mark.parametrize(
    "text",
    [
        "해온시 축제는 오는 9일 나루동에서 열릴 예정이다.",
        "해온시 축제는 지난달 4일 나루동에서 열렸다.",
        "해온시는 4일 내놓은 자료에서 축제를 9일 열 계획이라고 밝혔다.",
        "해온시는 이날 축제를 열었다.",
    ],
)
def test_what_is_still_to_come_or_came_is_not(analyser: Analyser, text: str) -> None:
    assert not overtaken([story(analyser, "a", 4, text), story(analyser, "b", 7, LATER)])("a", text)


def test_what_became_of_it_is_told_in_its_place(analyser: Analyser) -> None:
    plan = "해온시의 나루동 다리 축제는 오는 6일 오후 3시에 나루동에서 시민 300명이 모여 열릴 예정이다."
    came = "해온시 나루동의 다리 축제는 비바람 탓에 시민 40명만 모인 채 끝났다."
    early, late = story(analyser, "a", 4, plan), story(analyser, "b", 7, came)
    (alone,) = summarize([early], sentences=1)
    assert alone.sentence.text == plan
    (pick,) = summarize([early, late], sentences=1)
    assert pick.sentence.text == came
    assert "overtaken" not in {reason.feature for reason in pick.reasons}
