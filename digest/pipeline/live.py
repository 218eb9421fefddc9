"""Before an issue is sent: each page that it cites is fetched again, and what stands there is compared with what was read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from digest import codec, events
from digest.editing import period as periods
from digest.errors import InputError, ResultError
from digest.model import Issue
from digest.pipeline import livedrop, livenotice, livereport
from digest.pipeline.livemoved import moved
from digest.pipeline.livepages import cited, judged, look, origins
from digest.pipeline.livereport import Report
from digest.pipeline.settings import primary_id
from digest.storage import campaigns, issues, livechecks
from digest.storage import documents as stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from digest.config import Config
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


def keep(store: Store, report: Report) -> None:
    """Keep a check as the last one of its issue; what it holds then waits until somebody approves it anew."""
    with store.write() as connection:
        livechecks.save(connection, report.issue, at=report.at, report=codec.dump(report), held=report.held)


def last(store: Store, issue: str) -> Report | None:
    """The last check of an issue (the id of its primary edition); None where there was none that can be read."""
    with store.read() as connection:
        known = livechecks.last(connection, issue)
    if known is None:
        return None
    try:
        return codec.load(Report, known.report, subject=f'the last check of "{issue}"')
    except InputError:
        return None  # of another version of the program: it is made anew


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
    the issue of the moment for which it was `planned`.
    """
    now = clock()
    editions = _standing(config, store, due=planned or due)
    if not config.live.before or not editions or _valid(config, store, editions, now) is not None:
        return None
    limit = min(LIMIT, max(due - now, timedelta(0)))
    report = check(config, store, editions, now=now, limit=limit, clocks=clocks, observer=observer)
    keep(store, report)
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
    if _begun(store, editions):
        return "", None
    if not config.live.before:
        with store.read() as connection:
            return livechecks.held(connection, editions[0].primary), None
    report = _valid(config, store, editions, now)
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
        keep(store, report)
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
    keep(store, done)
    if report.held and known is not None and not known.held:
        release(store, report.issue)  # what somebody has approved since does not wait again
    return done


def followed(config: Config, store: Store, issue: Issue, *, now: datetime, observer: events.Observer) -> bool:
    """Leave out what the last check of an issue leaves out, before a person sends it; whether anything was.

    Raises:
        ResultError: a file cannot be read or written.
    """
    folder = config.at(config.output.issues)
    languages = issue.editions or (issue.language,)
    editions = tuple(
        read(folder / (issue.edition(one) if issue.editions else issue.id) / "issue.json")
        for one in languages
    )
    report = None if _begun(store, editions) else _valid(config, store, editions, now)
    return report is not None and bool(_left_out(config, store, editions, report, observer).dropped)


def release(store: Store, issue: str) -> bool:
    """Let an issue (the id of its primary edition) go out as it stands; False where it did not wait."""
    with store.write() as connection:
        return livechecks.release(connection, issue)


def read(path: Path) -> Issue:
    """The issue that stands in an issue.json.

    Raises:
        ResultError: it holds none.
    """
    try:
        return codec.load(Issue, path.read_bytes(), subject=str(path))
    except (InputError, OSError) as error:
        raise ResultError(
            str(path), f"cannot be read ({error})", "restore it, or build the issue again"
        ) from None


def _valid(config: Config, store: Store, editions: Sequence[Issue], now: datetime) -> Report | None:
    """The last check, where it is of the issue as it stands and not too old."""
    known = last(store, editions[0].primary)
    if known is None or now - known.at > config.live.before + config.schedule.grace:
        return None
    with store.read() as connection:
        rows = [issues.row(connection, one.id) for one in editions]
    return known if known.marks == tuple(row.fingerprint if row else "" for row in rows) else None


def _standing(config: Config, store: Store, *, due: datetime) -> tuple[Issue, ...]:
    """The editions of a slot's issue that would go out as they stand; none where it is to be built or approved first."""
    genre = config.schedule.genre
    period = periods.last_complete(config.genres[genre].period, due.astimezone(config.zone))
    name = primary_id(config, genre, period)
    folder = config.at(config.output.issues)
    with store.read() as connection:
        ids = issues.editions(connection, name)
        states = {row.state for one in ids if (row := issues.row(connection, one))}
    if states != {"approved"}:
        # What is not approved is built anew at its moment, or waits for a person anyway.
        return ()
    try:
        return tuple(read(folder / one / "issue.json") for one in ids)
    except ResultError:
        return ()  # told when it is to be sent


def _begun(store: Store, editions: Sequence[Issue]) -> bool:
    """Whether the issue has begun to leave: its bytes are frozen then."""
    with store.read() as connection:
        return campaigns.begun(connection, (one.id for one in editions))


def _tell(config: Config, store: Store, report: Report, observer: events.Observer) -> None:
    livenotice.tell(config, store, report)
    first, *rest = livereport.lines(report)
    name, _, told = first.partition(": ")
    observer(events.Noted(stage="check", subject=name, message="\n".join((told, *rest))))
