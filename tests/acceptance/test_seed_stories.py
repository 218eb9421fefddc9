"""The five sample documents: how many stories each holds, and that their headlines are right.

No text of theirs may stand in this repository: the expected headlines are found in the file itself, by a plain rule
for each that shares nothing with the program.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Document, Unbundled

pytestmark = pytest.mark.shared

STORIES = {"000": 6, "001": 20, "002": 2, "003": 4, "004": 1}


def _seed(shared: Path, number: str) -> Path:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return path


def _read(path: Path) -> tuple[Document, Unbundled]:
    (content,) = read(path.read_bytes(), name=path.name)
    found = document(content, source_key="seeds", locator=path.name)
    return found, unbundle(found)


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _after(pattern: str, text: str) -> list[str]:
    return re.findall(pattern, text, re.MULTILINE)


def _before_bullets(text: str) -> list[str]:
    """Of the brief: the line above each first bullet after a block of sources, page numbers left out."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    heads, closed = [], True
    for above, line in itertools.pairwise(lines):
        if line.startswith("☞"):
            closed = True
        elif closed and line.startswith("n ") and not above.startswith(("n ", "∙", "£")):
            heads.append(above)
            closed = False
    return heads


def expected(number: str, text: str) -> list[str]:
    """The headlines that a seed tells, in its order; none for the one that is a single story."""
    match number:
        case "000":
            return _after(r"^### 2\.\d+ (.+)$", text)
        case "001":
            return _before_bullets(text)
        case "002":
            return _after(r"^◆ (.+)$", text)
        case "003":
            return _after(r"^\s*[첫두세네] 번째 이슈: (.+)$", text)
        case _:
            return []


@pytest.mark.parametrize("number", STORIES)
def test_every_story_is_found_with_its_headline(shared: Path, number: str) -> None:
    """33 stories in all; where the document tells headlines, they are exactly those."""
    path = _seed(shared, number)
    _, found = _read(path)
    assert len(found.stories) == STORIES[number]
    heads = expected(number, path.read_text(encoding="utf-8"))
    if heads:
        assert [_letters(story.title) for story in found.stories] == [_letters(head) for head in heads]


def test_every_story_of_the_brief_has_its_sources(shared: Path) -> None:
    """The brief has one source or more a story; none of them stands in a story's text."""
    path = _seed(shared, "001")
    _, found = _read(path)
    assert all(story.citations and story.citations[0].date for story in found.stories)
    assert sum(len(story.citations) for story in found.stories) == 26
    assert not any("☞" in story.text or "KEY" in story.text for story in found.stories)
    assert {block.kind for story in found.stories for block in story.blocks} >= {
        "lead",
        "subhead",
        "point",
        "detail",
        "note",
    }


def test_the_brief_announces_three_events(shared: Path) -> None:
    _, found = _read(_seed(shared, "001"))
    assert [(event.start, event.end) for event in found.events] == [
        (date(2025, 4, 24), date(2025, 4, 28)),
        (date(2025, 5, 19), date(2025, 5, 23)),
        (date(2025, 6, 4), date(2025, 6, 5)),
    ]
    assert all(event.name and event.place and event.url for event in found.events)


def test_dates_that_the_documents_tell(shared: Path) -> None:
    """Two tell a day, one only the month of its issue (in the page's foot), one the period it covers."""
    told = {number: _read(_seed(shared, number))[0] for number in ("001", "002", "003", "004")}
    assert {number: (str(each.published)[:10], each.precision) for number, each in told.items()} == {
        "001": ("2025-02-01", "month"),
        "002": ("2025-01-31", "day"),
        "003": ("2025-07-08", "time"),
        "004": ("2025-07-18", "day"),
    }


@pytest.mark.parametrize(
    ("number", "kinds"),
    [
        ("000", {"overview", "conclusion", "outlook", "references"}),
        ("001", {"furniture", "calendar"}),
        ("002", {"greeting"}),
        ("003", {"greeting", "advertisement", "furniture"}),
    ],
)
def test_what_is_no_story_is_named(shared: Path, number: str, kinds: set[str]) -> None:
    _, found = _read(_seed(shared, number))
    assert kinds <= {part.kind for part in found.parts}
