"""What the store keeps of documents and sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.errors import ResultError
from digest.model import Document
from digest.storage import documents, keeping
from digest.storage.store import Store

NOW = datetime(2025, 11, 24, tzinfo=UTC)
SEOUL = ZoneInfo("Asia/Seoul")


@pytest.fixture
def store(tmp_path):
    return Store.open(tmp_path / "var" / "digest.sqlite3")


def document(**more):
    given = {"id": "d1", "source": "feed", "version": "v1", "format": "plain", "text": "글", "published": NOW}
    return Document(**{**given, **more})


def test_the_same_version_is_not_new_a_changed_one_is(store):
    with store.write() as connection:
        assert keeping.save(connection, document(), b"1", now=NOW)
        assert not keeping.save(connection, document(), b"1", now=NOW)
        assert keeping.save(connection, document(version="v2", text="고친 글"), b"2", now=NOW)
    with store.read() as connection:
        (found,) = documents.between(connection, NOW, NOW + timedelta(days=1), ["feed"])
    assert found.text == "고친 글"


def test_a_document_without_a_date_keeps_the_moment_of_its_first_fetch(store):
    undated = document(dated_by="fetched")
    later = NOW + timedelta(days=9)
    with store.write() as connection:
        keeping.save(connection, undated, b"", now=NOW)
        keeping.save(connection, replace(undated, published=later, version="v2"), b"", now=later)
    with store.read() as connection:
        (found,) = documents.between(connection, NOW, NOW + timedelta(days=1), ["feed"])
    assert found.published == NOW
    assert found.dated_by == "fetched"


@pytest.mark.parametrize(
    ("published", "precision", "inside"),
    [
        (datetime(2025, 2, 1, tzinfo=SEOUL), "time", True),
        (datetime(2025, 1, 31, 23, 59, tzinfo=SEOUL), "time", False),
        (datetime(2025, 3, 1, tzinfo=SEOUL), "time", False),
        (datetime(2025, 2, 28, 23, 59, tzinfo=SEOUL), "time", True),
        (datetime(2025, 2, 1, tzinfo=SEOUL), "month", True),
        (datetime(2025, 1, 1, tzinfo=SEOUL), "month", False),
        (datetime(2025, 3, 1, tzinfo=SEOUL), "month", False),
    ],
)
def test_a_period_is_half_open_and_a_month_counts_where_it_overlaps(published, precision, inside):
    start, end = datetime(2025, 2, 1, tzinfo=SEOUL), datetime(2025, 3, 1, tzinfo=SEOUL)
    assert documents.reaches(document(published=published, precision=precision), start, end) == inside


def test_a_month_that_reaches_into_a_week_counts_for_it():
    start, end = datetime(2025, 1, 27, tzinfo=SEOUL), datetime(2025, 2, 3, tzinfo=SEOUL)
    january = document(published=datetime(2025, 1, 1, tzinfo=SEOUL), precision="month")
    assert documents.reaches(january, start, end)


def test_what_is_remembered_of_a_source_comes_back(store):
    state = documents.SourceState(key="feed", etag='"1"', fetched=NOW, failures=2, error="no")
    with store.write() as connection:
        assert documents.source_state(connection, "feed") == documents.SourceState(key="feed")
        documents.save_source_state(connection, state)
        assert documents.source_state(connection, "feed") == state


def test_a_naive_time_is_refused(store):
    with pytest.raises(Exception, match="without a zone"), store.write() as connection:
        keeping.save(connection, document(published=datetime(2025, 1, 1)), b"", now=NOW)  # noqa: DTZ001


def test_a_store_in_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ResultError, match="permissions"):
        Store.open(tmp_path / "file" / "digest.sqlite3")


def test_a_store_that_breaks_while_it_is_used_is_told_in_one_line_and_nothing_is_half_kept(store):
    """Its table is gone; the disk is full; the file is damaged: no traceback, and the transaction is undone."""
    with store.write() as connection:
        connection.exec_driver_sql("DROP TABLE originals")
    with pytest.raises(ResultError, match="the store cannot be used") as caught, store.write() as connection:
        keeping.save(connection, document(), b"1", now=NOW)
    assert "\n" not in str(caught.value)
    with store.read() as connection:
        assert documents.between(connection, NOW, NOW + timedelta(days=1), ["feed"]) == ()


def test_an_age_keeps_the_date_that_it_told_first(store):
    """Read again a week later, the same `3시간 전` would tell a later day."""
    later = NOW + timedelta(days=7)
    told = document(dated_by="relative")
    with store.write() as connection:
        keeping.save(connection, told, b"", now=NOW)
        keeping.save(connection, replace(told, published=later), b"", now=later)
    with store.read() as connection:
        (found,) = documents.between(connection, NOW, NOW + timedelta(days=1), ["feed"])
    assert (found.published, found.dated_by) == (NOW, "relative")
