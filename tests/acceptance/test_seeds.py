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


def deepseek(item):
    """Which references of an item tell of DeepSeek: by their titles, or, where a title names nobody, by the sentence picked."""
    cited = {pick["sentence"]["story"]: pick["sentence"]["text"] for pick in item["picks"]}
    told = [(one["title"] + cited.get(one["story"], "")).casefold() for one in item["references"]]
    return [any(name in text for name in DEEPSEEK) for text in told]


def test_the_six_deepseek_stories_are_one_item_with_no_other(issue):
    """Half a year of one affair, told by five documents, in the order of its time."""
    (largest,) = [item for item in issue["items"] if len(item["references"]) > 2]
    assert len(largest["references"]) == 6
    assert len({reference["document"] for reference in largest["references"]}) == 5
    assert "딥시크" in largest["storyline"]["name"]
    elsewhere = [title for item in issue["items"] if item is not largest for title in titles(item)]
    assert not [title for title in elsewhere if "딥시크" in title]


def test_the_dated_line_of_the_six_cites_all_five_documents(seeds, issue):
    """Each step names the sources that tell it, by their numbers below."""
    text = (seeds.folder / "var/issues" / issue["id"] / "issue.txt").read_text(encoding="utf-8")
    _, _, after = text.partition("지금까지의 흐름")
    line = after.partition("출처 5곳")[0]
    assert {number for number in range(1, 10) if f"[{number}]" in line} == set(range(1, 7))


def test_nothing_else_is_merged(issue):
    """Every other story of the seeds is an event of its own: Transformer² and the orders of two presidents among them."""
    merged = [titles(item) for item in issue["items"] if len(item["references"]) > 1]
    assert len(merged) == 2, merged


ISSUES = (
    ("2025-01-01..2025-02-28", "2025-03-01T07:00+09:00"),
    ("2025-07-01..2025-07-14", "2025-07-15T07:00+09:00"),
    ("2025-07-15..2025-07-31", "2025-08-01T07:00+09:00"),
)
"""Period and moment of three issues, which read three, one and one of the documents."""


@pytest.mark.slow
def test_the_deepseek_storyline_goes_on_over_three_issues(shared, tmp_path):
    """Built and sent in time, it keeps its id, counts its parts, and what else is told goes on nothing."""
    made = Publication(tmp_path / "in time")
    made.folder.mkdir()
    text = CONFIG.read_text(encoding="utf-8")
    made.configure(text.replace("../../../../shared/seeds", (shared / "seeds").as_posix()))
    made.good("subscribers", "add", "reader@example.org", "--now", "2025-01-01T07:00+09:00")
    parts = []
    for period, now in ISSUES:
        made.good("build", "--period", period, "--now", now)
        path = max((made.folder / "var/issues").glob("*/issue.json"), key=lambda one: one.stat().st_mtime)
        items = json.loads(path.read_text(encoding="utf-8"))["items"]
        parts.append(
            [item for item in items if any("딥시크" in title for title in titles(item)) or item["storyline"]]
        )
        for verb in ("approve", "archive", "send"):
            made.good(verb, *(() if verb == "archive" else ("--now", now)))
    ((first,), (second,), (third,)) = parts
    assert [len(item["references"]) for item in (first, second, third)] == [4, 1, 1]
    assert second["storyline"]["id"] == third["storyline"]["id"] == first["id"]
    assert len(third["storyline"]["earlier"]) == 2
    assert all("딥시크" in item["storyline"]["name"] for item in (second, third)), (
        "in whatever script it is written"
    )


def test_every_sentence_is_proved(seeds, issue):
    done = seeds("verify", issue["id"])
    assert done.returncode == 0, done.stderr


def test_the_mail_may_be_sent(seeds, issue):
    """It is no larger than a mailbox shows whole."""
    html = (seeds.folder / "var/issues" / issue["id"] / "issue.html").read_bytes()
    assert len(html) < 95_000
