"""Terms and dates ahead as a reader gets them: in mail, page and calendar, from issue to issue, with a person's word last."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.small import CONFIG, Publication

if TYPE_CHECKING:
    from pathlib import Path

WEEKS = {
    "2025-11-03": """---
title: 노바칩, LNM 칩 바다1 공개
date: 2025-11-04
---
노바칩이 4일 지진 예보에 쓸 새 칩 바다1을 공개했다. 칩은 거대지진모델(LNM)을 손바닥만 한 기판에서 돌린다.
바다1 공개 행사는 오는 12월 3일 구미 전시관에서 열린다. 바다1 판매는 내년 3월 시작될 예정이다. 값은 아직 정하지 않았다.
""",
    "2025-11-10": """---
title: 해온대, 노바칩과 LNM 연구소 연다
date: 2025-11-11
---
해온대가 노바칩과 함께 지진 예보 연구소를 세운다. 연구소는 LNM 칩을 기판에 얹어 예보를 앞당기는 일을 한다.
연구원 40명이 일하며, 첫 성과는 2026년 5월에 나올 예정이다. 운영비는 해온대가 댄다.
""",
}
FIRST, SECOND = (f"small-weekly-{week}" for week in WEEKS)


def monday(week: str) -> str:
    return f"{date.fromisoformat(week) + timedelta(days=7)}T07:00+09:00"


def issue(publication: Publication, name: str) -> dict[str, Any]:
    path = publication.folder / "var/issues" / name / "issue.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def small(tmp_path: Path) -> Publication:
    """The first week built; both are there to be read."""
    made = Publication(tmp_path)
    made.configure(CONFIG)
    (tmp_path / "notes").mkdir()
    for week, text in WEEKS.items():
        (tmp_path / "notes" / f"{week}.md").write_text(text, encoding="utf-8")
    made.good("build", "--now", monday("2025-11-03"))
    return made


def test_dates_ahead_stand_in_mail_page_and_calendar(small):
    """The sentence with its source; the day in the file, the month not; and all of it is proved."""
    told = issue(small, FIRST)["ahead"]
    assert [(one["first"], one["precision"]) for one in told] == [
        ("2025-12-03", "day"),
        ("2026-03-01", "month"),
    ]
    assert "2 dates proved" in small("verify").stderr
    small.good("archive")
    page = (small.folder / f"var/archive/issues/{FIRST}/index.html").read_text(encoding="utf-8")
    mail = (small.folder / f"var/issues/{FIRST}/issue.html").read_text(encoding="utf-8")
    text = (small.folder / f"var/issues/{FIRST}/issue.txt").read_text(encoding="utf-8")
    ics = (small.folder / f"var/archive/issues/{FIRST}/calendar.ics").read_bytes()
    for sentence in (
        "바다1 공개 행사는 오는 12월 3일 구미 전시관에서 열린다.",
        "바다1 판매는 내년 3월 시작될 예정이다.",
    ):
        assert sentence in page
        assert sentence in mail
        assert sentence in " ".join(text.split())
    assert 'href="calendar.ics"' in page
    assert f"https://example.org/archive/issues/{FIRST}/calendar.ics" in mail
    assert ics.count(b"BEGIN:VEVENT") == 1
    assert b"DTSTART;VALUE=DATE:20251203\r\n" in ics


def test_a_date_that_has_come_is_ahead_no_more(small):
    """Building again after the day leaves it out; building at the same moment again changes no byte."""
    path = small.folder / "var/issues" / FIRST / "issue.json"
    before = path.read_bytes()
    small.good("build", "--period", "2025-11-03..2025-11-09", "--now", monday("2025-11-03"))
    assert path.read_bytes() == before
    small.good("build", "--period", "2025-11-03..2025-11-09", "--now", "2025-12-04T07:00+09:00")
    assert [one["first"] for one in issue(small, FIRST)["ahead"]] == ["2026-03-01"]
    small.good("build", "--period", "2025-11-03..2025-11-09", "--now", monday("2025-11-03"))
    assert path.read_bytes() == before


def test_the_term_bank_goes_from_issue_to_issue(small):
    """A draft leaves nothing; what a sent issue learned explains a term that later sources leave unexplained."""
    assert small.good("terms", "list", "--json") == ""
    small.good("build", "--now", monday("2025-11-10"))
    assert issue(small, SECOND)["terms"] == []
    small.good("build", "--period", "2025-11-03..2025-11-09", "--now", monday("2025-11-03"))
    assert issue(small, FIRST)["terms"] == []  # a sentence that is shown explains it
    small.good("archive")
    small.good("subscribers", "add", "reader@example.org", "--now", "2025-11-01T07:00+09:00")
    small.good("approve", FIRST, "--now", monday("2025-11-03"))
    small.good("send", FIRST, "--now", monday("2025-11-03"))
    (row,) = map(json.loads, small.good("terms", "list", "--json").splitlines())
    assert (row["term"], row["means"], row["issue"], row["state"]) == (
        "LNM",
        "거대지진모델",
        FIRST,
        "learned",
    )
    assert row["shown"] is False
    small.good("build", "--now", monday("2025-11-10"))
    (term,) = issue(small, SECOND)["terms"]
    assert (term["term"], term["means"], term["earlier"]["issue"]) == ("LNM", "거대지진모델", FIRST)
    small.good("verify", SECOND)


def test_the_editor_has_the_last_word(small):
    """`set` explains in the editor's name, `remove` explains never, `restore` takes either back."""
    small.good("terms", "set", "LNM", "지진을 미리 알리는 모델")
    small.good("build", "--now", monday("2025-11-03"))
    (term,) = issue(small, FIRST)["terms"]
    assert (term["means"], term["how"]) == ("지진을 미리 알리는 모델", "editor")
    assert "written by the editor" in small("verify").stderr
    small.good("terms", "remove", "LNM")
    small.good("build", "--now", monday("2025-11-03"))
    assert issue(small, FIRST)["terms"] == []
    small.good("terms", "restore", "LNM")
    assert small("terms", "restore", "LNM").returncode == 1
    assert small("terms", "set", "LNM", " ").returncode == 2
    assert small("terms", "set", "=", "x").returncode == 2
    (small.folder / "terms.txt").write_text("LNM\n", encoding="utf-8")
    assert small("check").returncode == 2


def test_explain_says_where_each_term_and_date_stands(small):
    """`digest explain` lists an item's boxes with the sentence, its source's number and its place in the text."""
    told = small.good("explain")
    one = issue(small, FIRST)["ahead"][0]["pick"]["sentence"]
    dated = next(line for line in told.splitlines() if "date ahead: 2025-12-03" in line)
    assert f"{one['text']} [1] {one['start']}–{one['end']}" in dated
