"""Dates told as so long before the moment of reading: `3시간 전`, `어제 14:30`."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.model import Document
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.stamps import is_aged
from digest.stories.unbundle import unbundle

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 7, 10, 12, 0, tzinfo=SEOUL)
NEWS = "한빛시는 새 다리를 열었다고 밝혔다. 다리는 강의 두 마을을 잇고, 걸어서 오 분이면 건널 수 있다."
PAGE = """<html lang=ko><head><title>새 다리 열려 | 한빛일보</title></head><body><main><h1>새 다리 열려</h1>{}
<p>{}</p><p>{}</p><p>{}</p></main></body></html>"""


def page(stamp: str) -> bytes:
    return PAGE.format(stamp, NEWS, NEWS.replace("다리", "길"), NEWS.replace("다리", "배")).encode()


@pytest.mark.parametrize(
    ("content", "moment", "precision"),
    [
        (page("<p>입력 3시간 전</p>"), "2026-07-10T09:00:00+09:00", "time"),
        (page("<p>김하나 기자 · 3시간 전</p>"), "2026-07-10T09:00:00+09:00", "time"),
        (page("<span class=date>2일 전</span>"), "2026-07-08T00:00:00+09:00", "day"),
        (page("<time>2 weeks ago</time>"), "2026-06-01T00:00:00+09:00", "month"),
        (f"새 다리 열려\n입력 어제 14:30\n\n{NEWS}".encode(), "2026-07-09T14:30:00+09:00", "time"),
        (f"새 다리 열려\n3시간 전\n\n{NEWS}".encode(), "2026-07-10T09:00:00+09:00", "time"),
        (f"# 새 다리 열려\n\n방금 전\n\n{NEWS}".encode(), "2026-07-10T12:00:00+09:00", "time"),
    ],
)
def test_an_age_is_a_date_once_the_moment_is_known(content: bytes, moment: str, precision: str):
    (found,) = read(content, name="x", now=NOW)
    assert found.published
    assert (found.published.isoformat(), found.precision, found.relative) == (moment, precision, True)
    assert read(content, name="x", now=NOW) == (found,)
    made = document(found, source_key="", locator="x", now=NOW)
    assert made.dated_by == "relative"
    (story,) = unbundle(made).stories
    assert story.published == found.published
    assert "전" not in story.text.split("\n")[0]


@pytest.mark.parametrize("stamp", ["3시간 전", "입력 3시간 전", "어제 14:30"])
def test_without_a_moment_it_stays_unknown(stamp: str):
    (found,) = read(f"새 다리 열려\n{stamp}\n\n{NEWS}".encode(), name="x")
    assert (found.published, found.relative) == (None, False)


def test_a_date_goes_before_an_age():
    (found,) = read(page("<p>3시간 전</p><p>2026.07.01. 09:00</p>"), name="x", now=NOW)
    assert (found.published, found.relative) == (datetime(2026, 7, 1, 9, tzinfo=SEOUL), False)


@pytest.mark.parametrize(
    "line", ["오늘", "어제", "마감 3시간 전 극적 합의", "3시간 전에 떠났다", "10년 전", "사흘 전 그 일"]
)
def test_a_headline_or_a_button_is_no_stamp(line: str):
    assert not is_aged(line)


def test_a_page_that_has_a_date_believes_no_age_in_its_text():
    """The age was counted when the page was fetched, not when it came out."""
    told = Document(
        id="d",
        source="s",
        version="v",
        format="html",
        title="새 다리 열려",
        text=f"3시간 전\n{NEWS}",
        published=NOW - timedelta(days=3),
        precision="time",
    )
    (story,) = unbundle(told).stories
    assert story.published == told.published
