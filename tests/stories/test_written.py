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
    "second": (0.941, 0.977, 0.020),
    "third": (0.953, 0.973, 0.012),
    "fourth": (0.979, 0.966, 0.012),
    "fifth": (0.969, 0.985, 0.014),
    "sixth": (0.988, 0.954, 0.015),
    "seventh": (0.988, 0.962, 0.012),
    "eighth": (0.983, 0.964, 0.018),
    "ninth": (0.965, 0.985, 0.011),
    "tenth": (0.988, 0.985, 0.014),
    "eleventh": (0.988, 0.941, 0.026),
    "twelfth": (0.988, 0.985, 0.011),
    "thirteenth": (0.916, 0.985, 0.016),
    "fourteenth": (0.950, 0.905, 0.025),
    "fifteenth": (0.951, 0.975, 0.031),
    "sixteenth": (0.953, 0.969, 0.016),
    "seventeenth": (0.988, 0.950, 0.016),
    "eighteenth": (0.961, 0.974, 0.054),
    "nineteenth": (0.902, 0.958, 0.015),
    "twentieth": (0.984, 0.944, 0.013),
    "twenty-first": (0.917, 0.967, 0.018),
    "twenty-second": (0.969, 0.947, 0.029),
    "twenty-third": (0.969, 0.985, 0.020),
    "twenty-fourth": (0.974, 0.966, 0.024),
    "twenty-fifth": (0.972, 0.985, 0.009),
    "twenty-sixth": (0.966, 0.974, 0.014),
    "twenty-seventh": (0.923, 0.968, 0.073),
    "twenty-eighth": (0.955, 0.977, 0.050),
    "twenty-ninth": (0.983, 0.975, 0.023),
    "thirtieth": (0.977, 0.948, 0.014),
    "thirty-first": (0.945, 0.959, 0.022),
    "thirty-second": (0.988, 0.948, 0.014),
    "thirty-third": (0.895, 0.985, 0.017),
    "thirty-fourth": (0.957, 0.969, 0.015),
    "thirty-fifth": (0.965, 0.972, 0.023),
    "thirty-sixth": (0.981, 0.900, 0.033),
    "thirty-seventh": (0.950, 0.932, 0.024),
    "thirty-eighth": (0.982, 0.936, 0.017),
    "thirty-ninth": (0.969, 0.927, 0.029),
    "fortieth": (0.978, 0.965, 0.043),
    "forty-first": (0.942, 0.961, 0.024),
    "forty-second": (0.945, 0.953, 0.029),
    "forty-third": (0.969, 0.951, 0.020),
    "forty-fourth": (0.972, 0.927, 0.032),
    "forty-fifth": (0.930, 0.920, 0.019),
    "forty-sixth": (0.941, 0.964, 0.015),
    "forty-seventh": (0.964, 0.978, 0.018),
    "forty-eighth": (0.962, 0.943, 0.013),
    "forty-ninth": (0.979, 0.944, 0.030),
    "fiftieth": (0.898, 0.942, 0.039),
    "fifty-first": (0.907, 0.946, 0.020),
    "fifty-second": (0.824, 0.936, 0.037),
    "fifty-third": (0.861, 0.886, 0.036),
    "fifty-fourth": (0.909, 0.944, 0.042),
    TOGETHER: (0.960, 0.964, 0.021),
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
