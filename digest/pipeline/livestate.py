"""The last check of an issue and the issue itself, as they stand: what is valid, what would go out, what has begun to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import codec
from digest.editing import period as periods
from digest.errors import InputError, ResultError
from digest.model import Issue
from digest.pipeline.livereport import Report
from digest.pipeline.settings import primary_id
from digest.storage import campaigns, issues, livechecks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from digest.config import Config
    from digest.storage.store import Store


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


def valid(config: Config, store: Store, editions: Sequence[Issue], now: datetime) -> Report | None:
    """The last check, where it is of the issue as it stands and not too old."""
    known = last(store, editions[0].primary)
    if known is None or now - known.at > config.live.before + config.schedule.grace:
        return None
    with store.read() as connection:
        rows = [issues.row(connection, one.id) for one in editions]
    return known if known.marks == tuple(row.fingerprint if row else "" for row in rows) else None


def standing(config: Config, store: Store, *, due: datetime) -> tuple[Issue, ...]:
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


def begun(store: Store, editions: Sequence[Issue]) -> bool:
    """Whether the issue has begun to leave: its bytes are frozen then."""
    with store.read() as connection:
        return campaigns.begun(connection, (one.id for one in editions))
