"""The memory of `digest group --memory`: a file of its own, with the stories that were grouped and where they stand."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import contextmanager
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
def opened(path: Path) -> Iterator[sa.Connection]:
    """The memory at `path`, made where there is none; all that is written there is kept together at the end, or nothing.

    Raises:
        ResultError: the file is something else, damaged, or cannot be written.
    """
    _check(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # one file, without a log beside it: a memory can be copied and put back as it stands
        made = engine(path, journal="DELETE")
        with made.begin() as connection:
            if connection.exec_driver_sql("PRAGMA application_id").scalar() != SIGN:
                connection.exec_driver_sql(f"PRAGMA application_id={SIGN}")
                metadata.create_all(connection)
            yield connection
        made.dispose()
    except (OSError, sa.exc.DatabaseError, sqlite3.Error) as error:
        raise _unusable(path, short(error)) from None
    except zlib.error as error:  # SQLite found its pages in order, but they do not hold what we wrote
        raise _unusable(path, f"damaged: {error}") from None


def _check(path: Path) -> None:
    """Nothing is written to a file that is something else.

    Raises:
        ResultError: it is.
    """
    try:
        head = path.open("rb").read(_LENGTH) if path.exists() else b""
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from None
    if head and (not head.startswith(_HEAD) or int.from_bytes(head[_AT : _AT + 4], "big") != SIGN):
        raise ResultError(
            str(path),
            "is no memory of `digest group`",
            "name another file, or one that does not exist yet",
        )


def _unusable(path: Path, why: str) -> ResultError:
    return ResultError(
        str(path),
        f"cannot be used as a memory ({why})",
        "check the disk's space and the file, or begin another memory",
    )
