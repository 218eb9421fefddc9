"""`digest summarize` as its users call it."""

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
        "cluster": "x",
        "title": "둑 무너져",
        "text": "강물이 불어 밤사이 둑이 무너졌다. 시는 구조대를 보냈다.",
        "language": "ko",
    },
    {
        "id": "c",
        "sentences": ["The budget talks failed.", "Talks go on in May."],
        "lang": "ignored",
        "language": "en",
    },
    {
        "id": "a",
        "cluster": "x",
        "title": "[속보] 둑 무너져",
        "text": "밤사이 둑이 무너져 주민 40명이 대피했다.",
        "language": "ko",
    },
]


def digest(*options: str, rows: list[object] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program on rows of standard input."""
    given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (ROWS if rows is None else rows))
    command = ("summarize", "-", *options)
    return forked.run(command, folder=forked.ROOT, environment=dict(os.environ), given=given)


def test_one_line_a_cluster_in_order_of_first_appearance_each_sentence_at_its_place():
    done = digest("-n", "2", "--json")
    assert done.returncode == 0, done.stderr
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["cluster"], second["cluster"]) == ("x", "c")
    assert first["headline"] == "둑 무너져"
    assert second["headline"] is None
    texts = {row["id"]: row.get("text") or "\n".join(row["sentences"]) for row in ROWS}
    for found in (*first["sentences"], *second["sentences"]):
        assert texts[found["story"]][found["start"] : found["end"]] == found["text"]
    assert [ROWS[1]["sentences"][found["index"]] for found in second["sentences"]] == [
        found["text"] for found in second["sentences"]
    ]
    assert all("index" not in found for found in first["sentences"])
    assert {found["story"] for found in first["sentences"]} == {"a", "b"}


def test_sentences_and_characters_together_are_refused_before_any_work():
    done = digest("-n", "2", "--characters", "100", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "exclude each other" in done.stderr


def test_a_row_that_cannot_be_used_is_told_and_the_rest_is_answered():
    done = digest("--characters", "60", "--json", rows=[*ROWS, {"id": "d"}, {"id": "a", "title": "again"}])
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
    assert len(done.stderr.splitlines()) == 2
    for line in done.stdout.splitlines():
        assert len(" ".join(found["text"] for found in json.loads(line)["sentences"])) <= 60


def test_people_read_the_headline_the_sentences_and_their_sources():
    done = digest()
    assert done.returncode == 0
    assert "둑 무너져" in done.stdout
    assert "[1]" in done.stdout


def test_nothing_in_nothing_out():
    done = digest("--json", rows=[])
    assert (done.returncode, done.stdout) == (0, "")


def test_what_group_calls_a_copy_is_no_second_source():
    """Of a text that three tell in the same words one is quoted, beside who tells it in words of their own."""
    text = "강물이 불어 밤사이 둑이 무너졌다. 시는 구조대를 보냈다. 주민 40명이 학교로 옮겼다."
    rows = [
        {"id": "a", "cluster": "a", "title": "둑 무너져", "text": text},
        {"id": "b", "cluster": "a", "title": "둑 무너져", "text": text, "copy_of": "a"},
        {"id": "c", "cluster": "a", "title": "둑이 무너졌다", "text": text, "copy_of": "a"},
        {"id": "d", "cluster": "a", "title": "둑 무너진 마을", "text": "둑이 무너진 마을에 군인 90명이 왔다. 복구에 석 달이 걸린다."},
        {"id": "e", "title": "다른 일", "text": "어촌계가 그물을 새로 짰다.", "copy_of": "none of these"},
    ]  # fmt: skip
    done = digest("-n", "3", "--json", rows=list(rows))
    assert done.returncode == 0, done.stderr
    first, other = (json.loads(line) for line in done.stdout.splitlines())
    assert {one["story"] for one in first["sentences"]} == {"a", "d"}
    assert other["sentences"]
