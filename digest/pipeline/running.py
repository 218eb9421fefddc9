"""One slot of the schedule, from the sources to the mailboxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest import codec, events
from digest.editing import period as periods
from digest.editing.compose import issue_id
from digest.errors import InputError
from digest.model import Issue
from digest.pipeline.building import build, web_url
from digest.pipeline.fetching import fetch
from digest.storage import issues

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.archive.site import ArchiveReport
    from digest.config import Config
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the run of one slot ended."""

    outcome: Literal["sent", "skipped", "waiting", "failed"]
    issue: str = ""
    reason: str = ""


def run(
    config: Config,
    store: Store,
    *,
    now: datetime,
    genre: str,
    clock: Callable[[], datetime],
    observer: events.Observer,
) -> Outcome:
    """Bring the issue of the slot `now` out: fetch, build, archive, send, record.

    What a person has approved is sent as it stands and never built anew; a draft that waits for approval is left to
    the person who works on it. `clock` tells the time while mail is sent, which may take longer than a moment.

    Raises:
        DigestError: a stage as a whole failed; what was done before it stands.
    """
    period = periods.last_complete(config.genres[genre].period, now.astimezone(config.zone))
    name = issue_id(config.publication.id, genre, period)
    with store.read() as connection:
        known = issues.row(connection, name)
    required = config.schedule.approval == "required"
    if known is None or (known.state == "draft" and not required):
        fetch(config, store, now=now, observer=observer)
        built = build(config, store, now=now, genre=genre, period=period, observer=observer)
        if built.issue is None:
            return Outcome(outcome="skipped", reason=built.reason)
        known = None
    archive(config, observer=observer)
    if required and (known is None or known.state == "draft"):
        return Outcome(outcome="waiting", issue=name, reason=f"it is not approved: `digest approve {name}`")
    return _send(config, store, name, clock=clock, observer=observer)


def archive(config: Config, *, observer: events.Observer) -> ArchiveReport:
    """Write the archive of every issue that stands in the issues folder."""
    from digest.archive.site import build as build_site

    folder = config.at(config.output.issues)
    found = []
    for path in sorted(folder.glob("*/issue.json")):
        try:
            found.append(codec.load(Issue, path.read_bytes(), subject=str(path)))
        except InputError as error:
            observer(events.Failed(stage="archive", error=error))
    report = build_site(found, folder=config.folder, target=config.at(config.output.archive))
    for refused in report.refused:
        observer(events.Failed(stage="archive", error=refused))
    observer(events.Progress(stage="archive", done=report.issues, total=report.issues))
    return report


def _send(
    config: Config,
    store: Store,
    name: str,
    *,
    clock: Callable[[], datetime],
    observer: events.Observer,
) -> Outcome:
    from digest.delivery.send import send
    from digest.rendering.mail import render_mail
    from digest.subscribers import tokens

    path = config.at(config.output.issues) / name / "issue.json"
    issue = codec.load(Issue, path.read_bytes(), subject=str(path))
    report = send(
        config,
        store,
        issue,
        render=lambda: render_mail(issue, folder=config.folder, web_url=web_url(issue)),
        token=tokens.signer(store),
        clock=clock,
        observer=observer,
    )
    states = ", ".join(f"{count} {state}" for state, count in report.counts.items() if count)
    settled: Literal["sent", "failed"] = "sent" if report.state == "ended" or report.sent else "failed"
    return Outcome(outcome=settled, issue=name, reason=report.reason or states)
