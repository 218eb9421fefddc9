"""The observer of a sending: a picture that moves on a terminal, a line now and then elsewhere; never a whole address."""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.live import Live

from digest import events
from digest.cli import show
from digest.cli.sending_picture import Course, line, picture
from digest.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from types import TracebackType

    from rich.console import RenderableType

    from digest.config import Config
    from digest.delivery.status import CampaignStatus, Limits
    from digest.storage.store import Store

OFTEN = 10.0  # seconds between two lines, at least
SELDOM = 600.0  # and at most
STEP = 0.1  # of all mails: what a line is worth
FEW = 5  # refusals that are told one by one; the rest is counted
REST = 50  # a look at the ledger takes so little of the time: a fiftieth
LEAST_REST = 1.0  # seconds


class SendingView(show.Watch):
    """The observer of a run that sends: counts refusals instead of telling each, and shows how far it is.

    Args:
        look: how the ledger has a campaign now.
        limits: what the configuration allows.
        zone: in which moments are told.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        look: Callable[[str], CampaignStatus | None],
        limits: Limits,
        zone: tzinfo = UTC,
        *,
        quiet: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(quiet=quiet)
        self._look, self._limits, self._zone, self._clock = look, limits, zone, clock
        self._course: Course | None = None
        self._lock = threading.Lock()
        self._live: Live | None = None
        self._sends = False  # this process does
        self._told = 0
        self._line_at, self._line_done = 0.0, 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._still()
        super().__exit__(kind, error, trace)
        if self._course and self._sends and kind is not None and issubclass(kind, KeyboardInterrupt):
            issue = self._course.issue
            show.say(
                f"{issue}: interrupted; {self._course.done:,} of {self._course.total:,} are settled:"
                f" `digest campaign resume {issue}` goes on with the rest"
            )

    def __call__(self, event: events.Event) -> None:
        """Take one event."""
        match event:
            case events.Mailed():
                self._mailed(event)
            case events.Noted(stage="send", subject=subject) if _of_a_person(subject):
                self._one_by_one(event)
            case events.Failed(stage="send", error=error) if _of_a_person(error.subject):
                self._one_by_one(event)
            case _:
                super().__call__(event)

    def watch(self, issue: str, *, wait: Callable[[float], None] = time.sleep) -> CampaignStatus | None:
        """Show a campaign that another process sends, until it runs no more; gives how it stands then."""
        while True:
            status = self._look(issue)
            if status is None:
                return None
            now = self._clock()
            course = self._begin(issue)
            with self._lock:
                course.status, course.look_at = status, float("inf")
                course.since.clear()
                course.reach(now, status.total - status.open, status.total)
            if status.state != "running":
                self._still()
                return status
            self._show(now)
            wait(max(LEAST_REST, REST * (self._clock() - now) / 5))

    def _begin(self, issue: str) -> Course:
        course = self._course
        if course is None or course.issue != issue:
            now = self._clock()
            course = Course(issue, now)
            self._line_at, self._line_done = now, 0
            with self._lock:
                self._course = course
        return course

    def _mailed(self, event: events.Mailed) -> None:
        course = self._begin(event.issue)
        self._sends = True
        now = self._clock()
        with self._lock:
            if not course.marks:
                settled = sum(
                    mails for _, state, mails in event.counts if state in ("sent", "failed", "uncertain")
                )
                course.reach(course.began, event.done - settled, event.total)
                self._line_done = event.done - settled
            course.reach(now, event.done, event.total)
            for domain, state, mails in event.counts:
                course.since[domain, state] += mails
        self._show(now)

    def _show(self, now: float) -> None:
        if self.quiet:
            return
        if not show.err.is_terminal:
            self._line(now)
        elif self._live is None:
            if self._bars:
                self._bars.stop()  # a terminal has room for one moving picture
                self._bars = None
            self._live = Live(
                get_renderable=self._picture, console=show.err, refresh_per_second=4, transient=True
            )
            self._live.start()

    def _still(self) -> None:
        live, self._live = self._live, None
        if live:
            live.stop()

    def _one_by_one(self, event: events.Noted | events.Failed) -> None:
        """Tell the first few; a failure counts for the exit status, told or not."""
        self._told += 1
        if self._told <= FEW:
            super().__call__(event)
        elif isinstance(event, events.Failed) and not self.failures:
            self.failures.append(event.error)
        if self._told == FEW + 1:
            show.say("further answers are counted: `digest campaign show` groups them", style="dim")

    def _line(self, now: float) -> None:
        course = self._course
        if course is None or not course.total:
            return
        ago, step = now - self._line_at, (course.done - self._line_done) / course.total
        if ago < OFTEN or (step < STEP and ago < SELDOM):
            return
        self._line_at, self._line_done = now, course.done
        if now >= course.look_at:
            self._read(course, now)
        show.say(line(course, now, self._limits, self._zone))

    def _picture(self) -> RenderableType:
        course, now = self._course, self._clock()
        if course is None:
            return ""
        if now >= course.look_at:
            self._read(course, now)
        with self._lock:
            return picture(course, now, self._limits, self._zone, width=show.err.width)

    def _read(self, course: Course, now: float) -> None:
        """Look at the ledger; what it cannot tell now, it tells at the next look."""
        with self._lock:
            before = Counter(course.since)
        status = None
        with suppress(DigestError):
            status = self._look(course.issue)
        took = self._clock() - now
        with self._lock:
            course.look_at = now + max(LEAST_REST, REST * took)
            if status is not None:
                course.status = status
                course.since -= before


def view(config: Config, store: Store, *, quiet: bool = False) -> SendingView:
    """The view of a publication's campaigns."""
    limits = limits_of(config)

    def look(issue: str) -> CampaignStatus | None:
        from digest.delivery.status import status

        return status(store, issue, now=datetime.now(UTC), limits=limits)

    return SendingView(look, limits, config.zone, quiet=quiet)


def limits_of(config: Config) -> Limits:
    """What the configuration allows."""
    from digest.delivery.status import Limits

    return Limits(per_second=config.delivery.per_second, per_domain=dict(config.delivery.per_domain))


def _of_a_person(subject: str) -> bool:
    return subject.startswith("address ")
