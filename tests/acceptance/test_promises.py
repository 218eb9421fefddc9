"""What a publication may rely on: the same bytes again, nothing private shown, texts forgotten in time."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.acceptance.small import CONFIG, NOW

ISSUE = "small-weekly-2025-11-17"


def issue_json(publication, name=ISSUE):
    return (publication.folder / "var/issues" / name / "issue.json").read_bytes()


def test_building_again_gives_the_same_bytes_and_keeps_the_approval(publication):
    """Also where a document tells no date and is dated by its first fetch."""
    text = "날짜 없는 소식이 하나 있다. 시청은 공원을 넓힌다. 나무 300그루를 심는다."
    (publication.folder / "notes" / "undated.txt").write_text(text, encoding="utf-8")
    period = ("--period", "2025-11-17..2025-11-30")
    publication.good("build", "--now", NOW, *period)
    first = issue_json(publication)
    assert b'"dated_by": "fetched"' in first
    publication.good("approve", "--now", NOW)
    publication.good("build", "--now", NOW, *period)
    assert issue_json(publication) == first
    assert "was approved already" in publication("approve", "--now", NOW).stderr


def test_drafts_that_were_never_sent_change_nothing(publication, tmp_path_factory):
    """The store's history of drafts is not one of the five."""
    fresh = type(publication)(tmp_path_factory.mktemp("fresh") / "here")
    fresh.folder.mkdir()
    fresh.configure(CONFIG)
    (fresh.folder / "notes").mkdir()
    for path in (publication.folder / "notes").iterdir():
        (fresh.folder / "notes" / path.name).write_bytes(path.read_bytes())
    publication.good("build", "--now", NOW, "--period", "2025-11-19..2025-11-20")
    publication.good("build", "--now", NOW, "--period", "2025-11-18..2025-11-19")
    publication.good("build", "--now", NOW)
    fresh.good("build", "--now", NOW)
    assert issue_json(publication) == issue_json(fresh)


def test_an_item_keeps_its_id_while_its_draft_grows(publication):
    """An editor's corrections hang on the id: a story that comes later must not change it."""
    publication.good("build", "--now", NOW)
    before = {item["headline"]["text"]: item["id"] for item in json.loads(issue_json(publication))["items"]}
    for number in range(4):
        text = (
            f"---\ntitle: 도서관 토요일 야간 개관 {number}\ndate: 2025-11-21\n---\n"
            "해온시 시립 도서관 열 곳이 다음 달부터 토요일 밤 10시까지 문을 연다. 시는 사서 24명을 더 뽑는다."
        )
        (publication.folder / "notes" / f"later-{number}.md").write_text(text, encoding="utf-8")
    publication.good("build", "--now", NOW)
    after = {item["id"] for item in json.loads(issue_json(publication))["items"]}
    assert set(before.values()) <= after


def test_nothing_private_enters_anything_that_is_shown(publication):
    """Not a title, not a word of the text, not the name of the source."""
    (publication.folder / "secret").mkdir()
    text = "---\ntitle: 노바칩 구미 공장 극비 문건\ndate: 2025-11-19\n---\n노바칩 구미 반도체 공장에 극비코드명 홍두깨가 붙었다. 2조 원 투자."
    (publication.folder / "secret" / "memo.md").write_text(text, encoding="utf-8")
    publication.configure(
        CONFIG
        + '[[sources]]\nkey = "vaultkey"\nkind = "folder"\nname = "금고"\npath = "secret"\nrights = "private"\n'
    )
    publication.good("build", "--now", NOW)
    publication.good("archive")
    shown = publication.files("var/issues") | publication.files("var/archive")
    for name, content in shown.items():
        for word in ("극비", "홍두깨", "금고", "vaultkey"):
            assert word.encode() not in content, (name, word)


def test_texts_are_kept_no_longer_than_the_configuration_says(publication):
    publication.configure(CONFIG + '[storage]\nkeep_texts = "10d"\n')
    publication.good("build", "--now", NOW)
    publication.good("verify", ISSUE)
    (publication.folder / "notes" / "new.md").write_text(
        "---\ntitle: 봄 소식\ndate: 2026-03-03\n---\n꽃이 핀다. 시청이 축제를 연다.", encoding="utf-8"
    )
    for name in ("hanbit.md", "saebyeok.md", "library.md"):
        (publication.folder / "notes" / name).unlink()
    publication.good("build", "--now", "2026-03-09T07:00+09:00")
    with sqlite3.connect(publication.folder / "var/digest.sqlite3") as connection:
        kept = "".join(str(row) for table in ("documents", "originals", "frozen_stories") for row in connection.execute(f"SELECT * FROM {table}"))  # fmt: skip
    assert "꽃이 핀다" in kept
    assert "공업용수" not in kept
    done = publication("verify", ISSUE)
    assert done.returncode == 1
    assert "not in the store" in done.stderr


def test_a_draft_has_a_page_and_is_listed_once_it_is_approved(publication):
    publication.good("build", "--now", NOW)
    publication.good("archive")
    page, index = f"issues/{ISSUE}/index.html", "index.html"
    files = publication.files("var/archive")
    assert page in files
    assert ISSUE not in files[index].decode()
    assert "feed.xml" not in files
    publication.good("approve", "--now", NOW)
    assert "1 issue: " in publication("archive").stderr
    files = publication.files("var/archive")
    assert ISSUE in files[index].decode()
    assert ISSUE in files["feed.xml"].decode()


def test_a_folder_with_odd_signs_in_its_name_keeps_its_own_store(publication, tmp_path_factory):
    odd = tmp_path_factory.mktemp("odd") / "a b?x=1 %20#&"
    try:
        odd.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    other = type(publication)(odd)
    other.configure(CONFIG)
    (odd / "notes").mkdir()
    (odd / "notes" / "library.md").write_bytes((publication.folder / "notes" / "library.md").read_bytes())
    other.good("build", "--now", NOW)
    assert (odd / "var/digest.sqlite3").is_file()
    assert [path.name for path in odd.parent.iterdir()] == [odd.name]


def test_a_document_without_a_date_and_a_title_is_named_by_its_headline(publication):
    """Not by an id, by which nobody finds it."""
    text = "해온시는 겨울 제설 장비를 마흔 대 늘린다고 밝혔다. 염화칼슘도 미리 사 두었다. 골목 제설은 전화로 신청한다."
    (publication.folder / "notes" / "snow.txt").write_text(text, encoding="utf-8")
    done = publication("build", "--now", NOW, "--period", "2025-11-24..2025-11-24")
    note = next(line for line in done.stderr.splitlines() if "dated by its first fetch" in line)
    assert "해온시는 겨울 제설 장비를 마흔 대 늘린다고 밝혔다." in note
