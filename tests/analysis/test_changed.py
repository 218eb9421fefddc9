"""Figures that changed: one quantity at two dates, or none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.analysis.changed import changes
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.model import Story


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def stories(analyser, *told, language="ko"):
    """Stories of one affair: each a day of November and a text."""
    made = [
        Story(
            id=f"{number:02}",
            document=f"{number:02}",
            source="s",
            outlet=f"o{number}",
            title="",
            text=text,
            language=language,
            published=datetime(2025, 11, day, 9, tzinfo=UTC),
        )
        for number, (day, text) in enumerate(told)
    ]
    return prepare(made, analyser)


def found(members):
    return [(one.counted, one.was.text, one.now.text) for one in changes(members, UTC)]


FIRST = "해온시는 갈매대교에서 균열 14곳을 찾아 통행을 막았다."
LATER = "한국구조안전원은 정밀 진단에서 균열이 31곳으로 늘었다고 보고했다."


def test_one_quantity_of_two_days_is_a_change(analyser):
    """Told in whatever order the stories come."""
    members = stories(analyser, (4, FIRST), (12, LATER))
    assert found(members) == [("균열", "14곳", "31곳")]
    assert found(members[::-1]) == found(members)


@pytest.mark.parametrize(
    "later",
    [
        FIRST,  # the same number
        "한국구조안전원은 정밀 진단에서 균열 31곳이 늘었다고 보고했다.",  # by how much
        "한국구조안전원은 정밀 진단에서 균열이 31곳으로 늘 것으로 전망했다.",  # a forecast
        "한국구조안전원은 정밀 진단에서 균열 가운데 31곳을 메웠다.",  # a part
        "해온시는 갈매대교에서 약 31곳의 균열을 찾았다.",  # a bound
        "모래섬대교에서는 균열이 31곳으로 나타났다.",  # another bridge
        "해온시는 갈매대교에 경고판 31곳을 세웠다.",  # another thing
    ],
)
def test_what_something_else_explains_is_none(analyser, later):
    """Parts, additions, forecasts, bounds, other things and other places are no changes."""
    assert found(stories(analyser, (4, FIRST), (12, later))) == []


def test_figures_of_one_day_are_no_change(analyser):
    """They may disagree; that is for another box. And where the last day has two numbers, none is named."""
    assert found(stories(analyser, (4, FIRST), (4, LATER))) == []
    other = "한국구조안전원은 정밀 진단에서 균열이 29곳으로 늘었다고 보고했다."
    assert found(stories(analyser, (4, FIRST), (12, LATER), (12, other))) == []
