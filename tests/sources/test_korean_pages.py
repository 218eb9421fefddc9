"""Korean pages of six kinds of site: who, when and where, and a text without what stands around it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle

sys.path.insert(0, str(Path(__file__).parent))
import korean_pages as pages

if TYPE_CHECKING:
    from digest.model import Document

SEOUL = ZoneInfo("Asia/Seoul")
PAGES = {name: getattr(pages, name.upper()) for name in ("portal", "desk", "blog", "essay", "board", "ago")}
AROUND = (
    "일꾼들", "사진", "기자", "@", "ⓒ", "©", "전재", "나루터", "도서관", "관련기사", "많이 본", "공공누리", "조회", "담당부서",
    "이전글", "카테고리", "태그", "댓글", "2025", "홈",
)  # fmt: skip


def _document(name: str) -> Document:
    (content,) = read(PAGES[name].encode(), name="a.html", url="https://site.example/a?utm_source=x&id=1")
    return document(content, source_key="", locator="a.html")


@pytest.mark.parametrize("name", PAGES)
def test_the_story_is_the_article_and_nothing_around_it(name: str):
    (story,) = unbundle(_document(name)).stories
    assert story.title == pages.TITLE
    lines = story.text.split("\n")
    assert [line for line in lines if line in pages.SENTENCES], "the paragraphs stand alone in their lines"
    assert set(pages.SENTENCES) <= set(lines)
    assert not [
        line for line in lines if line not in pages.SENTENCES and any(word in line for word in AROUND)
    ]


@pytest.mark.parametrize("name", PAGES)
def test_no_headline_is_glued_to_a_sentence(name: str):
    """Neither the one below the title nor those inside, though only a line break parts them."""
    (story,) = unbundle(_document(name)).stories
    heads = [line for line in story.text.split("\n") if line not in pages.SENTENCES]
    assert not any(sentence in line for line in heads for sentence in pages.SENTENCES)


@pytest.mark.parametrize(
    ("name", "told", "moment", "precision"),
    [
        ("portal", ("강내음", "가람포털 뉴스", "https://n.garam.example/article/001/0001"), "2025-01-13T09:31", "time"),
        ("desk", ("강내음", "강변신문", "https://www.gangbyeon.example/news/articleView.html?idxno=77"), "2025-01-31T18:00", "time"),
        ("blog", ("", "나루의 산책 수첩", "https://naru.example/12"), "2025-02-03T07:05", "time"),
        ("essay", ("나루", "글마당", "https://geul.example/@naru/5"), "2025-02-04T08:30", "time"),
        ("board", ("", "", "https://site.example/a?id=1"), "2025-02-05T00:00", "day"),
        ("ago", ("강내음", "들판뉴스", "https://site.example/a?id=1"), "", "time"),
    ],
)  # fmt: skip
def test_a_page_tells_who_when_and_where(name: str, told: tuple[str, str, str], moment: str, precision: str):
    """Author, outlet, and address without tracking parameters; the date with zone and precision."""
    found = _document(name)
    assert (found.title, found.author, found.outlet, found.url) == (pages.TITLE, *told)
    assert found.language == "ko"
    assert found.published == (datetime.fromisoformat(moment).replace(tzinfo=SEOUL) if moment else None)
    assert found.precision == precision


def test_a_table_of_the_text_is_no_head_of_a_board():
    rows = "".join(f"<tr><td>{n}월</td><td>{n * 10}그루</td></tr>" for n in range(1, 5))
    page = f"<h1>{pages.TITLE}</h1><p>{pages.ONE}</p><table>{rows}</table><p>{pages.TWO}</p>"
    (content,) = read(page.encode(), name="a.html", kind="html")
    assert content.title == pages.TITLE
    assert "3월 | 30그루" in content.text
