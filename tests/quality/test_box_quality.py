"""Dates ahead and terms explained, on sentences of our own: what must be found, and what must not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from digest.language.coming import coming
from digest.language.explained import explained
from digest.language.plans import is_planned

HERE = Path(__file__).parent / "boxes"


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows("ahead.jsonl"), ids=lambda row: row["text"][:30])
def test_a_day_is_ahead_where_the_sentence_says_so_plainly(row):
    """A plan gives its day; a forecast, a demand, a condition, what was put off or is past gives none."""
    days = coming(row["text"], written=date.fromisoformat(row["written"]))
    found = next((day for day in days if is_planned(row["text"], day)), None)
    if row["first"] is None:
        assert found is None
    else:
        assert found is not None
        assert (str(found.first), str(found.last), found.precision) == (
            row["first"],
            row["last"],
            row["precision"],
        )


@pytest.mark.parametrize("row", rows("terms.jsonl"), ids=lambda row: row["text"][:30])
def test_a_term_is_explained_where_the_words_prove_it(row):
    """Initials, kinds and definitions explain; a person's office, a club, a stray bracket does not."""
    found = [[one.term, one.means, one.how] for one in explained(row["text"]) if one.how != "name"]
    assert found == row["terms"]
