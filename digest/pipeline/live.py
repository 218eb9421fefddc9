"""Before an issue is sent: each page that it cites is fetched again, and what stands there is compared with what was read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from digest import events
from digest.pipeline import livedrop, livenotice, livereport, livestate
from digest.pipeline.fetching import fetch
from digest.pipeline.livecited import cited, origins
from digest.pipeline.livemoved import moved
from digest.pipeline.livepages import judged, look
from digest.pipeline.livereport import Report
from digest.storage import documents as stored
from digest.storage import issues, livechecks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from digest.config import Config
    from digest.model import Issue
    from digest.storage.store import Store

LIMIT = timedelta(minutes=5)
"""For all pages of an issue, on demand and before its moment."""
LATE = timedelta(minutes=2)
"""The same where its moment has come already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What waits between two requests to a host and what tells how long all took, in seconds."""

    sleep: Callable[[float], None] = time.sleep
    tick: Callable[[], float] = time.monotonic


CLOCKS = Clocks()


def check(
    config: Config,
    store: Store,
    editions: Sequence[Issue],
    *,
    now: datetime,
    limit: timedelta = LIMIT,
    unless_since: datetime | None = None,
    clocks: Clocks = CLOCKS,
    observer: events.Observer = events.ignore,
) -> Report:
    """Fetch each page that an issue cites again, and compare.

    Args:
        config: the publication's configuration.
        store: its store; nothing is written there.
        editions: of the issue, the primary first.
        now: the moment of the check.
        limit: after so long no page is asked for any more; those left over are `unreachable`.
        unless_since: pages that were read after this moment are not asked for.
        clocks: what waits and what measures.
        observer: who is told of the progress.
    """
    from digest.sources.revisit import revisit

    documents = sorted(
        {one.document for issue in editions for item in issue.items for one in item.references}
    )
    with store.read() as connection:
        read = stored.of_ids(connection, documents, [source.key for source in config.sources])
        where = origins(read, livechecks.beginnings(connection, documents))
        seen = livechecks.first_seen(connection, documents) if unless_since else {}
        frozen = {key: one for issue in editions for key, one in issues.frozen(connection, issue.id).items()}
        rows = [issues.row(connection, issue.id) for issue in editions]
    claims = [claim for issue in editions for claim in cited(issue, where)]
    if unless_since:
        of = {
            one.story: one.document for issue in editions for item in issue.items for one in item.references
        }
        claims = [
            claim
            for claim in claims
            if not (claim.page and (first := seen.get(of[claim.story])) and first >= unless_since)
        ]
    urls = list(dict.fromkeys(claim.url for claim in claims))
    done: list[str] = []
    one_at_a_time = threading.Lock()

    def told(url: str) -> None:
        with one_at_a_time:
            done.append(url)
            observer(events.Progress(stage="check", done=len(done), total=len(urls), subject=url))

    visits = revisit(
        urls,
        partial(look, zone=config.zone),
        settings=config.fetch,
        limit=limit.total_seconds(),
        sleep=clocks.sleep,
        tick=clocks.tick,
        told=told,
    )
    return Report(
        issue=editions[0].primary,
        at=now,
        marks=tuple(row.fingerprint if row else "" for row in rows),
        pages=sum(visit.kind != "unreachable" for visit in visits.values()),
        findings=tuple(judged(claims, visits, frozen, config.live)),
        moved=moved(config, store, editions[0], now=now) if config.live.moved != "ignore" else (),
        headlines=tuple((item.id, item.headline.text) for item in editions[0].items),
    )


def prepare(
    config: Config,
    store: Store,
    *,
    due: datetime,
    clock: Callable[[], datetime],
    observer: events.Observer,
    planned: datetime | None = None,
    clocks: Clocks = CLOCKS,
) -> Report | None:
    """Check the issue of a slot that is due soon, once; None where there is nothing to check yet, or no need any more.

    An issue that is not built, or that would not go out as it stands, is not. A slot that free days have moved brings
    the issue of the moment for which it was `planned`. The sources are read first: whether a storyline has moved is not to hang on
    when somebody last did.
    """
    now = clock()
    editions = livestate.standing(config, store, due=planned or due)
    if not config.live.before or not editions or livestate.valid(config, store, editions, now) is not None:
        return None
    if config.live.moved != "ignore":
        fetch(config, store, now=now, observer=observer)
        now = clock()
    limit = min(LIMIT, max(due - now, timedelta(0)))
    report = check(config, store, editions, now=now, limit=limit, clocks=clocks, observer=observer)
    livestate.keep(store, report)
    _tell(config, store, report, observer)
    return report


def before_sending(
    config: Config,
    store: Store,
    editions: Sequence[Issue],
    *,
    clock: Callable[[], datetime],
    observer: events.Observer,
    clocks: Clocks = CLOCKS,
) -> tuple[str, Report | None]:
    """Why an issue that is to be sent now waits for a person (empty: it does not), and the check that says so.

    A check of the last while holds; else it is made now, of the pages that were not read within this while. Items that
    are to be left out are: their issue is written anew, and the archive is the caller's to write again.
    """
    now = clock()
    if livestate.begun(store, editions):
        return "", None
    if not config.live.before:
        with store.read() as connection:
            return livechecks.held(connection, editions[0].primary), None
    report = livestate.valid(config, store, editions, now)
    if report is None:
        since = now - config.live.before
        report = check(
            config,
            store,
            editions,
            now=now,
            limit=LATE,
            unless_since=since,
            clocks=clocks,
            observer=observer,
        )
        livestate.keep(store, report)
        _tell(config, store, report, observer)
    report = _left_out(config, store, editions, report, observer)
    with store.read() as connection:
        held = livechecks.held(connection, report.issue)
    return held, report


def _left_out(
    config: Config, store: Store, editions: Sequence[Issue], report: Report, observer: events.Observer
) -> Report:
    """The check of what is left where a check leaves items out; the same where it does not."""
    if not report.drops:
        return report
    with store.read() as connection:
        known = livechecks.last(connection, report.issue)
    done = livedrop.drop(config, store, editions, report, observer=observer)
    livestate.keep(store, done)
    if report.held and known is not None and not known.held:
        livestate.release(store, report.issue)  # what somebody has approved since does not wait again
    return done


def followed(config: Config, store: Store, issue: Issue, *, now: datetime, observer: events.Observer) -> bool:
    """Leave out what the last check of an issue leaves out, before a person sends it; whether anything was.

    Raises:
        ResultError: a file cannot be read or written.
    """
    folder = config.at(config.output.issues)
    languages = issue.editions or (issue.language,)
    editions = tuple(
        livestate.read(folder / (issue.edition(one) if issue.editions else issue.id) / "issue.json")
        for one in languages
    )
    report = None if livestate.begun(store, editions) else livestate.valid(config, store, editions, now)
    return report is not None and bool(_left_out(config, store, editions, report, observer).dropped)


def _tell(config: Config, store: Store, report: Report, observer: events.Observer) -> None:
    livenotice.tell(config, store, report)
    first, *rest = livereport.lines(report)
    name, _, told = first.partition(": ")
    observer(events.Noted(stage="check", subject=name, message="\n".join((told, *rest))))
