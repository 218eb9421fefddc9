"""Sets of documents written as people publish them, with their stories, each set by somebody who had not seen the code."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from reading import answer_of, document_of, gold_of

from digest.stories.identity import normalise
from digest.stories.unbundle import unbundle

if TYPE_CHECKING:
    from types import ModuleType

    from digest.model import Document, Unbundled

WRITTEN = Path(__file__).parent / "written"
FILES = sorted(path for path in WRITTEN.glob("*/*") if not path.name.endswith(".gold.json"))
TOGETHER = "together"
FLOORS = {
    "first": (0.97, 0.965, 0.018),
    "second": (0.945, 0.98, 0.03),
    "third": (0.875, 0.92, 0.032),
    "fourth": (0.965, 0.96, 0.012),
    "fifth": (0.955, 0.98, 0.03),
    "sixth": (0.98, 0.96, 0.029),
    "seventh": (0.985, 0.955, 0.031),
    "eighth": (0.965, 0.965, 0.023),
    "ninth": (0.93, 0.97, 0.029),
    "tenth": (0.945, 0.975, 0.022),
    "eleventh": (0.95, 0.98, 0.027),
    TOGETHER: (0.96, 0.97, 0.022),
}
"""Of each set: the least boundary F1, the least share of right headlines, the most leaked furniture."""


@cache
def _taken_apart(path: Path) -> tuple[Document, Unbundled]:
    """A document as it was read, and taken apart: once for all tests."""
    document = document_of(path)
    return document, unbundle(document)


def _scores(scorer: ModuleType, name: str) -> list[dict[str, Any]]:
    """What the scorer says of every document of a set, or of all sets."""
    paths = [path for path in FILES if name in {path.parent.name, TOGETHER}]
    found = []
    for path in paths:
        gold = gold_of(path.with_name(f"{path.name}.gold.json"))
        found.append(scorer.score(answer_of(_taken_apart(path)[1].stories), gold))
    return found


def test_every_set_has_its_floors() -> None:
    """And no floor is of a set that is not there."""
    assert {path.parent.name for path in FILES} == FLOORS.keys() - {TOGETHER}


@pytest.mark.shared
@pytest.mark.parametrize("name", FLOORS)
def test_the_figures_reached_on_a_set_are_held(scorer: ModuleType, name: str) -> None:
    """By the scorer that will be used: boundaries, headlines and leaked furniture."""
    least_f1, least_titles, most_leak = FLOORS[name]
    total = scorer.totals(_scores(scorer, name))
    print(f"{name}: F1 {total['f1']:.3f}, titles {total['title_accuracy']:.3f}, leak {total['leak']:.3f}")
    assert total["f1"] >= least_f1
    assert total["title_accuracy"] >= least_titles
    assert total["leak"] <= most_leak


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_story_is_what_its_document_says(path: Path) -> None:
    """Every headline and every text stands in the document as it is told, in its order, and no two stories share a word."""
    document, found = _taken_apart(path)
    assert found.stories
    whole = normalise(f"{document.title}\n{document.text}")
    for story in found.stories:
        assert story.text == "\n".join(document.text[span.start : span.end] for span in story.spans)
        assert normalise(story.title) in whole
    spans = [span for story in found.stories for span in story.spans]
    assert all(before.end <= after.start for before, after in pairwise(spans))
