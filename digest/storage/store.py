"""Opening a database: the engine, its settings, and its migrations."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Iterator

Connection = sa.Connection
"""What `read` and `write` hand out."""
CHECKPOINT = 4000  # pages of 4 KiB after which the log goes into the file: a campaign changes the same pages again and again
MIGRATIONS = Path(__file__).parent / "migrations"


class UnchangedError(RuntimeError):
    """Something would have to change in a store that was opened to be read as it is."""


class Store:
    """A database of one publication.

    SQLite runs with a write-ahead log, full synchronisation (a committed row survives a power cut) and one writer;
    a second process waits up to 30 seconds for its turn.
    """

    def __init__(self, engine: sa.Engine, *, unchanged: bool = False) -> None:
        self.engine = engine
        self.unchanged = unchanged

    @classmethod
    def look_into(cls, path: Path) -> Store:
        """Open the database at `path`, to be read as it is.

        Raises:
            UnchangedError: it is not there, or not of this version.
            ResultError: the file cannot be opened.
        """
        if not path.is_file():
            raise UnchangedError(f"{path} is not there")
        store = cls(engine(path), unchanged=True)
        store.migrate()
        return store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the database at `path`, creating or migrating it where needed.

        Raises:
            ResultError: the file cannot be opened, written or migrated.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            store = cls(engine(path))
            store.migrate()
        except (OSError, sa.exc.DatabaseError, sqlite3.Error) as error:
            raise ResultError(
                str(path),
                f"cannot be opened as the store ({short(error)})",
                "check the path and its permissions",
            ) from None
        return store

    def migrate(self) -> None:
        """Bring the schema to the newest revision.

        Raises:
            ResultError: it is that of a later version of the program.
        """
        with self.read() as connection:  # a reader never waits for a writer
            revision = _revision(connection)
        if revision == newest():
            return
        if revision is not None and revision > newest():
            raise ResultError(
                str(self.engine.url.database),
                f"was written by a later version of the program (schema {revision}, this one knows {newest()})",
                "update the program, or put back a copy of the store from before",
            )
        from alembic import command
        from alembic.config import Config

        settings = Config()
        settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with self.write() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection for reading."""
        with self._told(), self.engine.connect().execution_options(write=False) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A connection whose changes are committed together at the end, or not at all."""
        self._may_change()
        with self._told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def session(self) -> Iterator[sa.Connection]:
        """A connection for several transactions; `execution_options(write=…)` says of which kind the next is."""
        self._may_change()
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def within(self, session: sa.Connection) -> Iterator[None]:
        """One transaction of a session that writes: what `write` does, at a third of its price."""
        with self._told(), session.begin():
            yield

    def _may_change(self) -> None:
        if self.unchanged:
            raise UnchangedError("a store that is only looked into would change")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A database that fails (a full disk, a broken file) is told in one line; what was begun is undone."""
        try:
            yield
        except sa.exc.IntegrityError:  # a law of the tables that the caller broke: no fault of the disk
            raise
        except sa.exc.DatabaseError as error:
            raise ResultError(
                str(self.engine.url.database),
                f"the store cannot be used ({short(error)})",
                "check the disk's space and the file, then run the command again",
            ) from None

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def engine(path: Path, *, journal: str = "WAL", wait: float = 30) -> sa.Engine:
    """What talks to the SQLite file at `path`: one writer at a time, whatever is committed survives a power cut.

    Others wait for their turn, `wait` seconds at most.
    """
    address = sa.URL.create("sqlite+pysqlite", database=str(path))
    made = sa.create_engine(address, connect_args={"timeout": wait})

    @sa.event.listens_for(made, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling is switched off; BEGIN is ours (see _begin).
        connection.isolation_level = None
        for pragma in (
            f"journal_mode={journal}",
            "synchronous=FULL",
            f"wal_autocheckpoint={CHECKPOINT}",
            "foreign_keys=ON",
            f"busy_timeout={round(wait * 1000)}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(made, "begin")
    def _begin(connection: sa.Connection) -> None:
        # IMMEDIATE: two writers queue here instead of one of them failing at its first write.
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if connection.get_execution_options().get("write", True) else "BEGIN"
        )

    return made


def newest() -> str:
    """The newest revision of the schema: the name of its migration begins with it; Alembic takes a while to say so."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(connection: sa.Connection) -> str | None:
    """That of a database, which Alembic wrote down; None where it has no tables yet."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def short(error: BaseException) -> str:
    """What a database says of a fault, in one line."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
