"""A campaign while it is sent: a picture that moves on a terminal, a line now and then elsewhere; never an address."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from digest import events
from digest.cli import show
from digest.config import domains as names
from digest.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from types import TracebackType

    from rich.console import RenderableType

    from digest.config import Config
    from digest.delivery.standing import Domain, Limits, Standing
    from digest.storage.store import Store

WINDOW = 10.0  # seconds over which the speed is told
OFTEN = 10.0  # seconds between two lines, at least
SELDOM = 600.0  # and at most
STEP = 0.1  # of all mails: what a line is worth
FEW = 5  # refusals that are told one by one; the rest is counted
LARGEST = 6  # domains that have a line of their own
WIDE, NARROW = 76, 52  # columns of a terminal
REST = 50  # a look at the ledger takes so little of the time: a fiftieth
LEAST_REST = 1.0  # seconds


class Course:
    """What is known of a campaign now: what its sender said last, and the ledger before that."""

    def __init__(self, issue: str, began: float) -> None:
        self.issue, self.began = issue, began
        self.done = self.total = 0
        self.marks: deque[tuple[float, int]] = deque()
        self.standing: Standing | None = None
        self.since: Counter[tuple[str, str]] = (
            Counter()
        )  # (domain, state), said since the ledger was looked at
        self.look_at = 0.0

    def reach(self, now: float, done: int, total: int) -> None:
        """So many are settled now."""
        self.done, self.total = done, total
        self.marks.append((now, done))
        while len(self.marks) > 2 and self.marks[1][0] <= now - WINDOW:  # noqa: PLR2004 - two are a distance
            self.marks.popleft()

    def rate(self, now: float) -> float:
        """Mails a second, over the last ten seconds."""
        if not self.marks:
            return 0.0
        start, before = self.marks[0]
        return max(self.done - before, 0) / max(now - start, 0.5)

    def domains(self) -> tuple[Domain, ...]:
        """The mails of each domain: as the ledger had them, and what was said since."""
        if self.standing is None:
            return ()
        return tuple(
            replace(
                one,
                sent=one.sent + self.since[one.domain, "sent"],
                failed=one.failed + self.since[one.domain, "failed"],
                uncertain=one.uncertain + self.since[one.domain, "uncertain"],
            )
            for one in self.standing.domains
        )


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
        look: Callable[[str], Standing | None],
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
        self._told = 0
        self._line_at, self._line_done = 0.0, 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._still()
        super().__exit__(kind, error, trace)

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

    def watch(self, issue: str, *, wait: Callable[[float], None] = time.sleep) -> Standing | None:
        """Show a campaign that another process sends, until it runs no more; gives how it stands then."""
        while True:
            standing = self._look(issue)
            if standing is None:
                return None
            now = self._clock()
            course = self._begin(issue)
            with self._lock:
                course.standing, course.look_at = standing, float("inf")
                course.since.clear()
                course.reach(now, standing.total - standing.open, standing.total)
            if standing.state != "running":
                self._still()
                return standing
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
        standing = None
        with suppress(DigestError):
            standing = self._look(course.issue)
        took = self._clock() - now
        with self._lock:
            course.look_at = now + max(LEAST_REST, REST * took)
            if standing is not None:
                course.standing = standing
                course.since -= before


def view(config: Config, store: Store, *, quiet: bool = False) -> SendingView:
    """The view of a publication's campaigns."""
    limits = limits_of(config)

    def look(issue: str) -> Standing | None:
        from digest.delivery.standing import standing

        return standing(store, issue, now=datetime.now(UTC), limits=limits)

    return SendingView(look, limits, config.zone, quiet=quiet)


def limits_of(config: Config) -> Limits:
    """What the configuration allows."""
    from digest.delivery.standing import Limits

    return Limits(per_second=config.delivery.per_second, per_domain=dict(config.delivery.per_domain))


def picture(course: Course, now: float, limits: Limits, zone: tzinfo, *, width: int) -> RenderableType:
    """A campaign as it stands: how far, how fast, and its largest domains."""
    head = Table.grid(expand=True, padding=(0, 1))
    head.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    head.add_column(justify="right", no_wrap=True)
    share = course.done / course.total if course.total else 0
    told = Text(f"{course.done:,} of {course.total:,}", style="bold")
    told.append(f"  {share:.0%}", style="default")
    head.add_row(Text(course.issue, style="bold"), told)
    # In cells of a grid: a bar by itself ends no line, and a text of the console's does not wrap.
    below = Table.grid(expand=True)
    below.add_column()
    below.add_row(ProgressBar(total=course.total or None, completed=course.done, width=width))
    below.add_row(Text(_pace(course, now, limits, zone), style="dim"))
    table = largest(course.domains(), width=width)
    return Group(head, below, *(("", table) if table.row_count else ()))


def line(course: Course, now: float, limits: Limits, zone: tzinfo) -> str:
    """The same in one line, for a log."""
    share = course.done / course.total if course.total else 0
    return f"{course.issue}: {course.done:,} of {course.total:,} ({share:.0%}); {_pace(course, now, limits, zone)}"


def largest(domains: tuple[Domain, ...], *, width: int, most: int = LARGEST) -> Table:
    """The largest domains of a campaign, the rest summed; narrower terminals get fewer columns."""
    from digest.delivery.standing import summed

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False)
    bars, uncertain = width >= WIDE, any(one.uncertain for one in domains)
    table.add_column("domain", no_wrap=True, overflow="ellipsis", max_width=max(width // 3, 12))
    if bars:
        table.add_column("", width=16)
    for title in ("sent", "of", "retry", "failed", *(("uncertain",) if uncertain else ())):
        if width >= NARROW or title != "of":
            table.add_column(title, justify="right", no_wrap=True)
    # One domain more has its own line rather than a line "1 other".
    shown = domains if len(domains) <= most + 1 else domains[:most]
    rest = domains[len(shown) :]
    named = [(Text(names.shown(one.domain) or "?"), one) for one in shown]
    if rest:
        named.append((Text(f"{len(rest):,} others", style="dim"), summed(rest)))
    for name, one in named:
        cells: list[RenderableType] = [name]
        if bars:
            cells.append(ProgressBar(total=one.mails or 1, completed=one.sent, width=16))
        cells.append(f"{one.sent:,}")
        if width >= NARROW:
            cells.append(Text(f"{one.mails:,}", style="dim"))
        cells += [_count(one.retry, "yellow"), _count(one.failed, "red")]
        if uncertain:
            cells.append(_count(one.uncertain, "yellow"))
        table.add_row(*cells)
    return table


def clock_time(seconds: float) -> str:
    """A length of time as people read it on a clock: `0:06`, `1:02:03`, `2 days 3:00:00`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if not days and not hours:
        return f"{minutes}:{rest:02d}"
    return f"{f'{days} days ' if days else ''}{hours}:{minutes:02d}:{rest:02d}"


def _pace(course: Course, now: float, limits: Limits, zone: tzinfo) -> str:
    rate = course.rate(now)
    told = [f"{rate:,.0f} a second" if rate >= 10 or not rate else f"{rate:.1f} a second"]  # noqa: PLR2004 - below ten, tenths matter
    told.append(f"{clock_time(now - course.began)} so far")
    if course.standing is not None:
        left = limits.least(course.domains(), rate)
    else:
        left = (course.total - course.done) / rate if rate else None
    if left:
        told.append(f"{clock_time(left)} to go")
    standing = course.standing
    waiting = standing.counts.get("retry", 0) if standing else 0
    if standing and waiting:
        due = f", the next at {standing.next_retry.astimezone(zone):%H:%M}" if standing.next_retry else ""
        told.append(f"{waiting:,} wait for another attempt{due}")
    return " · ".join(told)


def _count(mails: int, style: str) -> Text:
    return Text(f"{mails:,}", style=style) if mails else Text("–", style="dim")


def _of_a_person(subject: str) -> bool:
    return subject.startswith("address ")
