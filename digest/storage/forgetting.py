"""Erasing a person: from every table, and from the bytes of the database's files."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from digest.errors import ResultError
from digest.model.why import Why
from digest.storage import departures, journal, seals, subscribers, whys
from digest.storage import tables as t
from digest.storage.store import short

if TYPE_CHECKING:
    from datetime import datetime

    from digest.storage.store import Store

FORGOTTEN = "forgotten"
_STATUS = re.compile(r"\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?")
_BEFORE = r"(?:(?<![\w.+-])|(?<=\\[nrt]))"  # of a local part that is longer; in JSON a line may end before it
_AFTER = r"(?![\w-]|\.\w)"  # of a longer domain; the full stop of a sentence is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was known of a person and is not any more; `held` says why nothing was erased yet: a mail is just leaving."""

    subscribed: bool = False
    suppressed: bool = False
    consents: int = 0
    mails: int = 0
    held: bool = False

    @property
    def known(self) -> bool:
        """Whether anything was."""
        return self.subscribed or self.suppressed or bool(self.consents or self.mails)


def forget(store: Store, address: str, subscriber_id: str, *, now: datetime, allow: bool = False) -> Erased:
    """Erase whoever reads mail at an address from every table, so that only the ledger's numbers stay.

    Their rows of the ledger lose address, name, seal and subscriber; those that were still to be sent count as failed. The
    seal of the address stays among the suppressions, without the address, so that no import brings it back.

    Args:
        store: the publication's store.
        address: the address, as mail is sent to it.
        subscriber_id: who reads mail there.
        now: the moment.
        allow: let go of the seal too: the address may come back as if it had never been here.
    """
    with store.write() as connection:
        seal = subscribers.sealer(connection)(address)
        mine = _mine(address, subscriber_id, seal)
        state = t.deliveries.c.state
        alive = sa.and_(mine, state == "body", t.deliveries.c.leased_until > now)
        if connection.execute(sa.select(sa.func.count()).select_from(t.deliveries).where(alive)).scalar():
            return Erased(held=True)
        mails = _anonymous(connection, mine, now)
        consents = connection.execute(
            sa.delete(t.consents).where(t.consents.c.subscriber == subscriber_id)
        ).rowcount
        departures.drop(connection, subscriber_id)
        subscribed = subscribers.remove(connection, subscriber_id)
        suppressed = subscribers.suppressed(connection, address)
        known = subscribed or suppressed is not None or bool(mails or consents)
        connection.execute(sa.delete(t.suppressions).where(t.suppressions.c.seal == seal))
        if allow:
            journal.erase(connection, seal)
        elif known and suppressed is None:
            subscribers.note_departure(connection, seal, to="out", reason="removed", at=now)
        if known and not allow:
            connection.execute(
                sa.insert(t.suppressions).values(
                    seal=seal,
                    address="",
                    reason=suppressed.reason if suppressed else "removed",
                    at=suppressed.at if suppressed else now,
                    detail=FORGOTTEN,
                )
            )
        _told_elsewhere(connection, address)
    return Erased(subscribed=subscribed, suppressed=suppressed is not None, consents=consents, mails=mails)


def scrub(store: Store) -> None:
    """Write the database anew and empty its log, so that nothing that was erased is left in the bytes of its files.

    Raises:
        ResultError: others are using the store, or there is no room for a second copy.
    """
    connection = store.engine.raw_connection()
    try:
        driver = connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA secure_delete=ON")
        driver.execute("VACUUM")
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sa.exc.DatabaseError as error:
        raise _not_yet(store, short(error)) from None
    except store.engine.dialect.loaded_dbapi.Error as error:
        raise _not_yet(store, short(error)) from None
    finally:
        connection.close()
    if busy:
        raise _not_yet(store, "another program is reading it")


def _mine(address: str, subscriber_id: str, seal: str) -> sa.ColumnElement[bool]:
    d = t.deliveries.c
    return sa.or_(
        d.subscriber == subscriber_id, d.seal == seal, sa.func.lower(d.address) == seals.folded(address)
    )


def _anonymous(connection: sa.Connection, mine: sa.ColumnElement[bool], now: datetime) -> int:
    d = t.deliveries.c
    found = connection.execute(
        sa.select(d.issue, d.subscriber, d.state, d.answer, d.changed, d.domain).where(mine)
    ).all()
    # A domain that many read mail at tells of nobody; one of a single person's would tell them.
    shared = set(
        connection.execute(
            sa.select(d.domain)
            .distinct()
            .where(d.domain.in_({row.domain for row in found}), d.address != "", sa.not_(mine))
        ).scalars()
    )
    for row in found:
        settled = row.state in {"sent", "failed"}
        status = _STATUS.match(row.answer)
        connection.execute(
            sa.update(t.deliveries)
            .where(d.issue == row.issue, d.subscriber == row.subscriber)
            .values(
                subscriber=secrets.token_hex(16),
                address="",
                name="",
                seal="",
                domain=row.domain if row.domain in shared else "",
                state=row.state if settled else "failed",
                answer=(status[0] if status else "") if settled else whys.dump(Why(FORGOTTEN)),
                due=None,
                worker="",
                leased_until=None,
                changed=row.changed if settled else now,
            )
        )
    return len(found)


def _told_elsewhere(connection: sa.Connection, address: str) -> None:
    """Take an address out of what was written down about runs and for editors."""
    # A Korean particle may follow at once: only ASCII goes on with an address.
    whole = re.compile(rf"{_BEFORE}{re.escape(address)}{_AFTER}", re.IGNORECASE | re.ASCII)
    for table, column in (
        (t.campaigns, t.campaigns.c.reason),
        (t.slots, t.slots.c.reason),
        (t.notices, t.notices.c.mail),
        (t.live_checks, t.live_checks.c.report),
        (t.deliveries, t.deliveries.c.answer),
    ):
        keys = list(table.primary_key.columns)
        told = sa.select(*keys, column.label("told")).where(
            sa.func.instr(sa.func.lower(column), seals.folded(address)) > 0
        )
        for row in connection.execute(told).all():
            clean = whole.sub(f"({FORGOTTEN})", row.told)
            here = sa.and_(*(key == row._mapping[key.name] for key in keys))  # noqa: SLF001 - SQLAlchemy's public name
            connection.execute(sa.update(table).where(here).values({column: clean}))


def _not_yet(store: Store, why: str) -> ResultError:
    return ResultError(
        str(store.engine.url.database),
        f"erased, but the bytes may still lie in the file ({why})",
        "run the command again when nothing else uses the store",
    )
