"""Real input: the half year of the seeds as a review and as a retrospective, laid beside the documents that these are modelled on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.small import Publication

CONFIG = Path(__file__).parent / "seeds" / "config.toml"
PERIOD = "2025-01-01..2025-07-31"
NOW = "2025-08-01T07:00+09:00"
DAYS = {"2025-01-31", "2025-02-01", "2025-07-08", "2025-07-18"}

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def seeds(shared, tmp_path_factory):
    """The publication over the seeds, whose texts may be shown, with a review and a retrospective."""
    made = Publication(tmp_path_factory.mktemp("seeds"))
    text = CONFIG.read_text(encoding="utf-8")
    text = text.replace("../../../../shared/seeds", (shared / "seeds").as_posix())
    made.configure(text.replace('kind = "folder"\n', 'kind = "folder"\nrights = "open"\n'))
    for genre in ("review", "retrospective"):
        made.good("build", "--genre", genre, "--period", PERIOD, "--now", NOW)
    return made


def issue(seeds, genre):
    path = seeds.folder / f"var/issues/seeds-{genre}-2025-01-01/issue.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_review_begins_with_the_affair_of_the_half_year(seeds):
    """What happened, why it matters and what came after, on several days and by several outlets; single stories come last."""
    made = issue(seeds, "review")
    first = made["items"][0]
    assert len(first["references"]) == 6
    kinds = [one["kind"] for one in first["passages"]]
    assert kinds[0] == "happened"
    assert {"matters", "after"} <= set(kinds)
    assert {one["day"] for one in first["passages"]} == DAYS
    outlets = {one["story"]: one["outlet"] for one in first["references"]}
    told = {outlets[pick["sentence"]["story"]] for one in first["passages"] for pick in one["picks"]}
    assert len(told) >= 4
    sizes = [len(one["references"]) for one in made["items"]]
    assert sizes == sorted(sizes, reverse=True)


def test_a_month_is_shown_as_a_month(seeds):
    """What is known to the month has no day that nobody told."""
    months = [one for one in issue(seeds, "review")["items"][0]["passages"] if one["day"] == "2025-02-01"]
    assert months
    assert {one["precision"] for one in months} == {"month"}
    text = (seeds.folder / "var/issues/seeds-review-2025-01-01/issue.txt").read_text(encoding="utf-8")
    assert "2025년 2월" in text
    assert "2025. 2. 1 " not in text


def test_the_retrospective_has_then_beside_now_and_words_by_speaker(seeds):
    """Winter beside summer, and at least five speakers in their own words."""
    (item,) = issue(seeds, "retrospective")["items"]
    then = {one["day"] for one in item["passages"] if one["kind"] == "then"}
    now = {one["day"] for one in item["passages"] if one["kind"] == "now"}
    assert then <= {"2025-01-31", "2025-02-01"}
    assert now <= {"2025-07-08", "2025-07-18"}
    assert then
    assert now
    assert len({one["speaker"]["name"] for one in item["quotations"]}) >= 5


def test_both_are_proved(seeds):
    """Every sentence and quotation stands in a seed."""
    for genre in ("review", "retrospective"):
        assert seeds("verify", f"seeds-{genre}-2025-01-01").returncode == 0
