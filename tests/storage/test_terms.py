"""The term bank holds what sent issues learned, in the order of sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digest.model import Learned, Span, Term
from digest.storage import issues, terms
from tests import stores
from tests.rendering.sample_issue import reference, sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.model import Issue
    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.opened(tmp_path / "digest.sqlite3")
    yield opened
    opened.close()


def learned(issue: str, name: str) -> Learned:
    term = Term(
        term=name,
        means=f"{name}의 뜻",
        how="note",
        item="i",
        language="ko",
        source=reference("s1", "제목", "신문"),
        place=Span(start=0, end=3),
        meaning=Span(start=5, end=9),
    )
    return Learned(issue=issue, number=1, term=term, source="notes", context=("가", "나"), shown=True)


def issue(name: str, *shown: str) -> Issue:
    return replace(sample(), id=name, terms=tuple(learned(name, term).term for term in shown))


def keep(store: Store, name: str, *shown: str, sent: int | None = None) -> None:
    """An issue with terms, sent so many weeks later where it was."""
    with store.write() as connection:
        issues.save(connection, issue(name, *shown), (), now=NOW)
        terms.save(connection, name, [learned(name, term) for term in shown])
        if sent is not None:
            issues.mark_sent(connection, name, now=NOW + timedelta(weeks=sent))


def test_only_what_was_sent_is_remembered(store):
    """Drafts leave nothing; what was sent comes in the order of sending, just as it was, but for the issue being built."""
    keep(store, "b", "B1", "B2", sent=1)
    keep(store, "a", "A1", sent=2)
    keep(store, "draft", "D1")
    with store.read() as connection:
        assert [one.term.term for one in terms.bank(connection)] == ["B1", "B2", "A1"]
        assert terms.bank(connection)[0] == learned("b", "B1")
        assert [one.term.term for one in terms.bank(connection, before="b")] == ["A1"]


def test_building_again_replaces_what_was_learned(store):
    """A draft that explains less leaves less."""
    keep(store, "a", "A1", "A2")
    keep(store, "a", "A3", sent=1)
    with store.read() as connection:
        assert [one.term.term for one in terms.bank(connection)] == ["A3"]


def test_lately_shown_is_what_the_last_two_sent_issues_of_the_genre_showed(store):
    """Older ones may be explained again, and another genre has its own readers."""
    for place, name in enumerate(("a", "b", "c")):
        keep(store, name, name.upper(), sent=place)
    keep(store, "d", "D")
    with store.read() as connection:
        assert terms.lately(connection, genre=sample().genre, before="d") == ("B", "C")
        assert terms.lately(connection, genre=sample().genre, before="c") == ("A", "B")
        assert terms.lately(connection, genre="brief", before="d") == ()
