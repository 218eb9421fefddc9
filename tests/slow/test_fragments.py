"""Links into a source's text, followed by a real browser: it finds the sentence, goes there and marks it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from digest.archive import fragments
from tests.archive.published import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

MARK = (255, 0, 0)
FILL = "<p>아무 상관 없는 문단입니다. Nothing of this is meant.</p>" * 60
PAGE = (
    '<!doctype html><html lang="ko"><meta charset="utf-8"><title>기사</title>'
    "<style>p{{margin:20px}}::target-text{{background:rgb(255,0,0);color:#000}}</style>{fill}{told}{fill}"
)
SENTENCES = {
    # name: the sentence as it is quoted, and how its page writes it
    "short": ("비가 그쳤다.", "<p>어제였다. 비가 그쳤다. 오늘이다.</p>"),
    "korean": (
        "하늘시는 내년 3월부터 심야버스 노선을 여섯 곳에서 열한 곳으로 늘리고 요금은 지금대로 두겠다고 17일 밝혔다.",
        "<p>앞 문장이다. 하늘시는 내년 3월부터 <b>심야버스</b> 노선을\n여섯 곳에서 열한 곳으로 늘리고 요금은 지금대로 두겠다고 17일 밝혔다. 뒤 문장이다.</p>",
    ),
    "english": (
        "The council voted 7-2, after a six-hour meeting, to buy five battery-electric ferries for $84 million.",
        (
            "<p>It is done. The council voted 7-2, after a six-hour meeting, to buy five"
            " <a href='#'>battery-electric</a> ferries for $84&nbsp;million. More follows.</p>"
        ),
    ),
    "quoted": (
        "“값은 1,200원, 그대로 & 오래 갑니다” - 시장이 말했다.",
        "<p>물었다. “값은 1,200원, 그대로 &amp; 오래 갑니다” - 시장이 말했다. 끝.</p>",
    ),
    "blocks": (
        "도서관은 다음 일을 한다:\n책을 빌려주고\n밤에도 연다.",
        "<p>도서관은 다음 일을 한다:</p><ul><li>책을 빌려주고</li><li>밤에도 연다.</li></ul>",
    ),
    "broken line": (
        "밤에도 도서관이\n문을 연다.",
        "<p>밤에도 도서관이<br>문을 연다.</p>",
    ),
    "particle": ("정부가 예산을 늘렸다.", "<p>머리말.정부가 예산을 늘렸다.(사진=시청)</p>"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("sources")
    for number, (_, told) in enumerate(SENTENCES.values()):
        (folder / f"{number}.html").write_text(PAGE.format(fill=FILL, told=told), encoding="utf-8")
    server = Server(folder)
    yield f"http://{server.host}"
    server.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 800, "height": 600})
    yield made
    made.close()


def marked(page: Page) -> int:
    """How many pixels of what is seen are marked."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return sum(count for count, colour in shot.getcolors(1 << 24) or () if colour == MARK)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_browser_goes_to_the_sentence_and_marks_it(served: str, page: Page, name: str):
    number = list(SENTENCES).index(name)
    page.goto("about:blank")
    page.goto(fragments.to_sentence(f"{served}/{number}.html", SENTENCES[name][0]))
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 500
    assert marked(page) > 200


def test_what_is_not_there_is_not_marked(served: str, page: Page):
    page.goto("about:blank")
    page.goto(fragments.to_sentence(f"{served}/0.html", "이런 문장은 없다."))
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    assert marked(page) == 0
