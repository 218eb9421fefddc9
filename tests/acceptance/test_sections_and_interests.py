"""Sections, filters and caps as an editor uses them: decisions last, and everything is explained."""

from __future__ import annotations

import json

import pytest

from tests.acceptance.small import CONFIG, NOW

ISSUE = "small-weekly-2025-11-17"
SECTIONS = """
[[sections]]
key = "industry"
title = "산업"
words = ["공장", "투자"]
[[sections]]
key = "city"
title = "도시"
examples = "examples"
"""


def issue(publication):
    return json.loads((publication.folder / "var/issues" / ISSUE / "issue.json").read_text(encoding="utf-8"))


def build(publication, settings):
    publication.configure(CONFIG + settings)
    publication.good("build", "--now", NOW)
    return issue(publication)


@pytest.fixture
def examples(publication):
    """A folder with an example of the section for the city."""
    folder = publication.folder / "examples"
    folder.mkdir()
    (folder / "one.md").write_text(
        "# 구립 도서관, 아이 돌봄 방 연다\n\n설문에서 바라는 이가 많았다.", encoding="utf-8"
    )
    return folder


def test_an_editor_s_placement_lasts_until_it_is_taken_back(publication, examples):
    del examples
    first = build(publication, SECTIONS)
    by_section = {item["section"]: item for item in first["items"]}
    assert set(by_section) == {"industry", "city"}
    library = by_section["city"]
    assert library["placement"]["by"] == "words"
    assert "(of an example)" in publication.good("explain", ISSUE)

    publication.good("place", library["id"], "industry", "--now", NOW)
    for settings in (SECTIONS, SECTIONS + "[interests]\nless = ['도서관']\n"):
        moved = next(item for item in build(publication, settings)["items"] if item["id"] == library["id"])
        assert (moved["section"], moved["placement"]["by"]) == ("industry", "editor")
    assert "put there by the editor" in publication.good("explain", ISSUE)
    assert issue(publication)["provenance"]["overrides"] != first["provenance"]["overrides"]
    listed = [json.loads(line) for line in publication.good("decisions", "--json").splitlines()]
    assert [(one["kind"], one["item"], one["section"]) for one in listed] == [
        ("placed", library["id"], "industry")
    ]

    publication.good("place", library["id"], "--undo")
    build(publication, SECTIONS)
    assert issue(publication)["items"] == first["items"]
    assert publication("place", library["id"], "--undo").returncode == 1
    refused = publication("place", library["id"], "sports")
    assert refused.returncode == 2
    assert "industry, city, other" in refused.stderr


def test_another_example_is_another_issue(publication, examples):
    """The files of examples are settings: a draft built from others is not kept."""
    before = build(publication, SECTIONS)["provenance"]["configuration"]
    (examples / "two.txt").write_text("자전거 길 넓힌다", encoding="utf-8")
    publication.good("build", "--now", NOW)
    assert issue(publication)["provenance"]["configuration"] != before
    for path in examples.iterdir():
        path.unlink()
    refused = publication("check")
    assert refused.returncode == 2
    assert 'sections["city"].examples' in refused.stderr


def test_filters_caps_and_ranks_are_explained(publication):
    filters = '[interests]\ndrop = ["도서관 AND NOT 규제"]\nmore = ["반도체 AND 구미"]\n'
    found = build(publication, filters)
    assert [one["reason"] for one in found["left_out"]] == [
        {"kind": "drop", "values": {"filter": "도서관 AND NOT 규제"}}
    ]
    told = publication.good("explain", ISSUE)
    assert "interests.drop: 도서관 AND NOT 규제" in told
    assert "these readers ask for 반도체 AND 구미" in told
    for item in found["items"]:
        assert item["score"] == pytest.approx(sum(one["weight"] for one in item["reasons"]), abs=1e-9)
    publication.configure(CONFIG.replace('rights = "open"', 'rights = "open"\ncap = 1'))
    publication.good("build", "--now", NOW)
    (left, *more) = issue(publication)["left_out"]
    assert (left["reason"]["kind"], left["reason"]["values"]["source"]) == ("cap", "notes")
    assert len(issue(publication)["items"]) == 1
    assert not more


def test_where_all_is_filtered_out_there_is_no_issue(publication):
    publication.configure(CONFIG + '[interests]\nonly = ["없는 말"]\n')
    done = publication("build", "--now", NOW)
    assert done.returncode == 0
    assert "interests.only" in done.stderr
