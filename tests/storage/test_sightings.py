"""The archive of names: it grows with every document, forgets nothing, and knows at a moment what it knew then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.codec import fingerprint
from digest.model import Document
from digest.storage import documents, keeping, sightings
from digest.storage import tables as t
from tests import stores

if TYPE_CHECKING:
    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return stores.opened(tmp_path / "store.sqlite3")


def made(name: str, text: str, *, source: str = "feed", days: int = -2) -> Document:
    return Document(
        id=name,
        source=source,
        version=fingerprint(name, text),
        format="feed",
        title=name,
        text=text,
        url=f"https://example.com/{name}",
        published=NOW + timedelta(days=days),
    )


def keep(store: Store, *found: Document, days: int = 0) -> None:
    with store.write() as connection:
        for one in found:
            keeping.save(connection, one, b"", now=NOW + timedelta(days=days))
        sightings.learn(connection)


def seen(store: Store, *sources: str, days: int = 0) -> list[tuple[str, str, str, int]]:
    with store.read() as connection:
        found = sightings.seen(connection, sources or ("feed",), by=NOW + timedelta(days=days))
    return [(one.korean, one.latin, one.document, one.times) for one in found]


def test_the_archive_grows_with_every_document(store):
    keep(store, made("a", "노바칩(NovaChip)이 왔다. 노바칩(NovaChip)은"))
    assert seen(store) == [("노바칩", "NovaChip", "a", 2)]
    keep(store, made("b", "노바칩(NovaChip)과 벨로라(Velora)"))
    assert seen(store) == [
        ("노바칩", "NovaChip", "a", 2),
        ("노바칩", "NovaChip", "b", 1),
        ("벨로라", "Velora", "b", 1),
    ]


def test_a_document_is_read_once(store):
    keep(store, made("a", "노바칩(NovaChip)"))
    with store.write() as connection:
        assert sightings.learn(connection) == 0


def test_what_was_learned_stays_when_its_document_is_edited_or_forgotten(store):
    keep(store, made("a", "노바칩(NovaChip)이 왔다."))
    keep(store, made("a", "벨로라(Velora)가 왔다."), days=1)
    assert seen(store, days=1) == [("노바칩", "NovaChip", "a", 1), ("벨로라", "Velora", "a", 1)]
    with store.write() as connection:
        assert documents.forget_texts(connection, NOW + timedelta(days=9)) == 1
        sightings.learn(connection)
    assert len(seen(store, days=1)) == 2


def test_at_a_moment_it_knows_what_it_knew_then(store):
    """A later document, a later edit and one that comes out later change nothing for an issue of this moment."""
    keep(store, made("a", "노바칩(NovaChip)"))
    before = seen(store)
    keep(store, made("a", "노바칩(NovaChip) 벨로라(Velora)"), made("b", "카르멘타(Carmenta)"), days=1)
    keep(store, made("c", "메라톤(Meraton)", days=3), days=0)
    assert seen(store) == before
    assert len(seen(store, days=4)) == 4


def test_only_the_sources_that_are_named_are_asked(store):
    keep(store, made("a", "노바칩(NovaChip)"), made("b", "벨로라(Velora)", source="private"))
    assert [row[0] for row in seen(store, "feed")] == ["노바칩"]
    assert [row[0] for row in seen(store, "feed", "private")] == ["노바칩", "벨로라"]


def test_other_rules_read_the_archive_again_where_there_is_a_text(store):
    """What older rules found goes, unless the text is gone with which it could be found again."""
    keep(store, made("a", "노바칩(NovaChip)"), made("b", "벨로라(Velora)"))
    with store.write() as connection:
        connection.execute(
            sa.update(t.name_sightings).values(rules="0", latin=t.name_sightings.c.latin + "!")
        )
        connection.execute(sa.update(t.name_readings).values(rules="0"))
        bare = replace(made("b", ""), version=made("b", "벨로라(Velora)").version)
        from digest import codec

        connection.execute(
            sa.update(t.documents).where(t.documents.c.id == "b").values(value=codec.dump(bare))
        )
        assert sightings.learn(connection) == 2
    assert [row[:2] for row in seen(store)] == [("노바칩", "NovaChip"), ("벨로라", "Velora!")]


def test_a_store_from_before_learns_from_what_it_has(store):
    """Documents that were kept before names were are read with the next fetch or build."""
    with store.write() as connection:
        for number in range(3):
            keeping.save(connection, made(f"d{number}", "노바칩(NovaChip)"), b"", now=NOW)
        assert seen(store) == []
        assert sightings.learn(connection) == 3
    assert len(seen(store)) == 3


def test_where_a_pair_was_seen_can_be_told(store):
    keep(
        store,
        made("b", "노바칩(NovaChip)", days=-1),
        made("a", "노바칩(NovaChip)", days=-3),
        made("c", "없다"),
    )
    with store.read() as connection:
        places = sightings.places(connection, ["b", "a", "gone"])
    assert [(place.document, place.title, place.source) for place in places] == [
        ("a", "a", "feed"),
        ("b", "b", "feed"),
    ]
