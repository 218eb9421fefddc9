"""Waiting for the next moment, until somebody says to stop."""

from __future__ import annotations

import logging
import signal
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger

from digest.scheduling.timetable import Timetable, upcoming

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

BEAT = timedelta(
    minutes=1
)  # how often we look for retries, and for a slot that another process left unfinished


def serve(
    table: Timetable,
    *,
    clock: Callable[[], datetime],
    turn: Callable[[], None],
    stop: threading.Event,
    ready: Callable[[], None] = lambda: None,
) -> bool:
    """Call `turn` now, at each moment of the timetable and once a minute, until interrupted or terminated.

    Args:
        table: the timetable.
        clock: what tells the time.
        turn: does what is due; it runs in a thread, never twice at once.
        stop: set when it is time to end, for `turn` to see.
        ready: called once, when a request to end is heard.

    Returns:
        True if a person interrupted (SIGINT); False if the process was asked to end (SIGTERM).
    """
    # Its warnings ("maximum number of instances reached") only say that a campaign takes longer than a beat.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BlockingScheduler(timezone=table.zone, executors={"default": ThreadPoolExecutor(1)})
    scheduler.add_job(
        turn, _Beat(table), next_run_time=clock(), misfire_grace_time=None, coalesce=True, max_instances=1
    )
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        ready()
        scheduler.start()
    except KeyboardInterrupt:
        return True
    except SystemExit:
        return False
    finally:
        stop.set()
        if scheduler.running:
            scheduler.shutdown(wait=True)
        signal.signal(signal.SIGTERM, before)
    return False


class _Beat(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Fires at each moment of a timetable, and at least once a beat."""

    def __init__(self, table: Timetable) -> None:
        self.table = table

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The next time to look."""
        del previous
        return min(now + BEAT, *upcoming(self.table, now, 1))


def _terminated(_signal: int, _frame: Any) -> None:
    raise SystemExit
