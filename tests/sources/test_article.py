"""A page of one article: its text, its lead, and nothing that leads elsewhere."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats import hypertext

SEOUL = ZoneInfo("Asia/Seoul")
FIRST = (
    "시는 강변 산책로의 가로수 천 그루가 뿌리째 흔들리고 있어 그물망을 두르는 공사를 시작했다고 20일 밝혔다."
)
SECOND = "공사에는 열네 달이 걸리며 산책로는 구간을 나누어 차례로 닫는다고 담당 부서가 설명했다."
THIRD = "지난해 장마 뒤 흙이 쓸려 나가면서 드러난 뿌리는 모두 삼백 그루에 이르는 것으로 조사됐다."
URL = "https://news.example.co.kr/society/1"


def _read(body: str, title: str = "뿌리 드러난 가로수, 그물망으로 붙든다 - 강변신문") -> list[str]:
    page = f"<html><head><title>{title}</title></head><body><div id=top><a href=/>강변신문</a></div>{body}</body></html>"
    return hypertext.read(page, zone=SEOUL, url=URL).text.split("\n")


def test_a_lead_set_apart_from_the_text_is_read():
    lead = "장마가 쓸어 간 흙을 채우고 그물망을 두르는 데 열네 달이 걸린다."
    lines = _read(f"""<header><h1>뿌리 드러난 가로수, 그물망으로 붙든다</h1><div class="teaser">{lead}</div></header>
    <div class="share"><span>공유</span></div><div id="article-body" class="article-body"><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>""")
    assert lead in lines[: lines.index(FIRST)]


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/society/7">산책로 옆 보도블록도 들떠, 시민 불편 이어져</a></p>',
        '<p>관련 기사: <a href="https://m.example.co.kr/society/7">산책로 옆 보도블록도 들떠, 시민 불편 이어져</a></p>',
        '<p><b>읽어 보기: <a href="/society/7">산책로 옆 보도블록도 들떠, 시민 불편 이어져</a></b></p>',
    ],
)
def test_a_pointer_to_another_article_of_the_site_is_no_text(line: str):
    lines = _read(
        f"<article><h1>가로수를 붙든다</h1><p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert not any("보도블록" in each for each in lines)
    assert lines[-3:] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="https://other.co.kr/a">시가 발주한 연구의 보고서 전문은 여기에 있습니다</a></p>',
        '<p>조사 결과는 <a href="/society/7">지난달 열린 토론회에서 처음 알려졌고</a> 시가 이를 확인했다.</p>',
    ],
)
def test_links_that_are_part_of_what_is_told_stay(line: str):
    lines = _read(
        f"<article><h1>가로수를 붙든다</h1><p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert len(lines[lines.index(FIRST) :]) == 4


def test_a_name_with_only_links_of_the_site_below_ends_with_them():
    more = "".join(
        f'<li><a href="/society/{n}">다른 기사 제목이 여기에 놓인다 {n}</a></li>' for n in range(3)
    )
    lines = _read(
        f"<article><h1>가로수를 붙든다</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><h3>더 읽기</h3><ul>{more}</ul></article>"
    )
    assert lines[-1] == THIRD


def test_an_answer_that_ends_with_a_bold_sentence_keeps_it():
    lines = _read(
        f"<article><h1>가로수를 붙든다</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p><b>나무는 남는다!</b></p></article>"
    )
    assert lines[-1] == "나무는 남는다!"


def test_a_list_of_facts_between_paragraphs_is_text():
    facts = "<ul><li>그물망: 천 그루</li><li>흙: 4천 톤</li></ul>"
    lines = _read(f"<h1>가로수를 붙든다</h1><div><p>{FIRST}</p>{facts}<p>{SECOND}</p><p>{THIRD}</p></div>")
    assert lines[-5:] == [FIRST, "그물망: 천 그루", "흙: 4천 톤", SECOND, THIRD]


def test_a_heading_above_who_wrote_the_text_is_kept():
    lines = _read(
        f"<article><h1>봄소식</h1><p>{FIRST}</p><p>{SECOND}</p><h3>왜 나는 나무를 돌보나</h3><p>글 = 도나래 기자</p><p>{THIRD}</p></article>"
    )
    assert "왜 나는 나무를 돌보나" in lines


def test_the_headline_of_a_fold_is_a_headline():
    found = hypertext.read(
        f"<body><details open><summary>산책로를 닫는 날</summary><p>{FIRST}</p></details></body>",
        zone=SEOUL,
        whole=True,
    )
    assert found.blocks[0].kind == "heading"
    assert found.text.startswith("산책로를 닫는 날\n")


def test_a_page_whose_headings_lead_to_other_sites_keeps_them():
    heads = ("다리가 열렸다", "배가 떠났다", "시장이 옮겼다")
    body = "".join(
        f"<article><h3><a href='https://site{number}.example/a'>{head}</a></h3><p class=meta>글 정보</p><p>{text}</p></article>"
        for number, (head, text) in enumerate(zip(heads, (FIRST, SECOND, THIRD), strict=True))
    )
    lines = _read(f"<main><h1>읽은 글</h1>{body}</main>", title="읽은 글")
    assert [line for line in lines if line in heads] == list(heads)


def test_a_drawn_heading_is_read_by_what_its_picture_says():
    body = f"<h1>강변 소식</h1><p>{FIRST}</p><h2><img src=a.png alt='다리가 열렸다'></h2><p>{SECOND}</p><p>{THIRD}</p>"
    assert "다리가 열렸다" in _read(body, title="강변 소식")
