"""Documents of many layouts, written for these tests, beside the stories that a reader finds in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reading import DOCUMENTS, answer_of, document_of, gold_of

from digest.stories.identity import normalise
from digest.stories.unbundle import unbundle

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

GOLD = sorted(DOCUMENTS.glob("*.gold.json"))
LEAST_F1 = 0.99


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_each_document_comes_apart_as_a_reader_would_take_it(path: Path) -> None:
    """As many stories as a reader finds, in the same order, with the same headlines."""
    gold = gold_of(path)
    found = unbundle(document_of(DOCUMENTS / gold["file"]))
    assert [normalise(story.title) for story in found.stories] == [
        normalise(story["title"]) for story in gold["stories"]
    ]


@pytest.mark.shared
def test_boundaries_reach_the_mark(scorer: ModuleType) -> None:
    """By the scorer that will be used, boundary F1 over all documents stays at .99 or above."""
    results = []
    for path in GOLD:
        gold = gold_of(path)
        stories = unbundle(document_of(DOCUMENTS / gold["file"])).stories
        results.append(scorer.score(answer_of(stories), gold))
    total = scorer.totals(results)
    print(f"F1 {total['f1']:.3f}, titles {total['title_accuracy']:.3f}, leak {total['leak']:.3f}")
    assert total["f1"] >= LEAST_F1
    assert total["leak"] <= 0.01
