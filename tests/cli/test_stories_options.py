"""`digest stories --explain`, `--profile` and `--source`, as a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.small import Publication

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

LETTER = """# Harbour letter

Welcome. Three stories of this week.

## Yard hires sixty people for boats

The yard hires sixty people this year and builds eleven boats. Work begins in May, says the owner of the yard.

## What it means for you

You may apply until the end of the month, at the office of the yard, or by letter, as you like it best.

## Library stays open until ten

The library stays open until ten at night from next month. The council voted for it on Friday in its hall.
"""
CONFIG = """
[publication]
id = "x"
name = "x"

[[sources]]
key = "letter"
kind = "folder"
path = "."

[sources.profile]
heading = '^## '
not_heading = ['^What']
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return Publication(folder)("stories", *arguments, **{"COLUMNS": "120", **environment})


def headlines(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [row["title"] for line in done.stdout.splitlines() if (row := json.loads(line))["type"] == "story"]


def test_the_whole_document_is_shown_and_its_colours_are_letters_too(folder):
    done = run(folder, "--explain", "letter.md")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    for line in LETTER.splitlines():
        assert " ".join(line.split()[:4]) in " ".join(done.stdout.split())
    for told in ("headline", "text", "greeting", "because: ", "Readings that were weighed", "3 stories"):
        assert told in done.stdout
    coloured = run(folder, "--explain", "letter.md", FORCE_COLOR="1", TERM="xterm-256color").stdout
    assert "\x1b[" in coloured


def test_narrow_terminals_lose_no_text(folder):
    done = run(folder, "--explain", "letter.md", COLUMNS="40")
    assert "".join(LETTER.split()[-6:]) in "".join(done.stdout.split())


def test_explained_as_json_is_one_line_a_document(folder):
    (line,) = run(folder, "--explain", "--json", "letter.md").stdout.splitlines()
    row = json.loads(line)
    assert row["type"] == "explanation"
    assert [one["use"] for one in row["lines"] if one["opens"]] == ["headline"] * 3
    assert row["report"].startswith("3 stories")
    assert row["readings"][0]["chosen"]
    assert row["suggestion"].startswith("[sources.profile]")


@pytest.mark.parametrize(
    "text",
    [
        "heading = '^## '\nnot_heading = ['^What']\n",
        "[sources.profile]\nheading = '^## '\nnot_heading = ['^What']\n",
        "[profile]\nheading = '^## '\nnot_heading = ['^What']\n",
    ],
)
def test_a_profile_is_tried_from_a_file_of_its_own(folder, text):
    (folder / "try.toml").write_text(text, encoding="utf-8")
    found = headlines(run(folder, "--json", "--profile", "try.toml", "letter.md"))
    assert found == ["Yard hires sixty people for boats", "Library stays open until ten"]


def test_a_document_is_read_as_a_source_of_the_configuration_is(folder):
    assert len(headlines(run(folder, "--json", "--source", "letter", "letter.md"))) == 2
    assert len(headlines(run(folder, "--json", "letter.md"))) == 3
    other = folder / "elsewhere"
    other.mkdir()
    found = run(other, "--json", "--config", "../config.toml", "--source", "letter", "../letter.md")
    assert len(headlines(found)) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("heading = '['", 'heading (line 1): "[" is not a regular expression'),
        ("[sources.profile]\ndrop = ['(a+)+']", "sources.profile.drop"),
        ("heading = '(a+)+'", "could search for ever"),
        ("headng = '^x'", "did you mean heading?"),
        ("[sources.profile]\nheadng = '^x'", "did you mean heading?"),
        ("whole = true\nheading = '^x'", "leave heading"),
        ("heading = '^x'\nsplit = '^y'", "not both"),
        ("heading = ", "not TOML"),
        ("sources = 3", "sources"),
    ],
)
def test_a_wrong_profile_is_one_mistake_with_its_path_before_any_work(folder, text, told):
    (folder / "try.toml").write_text(text, encoding="utf-8")
    done = run(folder, "--profile", "try.toml", "letter.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_what_cannot_be_meant_is_refused(folder):
    assert run(folder, "--source", "none", "letter.md").returncode == 2
    assert "there are: letter" in run(folder, "--source", "none", "letter.md").stderr
    assert run(folder, "--config", "config.toml", "letter.md").returncode == 2
    assert run(folder, "--source", "letter", "--profile", "x.toml", "letter.md").returncode == 2
    assert run(folder, "--explain", "--parts", "letter.md").returncode == 2
    assert run(folder, "--profile", "none.toml", "letter.md").returncode == 2


def test_a_pattern_that_fits_nothing_is_told(folder):
    (folder / "try.toml").write_text("heading = '^## '\nend = '^Nowhere'", encoding="utf-8")
    done = run(folder, "--json", "--profile", "try.toml", "letter.md")
    assert done.returncode == 0
    assert "letter.md: profile.end '^Nowhere' fits no line of it" in done.stderr
    assert "heading" not in done.stderr
