"""A mark beside an issue that is being sent, by which a store that was put back from an older copy is recognised.

The ledger knows what it has sent; a copy of it of an hour ago does not know of the hour. So a small file in the issue's
folder, which no copy of the store holds, tells which campaign has begun and how many mails have left. It is written after the ledger's
commit and before the first of these mails leaves: a mark that is ahead of the ledger belongs to a later ledger.
"""

from __future__ import annotations

import json
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.errors import ResultError
from digest.model.why import Why
from digest.storage import campaigns, files, leaving
from digest.storage.leaving import Departed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO

    from digest.config import Config
    from digest.storage.store import Store

FILE = "sent.json"
SYNC = 1.0  # seconds after which the disk has it at the latest; a process that is killed loses nothing
IN_DOUBT = "the store was put back from an older copy: it may have been sent since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the file says: when the campaign began, and how far its mails have left."""

    started: datetime
    departed: Departed


class Marker:
    """The mark of one campaign, held open while it is sent. Safe to use from several threads.

    Args:
        path: the file.
        mark: what it says.
    """

    def __init__(self, path: Path, mark: Mark) -> None:
        self.path, self.mark = path, mark
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._synced = 0.0

    def put(self, departed: Departed) -> None:
        """Tell how far mails have left: after the ledger has it, before the next of them leaves.

        Raises:
            ResultError: the file cannot be written.
        """
        with self._lock:
            before = self.mark.departed
            if departed.count <= before.count:
                return
            place = max(before.place, departed.place)
            self.mark = Mark(started=self.mark.started, departed=Departed(count=departed.count, place=place))
            try:
                if self._file is None:
                    self._file = self.path.open("r+b", buffering=0)
                # In place and of one length: there is never half of it.
                self._file.seek(0)
                self._file.write(_bytes(self.mark))
                if time.monotonic() - self._synced >= SYNC:
                    os.fsync(self._file.fileno())
                    self._synced = time.monotonic()
            except OSError as error:
                raise ResultError(
                    str(self.path), f"cannot be written ({error.strerror or error})", "check its permissions"
                ) from None

    def close(self) -> None:
        """Let the disk have it."""
        with self._lock, suppress(OSError):
            if self._file is not None:
                os.fsync(self._file.fileno())
                self._file.close()
            self._file = None


def place(config: Config, issue: str) -> Path:
    """Where the mark of an issue stands."""
    return config.at(config.output.issues) / issue / FILE


def read(path: Path) -> Mark | None:
    """What a mark says; None where there is none.

    Raises:
        ResultError: it cannot be read.
    """
    data = files.read(path)
    if data is None:
        return None
    try:
        row = json.loads(data)
        return Mark(
            started=datetime.fromisoformat(row["started"]),
            departed=Departed(count=int(row["left"]), place=int(row["place"])),
        )
    except (ValueError, KeyError, TypeError):
        raise ResultError(
            str(path), "is not what was written", f"see who got the issue, then delete {path.name}"
        ) from None


def check(config: Config, store: Store, issues: Iterable[str]) -> None:
    """Make sure that no mark tells of a campaign that this store does not know.

    Raises:
        ResultError: one does: the issue has been sent, or a part of it, and the store has lost that.
    """
    for issue in issues:
        path = place(config, issue)
        mark = read(path)
        if mark is None:
            continue
        with store.read() as connection:
            row = campaigns.find(connection, issue)
        if row is None or row.started != mark.started:
            raise _unknown(issue, path, mark)


def take_up(config: Config, store: Store, issue: str, *, hold: bool, now: datetime) -> tuple[Marker, int]:
    """Open the mark of a campaign that has begun, or make it; answers it, and how many mails are in doubt.

    Where the mark is ahead of the ledger and `hold` says so, each open row that may have left is held as
    uncertain, and the campaign is paused: it waits for a person. The caller holds the lock `send`.

    Raises:
        ResultError: it tells of another campaign, or cannot be read or written.
    """
    path = place(config, issue)
    mark = read(path)
    with store.read() as connection:
        row = campaigns.find(connection, issue)
        count = leaving.count_of(connection, issue)
    assert row is not None
    if mark is not None and mark.started != row.started:
        raise _unknown(issue, path, mark)
    if (
        mark is None or mark.departed.count < count
    ):  # it was deleted, or the power failed before the disk had it
        with store.read() as connection:
            reach = leaving.reach(connection, issue)
        farthest = max(reach.place, mark.departed.place if mark else 0)
        mark = Mark(started=row.started, departed=Departed(count=reach.count, place=farthest))
        files.write(path, _bytes(mark))
        return Marker(path, mark), 0
    doubted = 0
    if mark.departed.count > count:
        with store.write() as connection:
            if hold:
                doubted = leaving.doubt(connection, issue, mark.departed, answer=IN_DOUBT, now=now)
                if doubted:
                    told = _told(mark, count, doubted)
                    campaigns.set_state(connection, issue, "paused", now=now, reason=told)
            else:
                leaving.depart(connection, issue, mark.departed.count - count, place=0)
    return Marker(path, mark), doubted


def _told(mark: Mark, known: int, doubted: int) -> str:
    lost = mark.departed.count - known
    return Why("older_copy", lost=lost, doubted=doubted)


def _unknown(issue: str, path: Path, mark: Mark) -> ResultError:
    return ResultError(
        f'issue "{issue}"',
        f"was being sent since {mark.started:%Y-%m-%d %H:%M} UTC ({mark.departed.count} mails),"
        " and this store knows nothing of it: was it put back from an older copy?",
        f"put a newer copy back; or, if nobody shall be spared a second mail, delete {path}",
    )


def _bytes(mark: Mark) -> bytes:
    # Numbers of a fixed width: the file keeps its length.
    return (
        f'{{"started": "{mark.started.isoformat(timespec="microseconds")}",'
        f' "left": {mark.departed.count:>12}, "place": {mark.departed.place:>12}}}\n'
    ).encode("ascii")
