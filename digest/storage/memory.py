"""The memory of `digest group --memory`: a file of its own, with the stories that were grouped and where they stand."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.errors import ResultError
from digest.storage.store import engine, short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIGN = 0x47434D31
"""Stands in the head of the file (SQLite's application id): such a memory, and of this form."""
_HEAD, _AT, _LENGTH = b"SQLite format 3\0", 68, 100
WAIT = 600.0
"""Seconds that a call waits for another one: a large first one takes minutes."""
_HINT = "check the disk's space and the file, or begin another memory"

metadata = sa.MetaData()

about = sa.Table(
    "about",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
stories = sa.Table(
    "stories",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),  # in the order in which they came
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("day", sa.Float),
    sa.Column("leader", sa.Integer),
    sa.Column("resemblance", sa.Float),
    sa.Column("part", sa.Integer, index=True),
    sa.Column("cluster", sa.Integer),
    sa.Column("tops", sa.LargeBinary),
    sa.Column("edges", sa.LargeBinary),
    sa.Column("words", sa.Text),  # those of its marks, a line each
)
texts = sa.Table(
    "texts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("story", sa.LargeBinary, nullable=False),
    sa.Column("analysis", sa.LargeBinary, nullable=False),
)
marks = sa.Table(
    "marks",
    metadata,
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("weight", sa.Float, nullable=False),
    sqlite_with_rowid=False,
)
counts = sa.Table(
    "counts",
    metadata,
    sa.Column("space", sa.Text, primary_key=True),
    sa.Column("term", sa.Text, primary_key=True),
    sa.Column("stories", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("korean", sa.Text, primary_key=True),
    sa.Column("latin", sa.Text, primary_key=True),
    sa.Column("means", sa.Text, primary_key=True),
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)


@contextmanager
def opened(path: Path, *, wait: float = WAIT) -> Iterator[sa.Connection]:
    """The memory at `path`, made where there is none; all that is written there is kept together at the end, or nothing.

    Raises:
        ResultError: the file is something else, damaged, cannot be written, or is used by another call for longer than `wait` seconds.
    """
    try:
        _check(path, wait)
        path.parent.mkdir(parents=True, exist_ok=True)
        # one file, without a log beside it: a memory can be copied and put back as it stands
        made = engine(path, journal="DELETE", wait=wait)
        try:
            with made.begin() as connection:  # by itself: whatever ends the call later, this is a memory
                _begun(connection, path)
            with made.begin() as connection:
                yield connection
        finally:
            made.dispose()
    except (OSError, sa.exc.DatabaseError, sqlite3.Error) as error:
        raise _unusable(path, error) from None
    except zlib.error as error:  # SQLite found its pages in order, but they do not hold what we wrote
        raise damaged(path, str(error)) from None


def damaged(path: Path, why: str) -> ResultError:
    """What a memory says is not what was written there."""
    return ResultError(str(path), f"cannot be used as a memory (damaged: {why})", _HINT)


def _begun(connection: sa.Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != SIGN:
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            raise _other(path)
        connection.exec_driver_sql(f"PRAGMA application_id={SIGN}")
        metadata.create_all(connection)


def _check(path: Path, wait: float) -> None:
    """Nothing is written to a file that is something else.

    Raises:
        ResultError: it is.
    """
    journal = path.with_name(f"{path.name}-journal")
    torn = journal.exists()
    head = path.open("rb").read(_LENGTH) if path.exists() else b""
    if not head or (head.startswith(_HEAD) and int.from_bytes(head[_AT : _AT + 4], "big") == SIGN):
        return
    if not (torn or journal.exists()) or not _recovered(path, wait):
        raise _other(path)


def _recovered(path: Path, wait: float) -> bool:
    """Whether a file that somebody was writing to is a memory, or empty: SQLite first puts back what was not ended."""
    with closing(sqlite3.connect(path, timeout=wait)) as connection:
        try:
            (sign,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:  # in use, or not readable
            raise
        except sqlite3.DatabaseError:
            return False
    return sign == SIGN or not tables


def _other(path: Path) -> ResultError:
    return ResultError(
        str(path), "is no memory of `digest group`", "name another file, or one that does not exist yet"
    )


def _unusable(path: Path, error: Exception) -> ResultError:
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ResultError(
            str(path), "is in use: another call has not ended yet", "try again when that is done"
        )
    why = getattr(error, "strerror", None) or short(error)
    return ResultError(str(path), f"cannot be used as a memory ({why})", _HINT)
