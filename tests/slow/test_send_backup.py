"""A copy of the store, taken while it sends and put back afterwards: nobody gets a second mail."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.delivery.far import Sink
from tests.slow import posting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow


def by_the_backup_interface(store: Path, copy: Path) -> None:
    with sqlite3.connect(store) as source, sqlite3.connect(copy) as target:
        source.backup(target)


def by_vacuum_into(store: Path, copy: Path) -> None:
    with sqlite3.connect(store) as source:
        source.execute("VACUUM INTO ?", (str(copy),))


def by_copying_the_files(store: Path, copy: Path) -> None:
    """As a file backup does: first the log, so that it never holds less than the database has been given."""
    for end in ("-wal", ""):
        path = store.with_name(store.name + end)
        if path.exists():
            shutil.copy(path, copy.with_name(copy.name + end))


@pytest.mark.parametrize("way", [by_the_backup_interface, by_vacuum_into, by_copying_the_files])
def test_a_copy_taken_while_sending_sends_nothing_twice(tmp_path: Path, way: Callable[[Path, Path], None]):
    readers = posting.addresses(2000)
    copy = tmp_path / "copy" / "digest.sqlite3"
    copy.parent.mkdir()
    with Sink(tmp_path / "sink") as sink:
        made = posting.publication(tmp_path / "p", sink.port, readers, connections=4)
        store = made.folder.joinpath(*posting.STORE)
        process = posting.start(made)
        assert posting.reach(process, sink, 500)
        way(store, copy)
        posting.ended(process)
        assert posting.once(sink) == set(readers)
        restore(copy, store)
        told = [made("send", "--without-archive"), made("run"), made("send", "--without-archive")]
        assert not [done.stderr for done in told if "Traceback" in done.stderr]
        assert posting.once(sink) == set(readers), "nobody gets a second mail"
        # Nobody is forgotten in silence either: whoever the copy had as not sent yet is listed, or stays to be sent.
        report = posting.report(made)
        assert report["counts"].get("sent", 0) < len(readers)
        assert sum(report["counts"].values()) == len(readers)


def restore(copy: Path, store: Path) -> None:
    """As a person does: the copy in the place of the database, whatever else stands beside it left as it is."""
    for end in ("-wal", "-shm"):
        store.with_name(store.name + end).unlink(missing_ok=True)
    for path in copy.parent.iterdir():
        shutil.copy(path, store.with_name(path.name))
