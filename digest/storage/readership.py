"""Whom an issue goes to, asked of the database: it counts and freezes a million people without listing them here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from digest.model import Subscriber
from digest.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Readership:
    """Those an issue is for.

    - language: whose readers they are; empty: everybody's
    - editions: the languages that have an edition; whoever reads none of them gets the primary one
    - primary: whether this is the primary edition
    - lists: on one of which they are; none: on any or on no list
    - others: campaigns (issues) that were meant for the same people: who stands in one of them is left out
    """

    language: str = ""
    editions: tuple[str, ...] = ()
    primary: bool = True
    lists: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def count(connection: sa.Connection, readership: Readership) -> int:
    """How many they are now."""
    return _number(connection, _readers(readership))


def elsewhere(connection: sa.Connection, readership: Readership) -> int:
    """How many may be written to and are on its lists, but read another edition."""
    s = t.subscribers.c
    return _number(connection, sa.select(s.id).where(*_may(readership), sa.not_(_reads(readership))))


def later(connection: sa.Connection, readership: Readership, issue: str) -> int:
    """How many belong to it now whom the campaign of the issue does not hold."""
    return _number(connection, _readers(readership).where(sa.not_(_stands_in((issue,)))))


def each(
    connection: sa.Connection, readership: Readership, *, but_settled_in: str = ""
) -> Iterator[Subscriber]:
    """One of them after another, in the order in which they came; their lists are not told.

    `but_settled_in` leaves those out whose mail of that issue is settled.
    """
    s = t.subscribers.c
    query = _readers(readership, *t.subscribers.c).order_by(s.added, s.address)
    if but_settled_in:
        query = query.where(sa.not_(_stands_in((but_settled_in,), ("sent", "failed", "uncertain"))))
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        yield Subscriber(
            id=row.id,
            address=row.address,
            name=row.name,
            language=row.language,
            consented=row.consented,
            consent_source=row.consent_source,
        )


def turns(readership: Readership) -> sa.Select[Any]:
    """Their id, address, name, domain and seal, and the `place` in which each has its turn (from 1).

    Domains take turns: the first of each, then the second of each. So the many of one domain, which may have to wait
    for one another, do not hold up the others.
    """
    s = t.subscribers.c
    people = _readers(readership, s.id, s.address, s.name, domain_of(s.address).label("domain"), s.seal)
    one = people.subquery("people").c
    nth = sa.func.row_number().over(partition_by=one.domain, order_by=one.id).label("nth")
    numbered = sa.select(one.id, one.address, one.name, one.domain, one.seal, nth).subquery("numbered").c
    place = sa.func.row_number().over(order_by=(numbered.nth, numbered.id)).label("place")
    return sa.select(numbered.id, numbered.address, numbered.name, numbered.domain, numbered.seal, place)


def _readers(readership: Readership, *columns: Any) -> sa.Select[Any]:
    query = sa.select(*(columns or (t.subscribers.c.id,))).where(*_may(readership), _reads(readership))
    if readership.others:
        query = query.where(sa.not_(_stands_in(readership.others)))
    return query


def _may(readership: Readership) -> tuple[sa.ColumnElement[bool], ...]:
    """May be written to: not suppressed, and on one of the lists."""
    s, m = t.subscribers.c, t.memberships.c
    suppressed = sa.exists().where(t.suppressions.c.seal == s.seal)
    if not readership.lists:
        return (sa.not_(suppressed),)
    return (sa.not_(suppressed), sa.exists().where(m.subscriber == s.id, m.list.in_(readership.lists)))


def _reads(readership: Readership) -> sa.ColumnElement[bool]:
    language = t.subscribers.c.language
    if not readership.language:
        return sa.true()
    if readership.primary:
        return sa.or_(language == readership.language, language.not_in(readership.editions))
    return language == readership.language


def _stands_in(issues: tuple[str, ...], states: tuple[str, ...] = ()) -> sa.Exists:
    d = t.deliveries.c
    found = sa.exists().where(d.issue.in_(issues), d.subscriber == t.subscribers.c.id)
    return found.where(d.state.in_(states)) if states else found


def _number(connection: sa.Connection, query: sa.Select[Any]) -> int:
    found: int = connection.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one()
    return found


class domain_of(sa.sql.functions.GenericFunction[str]):  # noqa: N801 - read as SQL
    """The domain of an address: what follows its `@`."""

    type = sa.Text()
    inherit_cache = True


@compiles(domain_of)
def _by_split(element: domain_of, compiler: Any, **options: Any) -> str:
    return f"split_part({compiler.process(element.clauses, **options)}, '@', 2)"


@compiles(domain_of, "sqlite")
def _by_place(element: domain_of, compiler: Any, **options: Any) -> str:
    address = compiler.process(element.clauses, **options)
    return f"substr({address}, instr({address}, '@') + 1)"
