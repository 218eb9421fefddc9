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
    "first": (0.977, 0.974, 0.010),
    "second": (0.937, 0.977, 0.013),
    "third": (0.935, 0.973, 0.010),
    "fourth": (0.979, 0.966, 0.009),
    "fifth": (0.969, 0.985, 0.009),
    "sixth": (0.988, 0.954, 0.013),
    "seventh": (0.988, 0.962, 0.011),
    "eighth": (0.983, 0.964, 0.017),
    "ninth": (0.965, 0.985, 0.008),
    "tenth": (0.988, 0.985, 0.014),
    "eleventh": (0.988, 0.941, 0.019),
    "twelfth": (0.988, 0.985, 0.011),
    "thirteenth": (0.916, 0.985, 0.014),
    "fourteenth": (0.915, 0.925, 0.020),
    "fifteenth": (0.951, 0.975, 0.019),
    "sixteenth": (0.941, 0.968, 0.011),
    "seventeenth": (0.984, 0.950, 0.011),
    "eighteenth": (0.939, 0.974, 0.048),
    "nineteenth": (0.878, 0.967, 0.014),
    "twentieth": (0.984, 0.944, 0.015),
    "twenty-first": (0.975, 0.977, 0.012),
    "twenty-second": (0.973, 0.947, 0.022),
    "twenty-third": (0.964, 0.975, 0.017),
    "twenty-fourth": (0.974, 0.966, 0.014),
    "twenty-fifth": (0.972, 0.985, 0.007),
    "twenty-sixth": (0.966, 0.974, 0.013),
    "twenty-seventh": (0.927, 0.968, 0.067),
    "twenty-eighth": (0.972, 0.977, 0.032),
    "twenty-ninth": (0.983, 0.975, 0.021),
    "thirtieth": (0.977, 0.948, 0.014),
    "thirty-first": (0.945, 0.959, 0.020),
    "thirty-second": (0.988, 0.948, 0.014),
    "thirty-third": (0.865, 0.985, 0.010),
    "thirty-fourth": (0.957, 0.969, 0.015),
    "thirty-fifth": (0.949, 0.971, 0.017),
    "thirty-sixth": (0.981, 0.900, 0.025),
    "thirty-seventh": (0.950, 0.932, 0.014),
    "thirty-eighth": (0.985, 0.936, 0.012),
    "thirty-ninth": (0.988, 0.928, 0.025),
    "fortieth": (0.968, 0.965, 0.041),
    "forty-first": (0.953, 0.961, 0.023),
    "forty-second": (0.941, 0.952, 0.024),
    "forty-third": (0.969, 0.951, 0.018),
    "forty-fourth": (0.969, 0.927, 0.025),
    "forty-fifth": (0.930, 0.920, 0.012),
    "forty-sixth": (0.941, 0.964, 0.011),
    "forty-seventh": (0.967, 0.978, 0.014),
    "forty-eighth": (0.970, 0.943, 0.009),
    "forty-ninth": (0.976, 0.944, 0.021),
    "fiftieth": (0.917, 0.937, 0.029),
    "fifty-first": (0.952, 0.942, 0.011),
    "fifty-second": (0.928, 0.949, 0.021),
    "fifty-third": (0.879, 0.897, 0.029),
    "fifty-fourth": (0.912, 0.944, 0.030),
    "fifty-fifth": (0.928, 0.963, 0.021),
    "fifty-sixth": (0.925, 0.889, 0.019),
    TOGETHER: (0.962, 0.964, 0.016),
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
