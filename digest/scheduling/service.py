"""Waiting for the next moment, until somebody says to stop."""

from __future__ import annotations

import logging
import signal
import threading
from datetime import datetime, timedelta
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger

from digest.scheduling.timetable import Timetable, upcoming

if TYPE_CHECKING:
    from collections.abc import Callable

SOON = 0.01  # seconds between two looks whether the scheduler has begun
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
    asked: list[int] = []
    over = threading.Event()
    # Of all that wakes a thread, what a signal's handler may use at any moment.
    heard: SimpleQueue[bool] = SimpleQueue()
    ending = threading.Thread(target=_end, args=(scheduler, heard, stop, over), name="ending", daemon=True)
    ending.start()

    def hear(number: int, _frame: Any) -> None:
        if asked:  # who asks twice does not wait
            raise KeyboardInterrupt if number == signal.SIGINT else SystemExit
        asked.append(number)
        heard.put(True)

    # The scheduler swallows whatever is raised while it hands a job over: a request to end must be no exception.
    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        ready()
        scheduler.start()
        if asked:
            ending.join()
    except (KeyboardInterrupt, SystemExit):
        if not asked:
            raise
    finally:
        stop.set()
        over.set()
        heard.put(False)
        for number, handler in before.items():
            signal.signal(number, handler)
    return bool(asked) and asked[0] == signal.SIGINT


def _end(
    scheduler: BlockingScheduler, heard: SimpleQueue[bool], stop: threading.Event, over: threading.Event
) -> None:
    """End the scheduler as soon as a request is heard, unless it is over."""
    if not heard.get():
        return
    stop.set()
    while not scheduler.running:
        if over.wait(SOON):
            return
    scheduler.shutdown(wait=True)  # what is under way sees `stop`


class _Beat(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Fires at each moment of a timetable, and at least once a beat."""

    def __init__(self, table: Timetable) -> None:
        self.table = table

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The next time to look."""
        del previous
        return min(now + BEAT, *upcoming(self.table, now, 1))
