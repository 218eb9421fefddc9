"""PDFs as a browser prints them: what was written as HTML comes back in the same lines."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle
from tests.chromium import QUIET

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

KOREAN = (
    (
        "부산항, 무인 하역 장비 12대 시범 운영 시작",
        (
            "부산항만공사는 3월 4일부터 신항 제2부두에서 무인 하역 장비 12대를 시범 운영한다고 밝혔다. 이번 장비는 컨테이너를 "
            "야드에서 안벽까지 사람의 조작 없이 옮기며, 운영자 한 명이 장비 네 대를 동시에 살핀다."
        ),
        (
            "공사는 시범 기간인 6개월 동안 처리 속도와 안전 지표를 매주 공개할 계획이다. 노동조합은 직무 전환 교육이 먼저 "
            "이루어져야 한다는 입장을 내놓았다."
        ),
    ),
    (
        "냉장 화물차 위치 정보 공유 표준안 마련",
        (
            "국토교통부는 식품과 의약품을 나르는 냉장 화물차의 위치와 온도 정보를 주고받는 표준안을 마련해 업계 의견을 듣는다. "
            "표준안에 따르면 운송사는 10분마다 차량의 온도를 기록하고, 화주는 같은 형식으로 그 기록을 받아 볼 수 있다."
        ),
        (
            "그동안 운송사마다 기록 형식이 달라 화주가 여러 프로그램을 써야 했다. 업계는 기존 단말기를 바꾸는 비용을 누가 "
            "부담할지가 쟁점이라고 지적했다. 국토교통부는 4월 중 공청회를 열어 단계별 도입 시기를 정하기로 했다."
        ),
    ),
    (
        "새벽 배송 차량, 전기차 비중 20% 넘어",
        (
            "수도권에서 새벽 배송에 쓰이는 차량 가운데 전기차의 비중이 처음으로 20%를 넘었다. 한국물류협회가 차량 3만 8천 대를 "
            "조사한 결과 지난해 말 14%였던 비중이 두 달 사이 21.3%로 올랐다."
        ),
        (
            "협회는 물류 거점의 충전기 설치를 지원하는 사업이 효과를 낸 것으로 보고 있다. 다만 겨울철 주행 거리가 줄어드는 문제와 "
            "중고 차량 값이 빠르게 떨어지는 문제는 여전히 남아 있다."
        ),
    ),
)
ENGLISH = (
    (
        "Night trains return to the northern line",
        (
            "The operator of the northern line will run night trains again from June, after an interruption of eleven "
            "years. Four sleeping cars, rebuilt in the company’s own workshop, will leave the capital every evening."
        ),
        (
            "Tickets cost between 39 and 129 dollars. Passenger associations welcomed the announcement but criticised "
            "that bicycles are not carried during the summer holidays, when demand is highest."
        ),
    ),
    (
        "Container terminal replaces diesel with hydrogen",
        (
            "A container terminal on the estuary has replaced nineteen diesel tractors with vehicles that run on "
            "hydrogen. The conversion was paid for by a regional programme and cost 8.4 million dollars."
        ),
        (
            "The terminal buys its hydrogen from a refinery that makes it from natural gas, which environmental "
            "organisations call a half-hearted solution."
        ),
    ),
    (
        "Bridge inspection finds loose bolts",
        (
            "Inspectors have found loose bolts on the swing bridge over the inner harbour. The bridge stays open for "
            "pedestrians, while lorries heavier than twelve tonnes must take the tunnel until the end of April."
        ),
    ),
)
STYLE = """
@page { size: A5; margin: 20mm 15mm; @top-left { content: "Transport Weekly"; font-size: 8pt }
  @bottom-left { content: "물류 주간 소식 2025-3월호"; font-size: 8pt } @bottom-right { content: counter(page); font-size: 8pt } }
body { font-family: "Noto Sans CJK KR", "Liberation Sans"; font-size: 9.5pt; line-height: 1.5; margin: 0 }
h1 { font-size: 18pt } h2 { font-size: 13pt; margin: 5mm 0 2mm } p { margin: 0 0 2mm }
"""


@pytest.fixture(scope="module")
def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        told = "no Chromium here: PDFs of a browser were not read"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    return path


def printed(chromium: str, folder: Path, body: str, style: str, *flags: str) -> bytes:
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(
        f'<!doctype html><html lang="ko"><meta charset="utf-8"><title>물류 주간 소식</title>'
        f"<style>{STYLE}{style}</style><body>{body}",
        encoding="utf-8",
    )
    subprocess.run(
        [
            chromium,
            "--headless",
            *QUIET,
            f"--user-data-dir={folder / 'profile'}",
            *flags,
            f"--print-to-pdf={pdf}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return pdf.read_bytes()


def told(stories: tuple[tuple[str, ...], ...]) -> str:
    return "".join(
        f"<h2>{html.escape(head)}</h2>" + "".join(f"<p>{html.escape(text)}</p>" for text in body)
        for head, *body in stories
    )


@pytest.mark.parametrize("stories", [KOREAN, ENGLISH, KOREAN + ENGLISH], ids=["ko", "en", "both"])
@pytest.mark.parametrize(
    "style",
    [
        "",
        "p { text-align: justify }",
        "p { word-break: keep-all }",
        ".c { column-count: 2; column-gap: 7mm } @page { size: A4 }",
        ".c { column-count: 2; column-gap: 5mm; text-align: justify } @page { size: A4 }",
        "p { text-indent: 1em; margin: 0 } @page { size: A4 }",
        "h2 + p::first-letter { font-size: 30pt; float: left; line-height: 0.9 } @page { size: A4 }",
        "h1 { letter-spacing: 0.5em } h2 { letter-spacing: 0.12em }",
        ".c { column-count: 3; column-gap: 5mm; text-align: justify } @page { size: A4 }",
    ],
    ids=[
        "ragged",
        "justified",
        "whole-words",
        "columns",
        "justified-columns",
        "indented",
        "initials",
        "spaced",
        "three-columns",
    ],
)
def test_what_was_printed_comes_back(
    chromium: str, tmp_path: Path, stories: tuple[tuple[str, ...], ...], style: str
):
    body = f"<h1>물류 주간 소식</h1><div class='c'>{told(stories)}</div>"
    (found,) = read(printed(chromium, tmp_path, body, style, "--no-pdf-header-footer"), name="x.pdf")
    assert found.text.split("\n") == ["물류 주간 소식", *(line for story in stories for line in story)]
    assert (found.published.isoformat(), found.precision) == ("2025-03-01T00:00:00+09:00", "month")
    apart = unbundle(document(found, source_key="test", locator="x.pdf"))
    assert [story.title for story in apart.stories] == [head for head, *_ in stories]


def test_heads_and_feet_of_the_browser_s_own_are_no_text(chromium: str, tmp_path: Path):
    """Date, title, address and page number on every page, also on the only one."""
    style = (
        "@page { @top-left { content: none } @bottom-left { content: none } @bottom-right { content: none } }"
    )
    (found,) = read(printed(chromium, tmp_path, told(ENGLISH), style), name="x.pdf")
    assert found.text.split("\n") == [line for story in ENGLISH for line in story]
    (found,) = read(printed(chromium, tmp_path, told(ENGLISH[2:]), style), name="x.pdf")
    assert found.text.split("\n") == list(ENGLISH[2])


def test_links_and_lists_of_a_printed_page_are_kept(chromium: str, tmp_path: Path):
    body = (
        "<h2>In brief</h2><ul><li>The rose market takes place on 14 June.</li><li>Bee keepers report a harvest "
        'one third above the average of ten years, <a href="https://example.org/bees?utm_source=x">their '
        "association said on Monday in a statement</a>.</li></ul>"
    )
    (found,) = read(printed(chromium, tmp_path, body, "", "--no-pdf-header-footer"), name="x.pdf")
    assert [(block.kind, block.label) for block in found.blocks] == [
        ("heading", ""),
        ("item", "•"),
        ("item", "•"),
    ]
    assert [(link.url, link.text) for link in found.links] == [
        ("https://example.org/bees", "their association said on Monday in a statement")
    ]


def test_bold_korean_letters_are_known_though_the_printer_names_no_font(chromium: str, tmp_path: Path):
    """Chromium draws Korean letters as pictures: only their strokes tell what is bold."""
    body = "".join(f"<p><b>{head}</b> {first} {second}</p>" for head, first, second in KOREAN)
    style = "body { font: 11pt/1.6 'Noto Serif CJK KR' } b { font-family: 'Noto Sans CJK KR' }"
    (found,) = read(printed(chromium, tmp_path, body, style, "--no-pdf-header-footer"), name="x.pdf")
    assert [found.text[span.start : span.end] for span in found.stressed] == [head for head, *_ in KOREAN]
