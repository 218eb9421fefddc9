"""Statements that are executed for each commit of a campaign: compiled once, then given to the driver as they are.

SQLAlchemy takes ten times as long to hand such a statement over as SQLite takes to execute it.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Quick:
    """A statement of Core's with bound parameters, none of them expanding, and without a default of its own.

    Args:
        element: the statement.
    """

    def __init__(self, element: sa.ClauseElement) -> None:
        self._element = element
        self._made: dict[str, _Made] = {}

    def one(self, connection: sa.Connection, values: Mapping[str, Any]) -> list[Any]:
        """Execute it once; answers its rows, which hold what the driver makes of them."""
        made = self._of(connection)
        with _told(connection, made), closing(_cursor(connection)) as cursor:
            cursor.execute(made.text, made.bound(values, ({},))[0])
            found: list[Any] = cursor.fetchall()
        return found

    def each(
        self, connection: sa.Connection, values: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
    ) -> int:
        """Execute it for each of the rows, beside the values of all; answers how many rows it changed."""
        made = self._of(connection)
        with _told(connection, made), closing(_cursor(connection)) as cursor:
            cursor.executemany(made.text, made.bound(values, rows))
            count: int = cursor.rowcount
        return count

    def _of(self, connection: sa.Connection) -> _Made:
        name = connection.dialect.name
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = _Made(self._element, connection.dialect)
        return made


class _Made:
    """A statement in the words of a database."""

    def __init__(self, element: sa.ClauseElement, dialect: sa.Dialect) -> None:
        compiled: Any = element.compile(dialect=dialect)
        self.text = str(compiled)
        self._order: tuple[str, ...] = tuple(compiled.positiontup or ())
        processors = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for bind, name in compiled.bind_names.items()
        }
        self._processors = {name: processor for name, processor in processors.items() if processor}
        required = {name for bind, name in compiled.bind_names.items() if bind.required}
        self._fixed = self._processed(
            {name: value for name, value in compiled.params.items() if name not in required}
        )

    def bound(self, shared: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """What stands in its places, for each of the rows: as the driver takes it."""
        common = self._fixed | self._processed(shared)
        if not self._order:
            return [common | self._processed(row) for row in rows]
        base = [common.get(name) for name in self._order]
        own = [
            (place, name, self._processors.get(name))
            for place, name in enumerate(self._order)
            if rows and name in rows[0]
        ]
        filled = []
        for row in rows:
            values = base.copy()
            for place, name, processor in own:
                values[place] = processor(row[name]) if processor else row[name]
            filled.append(values)
        return filled

    def _processed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        processors = self._processors
        return {
            name: processors[name](value) if name in processors else value for name, value in values.items()
        }


def _cursor(connection: sa.Connection) -> Any:
    return connection.connection.cursor()


@contextmanager
def _told(connection: sa.Connection, made: _Made) -> Iterator[None]:
    """The driver's errors as SQLAlchemy tells them."""
    driver: Any = connection.dialect.loaded_dbapi
    try:
        yield
    except driver.IntegrityError as error:
        raise sa.exc.IntegrityError(made.text, None, error) from error
    except driver.DatabaseError as error:
        raise sa.exc.DatabaseError(made.text, None, error) from error
