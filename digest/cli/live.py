"""`digest verify --live`: whether what an issue cites still stands on its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from digest.cli import show
from digest.cli.context import moment, open_store, read_editions
from digest.errors import ResultError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.pipeline.livereport import Report


def again(settings: Config, issue: str | None, *, now: str | None, as_json: bool) -> None:
    """Check all editions of an issue now, keep what was found, and tell it.

    Raises:
        ResultError: there is no such issue, or something changed or went that holds the issue or leaves an item out.
    """
    from digest import codec
    from digest.pipeline import live, livestate
    from digest.storage import issues

    editions = read_editions(settings, issue)
    store = open_store(settings)
    with store.read() as connection:
        for one in editions:
            if not issues.is_as_built(connection, one):
                raise ResultError(f'issue "{one.id}"', "is not the one that was built", "build it again")
        row = issues.row(connection, editions[0].id)
    with show.Watch() as watch:
        report = live.check(settings, store, editions, now=moment(now, settings.zone), observer=watch)
    sent = row is not None and row.state == "sent"
    if not sent:
        livestate.keep(store, report)
    if as_json:
        for row_ in (*report.findings, *report.moved):
            kind = {} if row_ in report.findings else {"what": "storyline", "standing": "moved"}
            show.line(codec.row({**codec.plain(row_), **kind}))
    _tell(report, sent=sent)


def _tell(report: Report, *, sent: bool) -> None:
    from digest.pipeline import livereport

    first, *rest = livereport.lines(report)
    show.say(first)
    for line in rest:
        show.say(line, style="" if line.startswith("      ") else "yellow")
    if sent:
        show.say("it has been sent already: nothing follows from this")
    elif report.drops:
        show.say(f"left out before the issue is sent at its time: {len(report.drops)} of its items")
    if not sent and report.held:
        show.say(f"{report.issue} waits: look at it, then `digest approve {report.issue}` lets it go out")
    if report.held or report.drops:
        raise typer.Exit(1)
    if report.of("unreachable"):
        raise typer.Exit(show.IN_PART)
