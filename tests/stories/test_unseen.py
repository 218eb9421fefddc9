"""Documents written, with their stories, by somebody who had not seen the code."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from reading import document_of

from digest.stories.identity import normalise
from digest.stories.unbundle import unbundle

UNSEEN = Path(__file__).parent / "unseen"
GOLD = sorted(UNSEEN.glob("*.gold.json"))
LEAST_F1, LEAST_TITLES, MOST_LEAK = 0.99, 0.98, 0.005


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_each_gold_story_begins_and_ends_where_a_reader_says(path: Path) -> None:
    """As many stories as a reader finds, in order, each holding its last words and no other story's first ones."""
    gold = _gold(path)["stories"]
    found = unbundle(document_of(UNSEEN / path.name.removesuffix(".gold.json"))).stories
    assert len(found) == len(gold)
    told = [normalise(f"{story.title} {story.text}") for story in found]
    for place, story in enumerate(gold):
        assert normalise(story["last_words"]) in told[place]
        first = normalise(story["first_words"])
        assert [first in text for text in told] == [number == place for number in range(len(told))]


@pytest.mark.shared
def test_the_figures_reached_on_unseen_documents_are_held(shared: Path) -> None:
    """By the scorer that will be used: boundaries, titles and leaked furniture."""
    spec = importlib.util.spec_from_file_location("score_unbundling", shared / "score_unbundling.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    results = []
    for path in GOLD:
        gold = _gold(path)
        stories = unbundle(document_of(UNSEEN / gold["file"])).stories
        answer = [
            {**asdict(story), "sources": [cited.publisher for cited in story.citations]} for story in stories
        ]
        results.append(scorer.score(answer, gold))
    total = scorer.totals(results)
    print(f"F1 {total['f1']:.3f}, titles {total['title_accuracy']:.3f}, leak {total['leak']:.3f}")
    assert total["f1"] >= LEAST_F1
    assert total["title_accuracy"] >= LEAST_TITLES
    assert total["leak"] <= MOST_LEAK
