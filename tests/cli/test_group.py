"""`digest group` as a filter."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from tests import forked

if TYPE_CHECKING:
    import subprocess

ROWS = [
    {
        "id": "b",
        "title": "강릉 산불 사흘 만에 진화",
        "text": "강릉에서 난 산불이 사흘 만에 꺼졌다. 헬기 40대가 투입됐다.",
    },
    {
        "id": "a",
        "title": "한국은행, 기준금리 인하",
        "text": "한국은행은 기준금리를 연 2.75%로 내렸다. 총재는 성장률을 낮췄다.",
    },
    {"type": "event", "name": "총회"},
    {"id": "x"},
    {
        "id": "c",
        "title": "한은, 기준금리 0.25%포인트 인하",
        "text": "한국은행이 기준금리를 연 2.75%로 내렸다고 밝혔다.",
        "language": None,
    },
]


def digest(*arguments: str, given: str) -> subprocess.CompletedProcess[str]:
    return forked.run(("group", *arguments), folder=forked.ROOT, environment=dict(os.environ), given=given)


def lines(rows: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def test_one_line_a_readable_story_in_the_order_of_the_input():
    """The row with neither title nor text is told on stderr, the rest is answered, and the exit status says so."""
    done = digest("-", "--json", given=lines(ROWS))
    assert done.returncode == 3
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["cluster"]) for row in answered] == [("b", "b"), ("a", "a"), ("c", "a")]
    given = {row["id"]: row for row in ROWS if "id" in row}
    assert all(given[row["id"]].items() <= row.items() for row in answered)
    assert "line 4" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_for_people_shows_titles_and_why():
    done = digest(given=lines([ROWS[0], ROWS[1], ROWS[4]]))
    assert done.returncode == 0
    assert "강릉 산불" in done.stdout
    assert "기준" in done.stdout


def test_nothing_gives_nothing():
    done = digest("--json", given="")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_missing_file_is_a_fault_of_the_call():
    done = digest("nowhere.jsonl", "--json", given="")
    assert done.returncode == 2
    assert "nowhere.jsonl" in done.stderr


def test_an_explanation_stays_in_the_line_of_its_story():
    """One line a story in the order of the input, with its evidence, its near misses, and what it repeats."""
    copy = {**ROWS[1], "id": "d"}
    done = digest("--json", "--explain", given=lines([ROWS[0], ROWS[1], ROWS[4], copy]))
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["b", "a", "c", "d"]
    assert [row.get("copy_of") for row in rows] == [None, None, None, "a"]
    assert [row["evidence"] and row["evidence"]["by"] for row in rows] == [None, None, "words", "copy"]
    assert rows[2]["evidence"]["terms"][0]["share"] > 0
    assert all(miss["link"]["left"] == row["id"] for row in rows for miss in row["near"])
    told = digest("--explain", given=lines([ROWS[0], ROWS[1], ROWS[4], copy])).stdout
    assert "the same text (1.00)" in told
    assert "shared: " in told
