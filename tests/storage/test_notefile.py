"""Corrections and withdrawals in the store and in the file beside an issue: nothing that either knows is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from digest.errors import InputError
from digest.model import Note, Notes
from digest.storage import corrections, notefile
from tests import stores

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=9)))
ISSUE = "small-weekly-2025-11-17"
FIRST = Note(
    issue=ISSUE, number=1, kind="correction", text='"1.2도"가 아니라 \\ 1.3도입니다', at=NOW, item="a1"
)
SECOND = Note(
    issue=ISSUE,
    number=2,
    kind="withdrawal",
    text="The source took it back.",
    at=NOW,
    undone=NOW + timedelta(days=1),
)
BOTH = Notes(every=(FIRST, SECOND))


def test_what_is_written_is_read_again(tmp_path: Path):
    path = tmp_path / "corrections.toml"
    assert notefile.read(path, ISSUE) == Notes()
    assert notefile.write(path, ISSUE, BOTH, "ko")
    assert not notefile.write(path, ISSUE, BOTH, "ko")
    assert notefile.read(path, ISSUE) == BOTH


def test_its_comments_are_in_the_editors_language_alone():
    korean, english = (notefile.text("a-weekly-2025-11-17", Notes(), language) for language in ("ko", "en"))
    comment = korean.replace("a-weekly-2025-11-17", "")
    assert re.search(r"[가-힣]", comment)
    assert not re.search(r"[A-Za-z]", re.sub(r"`[^`]*`", "", comment).replace("a-weekly", ""))
    assert not re.search(r"[가-힣]", english)


def test_the_store_keeps_the_same_and_takes_a_note_in_the_place_of_its_number(tmp_path: Path):
    store = stores.opened(tmp_path / "digest.sqlite3")
    with store.write() as connection:
        corrections.save(connection, BOTH.every)
        corrections.save(connection, [replace(FIRST, text="다시 썼습니다")])
    with store.read() as connection:
        assert corrections.of(connection, ISSUE) == Notes(
            every=(replace(FIRST, text="다시 썼습니다"), SECOND)
        )
        assert corrections.of(connection, "another") == Notes()
        assert corrections.withdrawn(connection, ISSUE) is None
    store.close()


def test_together_they_know_what_either_knew_and_the_files_words_hold():
    mended = replace(FIRST, text="편집자가 고쳐 쓴 말")
    third = replace(FIRST, number=3, undone=NOW)
    assert notefile.merged(BOTH, Notes()) == BOTH
    assert notefile.merged(Notes(), BOTH) == BOTH
    assert notefile.merged(BOTH, Notes(every=(mended, third))).every == (mended, SECOND, third)
    older = Notes(every=(replace(SECOND, undone=None),))
    assert notefile.merged(older, BOTH) == BOTH
    assert notefile.merged(BOTH, older) == BOTH


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[corrections]", "not TOML"),
        ("[[mistakes]]\nnumber = 1", "mistakes"),
        ("[[corrections]]\nnumber = 0", "number"),
        ("[[corrections]]\nnumber = 1\nat = 2025-11-25T09:00:00+09:00", "no text"),
        ('[[corrections]]\nnumber = 1\nat = 2025-11-25\ntext = "x"', "moment"),
        ('[[corrections]]\nnumber = 1\nat = 2025-11-25T09:00:00\ntext = "x"', "zone"),
        ('corrections = ["x"]', "no table"),
        ("x" * 3, "TOML"),
        ('[[corrections]]\nnumber = 1\nat = 2025-11-25T09:00:00Z\ntext = "x"\n' * 2, "twice"),
    ],
)
def test_a_mistake_in_the_file_is_told_by_its_place(tmp_path: Path, text: str, told: str):
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told) as error:
        notefile.read(path, ISSUE)
    assert error.value.subject == str(path)


def test_a_note_that_stands_and_one_that_was_taken_back():
    standing = Notes(
        every=(FIRST, replace(SECOND, undone=None), replace(SECOND, number=3, item="a1", undone=None))
    )
    assert [one.number for one in standing.corrections()] == [1]
    assert standing.corrections("b2") == ()
    assert standing.withdrawn() == replace(SECOND, undone=None)
    assert standing.withdrawn_items == {"a1"}
    assert BOTH.withdrawn() is None
    assert BOTH.changed == NOW + timedelta(days=1)
    assert Notes().changed is None
    assert BOTH.every[0].changed == NOW.astimezone(UTC)
