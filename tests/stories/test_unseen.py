"""Documents written, with their stories, by somebody who had not seen the code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reading import answer_of, document_of, gold_of

from digest.stories.identity import normalise
from digest.stories.unbundle import unbundle

if TYPE_CHECKING:
    from types import ModuleType

UNSEEN = Path(__file__).parent / "unseen"
GOLD = sorted(UNSEEN.glob("*.gold.json"))
LEAST_F1, LEAST_TITLES, MOST_LEAK = 0.99, 0.98, 0.005


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_each_gold_story_begins_and_ends_where_a_reader_says(path: Path) -> None:
    """As many stories as a reader finds, in order, each holding its last words and no other story's first ones."""
    gold = gold_of(path)["stories"]
    found = unbundle(document_of(UNSEEN / path.name.removesuffix(".gold.json"))).stories
    assert len(found) == len(gold)
    told = [normalise(f"{story.title} {story.text}") for story in found]
    for place, story in enumerate(gold):
        assert normalise(story["last_words"]) in told[place]
        first = normalise(story["first_words"])
        assert [first in text for text in told] == [number == place for number in range(len(told))]


@pytest.mark.shared
def test_the_figures_reached_on_unseen_documents_are_held(scorer: ModuleType) -> None:
    """By the scorer that will be used: boundaries, titles and leaked furniture."""
    results = []
    for path in GOLD:
        gold = gold_of(path)
        stories = unbundle(document_of(UNSEEN / gold["file"])).stories
        results.append(scorer.score(answer_of(stories), gold))
    total = scorer.totals(results)
    print(f"F1 {total['f1']:.3f}, titles {total['title_accuracy']:.3f}, leak {total['leak']:.3f}")
    assert total["f1"] >= LEAST_F1
    assert total["title_accuracy"] >= LEAST_TITLES
    assert total["leak"] <= MOST_LEAK
