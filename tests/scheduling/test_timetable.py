"""Cron expressions mean what cron means, in the publication's zone."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from digest.config import Schedule
from digest.errors import UsageError
from digest.scheduling.timetable import Timetable, _trigger, between, upcoming

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY = datetime(2025, 11, 24, 7, 0, tzinfo=SEOUL)


def days(cron: str, count: int = 7) -> list[str]:
    """The days of the week of the next moments, from a Sunday night on."""
    table = Timetable(cron=cron, zone=SEOUL)
    return [f"{due:%a}" for due in upcoming(table, MONDAY - timedelta(hours=8), count)]


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("0 7 * * 1", ["Mon", "Mon"]),
        ("0 7 * * mon", ["Mon", "Mon"]),
        ("0 7 * * 0", ["Sun", "Sun"]),
        ("0 7 * * 7", ["Sun", "Sun"]),
        ("0 7 * * 1-5", ["Mon", "Tue", "Wed", "Thu", "Fri", "Mon"]),
        ("0 7 * * MON-FRI", ["Mon", "Tue", "Wed", "Thu", "Fri", "Mon"]),
        ("0 7 * * 5-7", ["Fri", "Sat", "Sun", "Fri"]),
        ("0 7 * * sat,sun", ["Sat", "Sun", "Sat"]),
        ("0 7 * * fri-mon", ["Mon", "Fri", "Sat", "Sun"]),
        ("0 7 * * */2", ["Tue", "Thu", "Sat", "Sun", "Tue"]),
        ("0 7 * * 1-5/2", ["Mon", "Wed", "Fri", "Mon"]),
        ("0 7 * * 0,3,6", ["Wed", "Sat", "Sun"]),
    ],
)
def test_days_of_the_week_count_from_sunday(cron: str, expected: list[str]):
    assert days(cron, len(expected)) == expected


def test_a_day_of_the_month_and_one_of_the_week_are_due_on_either():
    table = Timetable(cron="0 7 1 * mon", zone=SEOUL)
    found = [f"{due:%m-%d %a}" for due in upcoming(table, MONDAY - timedelta(hours=1), 3)]
    assert found == ["11-24 Mon", "12-01 Mon", "12-08 Mon"]
    assert datetime(2026, 1, 1, 7, tzinfo=SEOUL) in upcoming(table, MONDAY, 12)


def test_the_zone_is_the_publications():
    (due,) = upcoming(Timetable(cron="0 7 * * mon", zone=SEOUL), MONDAY - timedelta(hours=1), 1)
    assert due == MONDAY
    assert due.isoformat() == "2025-11-24T07:00:00+09:00"


def test_a_moment_is_not_its_own_next():
    table = Timetable(cron="0 7 * * *", zone=SEOUL)
    assert upcoming(table, MONDAY, 1) == (MONDAY + timedelta(days=1),)
    assert [one.due for one in between(table, MONDAY - timedelta(days=1), MONDAY)] == [MONDAY]
    assert between(table, MONDAY, MONDAY) == ()


def test_across_summer_time_the_hour_on_the_wall_stays():
    berlin = ZoneInfo("Europe/Berlin")
    table = Timetable(cron="0 7 * * *", zone=berlin)
    found = upcoming(table, datetime(2025, 3, 29, 0, 0, tzinfo=berlin), 2)
    assert [due.hour for due in found] == [7, 7]
    assert found[1] - found[0] == timedelta(days=1), "wall time"
    assert found[1].timestamp() - found[0].timestamp() == 23 * 3600


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("ignore", ["11-24", "12-01", "12-08"]),
        ("skip", ["11-24", "12-08", "12-15"]),
        ("before", ["11-24", "11-28", "12-08"]),
        ("after", ["11-24", "12-02", "12-08"]),
    ],
)
def test_free_dates_are_kept_as_the_rule_says(rule: str, expected: list[str]):
    free = (date(2025, 11, 30), date(2025, 12, 1))
    table = Timetable(cron="0 7 * * mon", zone=SEOUL, holidays=rule, dates=free)  # type: ignore[arg-type]
    found = upcoming(table, MONDAY - timedelta(hours=1), 3)
    assert [f"{due:%m-%d}" for due in found] == expected
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    "cron", ["", "0 7 * *", "99 7 * * *", "0 7 * * 9", "0 7 * * someday", "0 7 30 feb *"]
)
def test_what_can_never_be_due_is_refused(cron: str):
    with pytest.raises(UsageError, match=r"schedule\.cron"):
        upcoming(Timetable(cron=cron, zone=SEOUL), MONDAY, 1)


def field(low: int, high: int, names: tuple[str, ...] = ()) -> st.SearchStrategy[str]:
    """Anything that looks like a field of a cron expression, in its range or a little out of it."""
    value = st.one_of(st.integers(low, high + 1).map(str), *([st.sampled_from(names)] if names else []))
    span = st.one_of(st.just("*"), value, st.tuples(value, value).map("-".join))
    part = st.one_of(span, st.tuples(span, st.integers(0, high + 1).map(str)).map("/".join))
    return st.lists(part, min_size=1, max_size=2).map(",".join)


@given(
    st.tuples(
        field(0, 59),
        field(0, 23),
        field(1, 31),
        field(1, 12, ("jan", "feb", "dec")),
        field(0, 7, ("mon", "sunday")),
    ).map(" ".join)
)
@settings(max_examples=400, deadline=None)
def test_what_the_configuration_takes_the_timetable_understands(cron: str):
    with suppress(ValidationError):
        taken = Schedule(cron=cron).cron
        _trigger(Timetable(cron=taken, zone=SEOUL))
