"""What issues told is remembered once they are sent, on the storyline that the editor left it on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digest.analysis.remembered import Remembered
from digest.archive.carding import _day
from digest.errors import ResultError
from digest.model import Period, Storyline
from digest.storage import issues, placing, storylines
from tests import stores
from tests.rendering.sample_issue import item, reference, sample

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


def issue(number: int, story: str, line: str = "") -> Issue:
    """An issue of one item, i1, i2 …, which goes on a storyline where one is named."""
    start = date(2025, 11, 3) + timedelta(days=7 * number)
    told = replace(item(1, "a", (reference(story, f"제목 {number}", "신문"),)), id=f"i{number}")
    if line:
        told = replace(told, storyline=Storyline(id=line, name="이름", clusters=(story,)))
    return replace(
        sample(), id=f"w-{start}", number=number, items=(told,), period=Period(start=start, end=start)
    )


def keep(store: Store, made: Issue, *, sent: bool = True) -> None:
    with store.write() as connection:
        issues.save(connection, made, [], now=NOW)
        story = made.items[0].references[0].story
        kept = Remembered(
            id=story, storyline=story, headline="h", korean=(("다리", 1.5),), last=date(2025, 11, 5)
        )
        storylines.save(connection, made, {story: kept})
        if sent:
            issues.mark_sent(connection, made.id, now=NOW + timedelta(days=made.number))


def lines(store: Store, before: str = "w-9999-01-01") -> list[tuple[str, str]]:
    with store.read() as connection:
        found = storylines.memory(connection, genre=sample().genre, before=before)
    return [(one.telling.item, one.cluster.storyline) for one in found]


def test_what_was_sent_is_remembered_and_a_draft_is_not(store):
    first, second = issue(1, "s1"), issue(2, "s2", "i1")
    keep(store, first)
    keep(store, second, sent=False)
    assert lines(store) == [("i1", "i1")]
    keep(store, second)
    assert lines(store) == [("i1", "i1"), ("i2", "i1")]
    assert lines(store, before=second.id) == [("i1", "i1")]
    with store.read() as connection:
        assert storylines.memory(connection, genre="another", before="w-9999-01-01") == ()
        (kept, _) = storylines.memory(connection, genre=sample().genre, before="w-9999-01-01")
    assert kept.cluster.korean == (("다리", 1.5),)
    assert kept.telling.day == date(2025, 11, 5)


def test_a_story_told_twice_is_two_tellings(store):
    """Their clusters have ids that differ."""
    keep(store, issue(1, "s1"))
    keep(store, issue(2, "s1", "i1"))
    with store.read() as connection:
        found = storylines.memory(connection, genre=sample().genre, before="w-9999-01-01")
    assert len({one.cluster.id for one in found}) == 2


def test_the_editors_word_moves_what_was_told_and_all_that_follows_it(store):
    keep(store, issue(1, "s1"))
    keep(store, issue(2, "s2", "i1"))
    keep(store, issue(3, "s3"))
    genre = sample().genre
    with store.write() as connection:
        before = storylines.rows(connection, genre=genre, before="w-9999-01-01")
        placing.follow(connection, "i1", ["s1"], "i3", now=NOW)
        assert storylines.rows(connection, genre=genre, before="w-9999-01-01") != before
        assert storylines.follows(connection, genre=genre, before="w-9999-01-01") == {"s1": "i3"}
    assert lines(store) == [("i1", "i3"), ("i2", "i3"), ("i3", "i3")]
    with store.write() as connection:
        placing.follow(connection, "i2", ["s2"], "", now=NOW + timedelta(hours=1))
    assert lines(store) == [("i1", "i3"), ("i2", "i2"), ("i3", "i3")]
    with store.write() as connection:
        assert [(one.item, one.storyline) for one in placing.decisions(connection)] == [
            ("i1", "i3"),
            ("i2", ""),
        ]
        assert placing.undo(connection, "i1") == 1
        assert placing.undo(connection, "i1") == 0
        placing.undo(connection, "i2")
        assert storylines.rows(connection, genre=genre, before="w-9999-01-01") == before


def test_decisions_that_lead_round_in_a_circle_end(store):
    keep(store, issue(1, "s1"))
    keep(store, issue(2, "s2"))
    with store.write() as connection:
        placing.follow(connection, "i1", ["s1"], "i2", now=NOW)
        placing.follow(connection, "i2", ["s2"], "i1", now=NOW)
        found = storylines.follows(connection, genre=sample().genre, before="w-9999-01-01")
    assert found == {"s1": "i1", "s2": "i1"}
    assert lines(store) == [("i1", "i1"), ("i2", "i1")]


def test_a_storyline_goes_back_to_where_its_first_item_stands(store):
    """An item that was built on a line of its own follows it, when what began that line is taken back."""
    keep(store, issue(1, "s1"))
    keep(store, issue(2, "s2", "i1"))
    with store.write() as connection:
        placing.follow(connection, "i2", ["s2"], "", now=NOW)
    keep(store, issue(3, "s3", "i2"))
    assert lines(store) == [("i1", "i1"), ("i2", "i2"), ("i3", "i2")]
    with store.write() as connection:
        placing.undo(connection, "i2")
        for name in ("i1", "i2", "i3"):
            assert storylines.storyline(connection, name, genre=sample().genre).id == "i1"
        assert len(storylines.listed(connection)) == 1
    assert lines(store) == [("i1", "i1"), ("i2", "i1"), ("i3", "i1")]


def test_a_storyline_is_found_by_its_beginning_or_by_one_of_its_items(store):
    keep(store, issue(1, "s1"))
    keep(store, issue(2, "s2", "i1"))
    with store.read() as connection:
        for name in ("i2", "i"):
            assert storylines.storyline(connection, name, genre=sample().genre).id == "i1"
        for wrong in ("", "x"):
            with pytest.raises(ResultError):
                storylines.storyline(connection, wrong, genre=sample().genre)
        (line,) = storylines.listed(connection)
    assert [part.telling.item for part in line.parts] == ["i1", "i2"]


@pytest.mark.parametrize("waiting", [1, 2, 3])
def test_the_parts_of_a_storyline_stand_by_their_periods(store, waiting: int):
    """Also where one of them waits while a later one has been sent, or is sent after it."""
    for number, line in ((1, ""), (2, "i1"), (3, "i1")):
        keep(store, issue(number, f"s{number}", line), sent=number != waiting)
    with store.read() as connection:
        (line,) = storylines.listed(connection)
    assert [part.telling.item for part in line.parts] == ["i1", "i2", "i3"]
    with store.write() as connection:
        issues.mark_sent(connection, issue(waiting, "s").id, now=NOW + timedelta(days=30))
        (line,) = storylines.listed(connection)
    assert [part.telling.item for part in line.parts] == ["i1", "i2", "i3"]


def test_two_parts_of_one_issue_stand_by_their_days(store):
    """Whichever of them stands higher on the page."""
    made = issue(1, "s1")
    other = replace(made.items[0], id="i9", references=(reference("s9", "제목", "신문"),))
    other = replace(other, storyline=Storyline(id="i1", name="이름", clusters=("s9",)))
    other = replace(other, clusters=(replace(made.items[0].clusters[0], id="s9", stories=("s9",)),))
    made = replace(made, items=(other, *made.items))
    with store.write() as connection:
        issues.save(connection, made, [], now=NOW)
        days = {"s1": date(2025, 11, 5), "s9": date(2025, 11, 6)}
        kept = {
            name: Remembered(id=name, storyline=name, headline="h", last=day) for name, day in days.items()
        }
        kept |= {one.id: replace(kept["s1"], id=one.id) for one in made.items[1].clusters}
        storylines.save(connection, made, kept)
        (line,) = storylines.listed(connection)
    assert [part.telling.item for part in line.parts] == ["i1", "i9"]


def test_what_was_sent_early_of_a_later_period_is_not_past(store):
    """An issue sees those whose period begins before its own, whenever they were sent."""
    first, later = issue(1, "s1"), issue(3, "s3")
    keep(store, later)
    keep(store, first)
    assert lines(store, before=issue(2, "s2").id) == [("i1", "i1")]
    assert lines(store) == [("i1", "i1"), ("i3", "i3")]


def test_the_ids_of_a_draft_are_handed_down_in_the_order_they_came(store):
    """An item that was there before another is the older one, whatever their ids."""
    made = issue(1, "s1")
    (old,) = made.items
    later = replace(old, id="h0", references=(reference("s0", "제목", "신문"),))
    with store.write() as connection:
        issues.save(connection, made, [], now=NOW)
        for _ in range(2):
            issues.save(connection, replace(made, items=(later, old)), [], now=NOW)
        assert list(issues.item_ids(connection, made.id).items()) == [("s1", "i1"), ("s0", "h0")]


def test_each_genre_has_storylines_of_its_own(store):
    """One story in a weekly and a daily issue begins two; none is followed from the other's items."""
    keep(store, issue(1, "s1"))
    keep(store, replace(issue(1, "s1"), id="d-1", genre="daily"))
    with store.read() as connection:
        found = storylines.listed(connection)
        assert sorted((line.genre, line.id, len(line.parts)) for line in found) == [
            ("daily", "i1", 1),
            (sample().genre, "i1", 1),
        ]
        assert storylines.storyline(connection, "i1", genre="daily").genre == "daily"
        with pytest.raises(ResultError, match=f"is one of daily, {sample().genre}"):
            storylines.storyline(connection, "i1", genre="monthly")


def test_what_tells_no_day_is_dated_by_the_last_day_of_its_issue(store):
    """In the store as on the archive's page of the storyline."""
    made = issue(1, "s1")
    (undated,) = (replace(one, published=None) for one in made.items[0].references)
    told = replace(made.items[0], references=(undated,))
    end = made.period.start + timedelta(days=7)
    made = replace(made, items=(told,), period=replace(made.period, end=end))
    with store.write() as connection:
        issues.save(connection, made, [], now=NOW)
        storylines.save(connection, made, {"s1": Remembered(id="s1", storyline="s1", headline="h")})
        (line,) = storylines.listed(connection)
    assert line.last == end - timedelta(days=1) == _day(made, told)
