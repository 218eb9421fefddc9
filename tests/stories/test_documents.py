"""Documents of many layouts, written for these tests, beside the stories that a reader finds in them."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from reading import DOCUMENTS, document_of

from digest.stories.identity import normalise
from digest.stories.unbundle import unbundle

if TYPE_CHECKING:
    from pathlib import Path

GOLD = sorted(DOCUMENTS.glob("*.gold.json"))
LEAST_F1 = 0.99


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_each_document_comes_apart_as_a_reader_would_take_it(path: Path) -> None:
    """As many stories as a reader finds, in the same order, with the same headlines."""
    gold = _gold(path)
    found = unbundle(document_of(DOCUMENTS / gold["file"]))
    assert [normalise(story.title) for story in found.stories] == [
        normalise(story["title"]) for story in gold["stories"]
    ]


@pytest.mark.shared
def test_boundaries_reach_the_mark(shared: Path) -> None:
    """By the scorer that will be used, boundary F1 over all documents stays at .99 or above."""
    spec = importlib.util.spec_from_file_location("score_unbundling", shared / "score_unbundling.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    results = []
    for path in GOLD:
        gold = _gold(path)
        stories = unbundle(document_of(DOCUMENTS / gold["file"])).stories
        answer = [
            {**asdict(story), "sources": [f"{cited.publisher} {cited.title}" for cited in story.citations]}
            for story in stories
        ]
        results.append(scorer.score(answer, gold))
    total = scorer.totals(results)
    print(f"F1 {total['f1']:.3f}, titles {total['title_accuracy']:.3f}, leak {total['leak']:.3f}")
    assert total["f1"] >= LEAST_F1
    assert total["leak"] <= 0.01
