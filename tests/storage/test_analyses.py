"""The store keeps analyses as long as they are of use, and no longer than their texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digest.model import Document
from digest.storage import analyses, documents, keeping
from tests import stores

if TYPE_CHECKING:
    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, tzinfo=UTC)
TOLD = [("d1", "a"), ("d1", "b"), ("d2", "c")]
MADE = {"a": b"1", "b": b"2", "c": b"3"}


@pytest.fixture
def store(tmp_path):
    made = stores.opened(tmp_path / "digest.sqlite3")
    with made.write() as connection:
        analyses.keep(connection, "v1", TOLD, MADE)
    return made


def known(store: Store, version: str = "v1", of: tuple[str, ...] = ("d1", "d2")) -> dict[str, bytes]:
    with store.read() as connection:
        return analyses.known(connection, version, of)


def test_what_was_kept_is_known_by_document(store):
    assert known(store) == MADE
    assert known(store, of=("d2", "d3")) == {"c": b"3"}


def test_what_another_version_made_is_not_known_and_is_dropped(store):
    assert known(store, "v2") == {}
    with store.write() as connection:
        analyses.keep(connection, "v2", [("d9", "z")], {"z": b"9"})
    assert known(store) == {}
    assert known(store, "v2", ("d9",)) == {"z": b"9"}


def test_what_a_document_no_longer_tells_is_dropped_and_other_documents_keep_theirs(store):
    with store.write() as connection:
        analyses.keep(connection, "v1", [("d1", "a"), ("d1", "x")], {"x": b"4"})
    assert known(store) == {"a": b"1", "x": b"4", "c": b"3"}


def test_what_is_renewed_is_kept_in_its_place(store):
    with store.write() as connection:
        analyses.keep(connection, "v1", TOLD, {"b": b"new"})
    assert known(store) == {**MADE, "b": b"new"}


def test_keeping_the_same_again_changes_nothing(store):
    with store.write() as connection:
        analyses.keep(connection, "v1", TOLD, {})
        analyses.keep(connection, "v1", [], {})
    assert known(store) == MADE


def test_an_analysis_goes_with_its_text(store):
    """It spells a text's words: it may not outlive what `keep_texts` lets the text live."""
    with store.write() as connection:
        for number, age in (("d1", 10), ("d2", 1)):
            document = Document(
                id=number, source="f", version="v", format="plain", text="글", published=NOW, url=f"https://e.org/{number}"
            )  # fmt: skip
            keeping.save(connection, document, b"", now=NOW - timedelta(days=age))
        assert documents.forget_texts(connection, NOW - timedelta(days=5)) == 1
    assert known(store) == {"c": b"3"}
