"""`digest register` as its users call it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from tests import forked

if TYPE_CHECKING:
    import subprocess

ROWS = [
    {"id": "one", "text": "두 회사는 합작에 합의했다."},
    {"id": "asked", "text": "언제 합의할까?"},
    {"id": "english", "text": "They agreed.", "ignored": 1},
    {
        "id": "story",
        "type": "story",
        "title": "합작 합의",
        "text": "두 회사는 합작에 합의했다. 값은 비싸다.\n언제 문을 열까?",
        "language": "ko",
    },
    {"id": "brought", "sentences": ["공장은 크다.", "예외가 없습니다."]},
]


def digest(*options: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program on rows, or on a text, of the standard input."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS) if given is None else given
    return forked.run(("register", *options), folder=forked.ROOT, environment=dict(os.environ), given=text)


def test_one_answer_a_row_in_order_and_null_where_nothing_changes():
    done = digest("-", "--to", "polite", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [row["id"] for row in ROWS]
    assert rows[0] == {"id": "one", "shown": "두 회사는 합작에 합의했습니다.", "rule": "polite:past"}
    assert rows[1] == {"id": "asked", "shown": None, "rule": None}
    assert rows[2] == {"id": "english", "shown": None, "rule": None}
    story, brought = rows[3:]
    assert story["shown"] == "두 회사는 합작에 합의했습니다. 값은 비쌉니다.\n언제 문을 열까?"
    assert story["rule"] == "polite:past, polite:adjective"
    for found in story["sentences"]:
        assert ROWS[3]["text"][found["start"] : found["end"]] == found["text"]
    assert [found["shown"] for found in story["sentences"]][-1] is None
    assert [(found["index"], found["shown"]) for found in brought["sentences"]] == [
        (0, "공장은 큽니다."),
        (1, None),
    ]


def test_what_digest_stories_writes_is_read_as_it_stands(tmp_path):
    (tmp_path / "note.md").write_text(
        "---\ntitle: 합작 합의\ndate: 2025-11-18\n---\n두 회사는 합작에 합의했다. 공장은 내년 봄 문을 연다.\n",
        encoding="utf-8",
    )
    stories = forked.run(("stories", "note.md", "--json"), folder=tmp_path, environment=dict(os.environ))
    assert stories.returncode == 0, stories.stderr
    done = digest("--to", "polite", "--json", given=stories.stdout)
    assert done.returncode == 0, done.stderr
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["shown"] == "두 회사는 합작에 합의했습니다. 공장은 내년 봄 문을 엽니다."


def test_lines_that_cannot_be_used_are_told_and_the_rest_is_answered():
    given = (
        '{"id":"a","text":"눈이 왔다."}\nnonsense\n{"text":"x"}\n{"id":"a","text":"비가 왔다."}\n{"id":"b"}\n'
    )
    done = digest("--to", "polite", "--json", given=given)
    assert done.returncode == 3
    assert [json.loads(line)["shown"] for line in done.stdout.splitlines()] == ["눈이 왔습니다."]
    told = done.stderr.splitlines()
    assert len(told) == 4
    assert [f"line {number}" in line for number, line in zip((2, 3, 4, 5), told, strict=True)] == [True] * 4


def test_plain_text_is_taken_line_by_line_and_each_line_is_printed():
    done = digest("--to", "plain", given="눈이 왔습니다. 값이 올랐습니다.\n\n누가 왔습니까?\nHello.\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "눈이 왔다. 값이 올랐다.\n\n누가 왔습니까?\nHello.\n"


def test_rows_are_printed_as_they_read_then_where_no_json_is_asked_for():
    done = digest("--to", "noun")
    assert done.stdout.splitlines()[:3] == ["두 회사는 합작에 합의", "언제 합의할까?", "They agreed."]


def test_a_register_must_be_named_and_known_and_the_file_must_be_there():
    for options in (("-",), ("-", "--to", "shout"), ("nowhere.jsonl", "--to", "noun")):
        done = digest(*options)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("✗ ")


def test_plain_text_that_is_asked_for_json_is_said_once():
    told = digest("-", "--to", "polite", "--json", given="공장을 지었다.\n값이 올랐다.\n")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("✗") == 1
    assert "plain text is taken line by line" in told.stderr
    marked = digest("-", "--to", "polite", "--json", given='\ufeff{"id": "1", "text": "값이 올랐다."}\n')
    assert json.loads(marked.stdout)["shown"] == "값이 올랐습니다."
    mixed = digest("-", "--to", "polite", "--json", given='no\n{"id": "1", "text": "값이 올랐다."}\n')
    assert (mixed.returncode, len(mixed.stdout.splitlines())) == (3, 1)
