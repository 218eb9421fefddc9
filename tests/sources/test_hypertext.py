"""HTML → lines."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.sources.formats import hypertext

if TYPE_CHECKING:
    from digest.sources.formats.content import Content

SEOUL = ZoneInfo("Asia/Seoul")


def _lines(content: Content) -> list[tuple[str, int, str, str]]:
    texts = content.text.split("\n") if content.text else []
    return [(b.kind, b.level, b.label, t) for b, t in zip(content.blocks, texts, strict=True)]


def _read(html: str, url: str = "") -> Content:
    return hypertext.read(html, zone=SEOUL, url=url, whole=True)


def test_headings_paragraphs_lists_quotes_rows_and_rules_keep_their_kind_and_order():
    content = _read("""
    <h2>오늘의 <em>소식</em></h2><p>첫   문단.
    이어진다.</p><ol start=3><li>셋<ul><li>안쪽</li></ul></li><li><p>넷</p><p>설명</p></li></ol>
    <hr><blockquote><p>인용</p></blockquote>
    <table><tr><th>이름</th><th>날짜</th></tr><tr><td>행사</td><td><p>1월</p></td></tr></table>
    <figure><img alt=x><figcaption>사진 설명</figcaption></figure>""")
    assert _lines(content) == [
        ("heading", 2, "", "오늘의 소식"),
        ("paragraph", 0, "", "첫 문단. 이어진다."),
        ("item", 1, "3.", "셋"),
        ("item", 2, "-", "안쪽"),
        ("item", 1, "4.", "넷"),
        ("paragraph", 0, "", "설명"),
        ("rule", 0, "", "---"),
        ("quote", 1, "", "인용"),
        ("row", 0, "", "이름 | 날짜"),
        ("row", 0, "", "행사 | 1월"),
        ("caption", 0, "", "사진 설명"),
    ]


def test_what_no_reader_sees_is_left_out():
    content = _read("""<div style="DISPLAY:none">preheader</div><p hidden>a</p><nav>b</nav><script>c</script>
    <style>d</style><div style="max-height:0px;overflow:hidden">e</div><p aria-hidden=true>f</p>
    <footer>g</footer><td style="font-size:0px"><p style="font-size:14px">seen</p></td>""")
    assert content.text == "seen"


def test_tables_that_only_place_things_are_walked_cell_by_cell():
    content = _read("""<table role=presentation><tr><td><table><tr><td><h2>Head</h2></td></tr>
    <tr><td>Body text.</td></tr></table></td><td>Side.</td></tr></table>""")
    assert content.text.split("\n") == ["Head", "Body text.", "Side."]


def test_a_whole_line_in_bold_or_large_letters_is_a_weak_heading():
    body = "<p>" + "This is ordinary text that goes on for a while. " * 4 + "</p>"
    content = _read(f"""<p><b>Bold head</b></p>{body}<p><strong>Bold</strong> start, then plain.</p>
    <p style="font-size:24px">Large head</p>{body}<p><b>A whole sentence in bold, with its stop.</b></p>""")
    kinds = {text: (kind, level) for kind, level, _, text in _lines(content)}
    assert kinds["Bold head"] == ("heading", 8)
    assert kinds["Large head"] == ("heading", 7)
    assert kinds["Bold start, then plain."][0] == "paragraph"
    assert kinds["A whole sentence in bold, with its stop."][0] == "paragraph"


def test_line_breaks_inside_a_sentence_are_joined_and_others_are_kept():
    content = _read("""<p>정부가 오늘<br>새 계획을 냈다.<br>시행은 내년이다.</p>
    <p><b>제목</b><br>본문이 이어진다</p><p>하나<br><br>둘</p><p>◆ 첫째<br>◆ 둘째</p>""")
    assert content.text.split("\n") == [
        "정부가 오늘 새 계획을 냈다.",
        "시행은 내년이다.",
        "제목",
        "본문이 이어진다",
        "하나",
        "둘",
        "◆ 첫째",
        "◆ 둘째",
    ]


def test_links_have_their_place_and_a_canonical_address():
    content = _read(
        '<p>가 <a href="/news?id=1&utm_source=mail">가 기사</a>, <a href="javascript:x()">b</a></p><a href=c><h3>head</h3></a>',
        url="https://a.kr/x/",
    )
    placed = [
        (link.url, content.text[link.span.start : link.span.end]) for link in content.links if link.span
    ]
    assert placed == [("https://a.kr/news?id=1", "가 기사"), ("https://a.kr/x/c", "head")]


def test_a_page_says_who_when_and_where():
    content = _read(
        """<html lang="ko-KR"><head><title>제목 - 어떤신문</title><meta property="og:site_name" content="어떤신문">
    <meta name="author" content="김기자"><link rel="canonical" href="/a/1?utm_medium=x">
    <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2025-01-13T09:00:00+09:00"}]}</script>
    </head><body><p>본문</p></body></html>""",
        url="https://a.kr/a/1?x=2",
    )
    assert (content.title, content.outlet, content.author) == ("제목", "어떤신문", "김기자")
    assert content.url == "https://a.kr/a/1"
    assert content.language == "ko"
    assert content.published == datetime(2025, 1, 13, 9, tzinfo=SEOUL)


def test_a_canonical_address_that_is_the_sites_front_page_names_nothing():
    content = _read('<link rel=canonical href="https://a.kr/"><p>x', url="https://a.kr/news/1")
    assert content.url == "https://a.kr/news/1"


def test_a_page_is_read_without_what_stands_around_its_text():
    said = "The council agreed on a new plan for the harbour after a long debate on Monday evening. "
    page = f"""<html><body><div class="menu"><ul>{"<li><a href=/s>Section</a></li>" * 9}</ul></div>
    <article><h1>Harbour plan agreed</h1><p>{said * 3}</p><h2>What comes next</h2><p>{said * 2}</p></article>
    <div class="sidebar"><h3>Most read</h3><ul><li><a href=/1>Something else entirely</a></li></ul></div>
    <div class="footer"><p>Copyright and imprint</p></div></body></html>"""
    content = hypertext.read(page, zone=SEOUL)
    assert "What comes next" in content.text
    assert "Most read" not in content.text
    assert "imprint" not in content.text


def test_a_round_up_page_is_kept_whole():
    """Headings and items that an article extractor takes for navigation are the content here."""
    items = "".join(
        f"<section><h3>Story number {n} of the week</h3><p>What happened in case {n}, told in one sentence.</p></section>"
        for n in range(8)
    )
    content = hypertext.read(f"<html><body><main><h1>This week</h1>{items}</main></body></html>", zone=SEOUL)
    heads = [text for kind, _, _, text in _lines(content) if kind == "heading"]
    assert heads == ["This week", *[f"Story number {n} of the week" for n in range(8)]]


SAID = "The council agreed on a new plan for the harbour after a long debate on Monday evening."
TEASER = "What the others wrote about another matter altogether, in a sentence that leads to their pages."


def test_teasers_below_an_article_are_no_sections_of_it():
    """However many they are, and though each has a heading and text of its own."""
    teasers = "".join(f"<div><h3>Another matter, number {n}</h3><p>{TEASER}</p></div>" for n in range(9))
    page = f"""<html><body><article><h1>Harbour plan agreed</h1><p>{SAID} {SAID}</p><p>{SAID}</p></article>
    <div class="related">{teasers}</div></body></html>"""
    content = hypertext.read(page, zone=SEOUL)
    assert content.text.split("\n") == ["Harbour plan agreed", f"{SAID} {SAID}", SAID]


def test_the_name_of_a_list_that_is_left_out_goes_with_it():
    page = f"""<html><body><article><h1>Harbour plan agreed</h1><p>{SAID} {SAID}</p><h2>What comes next</h2>
    <p>{SAID}</p></article><div class="share">Print</div><h2>More about this</h2><ul><li><a href=/1>Elsewhere</a></li></ul>
    </body></html>"""
    content = hypertext.read(page, zone=SEOUL)
    assert "What comes next" in content.text
    assert "More about this" not in content.text


def test_text_that_a_script_would_show_is_read():
    """Such a page carries its text as data, or in an element that is hidden until it has run."""
    body = f"<p>{SAID} {SAID}</p><p>{SAID} It was late.</p>"
    page = f"<html><body><noscript><div class=article><h1>Harbour plan</h1>{body}</div></noscript><p>Loading</p></body></html>"
    content = hypertext.read(page, zone=SEOUL)
    assert "It was late." in content.text


def test_how_characters_are_read_aloud_is_not_text():
    assert _read("<p><ruby>漢字<rp>(</rp><rt>한자</rt><rp>)</rp></ruby>를 쓴다.</p>").text == "漢字를 쓴다."


def test_any_depth_of_nesting_is_read():
    assert _read("<div>" * 20_000 + "deep" + "</div>" * 20_000).text == "deep"
    assert _read("<ul><li>" * 3_000 + "x").text == "x"
