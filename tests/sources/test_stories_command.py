"""`digest stories`, as a program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sources.conftest import Site

ROUND_UP = """---
title: Weekly round-up
date: 2025-01-13
---

## [Ferry line between the islands reopens after repairs](https://a.example/ferry?utm_source=x)

The ferry between the islands runs again since Monday. Tickets cost less than before, and there are two more sailings a day.

## [Town library stays open until ten from next month](https://b.example/library)

The town library will stay open until ten. The council voted for it on Friday, after a year of trials in two branches.

## [Bakery in the old harbour wins a national prize](https://c.example/bakery)

A bakery in the old harbour won the prize for rye bread. It has eleven workers and opened in 1987, in a former warehouse.
"""
HEADLINES = [
    "Ferry line between the islands reopens after repairs",
    "Town library stays open until ten from next month",
    "Bakery in the old harbour wins a national prize",
]


def _run(*arguments: str, stdin: bytes = b"", folder: Path | None = None) -> tuple[int, list[dict], str]:
    program = "from digest.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "stories", *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        check=False,
    )
    lines = done.stdout.decode().splitlines()
    return done.returncode, [json.loads(line) for line in lines if line.startswith("{")], done.stderr.decode()


def test_stories_come_out_as_json_lines_in_order(tmp_path: Path):
    (tmp_path / "week.txt").write_text(ROUND_UP, encoding="utf-8")
    status, rows, told = _run("week.txt", "--json", folder=tmp_path)
    found = [row for row in rows if row["type"] == "story"]
    assert (status, told) == (0, "")
    assert [row["title"] for row in found] == HEADLINES
    assert found[0]["url"] == "https://a.example/ferry"
    assert found[0]["published"].startswith("2025-01-13")
    assert found[0]["sources"] == []


def test_standard_input_is_read(tmp_path: Path):
    status, rows, _ = _run("-", "--json", stdin=ROUND_UP.encode(), folder=tmp_path)
    assert status == 0
    assert len([row for row in rows if row["type"] == "story"]) == 3


def test_what_cannot_be_read_is_told_and_the_rest_is_answered(tmp_path: Path):
    (tmp_path / "week.md").write_text(ROUND_UP, encoding="utf-8")
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    status, rows, told = _run("none.txt", ".", "week.md", "--json", folder=tmp_path)
    assert status == 3
    assert len([row for row in rows if row["type"] == "story"]) == 6
    assert "none.txt: no such file" in told
    assert "x.pdf: the PDF is broken" in told
    assert "Traceback" not in told
    status, rows, _ = _run("none.txt", "--json", folder=tmp_path)
    assert (status, rows) == (3, [])


def test_a_page_of_the_web_is_read_by_its_address(site: Site, tmp_path: Path):
    site.put(
        "/",
        "<html><head><title>Page</title></head><body><h1>Head</h1><p>Some text of the page.</p></body></html>",
    )
    status, rows, _ = _run(site.url("/"), "--json", folder=tmp_path)
    assert status == 0
    assert [row["url"] for row in rows if row["type"] == "story"] == [site.url("/")]


def test_without_json_there_is_a_table_and_a_report(tmp_path: Path):
    (tmp_path / "week.md").write_text(ROUND_UP, encoding="utf-8")
    program = "from digest.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "stories", "week.md"], capture_output=True, cwd=tmp_path, check=True
    )
    shown = done.stdout.decode()
    assert "Ferry line" in shown
    assert "3 stories" in shown


def test_a_pdf_comes_apart_like_any_other_document():
    kept = Path(__file__).parent / "pdf" / "korean.pdf"
    status, rows, told = _run(str(kept), "--json")
    assert (status, told) == (0, "")
    found = [row for row in rows if row["type"] == "story"]
    assert [row["title"] for row in found] == [
        "부산항 무인 장비 12대 시범 운영",
        "인천항 조명 40% 낮춘다",
        "부산항, 인천항 조명 장비 운영",
    ]
    assert found[0]["published"].startswith("2025-03")
