"""How campaigns stand, as tables: all of them, and one with its domains, its reasons and who did not get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from digest.cli import show
from digest.cli.send import local, tell
from digest.cli.sending_picture import largest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.config import Config
    from digest.delivery.status import CampaignStatus

WIDEST = 1000  # columns; more than any line needs
NONE = "–"
DOMAINS = 12  # that have a line of their own


def _row(settings: Config, one: CampaignStatus) -> dict[str, str]:
    waiting = one.open - one.counts.get("retry", 0)
    return {
        "issue": one.issue,
        "state": one.state,
        "started": local(settings, one.started),
        "ended": _ends(settings, one),
        "sent": f"{one.sent:,}",
        "of": f"{one.total:,}",
        "waiting": _number(waiting),
        "retry": _number(one.counts.get("retry", 0)),
        "failed": _number(one.counts.get("failed", 0)),
        "uncertain": _number(one.counts.get("uncertain", 0)),
    }


def print_list(settings: Config, found: Sequence[CampaignStatus]) -> None:
    """A terminal that is too narrow is told neither when nor of what there is none; a file or a pipe gets all."""
    rows = [_row(settings, one) for one in found]
    wide = Console(width=WIDEST, highlight=False, soft_wrap=True)
    empty = [title for title in rows[0] if all(row[title] == NONE for row in rows)]
    for hidden in ((), ("ended",), ("ended", "started"), ("ended", "started", *empty)):
        table = Table(box=None, header_style="dim", pad_edge=False)
        shown = [title for title in rows[0] if title not in hidden]
        for place, title in enumerate(shown):
            numbers = place >= shown.index("sent")
            table.add_column(title, justify="right" if numbers else "left", no_wrap=True)
        for row in rows:
            table.add_row(*(Text(row[title]) for title in shown))
        needed = Measurement.get(wide, wide.options, table).maximum
        if not show.out.is_terminal or needed <= show.out.width:
            break
    (show.out if show.out.is_terminal else wide).print(table)


def print_one(settings: Config, found: CampaignStatus) -> None:
    """Addresses first: of a long list, what it comes to is what stays in sight."""
    show.line(found.issue)
    for row in (*found.uncertain, *found.failed):
        show.line(f"{row.state}  {row.address}  {row.answer}")
    if found.uncertain or found.failed:
        show.line("")
    width = show.out.width
    states = Table(box=None, header_style="dim", pad_edge=False)
    states.add_column("state")
    states.add_column("mails", justify="right")
    for state, count in sorted(found.counts.items()):
        states.add_row(state, f"{count:,}")
    show.out.print(states)
    show.out.print()
    show.out.print(largest(found.domains, width=width, most=DOMAINS), soft_wrap=False)
    if found.reasons:
        reasons = Table(box=None, header_style="dim", pad_edge=False)
        reasons.add_column("mails", justify="right")
        reasons.add_column("state")
        reasons.add_column("because", overflow="fold")
        for one in found.reasons:
            reasons.add_row(f"{one.mails:,}", one.state, Text(one.told))
        show.out.print()
        show.out.print(reasons, soft_wrap=False)
    if found.state == "running":
        speed = f"{found.per_second:,.1f} a second over the last minute"
        show.say(f"{speed}; ready at about {local(settings, found.ready)}" if found.ready else speed)
        if not found.per_second and found.open > found.counts.get("retry", 0):
            show.say(f"no process seems to send it: `digest campaign resume {found.issue}` goes on")
    tell(settings, found)


def _ends(settings: Config, one: CampaignStatus) -> str:
    if one.ended:
        return local(settings, one.ended)
    return f"about {local(settings, one.ready)}" if one.ready else ""


def _number(count: int) -> str:
    return f"{count:,}" if count else NONE
