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
    "first": (0.988, 0.974, 0.010),
    "second": (0.922, 0.977, 0.018),
    "third": (0.908, 0.973, 0.014),
    "fourth": (0.983, 0.966, 0.012),
    "fifth": (0.959, 0.975, 0.016),
    "sixth": (0.988, 0.954, 0.017),
    "seventh": (0.988, 0.962, 0.011),
    "eighth": (0.983, 0.964, 0.018),
    "ninth": (0.894, 0.975, 0.010),
    "tenth": (0.977, 0.962, 0.014),
    "eleventh": (0.929, 0.985, 0.025),
    "twelfth": (0.988, 0.985, 0.011),
    "thirteenth": (0.905, 0.949, 0.025),
    "fourteenth": (0.891, 0.925, 0.041),
    "fifteenth": (0.907, 0.897, 0.028),
    "sixteenth": (0.925, 0.968, 0.017),
    "seventeenth": (0.979, 0.950, 0.025),
    "eighteenth": (0.901, 0.973, 0.045),
    "nineteenth": (0.820, 0.975, 0.019),
    "twentieth": (0.971, 0.960, 0.016),
    "twenty-first": (0.830, 0.975, 0.023),
    "twenty-second": (0.920, 0.945, 0.029),
    "twenty-third": (0.950, 0.965, 0.038),
    "twenty-fourth": (0.915, 0.965, 0.020),
    "twenty-fifth": (0.945, 0.985, 0.014),
    "twenty-sixth": (0.955, 0.974, 0.021),
    "twenty-seventh": (0.901, 0.959, 0.087),
    "twenty-eighth": (0.937, 0.977, 0.067),
    "twenty-ninth": (0.917, 0.963, 0.031),
    "thirtieth": (0.981, 0.941, 0.018),
    "thirty-first": (0.913, 0.958, 0.024),
    "thirty-second": (0.982, 0.973, 0.015),
    "thirty-third": (0.87, 0.985, 0.012),
    "thirty-fourth": (0.885, 0.965, 0.03),
    TOGETHER: (0.942, 0.972, 0.021),
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
