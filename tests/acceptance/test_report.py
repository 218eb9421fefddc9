"""The report from what users have: the sample publication, and the documents beside the repository."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.acceptance.small import CONFIG as SMALL
from tests.acceptance.small import ROOT, Publication
from tests.acceptance.test_seeds import CONFIG

GENRE = """
[genres.report]
period = "month"
items = {items}
leads = 0
lines = 0
register = "plain"
"""
LISTS = {"features", "achievements", "tasks"}


def built(made, period, now):
    made.good("build", "--genre", "report", "--period", period, "--now", now)
    (path,) = (made.folder / "var/issues").glob("*report*/issue.json")
    return json.loads(path.read_text(encoding="utf-8")), path.with_name("issue.txt").read_text(
        encoding="utf-8"
    )


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample publication with a report."""
    made = Publication(tmp_path_factory.mktemp("sample"))
    shutil.copytree(ROOT / "samples", made.folder / "samples")
    made.configure((ROOT / "config.toml").read_text(encoding="utf-8") + GENRE.format(items=12))
    return made, *built(made, "2025-11", "2025-12-01T07:00+09:00")


@pytest.fixture(scope="module")
def seeds(shared, tmp_path_factory):
    """A report of February over the seeds, which may be quoted freely."""
    made = Publication(tmp_path_factory.mktemp("seeds"))
    text = CONFIG.read_text(encoding="utf-8").replace(
        "../../../../shared/seeds", (shared / "seeds").as_posix()
    )
    text = text.replace('name = "씨앗"', 'name = "씨앗"\nrights = "open"')
    made.configure(text + GENRE.format(items=30))
    return made, *built(made, "2025-02", "2025-03-01T07:00+09:00")


def kinds(issue):
    return [one["kind"] for item in issue["items"] for one in item["passages"]]


def test_the_sample_makes_a_report(sample):
    """Counts, trends of several sources, a pick, an outlook, every reference with its title; all of it proved."""
    made, issue, text = sample
    assert made("verify", issue["id"]).returncode == 0
    several = [item for item in issue["items"] if len({one["outlet"] for one in item["references"]}) > 1]
    cited = [{pick["sentence"]["story"] for pick in item["picks"]} for item in several]
    assert len(several) > 5
    assert sum(len(stories) > 1 for stories in cited) > len(several) / 2
    assert "outlook" in kinds(issue)
    assert issue["choice"]
    references = text[text.rindex("참고한 기사\n") :]
    told = [one["title"] for item in issue["items"] for one in item["references"]]
    flat = " ".join(references.split())
    assert [title for title in told if " ".join(title.split()) not in flat] == []
    numbers = re.findall(r"^\[(\d+)\]", references, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(told) + 1)]


@pytest.mark.shared
def test_the_seeds_make_a_report_like_the_one_among_them(seeds):
    """Its lists come back under the kind that it calls them, its noun-phrase headings as headlines, all proved."""
    made, issue, text = seeds
    assert made("verify", issue["id"]).returncode == 0
    assert set(kinds(issue)) >= LISTS
    assert "outlook" in kinds(issue)
    trend = next(item for item in issue["items"] if "바이오테크" in item["headline"]["text"])
    (facts,) = [one for one in trend["passages"] if one["kind"] in LISTS]
    assert facts["kind"] == "achievements"
    assert len(facts["picks"]) >= 2
    chosen = next(item for item in issue["items"] if item["id"] == issue["choice"])
    assert len({one["outlet"] for one in chosen["references"]}) > 1
    assert "맺음말" not in text


@pytest.mark.shared
def test_no_sentence_of_a_report_is_told_twice(seeds):
    """In an item, whatever the part it stands in."""
    _, issue, _ = seeds
    for item in issue["items"]:
        picks = [*item["picks"], *(pick for one in item["passages"] for pick in one["picks"])]
        places = [(pick["sentence"]["story"], pick["sentence"]["start"]) for pick in picks]
        assert len(places) == len(set(places))


ISLAND = """---
title: 해온시, 갈매대교 보수 공사 마무리
date: 2025-11-25
---
해온시는 갈매대교 보수 공사를 진행하고 있다. 공사는 3월부터 이어졌다. 갈매대교 상판의 균열 14곳은 모두 메웠다. 가람건설이 38억 원을 들여 교각 두 개를 보강했다.
모래섬 주민 2300명은 그동안 임시 배편으로 육지를 오갔다. 시는 배편 운영에 4억 원을 썼다. 갈매대교는 2019년에 개통됐다. 감리는 외부 기관 세 곳이 맡았다.
모래섬을 찾는 관광객은 올해도 늘어날 것으로 보인다.
"""


def test_an_outlook_is_made_anew_on_another_day(tmp_path):
    """What was to come when the report was first built may be over when it is built again, though nothing else changed."""
    made = Publication(tmp_path)
    made.configure(f"{SMALL}\n[genres.report]\n")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "island.md").write_text(ISLAND, encoding="utf-8")
    issue, _ = built(made, "2025-11", "2025-12-01T07:00+09:00")
    assert "outlook" in kinds(issue)
    issue, _ = built(made, "2025-11", "2026-01-02T07:00+09:00")
    assert "outlook" not in kinds(issue)
