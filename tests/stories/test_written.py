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
    "first": (0.983, 0.974, 0.012),
    "second": (0.965, 0.977, 0.009),
    "third": (0.935, 0.973, 0.008),
    "fourth": (0.979, 0.966, 0.008),
    "fifth": (0.974, 0.975, 0.006),
    "sixth": (0.980, 0.954, 0.008),
    "seventh": (0.988, 0.962, 0.010),
    "eighth": (0.983, 0.964, 0.016),
    "ninth": (0.945, 0.985, 0.006),
    "tenth": (0.988, 0.985, 0.011),
    "eleventh": (0.988, 0.941, 0.018),
    "twelfth": (0.988, 0.985, 0.011),
    "thirteenth": (0.911, 0.985, 0.018),
    "fourteenth": (0.892, 0.922, 0.016),
    "fifteenth": (0.937, 0.975, 0.021),
    "sixteenth": (0.949, 0.969, 0.011),
    "seventeenth": (0.984, 0.941, 0.008),
    "eighteenth": (0.950, 0.974, 0.031),
    "nineteenth": (0.894, 0.959, 0.014),
    "twentieth": (0.968, 0.943, 0.008),
    "twenty-first": (0.963, 0.976, 0.012),
    "twenty-second": (0.947, 0.946, 0.016),
    "twenty-third": (0.951, 0.975, 0.016),
    "twenty-fourth": (0.988, 0.967, 0.010),
    "twenty-fifth": (0.972, 0.985, 0.006),
    "twenty-sixth": (0.971, 0.974, 0.017),
    "twenty-seventh": (0.920, 0.968, 0.046),
    "twenty-eighth": (0.976, 0.977, 0.018),
    "twenty-ninth": (0.973, 0.985, 0.013),
    "thirtieth": (0.973, 0.948, 0.013),
    "thirty-first": (0.909, 0.959, 0.021),
    "thirty-second": (0.976, 0.935, 0.011),
    "thirty-third": (0.920, 0.985, 0.010),
    "thirty-fourth": (0.957, 0.969, 0.013),
    "thirty-fifth": (0.962, 0.965, 0.013),
    "thirty-sixth": (0.977, 0.899, 0.017),
    "thirty-seventh": (0.943, 0.932, 0.016),
    "thirty-eighth": (0.979, 0.936, 0.012),
    "thirty-ninth": (0.979, 0.928, 0.018),
    "fortieth": (0.968, 0.965, 0.036),
    "forty-first": (0.950, 0.943, 0.019),
    "forty-second": (0.944, 0.959, 0.018),
    "forty-third": (0.969, 0.956, 0.019),
    "forty-fourth": (0.975, 0.927, 0.022),
    "forty-fifth": (0.954, 0.921, 0.009),
    "forty-sixth": (0.948, 0.964, 0.011),
    "forty-seventh": (0.964, 0.978, 0.012),
    "forty-eighth": (0.962, 0.943, 0.010),
    "forty-ninth": (0.976, 0.944, 0.017),
    "fiftieth": (0.910, 0.957, 0.029),
    "fifty-first": (0.955, 0.936, 0.013),
    "fifty-second": (0.954, 0.943, 0.018),
    "fifty-third": (0.886, 0.890, 0.028),
    "fifty-fourth": (0.940, 0.945, 0.028),
    "fifty-fifth": (0.937, 0.956, 0.026),
    "fifty-sixth": (0.918, 0.887, 0.015),
    "fifty-seventh": (0.960, 0.928, 0.024),
    "fifty-eighth": (0.976, 0.961, 0.013),
    "fifty-ninth": (0.917, 0.964, 0.023),
    "sixtieth": (0.933, 0.974, 0.018),
    "sixty-first": (0.960, 0.901, 0.033),
    "sixty-second": (0.922, 0.930, 0.013),
    "sixty-third": (0.957, 0.970, 0.006),
    "sixty-fourth": (0.915, 0.971, 0.011),
    "sixty-fifth": (0.895, 0.861, 0.016),
    "sixty-sixth": (0.947, 0.936, 0.021),
    "sixty-seventh": (0.902, 0.900, 0.009),
    "sixty-eighth": (0.950, 0.917, 0.014),
    "sixty-ninth": (0.898, 0.934, 0.016),
    "seventieth": (0.935, 0.942, 0.024),
    "seventy-first": (0.870, 0.897, 0.026),
    "seventy-second": (0.895, 0.844, 0.025),
    "seventy-third": (0.846, 0.880, 0.028),
    "seventy-fourth": (0.962, 0.936, 0.009),
    "seventy-fifth": (0.973, 0.939, 0.016),
    "seventy-sixth": (0.954, 0.920, 0.021),
    "seventy-seventh": (0.943, 0.909, 0.019),
    "seventy-eighth": (0.826, 0.933, 0.029),
    "seventy-ninth": (0.963, 0.853, 0.025),
    "eightieth": (0.875, 0.891, 0.055),
    "eighty-first": (0.928, 0.979, 0.026),
    "eighty-second": (0.947, 0.919, 0.010),
    "eighty-third": (0.890, 0.931, 0.026),
    "eighty-fourth": (0.942, 0.934, 0.024),
    "eighty-fifth": (0.904, 0.898, 0.017),
    "eighty-sixth": (0.957, 0.979, 0.017),
    "eighty-seventh": (0.947, 0.955, 0.025),
    "eighty-eighth": (0.980, 0.952, 0.034),
    "eighty-ninth": (0.905, 0.944, 0.017),
    TOGETHER: (0.949, 0.950, 0.015),
}
"""Of each set: the least boundary F1, the least share of right headlines, the most leaked furniture."""
ALWAYS = {name for place, name in enumerate(FLOORS) if place % 6 == 5} - {TOGETHER}
"""Every sixth set, early and late ones, is looked at whenever tests are run; the others with the slow tests."""


def _of(name: str, value: object) -> object:
    """A parameter that belongs to a set."""
    return pytest.param(value, marks=() if name in ALWAYS else pytest.mark.slow)


@cache
def _taken_apart(path: Path) -> tuple[Document, Unbundled]:
    """A document as it was read, and taken apart: once for all tests."""
    document = document_of(path)
    return document, unbundle(document)


@cache
def _score(scorer: ModuleType, path: Path) -> dict[str, Any]:
    """What the scorer says of a document: once for its set and for all sets together."""
    gold = gold_of(path.with_name(f"{path.name}.gold.json"))
    return scorer.score(answer_of(_taken_apart(path)[1].stories), gold)  # type: ignore[no-any-return]


def _scores(scorer: ModuleType, name: str) -> list[dict[str, Any]]:
    """What the scorer says of every document of a set, or of all sets."""
    return [_score(scorer, path) for path in FILES if name in {path.parent.name, TOGETHER}]


def test_every_set_has_its_floors() -> None:
    """And no floor is of a set that is not there."""
    assert {path.parent.name for path in FILES} == FLOORS.keys() - {TOGETHER}


@pytest.mark.shared
@pytest.mark.parametrize("name", [_of(name, name) for name in FLOORS])
def test_the_figures_reached_on_a_set_are_held(scorer: ModuleType, name: str) -> None:
    """By the scorer that will be used: boundaries, headlines and leaked furniture."""
    least_f1, least_titles, most_leak = FLOORS[name]
    total = scorer.totals(_scores(scorer, name))
    print(f"{name}: F1 {total['f1']:.3f}, titles {total['title_accuracy']:.3f}, leak {total['leak']:.3f}")
    assert total["f1"] >= least_f1
    assert total["title_accuracy"] >= least_titles
    assert total["leak"] <= most_leak


@pytest.mark.parametrize(
    "path",
    [_of(path.parent.name, path) for path in FILES],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
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
