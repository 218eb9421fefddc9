"""Cron expressions as moments, meaning what cron means; and what free days do to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
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
WEEKEND = frozenset({5, 6})
OWN = "-"
"""What a free day of one's own is called."""
_DAY = timedelta(days=1)
_FARTHEST = 100  # days that a moment is moved at most: a free time longer than that drops it
_EVER = timedelta(days=366 * 30)  # in which each moment was dropped: there will be none


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When slots are due: a cron expression in a zone, and what to do on free days.

    `free` gives the free days of a year, day → name; it is asked only for the years that are needed. `dates` are days off beside
    them. `weekend` are the days of the week (Monday = 0) to which nothing is moved, unless the expression itself names them:
    they are no free days, so that what is planned for them stays.
    """

    cron: str
    zone: ZoneInfo
    holidays: Literal["ignore", "skip", "before", "after"] = "ignore"
    dates: tuple[date, ...] = ()
    free: Callable[[int], Mapping[date, str]] | None = None
    weekend: frozenset[int] = WEEKEND

    def holiday(self, day: date) -> str:
        """What a free day is called; empty where the day is none, or free days are ignored."""
        if self.holidays == "ignore":
            return ""
        name = self.free(day.year).get(day, "") if self.free else ""
        return name or (OWN if day in self.dates else "")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """One moment of a timetable.

    `planned` is what the cron expression says, `due` where free days have moved it to (the same where they have not), and
    `holiday` the name of the day that moved or dropped it. `runs` is false where it is left out, or falls together
    with another moment, which is run instead.
    """

    due: datetime
    planned: datetime
    holiday: str = field(default="", compare=False)
    runs: bool = field(default=True, compare=False)

    @property
    def moved(self) -> bool:
        """Whether it is due at another time than planned."""
        return self.due != self.planned


def upcoming(table: Timetable, now: datetime, count: int) -> tuple[datetime, ...]:
    """The next times after `now` at which something is run, in the timetable's zone.

    Raises:
        UsageError: the cron expression can never be due.
    """
    return tuple(islice((one.due for one in moments(table, now) if one.runs), count))


def between(table: Timetable, after: datetime, until: datetime) -> tuple[Moment, ...]:
    """The moments due in (after, until], also those that are not run.

    Raises:
        UsageError: the cron expression can never be due.
    """
    found = []
    for one in moments(table, after):
        if one.due > until:
            break
        found.append(one)
    return tuple(found)


def planned(table: Timetable, due: datetime) -> datetime:
    """The moment of the cron expression that is run at `due`; `due` itself where there is none (any more)."""
    if table.holidays in ("ignore", "skip"):
        return due
    found = between(table, due - timedelta(seconds=1), due)
    return next((one.planned for one in found if one.runs and one.due == due), due)


def moments(table: Timetable, after: datetime) -> Iterator[Moment]:
    """Every moment due later than `after`, in order.

    Raises:
        UsageError: the cron expression can never be due.
    """
    trigger, off = _trigger(table), _Off(table)
    day = after.astimezone(table.zone).date()
    begin = after
    if (
        table.holidays == "after"
    ):  # what was planned in the free time before may be moved to later than `after`
        first = off.block(day)
        begin = min(
            after, _at(datetime.combine(first, datetime.min.time(), table.zone)) - timedelta(seconds=1)
        )
    waiting: list[Moment] = []
    last_run = after
    for plain in _raw(trigger, table.zone, begin):
        # No later one can become due before `floor`.
        floor = off.toward(plain.date()) if table.holidays == "before" else plain.date()
        while waiting and waiting[0].due.date() < (floor or plain.date()):
            for one in _together(waiting):
                last_run = one.due if one.runs else last_run
                yield one
        if plain - max(last_run, after) > _EVER:
            raise UsageError("schedule.cron", "falls on a free day each time", "correct it, or `holidays`")
        moment = _moment(plain, table, off)
        if moment.due > after:
            heappush(waiting, moment)
    while waiting:
        yield from _together(waiting)


def _together(waiting: list[Moment]) -> Iterator[Moment]:
    """Take the next moments that are due at one time: of several, one is run."""
    same = [heappop(waiting)]
    while waiting and waiting[0].due == same[0].due:
        same.append(heappop(waiting))
    running = [one for one in same if one.runs]
    chosen = min(running, key=lambda one: abs(one.planned - one.due), default=None)
    for one in same:
        yield one if one is chosen or not one.runs else _left_out(one)


def _left_out(one: Moment) -> Moment:
    return Moment(due=one.due, planned=one.planned, holiday=one.holiday, runs=False)


def _moment(plain: datetime, table: Timetable, off: _Off) -> Moment:
    """What becomes of a planned moment."""
    holiday = table.holiday(plain.date())
    if not holiday:
        return Moment(due=plain, planned=plain)
    day = None if table.holidays == "skip" else off.toward(plain.date())
    if day is None:
        return Moment(due=plain, planned=plain, holiday=holiday, runs=False)
    return Moment(due=_at(datetime.combine(day, plain.timetz(), table.zone)), planned=plain, holiday=holiday)


def _at(moment: datetime) -> datetime:
    """A time on the wall as a moment that exists: one that summer time leaves out is the hour after."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


class _Off:
    """The days to which nothing is moved: free days, and the weekend where the expression does not name it."""

    def __init__(self, table: Timetable) -> None:
        self.table = table
        self.step = -_DAY if table.holidays == "before" else _DAY
        _, _, day, _, weekday = table.cron.lower().split()
        named = set(range(7)) if day.startswith("*") else set[int]()
        if weekday != "*":
            named = {(DAYS.index(name) - 1) % 7 for name in _weekdays(weekday).split(",")}
        self.weekend = table.weekend - named

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekend or bool(self.table.holiday(day))

    def toward(self, day: date) -> date | None:
        """The nearest day, this one or one in the direction of the timetable, that something may be moved to."""
        for _ in range(_FARTHEST):
            if day not in self:
                return day
            day += self.step
        return None

    def block(self, day: date) -> date:
        """The first of the days without a break before `day` to which nothing is moved; `day` where there is none."""
        for _ in range(_FARTHEST):
            if day - _DAY not in self:
                break
            day -= _DAY
        return day


def _raw(trigger: Any, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """The moments that the cron expression says."""
    here = after
    found = False
    while True:
        # One step on in UTC: on the wall, the hour that comes twice in autumn would never be left behind.
        here = here.astimezone(UTC) + timedelta(microseconds=1)
        due = trigger.get_next_fire_time(None, here.astimezone(zone))
        if due is None:
            if not found:
                raise UsageError("schedule.cron", "can never be due", "correct the day and the month")
            return
        found, here = True, due
        yield _at(due)


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
