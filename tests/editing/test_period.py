"""Periods are half-open runs of local days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.editing import period
from digest.errors import UsageError
from digest.model import Period

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-02", date(2025, 2, 1), date(2025, 3, 1)),
        ("2025-12", date(2025, 12, 1), date(2026, 1, 1)),
        ("2025-W05", date(2025, 1, 27), date(2025, 2, 3)),
        ("2025-01-31", date(2025, 1, 31), date(2025, 2, 1)),
        ("2025-01-01..2025-07-31", date(2025, 1, 1), date(2025, 8, 1)),
    ],
)
def test_a_period_is_read_as_people_write_it(text, start, end):
    assert period.parse(text) == Period(start=start, end=end)


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13", "2025-W54", "2025-02-30", "2025-02-02..2025-02-01", "어제"]
)
def test_what_is_no_period_is_refused_with_a_hint(text):
    with pytest.raises(UsageError, match="2025-W05"):
        period.parse(text)


@given(
    st.sampled_from(["day", "week", "month", "quarter", "half-year", "year"]),
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 - zone added
)
def test_the_last_complete_period_has_ended_and_the_next_has_not(length, moment):
    """It ends at or before today, and one period later is after today."""
    now = moment.replace(tzinfo=SEOUL)
    found = period.last_complete(length, now)
    assert found.start < found.end <= now.date()
    after = period.last_complete(length, datetime.combine(found.end, now.timetz()) + timedelta(days=0))
    assert after == found
    assert (now.date() - found.end) < (found.end - found.start) + timedelta(days=4)


def test_monday_at_seven_tells_the_week_that_ended_on_sunday():
    now = datetime(2025, 11, 24, 7, tzinfo=SEOUL)
    assert period.last_complete("week", now) == Period(start=date(2025, 11, 17), end=date(2025, 11, 24))


@given(
    length=st.sampled_from(["day", "week", *period.MONTHS]), day=st.dates(date(1990, 1, 1), date(2090, 1, 1))
)
def test_a_period_is_known_by_its_first_day_and_written_as_it_is_read(length: period.Length, day: date):
    there = period.last_complete(length, datetime(day.year, day.month, day.day, tzinfo=SEOUL))
    assert period.beginning(length, there.start) == there
    assert period.parse(period.written(there)) == there
