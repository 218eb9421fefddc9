"""What `digest schedule` prints and leaves: the coming runs, and what became of the last slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from digest.cli import show

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.scheduling.timetable import Moment, Timetable
    from digest.storage.store import Store


def coming(settings: Config, table: Timetable, now: datetime, count: int, *, as_json: bool) -> None:
    """Print the next runs; and each moment on the way that a free day moves or drops."""
    from digest import codec
    from digest.scheduling import timetable

    found, runs = [], 0
    for one in timetable.moments(table, now):
        found.append(one)
        runs += one.runs
        if runs == count:
            break
    if as_json:
        for one in found:
            row = {"due": one.due.isoformat(), "planned": one.planned.isoformat(), "runs": one.runs}
            show.line(codec.row(row | ({"holiday": one.holiday} if one.holiday else {})))
        return
    shown = Table("day", "date", "time", "zone", "free days", box=None)
    for one in found:
        if one.runs:
            shown.add_row(
                f"{one.due:%a}",
                f"{one.due:%Y-%m-%d}",
                f"{one.due:%H:%M}",
                settings.publication.timezone,
                _moved(one),
            )
        else:
            shown.add_row("", "", "", "", _moved(one))
    show.out.print(shown)


def _moved(one: Moment) -> str:
    """What a free day does to a moment: "2026-02-16 설날 → 2026-02-19"."""
    if not one.holiday:
        return ""
    day = f"{one.planned:%Y-%m-%d} {'' if one.holiday == '-' else one.holiday}".strip()
    return f"{day} → {one.due:%Y-%m-%d}" if one.moved else f"{day}: left out"


def past(settings: Config, store: Store, count: int, *, as_json: bool) -> None:
    """Print the last slots and what became of each."""
    from digest import codec
    from digest.delivery import noticereasons
    from digest.storage import slots

    language = settings.publication.language
    with store.read() as connection:
        rows = slots.latest(connection, settings.publication.id, count)
    if as_json:
        for row in reversed(rows):
            show.line(codec.row(codec.plain(row)))
        return
    if not rows:
        show.say("no slot has been due yet; `digest schedule --next 5` prints the coming ones")
        return
    shown = Table("date", "time", "outcome", "issue", box=None)
    shown.add_column("reason", overflow="fold")  # it may end in a command: no character of that is cut off
    for row in reversed(rows):
        due = row.due.astimezone(settings.zone)
        shown.add_row(
            f"{due:%Y-%m-%d}",
            f"{due:%H:%M}",
            row.outcome,
            row.issue,
            noticereasons.told(row.reason, language),
        )
    show.out.print(shown)
