"""A campaign as a terminal shows it while it is sent, and as one line of a log."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Group
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from digest.config import domains as names

if TYPE_CHECKING:
    from datetime import tzinfo

    from rich.console import RenderableType

    from digest.delivery.status import CampaignStatus, Domain, Limits

WINDOW = 10.0  # seconds over which the speed is told
LARGEST = 6  # domains that have a line of their own
WIDE, NARROW = 76, 52  # columns of a terminal


class Course:
    """What is known of a campaign now: what its sender said last, and the ledger before that."""

    def __init__(self, issue: str, began: float) -> None:
        self.issue, self.began = issue, began
        self.done = self.total = 0
        self.marks: deque[tuple[float, int]] = deque()
        self.status: CampaignStatus | None = None
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
        if self.status is None:
            return ()
        return tuple(
            replace(
                one,
                sent=one.sent + self.since[one.domain, "sent"],
                failed=one.failed + self.since[one.domain, "failed"],
                uncertain=one.uncertain + self.since[one.domain, "uncertain"],
            )
            for one in self.status.domains
        )


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
    from digest.delivery.status import summed

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
    if course.status is not None:
        left = limits.least(course.domains(), rate)
    else:
        left = (course.total - course.done) / rate if rate else None
    if left:
        told.append(f"{clock_time(left)} to go")
    status = course.status
    waiting = status.counts.get("retry", 0) if status else 0
    if status and waiting:
        due = f", the next at {status.next_retry.astimezone(zone):%H:%M}" if status.next_retry else ""
        told.append(f"{waiting:,} wait for another attempt{due}")
    return " · ".join(told)


def _count(mails: int, style: str) -> Text:
    return Text(f"{mails:,}", style=style) if mails else Text("–", style="dim")
