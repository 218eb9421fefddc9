"""Dates of feeds and headers: one moment, however it is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sources.formats.moments import moment

SEOUL, NEW_YORK = ZoneInfo("Asia/Seoul"), ZoneInfo("America/New_York")
KOREA = timezone(timedelta(hours=9))
NINE = datetime(2025, 1, 13, 9, tzinfo=KOREA)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 13 Jan 2025 09:00:00 +0900",
        "Mon, 13 Jan 2025 09:00 +0900",
        "13 Jan 2025 09:00:00 +09:00",
        "Mon,13 Jan 2025 09:00:00 KST",
        "Mon, 13 January 2025 9:00:00 AM KST",
        "Mon, 13 Jan 25 00:00:00 UT",
        "Monday, 13-Jan-25 00:00:00 GMT",
        "Mon, 13 Jan 2025 09:00:00 GMT+0900 (KST)",
        "Mon, 13 Jan 2025 09:00:00 +0900 (대한민국 표준시)",
        "Mon, 13 Jan 2025 00:00:00 -0000",
        "Mon, 13 Jan 2025 00:00:00 Etc/GMT",
        "Mon Jan 13 09:00:00 KST 2025",
        "Sun, 12 Jan 2025 19:00:00 EST",
        "  Sun,  12 Jan 2025\n 16:00:00 PST ",
        "월, 13 1월 2025 09:00:00 +0900",
        "2025-01-13T09:00:00+09:00",
        "2025-01-13T09:00:00.000+0900",
        "2025-01-13T00:00:00Z",
        "2025-01-13T00:00Z",
        "2025-01-13 09:00:00 +0900",
        "2025-1-13 9:00 KST",
        "2025-01-12T24:00:00Z",
        "2025-01-13T00:00:00Z[UTC]",
    ],
)
def test_a_moment_that_names_its_zone_is_the_same_in_every_form(written: str):
    assert moment(written, NEW_YORK) == (NINE, "time")


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-13 09:00:00",
        "2025-01-13T09:00:00",
        "2025/01/13 09:00",
        "2025.01.13 09:00",
        "2025. 1. 13. 오전 9:00",
        "2025-01-13 오전 09:00:00",
        "2025년 1월 13일 오전 9시",
        "2025년 01월 13일 09:00:00",
        "Mon Jan 13 09:00:00 2025",
        "Mon, 13 Jan 2025 09:00:00",
        "Jan 13, 2025 9:00 AM",
        "Mon, 13 Jan 2025 09:00:00 XYZ",
    ],
)
@pytest.mark.parametrize("zone", [SEOUL, NEW_YORK])
def test_a_moment_without_a_zone_is_in_the_zone_of_the_publication(written: str, zone: ZoneInfo):
    assert moment(written, zone) == (datetime(2025, 1, 13, 9, tzinfo=zone), "time")


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-31",
        "20250131",
        "2025.01.31.",
        "2025년 1월 31일",
        "Fri, 31 Jan 2025",
        "31 Jan 25",
        "January 31, 2025",
    ],
)
def test_a_day_is_no_more_than_a_day(written: str):
    assert moment(written, SEOUL) == (datetime(2025, 1, 31, tzinfo=SEOUL), "day")


@pytest.mark.parametrize("written", ["2025-02", "2025년 2월", "2025-2월호", "February 2025"])
def test_a_month_is_no_more_than_a_month(written: str):
    assert moment(written, SEOUL) == (datetime(2025, 2, 1, tzinfo=SEOUL), "month")


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "2025", "0000-00-00 00:00:00", "Thu, 01 Jan 1970 00:00:00 GMT", "2025-02-30"),
        *("Mon, 32 Jan 2025 09:00:00 GMT", "13 Jan 2025 25:00", "13 Jan 2025 09:61", "x" * 200),
    ],
)
def test_what_is_no_date_is_none(written: str):
    assert moment(written, SEOUL) is None


def test_a_leap_second_is_a_second():
    found = moment("Sat, 31 Dec 2016 23:59:60 GMT", SEOUL)
    assert found == (datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC), "time")


MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2068, 1, 1),  # noqa: DTZ001 - where two digits of a year turn to the last century
    timezones=st.sampled_from([UTC, KOREA, timezone(-timedelta(hours=3, minutes=30))]),
)


@given(MOMENTS)
def test_what_a_program_writes_is_read_back(written: datetime):
    exact = written.replace(microsecond=0)
    for text in (exact.isoformat(), format_datetime(exact), exact.strftime("%A, %d-%b-%y %H:%M:%S %z")):
        assert moment(text, SEOUL) == (exact, "time"), text


@given(st.text(max_size=100) | st.text("0123456789:-/., +JanMon년월일오전시T", max_size=80))
def test_any_text_is_a_date_or_none(text: str):
    found = moment(text, SEOUL)
    assert found is None or found[0].tzinfo is not None
