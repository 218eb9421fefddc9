"""Genres: the brief laid beside its model, every built-in one without being configured, one of a publication's own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from digest.config.genres import BUILT_IN
from tests.acceptance.small import Publication

ROOT = Path(__file__).resolve().parents[2]
NOW = "2025-12-01T07:00+09:00"
BRIEF = ("build", "--genre", "brief", "--period", "2025-11", "--now", NOW)


def sample(folder: Path) -> Publication:
    """A copy of the sample publication."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    shutil.copy(ROOT / "config.toml", folder)
    return Publication(folder)


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    """The sample publication with its brief of November and the archive."""
    made = sample(tmp_path_factory.mktemp("brief"))
    made.good(*BRIEF)
    made.good("archive")
    return made


@pytest.fixture(scope="module")
def shown(brief):
    """The brief as the terminal shows it."""
    return plain(" ".join(brief.good("preview").split()))


def read(made: Publication, *parts: str) -> str:
    return " ".join(made.folder.joinpath("var", *parts).read_text(encoding="utf-8").split())


def plain(html: str) -> str:
    """What a reader sees of a page, on one line, without the numbers of sources."""
    told = re.sub(r"<style.*?</style>|<(?!/?(?:p|li|h\d|td|div|br)\b)[^>]*>", "", html, flags=re.DOTALL)
    told = re.sub(r"<[^>]*>", " ", told)
    return " ".join(re.sub(r"\[\d+\]", "", told).split())


PARTS = {
    "lead": "국립해양기후연구원이 1969년부터 56년 동안 동해의 표층 수온이 1.9도 올랐다는 보고서를 발표",
    "second lead": "동해의 상승 폭은 세계 평균의 2.3배이며, 살오징어 어획량은 10년 전보다 62% 감소",
    "label": "핵심 내용",
    "sub-head": "동해 수온 상승 폭은 세계 평균의 2.3배",
    "point": "국립해양기후연구원은 2025년 11월 20일 동해의 표층 수온*을 분석한 보고서를 발표",
    "detail": "올해 8월 동해의 평균 수온은 28.4도로 관측 이래 가장 높은 값을 기록",
    "note": "* 바다 겉면에서 10미터 깊이까지 잰 물의 온도",
    "what it draws on": "국립해양기후연구원, 동해 표층 수온 장기 변동 보고서, 2025. 11. 20",
    "source": "한강정책연구원",
    "month": "2025년 11월",
    "event": "동해 기후 국제 학회",
    "event's days": "2026. 4. 23 – 25",
    "event's place": "강릉시",
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_a_brief_is_in_its_mail_its_text_its_page_and_its_preview(brief, shown, part):
    """Two leads, a sub-head over points over details, notes, ☞ sources, the calendar: where a reader looks for them."""
    (name,) = (path.name for path in (brief.folder / "var/issues").iterdir())
    assert PARTS[part] in plain(read(brief, "issues", name, "issue.html"))
    assert PARTS[part] in plain(read(brief, "issues", name, "issue.txt"))
    assert PARTS[part] in plain(read(brief, "archive", "issues", name, "index.html"))
    if part != "what it draws on":
        assert PARTS[part] in shown


def issue_of(made: Publication) -> dict:
    (path,) = (made.folder / "var/issues").glob("*/issue.json")
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_brief_has_no_more_than_two_leads_and_the_points_and_details_that_are_set(brief):
    for item in issue_of(brief)["items"]:
        points = [one for one in item["passages"] if one["kind"] == "point"]
        assert len(item["picks"]) <= 2
        assert len(points) <= 4
        assert all(1 <= len(one["picks"]) <= 3 for one in points)


def test_a_brief_of_plain_articles_has_leads_and_points_of_several_sources(brief):
    """Where no source is structured, what comes next after the leads are the points."""
    (chip,) = (one for one in issue_of(brief)["items"] if "노바칩" in one["headline"]["text"])
    told = [pick["sentence"] for one in chip["passages"] for pick in one["picks"]]
    assert len(chip["picks"]) == 2
    assert len(told) >= 3
    assert len({one["story"] for one in told}) > 1


def test_every_sentence_of_a_brief_is_proved(brief):
    done = brief("verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d+ sentences, \d+ headlines, .* proved", done.stderr)


def test_building_a_brief_twice_gives_the_same_bytes(brief, tmp_path):
    other = sample(tmp_path)
    other.good(*BRIEF)
    assert other.files("var/issues") == brief.files("var/issues")


def test_a_brief_leaves_a_calendar_beside_its_page(brief):
    (path,) = (brief.folder / "var/archive").glob("issues/*/calendar.ics")
    told = path.read_text(encoding="utf-8")
    assert "새터 로봇 재제조 전시회" in told
    assert "DTSTART;VALUE=DATE:20260210" in told


@pytest.mark.parametrize("genre", BUILT_IN)
def test_every_built_in_genre_is_there_without_being_configured(tmp_path, genre):
    """And a publication begun as one of them is in order."""
    made = sample(tmp_path)
    done = made("build", "--genre", genre, "--period", "2025-11", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert "is not configured" not in done.stderr


def test_an_unknown_genre_is_refused_with_the_list_of_those_there_are(publication):
    done = publication("build", "--genre", "monthly")
    assert done.returncode == 2
    for genre in BUILT_IN:
        assert genre in done.stderr


@pytest.mark.slow
def test_a_genre_of_ones_own_is_a_table_and_a_folder_of_templates(tmp_path):
    """It takes defaults and anatomy of the one that it is like, and its own template before that one's, file by file."""
    made = sample(tmp_path)
    text = (tmp_path / "config.toml").read_text(encoding="utf-8")
    made.configure(text + '\n[genres.flash]\nlike = "brief"\nitems = 3\npoints = 1\n')
    folder = tmp_path / "templates/issue/flash"
    folder.mkdir(parents=True)
    folder.joinpath("mail.txt.j2").write_text(
        '{% for one in issue.items %}! {{ one.headline }}\n{% endfor %}{% include "issue/brief/mail.txt.j2" %}',
        encoding="utf-8",
    )
    made.good("check")
    made.good("build", "--genre", "flash", "--period", "2025-11", "--now", NOW)
    issue = issue_of(made)
    assert issue["genre"] == "flash"
    assert sum(item["size"] != "line" for item in issue["items"]) == 3
    assert any(item["passages"] for item in issue["items"])
    name = issue["id"]
    assert read(made, "issues", name, "issue.txt").startswith("! ")
    assert "☞" in read(made, "issues", name, "issue.html")


@pytest.mark.slow
@pytest.mark.parametrize("genre", BUILT_IN)
def test_a_publication_begun_with_a_genre_can_be_checked_built_and_looked_at(tmp_path, genre):
    """`digest init --genre`, a few texts put into the inbox, and all works as it stands."""
    folder = tmp_path / "letter"
    Publication(tmp_path).good("init", "--genre", genre, "--templates", "--yes", "letter")
    shutil.copy(ROOT / "samples/bulletin/2025-11-28-hangang-brief.txt", folder / "inbox")
    shutil.copy(ROOT / "samples/notes/onnuri-brief.txt", folder / "inbox")
    made = Publication(folder)
    made.good("check")
    done = made("build", "--period", "2025-11-20..2025-12-01", "--now", "2025-12-01T00:00+09:00")
    assert done.returncode == 0, done.stderr
    if list(folder.glob("var/issues/*/issue.json")):
        assert issue_of(made)["genre"] == genre
        made.good("preview")
    assert list((folder / "templates/issue" / genre).glob("mail.*"))
