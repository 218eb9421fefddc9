"""Real input: five documents of half a year become one Korean issue."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.small import Publication

CONFIG = Path(__file__).parent / "seeds" / "config.toml"
PERIOD = "2025-01-01..2025-07-31"
NOW = "2025-08-01T07:00+09:00"
DEEPSEEK = ("딥시크", "deepseek")

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def seeds(shared, tmp_path_factory):
    """The publication over the seeds, built."""
    made = Publication(tmp_path_factory.mktemp("seeds"))
    text = CONFIG.read_text(encoding="utf-8")
    made.configure(text.replace("../../../../shared/seeds", (shared / "seeds").as_posix()))
    made.good("build", "--period", PERIOD, "--now", NOW)
    return made


@pytest.fixture(scope="module")
def issue(seeds):
    (path,) = (seeds.folder / "var/issues").glob("*/issue.json")
    return json.loads(path.read_text(encoding="utf-8"))


def titles(item):
    return [reference["title"] for reference in item["references"]]


def test_every_story_is_in_the_issue_or_listed_as_left_out(issue):
    told = sum(len(item["references"]) for item in issue["items"])
    assert issue["stories_read"] == 33
    assert told + len(issue["left_out"]) == 33


def test_the_two_titans_stories_are_one_item(issue):
    titans = [item for item in issue["items"] if any("타이탄" in title for title in titles(item))]
    assert [len(item["references"]) for item in titans] == [2]


def test_three_of_the_deepseek_stories_are_one_item_with_no_other(issue):
    (largest,) = [item for item in issue["items"] if len(item["references"]) >= 3]
    assert len({reference["document"] for reference in largest["references"]}) == 3
    assert len(largest["clusters"]) == 1
    # Told by their titles, or, where a title names nobody, by the sentence that was picked.
    cited = {pick["sentence"]["story"]: pick["sentence"]["text"] for pick in largest["picks"]}
    for reference in largest["references"]:
        told = (reference["title"] + cited.get(reference["story"], "")).casefold()
        assert any(name in told for name in DEEPSEEK), reference["title"]


def test_nothing_else_is_merged(issue):
    """Every other story of the seeds is an event of its own."""
    merged = [titles(item) for item in issue["items"] if len(item["references"]) > 1]
    assert len(merged) == 2, merged


def test_every_sentence_is_proved(seeds, issue):
    done = seeds("verify", issue["id"])
    assert done.returncode == 0, done.stderr


def test_the_mail_may_be_sent(seeds, issue):
    """It is no larger than a mailbox shows whole."""
    html = (seeds.folder / "var/issues" / issue["id"] / "issue.html").read_bytes()
    assert len(html) < 95_000
