"""A source is edited between two builds: stories and items stay what they were; a document that comes twice is one."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.acceptance.small import CONFIG, NOW, Publication

ISSUE = "small-weekly-2025-11-17"
ROUND_UP = """---
title: 이번 주 마을 소식 모음
date: 2025-11-20
---

## 노바칩, 구미에 반도체 공장 세운다

노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다.

## 시립 도서관 열 곳, 밤 10시까지 연다

해온시는 시립 도서관 열 곳을 다음 달부터 토요일에도 밤 10시까지 연다. 이용자 설문에서 62%가 야간 개관을 원했다.

## 갯벌 탐방로 3km 새로 열려

바다마을은 북쪽 갯벌을 따라 걷는 탐방로를 열었다. 길이는 3킬로미터이고 휠체어도 다닐 수 있다고 마을은 설명했다.
"""
EDITED = """---
title: 이번 주 마을 소식 모음
date: 2025-11-20
---

## 봄 축제, 5월 첫 주에 열린다

봄 축제가 5월 첫 주에 강변에서 열린다고 시가 19일 발표했다. 표는 받지 않으며 배를 타고 들어가는 길도 마련한다.

## 갯벌 걷는 길 생겼다

바다마을은 북쪽 갯벌을 따라 걷는 탐방로를 열었다. 길이는 3킬로미터이고 휠체어도 다닐 수 있다고 마을은 설명했다.

## 구미에 전력 반도체 공장…노바칩 2조 투자

노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다. 구미시는 도로를 지원한다.
"""


@pytest.fixture
def letter(tmp_path):
    """A publication with one round-up."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "week.md").write_text(ROUND_UP, encoding="utf-8")
    made = Publication(tmp_path)
    made.configure(CONFIG)
    return made


def items(publication: Publication) -> dict[str, tuple[str, list[str]]]:
    """Headline of each item → its id, and the ids of its stories."""
    path = publication.folder / "var/issues" / ISSUE / "issue.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    return {
        item["headline"]["text"]: (item["id"], [reference["story"] for reference in item["references"]])
        for item in value["items"]
    }


def test_two_headlines_change_a_story_comes_one_goes_and_all_are_reordered(letter):
    letter.good("build", "--now", NOW)
    before = items(letter)
    (letter.folder / "notes" / "week.md").write_text(EDITED, encoding="utf-8")
    letter.good("build", "--now", NOW)
    after = items(letter)
    assert after["갯벌 걷는 길 생겼다"] == before["갯벌 탐방로 3km 새로 열려"]
    assert after["구미에 전력 반도체 공장…노바칩 2조 투자"] == before["노바칩, 구미에 반도체 공장 세운다"]
    new = after["봄 축제, 5월 첫 주에 열린다"]
    assert new not in before.values()
    assert "갯벌 걷는 길 생겼다" in letter.good("explain", ISSUE)
    assert letter("verify", ISSUE).returncode == 0
    again = letter.files("var/issues")
    letter.good("build", "--now", NOW)
    assert letter.files("var/issues") == again
    store = sqlite3.connect(letter.folder / "var/digest.sqlite3")
    assert store.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert store.execute("SELECT count(*) FROM versions").fetchone() == (2,)
    store.close()


def test_a_correction_of_the_source_keeps_the_items_whose_text_stays(letter):
    letter.good("build", "--now", NOW)
    before = items(letter)
    profile = "\n[sources.profile]\nheading = '^## (?:시립 )?(노바칩|도서관|갯벌)'\nend = '^nowhere'\n"
    letter.configure(CONFIG + profile)
    done = letter("build", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert "쪽지" in done.stderr
    assert "profile.end '^nowhere' fits no line of \"이번 주 마을 소식 모음\"" in done.stderr
    assert {name: found[0] for name, found in items(letter).items()} == {
        "노바칩": before["노바칩, 구미에 반도체 공장 세운다"][0],
        "도서관": before["시립 도서관 열 곳, 밤 10시까지 연다"][0],
        "갯벌": before["갯벌 탐방로 3km 새로 열려"][0],
    }


def test_a_copy_of_a_file_is_no_second_document(letter):
    (letter.folder / "notes" / "week-copy.md").write_text(ROUND_UP, encoding="utf-8")
    letter.good("build", "--now", NOW)
    value = json.loads((letter.folder / "var/issues" / ISSUE / "issue.json").read_text(encoding="utf-8"))
    assert (value["documents_read"], value["stories_read"]) == (1, 3)


def test_a_pattern_that_could_search_for_ever_is_a_mistake_before_any_work(letter):
    letter.configure(CONFIG + "\n[sources.profile]\ndrop = ['^x', '(a+)+$']\n")
    done = letter("build", "--now", NOW)
    assert (done.returncode, done.stdout) == (2, "")
    assert 'sources["notes"].profile.drop[1]: “(a+)+$”은(는) 찾기가 끝나지 않을 수 있습니다' in done.stderr
    assert not (letter.folder / "var").exists()
