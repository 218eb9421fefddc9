"""Who has left stays away, also where an older copy of the store is put back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.storage import subscribers as rows
from digest.storage import tables as t
from digest.storage.store import Store, engine
from digest.storage.takingup import TakenUp, take_up
from digest.subscribers import roster, wishes
from digest.subscribers.forgetting import forget
from digest.subscribers.identity import identity
from digest.subscribers.taken import Consent

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2025, 11, 24, 7, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ADDRESS = "minji@example.org"


def place(store: Store) -> Path:
    return Path(str(store.engine.url.database))


def journal(store: Store) -> Path:
    return place(store).with_suffix(".suppressions.jsonl")


def add(store: Store, address: str = ADDRESS, **given: object) -> None:
    consent = Consent(source="form", at=NOW)
    roster.add(store, address, now=NOW, consent=consent, lists=("weekly",), name="김민지", **given)  # type: ignore[arg-type]


@pytest.fixture
def put_back(tmp_path: Path) -> Callable[[Store], Callable[[], Store]]:
    """Copies a store now; what it answers puts the copy back, and opens it."""

    def copy(store: Store) -> Callable[[], Store]:
        with (
            closing(sqlite3.connect(place(store))) as here,
            closing(sqlite3.connect(tmp_path / "copy")) as there,
        ):
            here.backup(there)

        def back() -> Store:
            store.close()
            for path in place(store).parent.glob("*.sqlite3-*"):
                path.unlink()
            shutil.copy(tmp_path / "copy", place(store))
            return Store(engine(place(store)))

        return back

    return copy


def leave(store: Store) -> None:
    wishes.leave(store, identity(ADDRESS), source="one-click", now=LATER)


def test_a_line_that_a_full_disk_cut_off_takes_no_other_with_it(store: Store, put_back):
    add(store)
    back = put_back(store)
    journal(store).write_bytes(b'{"key": "0123')
    leave(store)
    assert journal(store).read_bytes().splitlines()[0] == b'{"key": "0123'
    older = back()
    assert take_up(older) == TakenUp(left=1)
    older.close()


def test_who_has_left_since_a_copy_was_made_has_left_when_it_is_put_back(store: Store, put_back):
    add(store)
    back = put_back(store)
    leave(store)
    assert ADDRESS not in journal(store).read_text(), "sealed"
    old = back()
    assert take_up(old) == TakenUp(left=1)
    assert take_up(old) == TakenUp(), "once"
    with old.read() as connection:
        assert rows.find(connection, identity(ADDRESS)) is None
        found = rows.suppressed(connection, ADDRESS)
        assert found is not None
        assert (found.reason, found.at) == ("unsubscribed", LATER)
        assert [one.kind for one in rows.consents(connection, identity(ADDRESS))] == ["given", "withdrawn"]
    again = wishes.come_back(old, identity(ADDRESS), source="web page", now=LATER)
    assert again.person is not None, "and may come back as from any leaving"
    assert again.person.lists == ("weekly",)
    old.close()


def test_an_address_that_the_copy_never_knew_is_kept_out_by_its_seal(store: Store, put_back):
    add(store, "other@example.org")
    roster.suppress(store, "other@example.org", now=NOW)
    back = put_back(store)
    add(store)
    leave(store)
    old = back()
    assert take_up(old).left == 1
    with pytest.raises(Exception, match="not written to any more"):
        add(old)
    old.close()


def test_who_came_back_is_not_kept_out_by_what_was_before(store: Store, put_back):
    add(store)
    back = put_back(store)
    leave(store)
    wishes.come_back(store, identity(ADDRESS), source="web page", now=LATER)
    old = back()
    assert take_up(old) == TakenUp()
    with old.read() as connection:
        assert rows.find(connection, identity(ADDRESS)) is not None
    old.close()


def test_who_had_left_in_the_copy_and_came_back_since_is_let_in_again(store: Store, put_back):
    add(store)
    leave(store)
    back = put_back(store)
    wishes.come_back(store, identity(ADDRESS), source="web page", now=LATER)
    old = back()
    assert take_up(old) == TakenUp(back=1)
    with old.read() as connection:
        person = rows.find(connection, identity(ADDRESS))
        assert person is not None
        assert (person.name, person.lists) == ("김민지", ("weekly",))
        assert rows.suppressed(connection, ADDRESS) is None
    old.close()


def test_a_store_without_a_journal_begins_one_with_who_has_left_already(store: Store, put_back):
    add(store)
    back = put_back(store)
    leave(store)
    journal(store).unlink()
    assert take_up(store) == TakenUp()
    old = back()
    assert take_up(old).left == 1
    old.close()


def test_lines_of_another_store_and_broken_ones_are_passed_over(store: Store, another: Callable[[], Store]):
    add(store)
    leave(store)
    other = another()
    roster.suppress(other, "x@example.org", now=NOW)
    with journal(other).open("a") as file:
        file.write(journal(store).read_text() + '{"key": 3}\nnonsense\n{"seal": "cut o')
    assert take_up(other) == TakenUp()
    with other.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(t.suppressions)).scalar() == 1


def test_of_whom_nothing_is_to_stay_nothing_stays_in_the_journal(store: Store):
    add(store)
    forget(store, ADDRESS, now=NOW)
    assert len(journal(store).read_text().splitlines()) == 1, "the seal, as in the store"
    forget(store, ADDRESS, now=NOW, allow=True)
    assert journal(store).read_text() == ""
    assert take_up(store) == TakenUp()
