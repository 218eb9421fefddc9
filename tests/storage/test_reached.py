"""What reached nobody is not told: an issue counts where somebody has it or may have it, or where the published archive lists it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.analysis.remembered import Remembered
from digest.model import Learned, Period, Span, Term
from digest.storage import archived, issues, reached, storylines, terms
from digest.storage import tables as t
from tests import stores
from tests.rendering.sample_issue import item, reference, sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)
GENRE = sample().genre
LATER = "w-9999-01-01"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.opened(tmp_path / "digest.sqlite3")
    yield opened
    opened.close()


def keep(
    store: Store, number: int, *mails: str, published: bool = False, sent: bool = True, edition: str = ""
) -> str:
    """An issue whose campaign came to this; it tells the story s1, s2 … and explains a term."""
    start = date(2025, 11, 3) + timedelta(days=7 * number)
    story = f"s{number}"
    told = replace(item(1, "a", (reference(story, f"제목 {number}", "신문"),)), id=f"i{number}")
    name = f"w-{start}{edition}"
    made = replace(
        sample(), id=name, number=number, items=(told,), period=Period(start=start, end=start), editions=()
    )
    term = Term(
        term=f"말{number}",
        means="뜻",
        how="note",
        item="i",
        language="ko",
        source=reference(story, "제목", "신문"),
        place=Span(start=0, end=2),
        meaning=Span(start=3, end=4),
    )
    learned = Learned(issue=name, number=number, term=term, source="notes", context=(), shown=True)
    with store.write() as connection:
        issues.save(connection, made, [], now=NOW)
        kept = Remembered(id=story, storyline=story, headline="h", last=date(2025, 11, 5))
        storylines.save(connection, made, {story: kept})
        terms.save(connection, name, [learned])
        if sent:
            issues.mark_sent(connection, name, now=NOW + timedelta(days=number))
        if published:
            reached.publish(connection, {*reached.published(connection), name})
        for place, state in enumerate(mails):
            connection.execute(
                sa.insert(t.deliveries).values(
                    issue=name, subscriber=f"r{place}", address="a@example.org", state=state, changed=NOW
                )
            )
    return name


def told(store: Store) -> tuple[set[str], ...]:
    """What each memory takes as told: of stories, of storylines, of looking back, of terms."""
    with store.read() as connection:
        every = Period(start=date(2025, 1, 1), end=date(2026, 1, 1))
        return (
            set(issues.memory(connection, genre=GENRE, before=LATER).told),
            {
                one.telling.item.replace("i", "s")
                for one in storylines.memory(connection, genre=GENRE, before=LATER)
            },
            {
                one.telling.item.replace("i", "s")
                for line in archived.archived(connection, but=(), period=every)
                for one in line.told
            },
            {one.term.term.replace("말", "s") for one in terms.bank(connection)},
        )


@pytest.mark.parametrize(
    ("mails", "published", "counts"),
    [
        (("failed", "failed"), False, False),
        (("failed", "sent"), False, True),
        (("failed", "uncertain"), False, True),
        (("failed", "pending"), False, True),
        (("failed", "retry"), False, True),
        (("failed", "failed"), True, True),
        ((), False, True),
    ],
)
def test_an_issue_is_told_once_somebody_has_it_or_may_have_it(store, mails, published, counts):
    keep(store, 1, *mails, published=published)
    assert told(store) == ({"s1"} if counts else set(),) * 4


def test_the_number_of_an_issue_that_nobody_got_is_not_given_again(store):
    keep(store, 1, "sent")
    second = keep(store, 2, "failed")
    with store.read() as connection:
        memory = issues.memory(connection, genre=GENRE, before=LATER)
        assert (memory.issues, set(memory.told)) == (2, {"s1"})
        assert reached.lately_in_vain(connection, genre=GENRE, before=LATER) == (second,)
        assert (second, "i2") in storylines.tellings(connection), "what was built meanwhile is proved by it"
        assert {one.issue for one in terms.bank(connection, ever=True)} >= {second}
    keep(store, 3, "sent")
    with store.read() as connection:
        assert reached.lately_in_vain(connection, genre=GENRE, before=LATER) == ()


def test_what_is_published_and_never_sent_is_told_and_keeps_its_number(store):
    first = keep(store, 1, sent=False)
    assert told(store) == (set(),) * 4
    with store.write() as connection:
        reached.publish(connection, {first})
    assert told(store) == ({"s1"},) * 4
    second = keep(store, 2, sent=False, published=True)
    with store.read() as connection:
        assert issues.memory(connection, genre=GENRE, before=LATER).issues == 2
        assert issues.memory(connection, genre=GENRE, before=first).issues == 0, "it is still number 1"
    keep(store, 1, sent=False)
    with store.read() as connection:
        assert reached.published(connection) == {first, second}, "a building changes nothing of it"
    with store.write() as connection:
        reached.publish(connection, {second})
    assert told(store) == ({"s2"},) * 4
