"""Dates as newsletters write them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stories.dates import locate_date, parse_date

SEOUL = ZoneInfo("Asia/Seoul")
ANCHOR = datetime(2025, 2, 1, 12, 0, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("2025.01.13.", "2025-01-13T00:00:00+09:00", "day"),
        ("2025. 1. 13. (월) 09:30", "2025-01-13T09:30:00+09:00", "time"),
        ("2025년 1월 31일 오후 3시 5분", "2025-01-31T15:05:00+09:00", "time"),
        ("2025-2월호", "2025-02-01T00:00:00+09:00", "month"),
        ("2025년 2월", "2025-02-01T00:00:00+09:00", "month"),
        ("2025-01-13T09:30:00Z", "2025-01-13T09:30:00+00:00", "time"),
        ("Mon, 13 Jan 2025 09:00:00 -0500", "2025-01-13T09:00:00-05:00", "time"),
        ("Jan. 13, 2025", "2025-01-13T00:00:00+09:00", "day"),
        ("13th January 2025", "2025-01-13T00:00:00+09:00", "day"),
        ("January 2025", "2025-01-01T00:00:00+09:00", "month"),
        ("3시간 전", "2025-02-01T09:00:00+09:00", "time"),
        ("어제", "2025-01-31T00:00:00+09:00", "day"),
        ("어제 오후 3:20", "2025-01-31T15:20:00+09:00", "time"),
        ("방금 전", "2025-02-01T12:00:00+09:00", "time"),
        ("an hour ago", "2025-02-01T11:00:00+09:00", "time"),
        ("20 mins ago", "2025-02-01T11:40:00+09:00", "time"),
        ("3일 전", "2025-01-29T00:00:00+09:00", "day"),
        ("2 weeks ago", "2025-01-01T00:00:00+09:00", "month"),
        ("1주일 전", "2025-01-01T00:00:00+09:00", "month"),
        ("3개월 전", "2024-11-01T00:00:00+09:00", "month"),
        ("12월 31일", "2024-12-31T00:00:00+09:00", "day"),
        ("2월 3일", "2025-02-03T00:00:00+09:00", "day"),
    ],
)
def test_dates_are_read_with_their_precision(text: str, moment: str, precision: str) -> None:
    found = parse_date(text, anchor=ANCHOR, zone=SEOUL)
    assert found is not None
    assert (found[0].isoformat(), found[1]) == (moment, precision)
    inside = locate_date(f"작성 {text} 끝", anchor=ANCHOR, zone=SEOUL)
    assert inside is not None
    assert (inside.moment, inside.precision) == found


@pytest.mark.parametrize("text", ["", "2025-13-40", "2025.02.30.", "3.5%", "2025.1.13 그리고 그 뒤", "1분기"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, anchor=ANCHOR, zone=SEOUL) is None


def test_relative_dates_need_an_anchor() -> None:
    assert parse_date("어제", anchor=None, zone=SEOUL) is None
    assert parse_date("1월 3일", anchor=None, zone=SEOUL) is None


@given(st.text(alphabet="0123456789.-/:년월일시분 오전후Jan,TZ+'", max_size=40))
def test_any_text_is_answered(text: str) -> None:
    """A date found is aware, whatever the text."""
    found = locate_date(text, anchor=ANCHOR, zone=SEOUL)
    assert found is None or found.moment.tzinfo is not None
