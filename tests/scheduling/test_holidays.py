"""What free days do to a timetable: each moment is run once, on a day on which people work, or is dropped with its reason."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import UsageError
from digest.scheduling.freedays import Calendar
from digest.scheduling.timetable import Timetable, moments, planned, upcoming
from digest.scheduling.turns import tick
from digest.storage import slots
from digest.storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
KOREA = Calendar("KR", "ko")


def made(cron: str, rule: str, **more: object) -> Timetable:
    return Timetable(**{"cron": cron, "zone": SEOUL, "holidays": rule, "free": KOREA, **more})  # type: ignore[arg-type]


def told(table: Timetable, start: date, count: int) -> list[str]:
    """The moments from a day on: what was planned, and what became of it."""
    after = datetime.combine(start, datetime.min.time(), table.zone) - timedelta(seconds=1)
    return [
        f"{one.planned:%m-%d} {f'{one.due:%m-%d}' if one.runs else 'x'}"
        for one in islice(moments(table, after), count)
    ]


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        # Seollal 2026: Monday to Wednesday; 삼일절's substitute on Monday, 2 March
        ("after", date(2026, 2, 9), ["02-09 02-09", "02-16 02-19", "02-23 02-23", "03-02 03-03"]),
        ("before", date(2026, 2, 9), ["02-09 02-09", "02-16 02-13", "02-23 02-23", "03-02 02-27"]),
        ("skip", date(2026, 2, 9), ["02-09 02-09", "02-16 x", "02-23 02-23", "03-02 x"]),
        ("ignore", date(2026, 2, 9), ["02-09 02-09", "02-16 02-16"]),
        # Chuseok 2025: Friday 3 to Thursday 9 October in one, with the substitute on the 8th
        ("after", date(2025, 9, 29), ["09-29 09-29", "10-06 10-10", "10-13 10-13"]),
        ("before", date(2025, 9, 29), ["09-29 09-29", "10-06 10-02", "10-13 10-13"]),
    ],
)
def test_a_weekly_slot_leaves_long_holidays_for_a_day_on_which_people_work(
    rule: str, start: date, expected: list[str]
):
    assert told(made("0 7 * * mon", rule), start, len(expected)) == expected


def test_moments_that_fall_together_are_run_once():
    # Of each working day's, those of the holidays are run with the first after them.
    found = told(made("0 7 * * 1-5", "after"), date(2025, 10, 2), 7)
    assert found == ["10-02 10-02", "10-03 x", "10-06 x", "10-07 x", "10-08 x", "10-09 x", "10-10 10-10"]
    runs = upcoming(made("0 7 * * mon,tue", "after"), datetime(2026, 2, 15, tzinfo=SEOUL), 2)
    assert [f"{due:%m-%d}" for due in runs] == ["02-19", "02-23"]


def test_a_weekend_is_no_holiday_but_nothing_is_moved_to_it_unless_it_is_named():
    assert told(made("0 7 1 * *", "after"), date(2026, 2, 1), 3) == [
        "02-01 02-01",
        "03-01 03-03",
        "04-01 04-01",
    ]
    assert told(made("0 7 * * fri", "after"), date(2026, 12, 25), 1) == ["12-25 12-28"]
    assert told(made("0 7 * * fri,sun", "after"), date(2026, 12, 25), 2) == ["12-25 x", "12-27 12-27"]


def test_a_year_ends():
    assert told(made("0 7 1 1 *", "before"), date(2026, 12, 1), 1) == ["01-01 12-31"]
    assert told(made("0 7 1 1 *", "after"), date(2026, 12, 1), 1) == ["01-01 01-04"]
    # New Year's Day 2027 is a Friday; on the last day of the year a slot of its own is due.
    assert told(made("0 7 * * 4,5", "before"), date(2026, 12, 28), 2) == ["12-31 12-31", "01-01 x"]


def test_own_days_and_the_countrys_are_left_together():
    off = (date(2026, 2, 19), date(2026, 2, 20))
    assert told(made("0 7 * * mon", "after", dates=off), date(2026, 2, 16), 2) == ["02-16 x", "02-23 02-23"]


def test_what_was_planned_in_the_free_time_is_still_due_when_one_looks_from_its_middle():
    table = made("0 7 * * mon", "after")
    for day in (16, 17, 18):
        (due,) = upcoming(table, datetime(2026, 2, day, 12, tzinfo=SEOUL), 1)
        assert f"{due:%m-%d}" == "02-19"
    assert planned(table, due).date() == date(2026, 2, 16)
    assert planned(table, datetime(2026, 2, 23, 7, tzinfo=SEOUL)).date() == date(2026, 2, 23)


def test_where_each_moment_is_dropped_that_is_said():
    with pytest.raises(UsageError, match="free day each time"):
        upcoming(made("0 7 1 1 *", "skip"), datetime(2026, 1, 2, tzinfo=SEOUL), 1)


def test_the_hour_that_summer_time_leaves_out_or_repeats_is_run_once():
    daily = Timetable(cron="30 2 * * *", zone=BERLIN)
    spring = upcoming(daily, datetime(2025, 3, 29, 12, tzinfo=BERLIN), 2)
    assert [due.isoformat() for due in spring] == ["2025-03-30T03:30:00+02:00", "2025-03-31T02:30:00+02:00"]
    autumn = upcoming(daily, datetime(2025, 10, 25, 12, tzinfo=BERLIN), 2)
    assert [due.isoformat() for due in autumn] == ["2025-10-26T02:30:00+02:00", "2025-10-27T02:30:00+01:00"]


def test_a_slot_moved_to_a_day_on_which_clocks_change_keeps_an_hour_that_exists():
    table = Timetable(cron="30 2 * * sun,mon", zone=BERLIN, holidays="before", dates=(date(2025, 3, 31),))
    (due, _) = upcoming(table, datetime(2025, 3, 29, tzinfo=BERLIN), 2)
    assert due.isoformat() == "2025-03-30T03:30:00+02:00"


def test_days_are_named_in_the_publications_language_where_the_calendar_knows_it():
    day = date(2026, 2, 17)
    assert (KOREA(2026)[day], Calendar("KR", "en")(2026)[day]) == ("설날", "Korean New Year")
    assert Calendar("JP", "ko")(2026)[date(2026, 1, 1)] == "元日"


@pytest.mark.parametrize("code", ["ZZ", "US-ZZ"])
def test_a_country_without_a_calendar_is_refused(code: str):
    with pytest.raises(UsageError, match=r"schedule\.country"):
        Calendar(code)


@given(
    cron=st.sampled_from(
        ("0 7 * * mon", "0 7 * * 1-5", "0 7 * * *", "0 7 1,15 * *", "30 23 * * sat", "0 7 1 * fri")
    ),
    rule=st.sampled_from(("skip", "before", "after")),
    start=st.integers(0, 50_000).map(lambda hour: datetime(2024, 1, 1, tzinfo=SEOUL) + timedelta(hours=hour)),
)
@settings(max_examples=60, deadline=None)
def test_wherever_one_begins_to_look_the_moments_are_the_same_in_order_and_each_run_once(
    cron: str, rule: str, start: datetime
):
    table = made(cron, rule)
    whole = [one for one in islice(moments(table, start - timedelta(days=40)), 80) if one.due > start]
    assert list(islice(moments(table, start), len(whole) - 5)) == whole[:-5]
    runs = [one.due for one in whole if one.runs]
    assert runs == sorted(set(runs))
    for one in whole:
        assert one.runs or one.holiday
        assert not (one.runs and one.moved and table.holiday(one.due.date()))


def test_a_slot_that_a_holiday_drops_is_on_record_with_its_name(tmp_path: Path):
    store = Store.open(tmp_path / "digest.sqlite3")
    now = datetime(2026, 2, 16, 7, 1, tzinfo=SEOUL)
    done = tick(
        store,
        "p",
        made("0 7 * * mon", "skip"),
        grace=timedelta(hours=6),
        clock=lambda: now,
        run=lambda _due: pytest.fail("nothing is run"),
    )
    with store.read() as connection:
        (row,) = slots.latest(connection, "p", 9)
    store.close()
    assert [one.reason for one in done or ()] == [row.reason]
    assert (row.outcome, row.reason) == ("skipped", "a free day: 설날 전날")
    assert row.due == datetime(2026, 2, 15, 22, tzinfo=UTC)


def test_nobody_loads_the_calendars_who_does_not_ask_for_them():
    code = (
        "import sys; from typer.testing import CliRunner; from digest.cli.main import app;"
        " CliRunner().invoke(app, ['--help']); import digest.scheduling.timetable;"
        " sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
