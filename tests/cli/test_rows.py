"""JSON Lines of stories, as the filters take them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from digest.cli.rows import Rows, parse, read_stories
from digest.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def rows(*given: Any) -> Rows:
    lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in given]
    return parse("\n".join(lines).encode(), "here")


def test_null_and_absent_are_unknown_and_other_fields_are_ignored():
    found = rows({"id": "a", "title": None, "text": "기준금리를 동결했다.", "language": None, "colour": 1})
    assert not found.faults
    story = found.stories[0]
    assert (story.title, story.language, story.published) == ("", "ko", None)


def test_another_language_stands_alone():
    assert [s.language for s in rows({"id": "a", "text": "x", "language": "fr"}).stories] == ["und"]
    assert [s.language for s in rows({"id": "a", "text": "x", "language": "en-GB"}).stories] == ["en"]


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        "[]",
        "{" * 9,
        "[" * 100_000,
        {"id": "b"},
        {"id": "b", "title": " ", "text": ""},
        {"title": "no id"},
        {"id": 7, "title": "x"},
        {"id": "b", "title": ["x"]},
        {"id": "b", "sentences": "x"},
        {"id": "b", "sentences": [1]},
        {"id": "a", "title": "twice"},
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_answered(bad: Any):
    found = rows({"id": "a", "title": "first"}, "", bad, {"id": "c", "title": "last"})
    assert [story.id for story in found.stories] == ["a", "c"]
    assert [fault.subject for fault in found.faults] == ["here, line 3"]
    assert all(fault.exit_status == 3 and fault.hint for fault in found.faults)


def test_bytes_that_are_not_utf8_spoil_their_line_only():
    found = parse(b'\xef\xbb\xbf{"id": "a", "title": "x"}\r\n{"id": "b", "title": "\xff"}\n', "here")
    assert [story.id for story in found.stories] == ["a"]
    assert len(found.faults) == 1


def test_given_sentences_are_the_text_and_keep_their_places():
    story = rows({"id": "a", "sentences": ["First one.", "", "Second one."]}).stories[0]
    assert story.text == "First one.\n\nSecond one."
    assert all(story.text[s.start : s.end] == s.text for s in story.sentences)
    assert len(story.sentences) == 3


def test_dates_have_a_precision_and_naive_ones_are_utc():
    given = ["2025-02-03", "2025-02-03T09:00+09:00", "2025-02", "2025-02-03T01:00:00Z"]
    found = rows(*({"id": str(i), "title": "x", "published": p} for i, p in enumerate(given)))
    assert [s.precision for s in found.stories] == ["day", "time", "month", "time"]
    assert found.stories[0].published == datetime(2025, 2, 3, tzinfo=UTC)
    assert all(s.published and s.published.tzinfo for s in found.stories)


def test_an_unreadable_date_is_told_and_the_story_kept():
    found = rows({"id": "a", "title": "x", "published": "soon"})
    assert found.stories[0].published is None
    assert len(found.faults) == 1


def test_parts_and_events_are_passed_over_and_clusters_kept():
    found = rows(
        {"type": "part", "kind": "greeting"}, {"type": "story", "id": "a", "title": "x", "cluster": "k"}
    )
    assert dict(found.clusters) == {"a": "k"}
    assert not found.faults


def test_a_missing_file_is_a_fault_of_the_call(tmp_path: Path):
    with pytest.raises(UsageError):
        read_stories(str(tmp_path / "none.jsonl"))
