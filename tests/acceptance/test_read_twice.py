"""A feed under two addresses, and an article that a feed and a page both bring, is read once: told, counted and quoted."""

from __future__ import annotations

import json

import pytest

from tests.acceptance.small import CONFIG, NOW, Publication

ISSUE = "var/issues/small-weekly-2025-11-17/issue.json"
HEAD = CONFIG.partition("[[sources]]")[0]
ENTRY = """<item><title>{title}</title><link>https://ieum.example.com/{name}</link>
<pubDate>Tue, 18 Nov 2025 09:00:00 +0900</pubDate><description>{text}</description></item>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>이음데일리</title>
<link>https://ieum.example.com/</link><description>이음</description>{entries}</channel></rss>"""
TEXT = (
    "새솔전자가 18일 원주 공장에서 저장장치 생산을 시작했다고 밝혔다. 이 공장은 한 달에 저장장치 40만 개를 만든다. "
    "새솔전자는 내년까지 직원 350명을 더 뽑기로 했다. 공장을 짓는 데는 6400억원이 들었다. "
    "원주시는 공장까지 가는 버스를 하루 24회 운행한다. 회사는 물의 72%를 다시 쓴다고 설명했다."
)
OTHER = "해온시가 18일 시립 수영장 다섯 곳의 문을 새로 열었다. 수영장은 아침 6시부터 밤 9시까지 연다."


def feed(text: str = TEXT) -> str:
    told = (
        ("memory", "새솔전자, 원주에서 저장장치 생산 시작", text),
        ("pool", "해온시 수영장 다섯 곳 새로 열어", OTHER),
    )
    return FEED.format(entries="".join(ENTRY.format(name=n, title=t, text=x) for n, t, x in told))


def source(key: str, path: str, *more: str) -> str:
    return "\n".join(("[[sources]]", f'key = "{key}"', 'kind = "feed"', f'path = "{path}"', *more, ""))


@pytest.fixture
def twice(publication: Publication) -> Publication:
    """Two feeds of the same entries."""
    for name in ("one.xml", "two.xml"):
        (publication.folder / name).write_text(feed(), encoding="utf-8")
    publication.configure(HEAD + source("one", "one.xml") + source("two", "two.xml"))
    return publication


def items(publication: Publication) -> list[dict]:
    return json.loads((publication.folder / ISSUE).read_text(encoding="utf-8"))["items"]


def test_a_feed_under_two_addresses_is_no_copy_of_itself(twice):
    done = twice("build", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert [len(item["references"]) for item in items(twice)] == [1, 1]
    assert not any(cluster["copies"] for item in items(twice) for cluster in item["clusters"])
    assert 'feed "two": all of its 2 documents are those of feed "one"' in done.stderr
    assert "2 items from 2 stories in 2 documents" in done.stderr
    twice.good("verify")


def test_what_may_be_quoted_of_a_text_is_not_had_twice(twice):
    """A fifth of a text, at most two sentences: under one address as under two."""
    twice.good("build", "--now", NOW)
    both = [[pick["sentence"]["text"] for pick in item["picks"]] for item in items(twice)]
    twice.configure(HEAD + source("one", "one.xml"))
    twice.good("build", "--now", NOW)
    assert both == [[pick["sentence"]["text"] for pick in item["picks"]] for item in items(twice)]


def test_of_a_teaser_and_the_whole_text_the_whole_is_told(twice):
    """Whichever stands first in config.toml."""
    (twice.folder / "one.xml").write_text(feed(TEXT.partition(". ")[0] + "."), encoding="utf-8")
    done = twice("build", "--now", NOW)
    assert "2 items from 2 stories in 2 documents" in done.stderr
    assert "6400억원" in (twice.folder / ISSUE).with_name("issue.edit.toml").read_text(encoding="utf-8")
    assert "all of its" not in done.stderr


def test_where_the_texts_say_as_much_the_one_that_may_be_quoted_most_is_told(twice):
    twice.configure(HEAD + source("one", "one.xml") + source("two", "two.xml", 'rights = "open"'))
    twice.good("build", "--now", NOW)
    assert {one["rights"] for item in items(twice) for one in item["references"]} == {"open"}


def test_entries_that_all_lead_to_one_page_stay_what_they_are(publication):
    """Their address names none of them."""
    library = "바른시가 도서관을 밤 10시까지 연다. 사서는 24명이다."
    told = {"one.xml": ("새솔전자가 저장장치 생산을 시작했다.", OTHER), "two.xml": (library,)}
    for name, texts in told.items():
        entries = "".join(
            ENTRY.format(name="", title="오늘의 알림", text=text).replace(
                "</item>", f"<guid>{name} {place}</guid></item>"
            )
            for place, text in enumerate(texts)
        )
        (publication.folder / name).write_text(FEED.format(entries=entries), encoding="utf-8")
    publication.configure(HEAD + source("one", "one.xml") + source("two", "two.xml"))
    done = publication("build", "--now", NOW)
    assert "in 3 documents" in done.stderr, done.stderr


def test_a_text_without_a_title_is_named_by_its_beginning(publication):
    """Not by its id: nobody could tell which file is meant."""
    (publication.folder / "notes" / "bare.txt").write_text(
        "새솔전자는 저장장치를 만든다.\n", encoding="utf-8"
    )
    done = publication("build", "--now", "2025-12-01T07:00+09:00", "--period", "2025-W47")
    assert "1 document tells no date" in done.stderr
    assert '("새솔전자는 저장장치를 만든다.")' in done.stderr, done.stderr
