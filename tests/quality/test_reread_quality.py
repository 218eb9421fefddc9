"""Sentences and what became of their pages, all invented: how often the right thing is told of them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from digest.analysis.reread import Page

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parent / "reread" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
LEAST = 0.94


def told(half: str | None = None) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for pair in PAIRS:
        if half in (None, pair["half"]):
            page = Page([pair["page"]], pair["read"])
            counted[pair["expected"], page.judge(pair["old"], title=pair["title"]).standing] += 1
    return counted


@pytest.mark.parametrize("half", ["set", "held"])
@pytest.mark.parametrize("standing", ["changed", "gone", "same"])
def test_what_became_of_a_sentence_is_told_right(half: str, standing: str):
    """`set` are the pairs by which the likeness was set, `held` those that were kept back."""
    counted = told(half)
    right = counted[standing, standing]
    precision = right / sum(count for (_, said), count in counted.items() if said == standing)
    recall = right / sum(count for (expected, _), count in counted.items() if expected == standing)
    print(f"{half} {standing}: precision {precision:.2f}, recall {recall:.2f}")
    assert min(precision, recall) >= LEAST


def test_every_figure_that_changed_is_named():
    for pair in PAIRS:
        if pair["kind"] == "figure" and any(map(str.isdigit, pair["old"])):
            found = Page([pair["page"]], pair["read"]).judge(pair["old"], title=pair["title"])
            assert found.figures, pair["old"]
