"""The archive's search answers the 120 queries as an editor would; this score may not fall."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.archive import asked
from tests.archive.queries import make
from tests.judged import tools

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
PRECISION, RECALL = 0.98, 0.98
SMALLEST_KIND = 0.9
SIZE = 200_000  # bytes, compressed
SCRIPT = tools.ROOT / "tests" / "archive" / "ask.mjs"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    asked.write(folder)
    return folder / "search"


@pytest.fixture(scope="module")
def scores(index: Path) -> dict[str, asked.Score]:
    node = tools.program("node", unchecked="what the archive's search finds")
    queries = asked.queries()
    answers, _ = asked.ask(node, SCRIPT, str(index / "engine.js"), str(index), asked=queries)
    return asked.scored(answers, queries)


def test_what_is_found_is_right_and_what_is_right_is_found(scores: dict[str, asked.Score]):
    every = scores[""]
    print(f"precision {every.precision:.3f}, recall {every.recall:.3f}")
    assert every.precision >= PRECISION, every.missed
    assert every.recall >= RECALL, every.missed


def test_no_kind_of_query_is_left_behind(scores: dict[str, asked.Score]):
    weak = {
        name: (round(score.precision, 3), round(score.recall, 3))
        for name, score in scores.items()
        if min(score.precision, score.recall) < SMALLEST_KIND
    }
    assert weak == {}


def test_the_index_of_a_thousand_items_is_small(index: Path):
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in index.rglob("*.json")}
    assert 0 < sum(sizes.values()) <= SIZE, sizes


def test_the_queries_are_those_of_the_marked_corpus():
    """Who changes a frame makes corpus and answers anew, together."""
    items = make.items()
    made = {
        query: frozenset(item.id for item in items if concepts <= item.concepts)
        for _, _, query, concepts, _ in make.queries()
    }
    assert made == {one.query: one.wanted for one in asked.queries()}
    assert [item.title for item in items] == [row["title"] for row in asked.corpus()]
    assert len(made) == 120
