"""Cron expressions as moments, meaning what cron means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from digest.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When slots are due: a cron expression in a zone, and what to do on the dates that are no working days."""

    cron: str
    zone: ZoneInfo
    holidays: Literal["ignore", "skip", "before", "after"] = "ignore"
    dates: tuple[date, ...] = ()


def upcoming(table: Timetable, now: datetime, count: int) -> tuple[datetime, ...]:
    """The next moments after `now`, in the timetable's zone.

    Raises:
        UsageError: the cron expression can never be due.
    """
    return tuple(islice(_moments(table, now), count))


def between(table: Timetable, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """The moments in (after, until].

    Raises:
        UsageError: the cron expression can never be due.
    """
    found = []
    for due in _moments(table, after):
        if due > until:
            break
        found.append(due)
    return tuple(found)


def _moments(table: Timetable, after: datetime) -> Iterator[datetime]:
    """Every moment later than `after`, in order."""
    trigger = _trigger(table)
    if table.holidays == "ignore" or not table.dates:
        yield from _raw(trigger, table.zone, after)
        return
    reach = timedelta(days=len(table.dates) + 1)  # no moment is moved further
    waiting: list[datetime] = []
    for plain in _raw(trigger, table.zone, after - reach):
        waiting.sort()
        while waiting and waiting[0] < plain - reach:
            yield waiting.pop(0)
        moved = _moved(plain, table)
        if moved is not None and moved > after and moved not in waiting:
            waiting.append(moved)
    yield from sorted(waiting)


def _raw(trigger: Any, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    here = after.astimezone(zone)
    found = False
    while True:
        due = trigger.get_next_fire_time(None, here + timedelta(microseconds=1))
        if due is None:
            if not found:
                raise UsageError("schedule.cron", "can never be due", "correct the day and the month")
            return
        found, here = True, due
        yield due


def _moved(due: datetime, table: Timetable) -> datetime | None:
    """A moment that falls on a free date, moved as the timetable says; None where it is left out."""
    step = timedelta(days=-1 if table.holidays == "before" else 1)
    while due.date() in table.dates:
        if table.holidays == "skip":
            return None
        due += step
    return due


def _trigger(table: Timetable) -> Any:
    """The cron expression as a trigger that means what cron means.

    APScheduler counts the days of the week from Monday = 0, cron from Sunday = 0 (and 7); and where both a day of
    the month and one of the week are given, cron is due on either.

    Raises:
        UsageError: a field is not understood.
    """
    fields = table.cron.split()
    if len(fields) != FIELDS:
        raise UsageError("schedule.cron", "is not set", 'write cron = "0 7 * * mon" under [schedule]')
    minute, hour, day, month, weekday = (field.lower() for field in fields)
    try:
        common = {"minute": minute, "hour": hour, "month": month, "timezone": table.zone}
        week = _weekdays(weekday)
        if not day.startswith("*") and week != "*":
            return OrTrigger([CronTrigger(day=day, **common), CronTrigger(day_of_week=week, **common)])
        return CronTrigger(day=day, day_of_week=week, **common)
    except (ValueError, KeyError) as error:
        raise UsageError(
            "schedule.cron", f'"{table.cron}" is not understood ({error})', 'Monday at seven is "0 7 * * mon"'
        ) from None


def _weekdays(field: str) -> str:
    """The days that a cron field names, as names: `1-5` → `mon,tue,wed,thu,fri`."""
    if field == "*":
        return field
    days: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if span == "*":
            start, end = 0, 6
        else:
            start = _weekday(first)
            end = _weekday(last) if last else (6 if step else start)
        end += 7 if end < start else 0
        days |= {number % 7 for number in range(start, end + 1, int(step or 1))}
    return ",".join(DAYS[number] for number in sorted(days))


def _weekday(text: str) -> int:
    if text[:3] in DAYS:
        return DAYS.index(text[:3])
    number = int(text)
    if not 0 <= number <= 7:  # noqa: PLR2004 - Sunday is 0 and 7
        raise ValueError(f"{text} is no day of the week")
    return number
