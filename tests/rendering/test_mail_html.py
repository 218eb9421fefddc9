"""The HTML of a mail: complete, escaped, calling nobody, within its size."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from lxml import html

from digest.rendering import marks
from digest.rendering.arrange import safe_url
from digest.rendering.mail import render_mail, size_findings
from tests.rendering.sample_issue import ARCHIVE_URL, item, pick, reference, sample

if TYPE_CHECKING:
    from digest.model import Issue, Rendition


def tree(mail: Rendition) -> html.HtmlElement:
    return html.document_fromstring(mail.html)


def links(mail: Rendition) -> list[str]:
    return [a.get("href") for a in tree(mail).iter("a")]


def test_every_headline_and_sentence_is_there_as_text(issue: Issue, mail: Rendition):
    """Nothing is lost, and nothing of a source becomes markup."""
    told = " ".join(tree(mail).text_content().split())
    for one in issue.items:
        assert " ".join(one.headline.text.split()) in told
        for chosen in one.picks:
            assert (chosen.shown or chosen.sentence.text) in told


def test_what_a_source_says_never_becomes_an_element(mail: Rendition):
    assert not list(tree(mail).iter("script"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 접근성" in mail.html


def test_no_link_leads_to_a_script(mail: Rendition):
    assert {urlsplit(link).scheme for link in links(mail) if not link.startswith("%%")} == {"https", "mailto"}


def test_nothing_is_loaded_from_anywhere(mail: Rendition):
    """Opening the mail tells nobody: no picture, no font, no style sheet, no script; hosts stand in links alone."""
    page = tree(mail)
    assert not list(page.iter("img", "link", "iframe", "script", "video", "object"))
    without = re.sub(r'<a [^>]*href="[^"]*"', "", mail.html)
    hosts = set(re.findall(r"https?://([^/\"'<\s]+)", without))
    assert hosts <= {"www.w3.org"}
    assert "url(" not in mail.html
    assert "@import" not in mail.html


def test_the_language_is_said_for_the_mail_and_for_what_is_foreign(mail: Rendition):
    page = tree(mail)
    assert page.get("lang") == "ko"
    assert page.find(".//title").text == mail.subject
    foreign = [h for h in page.iter("h3") if h.get("lang") == "en"]
    assert [h.text_content().startswith("Smaller language models") for h in foreign] == [True]
    assert "영문 기사" in page.text_content()


def test_the_marks_stand_where_delivery_fills_them_in(mail: Rendition):
    assert marks.UNSUBSCRIBE in links(mail)
    assert marks.UNSUBSCRIBE in mail.text


def test_a_source_cannot_print_a_mark(issue: Issue, web_url: str):
    """A text that holds a mark is shown, and is not filled in."""
    planted = item(1, "tech", (reference("x", f"제목 {marks.UNSUBSCRIBE}", "가상통신"),))
    made = render_mail(replace(issue, items=(planted,)), folder=None, web_url=web_url)
    assert made.html.count(marks.UNSUBSCRIBE) == 1
    assert made.text.count(marks.UNSUBSCRIBE) == 1
    assert marks.UNSUBSCRIBE not in made.subject


def test_each_citation_leads_to_its_source_or_to_its_place_on_the_web_page(mail: Rendition, web_url: str):
    cited = [
        (a.text_content(), a.get("href"))
        for a in tree(mail).iter("a")
        if re.fullmatch(r"\[\d+\]", a.text or "")
    ]
    assert ("[3]", "https://news.example.com/dc3?a=1&b=2") in cited
    assert ("[2]", f"{web_url}#item-2-source-2") in cited
    assert ("[2]", f"{web_url}#item-3-source-2") in cited


def test_without_a_web_page_every_link_within_the_mail_resolves(issue: Issue):
    made = render_mail(
        replace(issue, publisher=replace(issue.publisher, archive_url="")), folder=None, web_url=""
    )
    page = tree(made)
    inner = {a.get("href")[1:] for a in page.iter("a") if a.get("href").startswith("#")}
    assert inner
    assert inner <= {element.get("id") for element in page.iter() if element.get("id")}
    assert "웹에서 보기" not in made.html
    assert "자세히 읽기" not in made.html


def test_a_storyline_that_goes_on_says_which_part_this_is(mail: Rendition):
    pills = re.findall(r"이어지는 이야기 · \d+번째", tree(mail).text_content())
    assert pills == ["이어지는 이야기 · 3번째", "이어지는 이야기 · 2번째"]


def test_what_is_new_of_a_storyline_stands_in_a_panel_with_what_was_told_before(mail: Rendition):
    """Facts as their sources write them, each with its source; earlier items lead to the archive; markup is text."""
    page = tree(mail)
    panel = next(cell for cell in page.iter("td") if (cell.text_content()).strip().startswith("지난 호 이후"))
    told = " ".join(panel.text_content().split())
    for text in ("새 수치 30일[4], 18곳 <i>[1]", "새 날짜 12월 3일[3]", "새 출처 견본일보", "제46호"):
        assert text in told.replace("\N{NO-BREAK SPACE}", " ").replace("  ", " ")
    links = [a.get("href") for a in panel.iter("a")]
    assert f"{ARCHIVE_URL}issues/sample-weekly-2025-11-11/#item-2" in links
    assert f"{ARCHIVE_URL}storylines/old1/" in links
    assert not list(panel.iter("i"))


def test_without_an_archive_earlier_items_are_named_and_lead_nowhere(issue: Issue):
    made = render_mail(
        replace(issue, publisher=replace(issue.publisher, archive_url="")), folder=None, web_url=""
    )
    assert "데이터센터 전력 수요, 5년 새 두 배" in made.html
    assert "storylines/" not in made.html
    assert "데이터센터 전력 수요, 5년 새 두 배" in made.text
    assert "새 수치: 30일[4], 18곳 <i>[1]" in made.text


def test_a_step_of_a_storyline_that_needs_two_lines_hangs_below_its_words(mail: Rendition):
    """Not below its dot."""
    steps = [p for p in tree(mail).iter("p") if p.text_content().strip()[:1] in ("●", "○")]
    assert steps
    for step in steps:
        assert "margin:0 0 0 20px;text-indent:-20px" in step.get("style")


def test_a_step_is_called_without_the_tag_of_its_outlet(issue: Issue, web_url: str):
    """As headlines are; the source below keeps the title that it gave."""
    place, item = next((n, one) for n, one in enumerate(issue.items) if len(one.clusters) > 1)
    first = item.clusters[0].stories[0]
    named = tuple(
        replace(one, title=f"[단독] {one.title}") if one.story == first else one for one in item.references
    )
    items = (*issue.items[:place], replace(item, references=named), *issue.items[place + 1 :])
    text = render_mail(replace(issue, items=items), folder=None, web_url=web_url).text
    flow, _, below = text.partition("지금까지의 흐름")[2].partition("출처 ")
    assert flow
    assert "[단독]" not in flow
    assert "[단독]" in below


def test_earlier_issues_without_a_page_are_led_to_by_no_mail(issue: Issue, web_url: str):
    """Nor is the page of their storyline, which the archive makes of two issues on."""
    made = render_mail(issue, folder=None, web_url=web_url, pages=())
    for shown in (made.html, made.text):
        assert "storylines/" not in shown
        assert "/issues/sample-weekly-2025-11-11/" not in shown
        assert "데이터센터 전력 수요, 5년 새 두 배" in shown
    one = render_mail(issue, folder=None, web_url=web_url, pages={"sample-weekly-2025-11-11"})
    assert f"{ARCHIVE_URL}storylines/old1/" in one.html
    assert f"{ARCHIVE_URL}issues/sample-weekly-2025-11-04/" not in one.html


def test_an_english_issue_says_it_in_english(issue: Issue, web_url: str):
    made = render_mail(replace(issue, language="en"), folder=None, web_url=web_url)
    for text in ("An ongoing story · part 3", "Since last issue", "New figures", "All 3 parts of this story"):
        assert text in made.html


def test_korean_is_not_broken_inside_words(mail: Rendition):
    for paragraph in tree(mail).iter("p"):
        around = [paragraph, *paragraph.iterancestors()]
        if re.search("[가-힣]", paragraph.text_content()):
            assert any("word-break:keep-all" in (element.get("style") or "") for element in around)


def test_subject_and_preheader_say_what_is_in_it(mail: Rendition):
    assert mail.subject == "맥락 제48호 · 데이터센터 전력, 입지 논의가 먼저 시작됐다"
    assert mail.preheader
    assert "\n" not in mail.subject + mail.preheader
    assert mail.preheader in tree(mail).text_content()


def test_the_brief_tells_leads_then_high_scores_and_not_one_section_alone(issue: Issue, web_url: str):
    scores = {1: 1.0, 2: 0.99, 3: 0.9, 4: 0.4, 8: 0.8, 11: 0.7}
    items = tuple(replace(one, score=scores.get(number, 0.1)) for number, one in enumerate(issue.items, 1))
    made = render_mail(replace(issue, items=items), folder=None, web_url=web_url)
    numbered = [row for row in tree(made).iter("tr") if (row[0].text or "").strip() in ("1", "2", "3")]
    assert [row.find(".//a").get("href").rpartition("#")[2] for row in numbered] == [
        "item-1",
        "item-8",
        "item-11",
    ]


def test_an_issue_of_this_size_is_not_cut_off(mail: Rendition):
    """Twelve items stay below the size at which we warn."""
    print(f"mail: {len(mail.html.encode())} bytes")
    assert size_findings(mail.html) == ()


def test_a_mail_that_is_too_big_is_found_and_its_biggest_items_named(issue: Issue):
    assert size_findings("x" * 79_999) == ()
    assert size_findings("x" * 85_000)[0].startswith("warn:")
    found = size_findings("x" * 96_000, issue)
    assert found[0].startswith("refuse:")
    assert "데이터센터" in found[1]


def test_an_issue_without_items_or_figures_still_makes_a_mail(issue: Issue, web_url: str):
    bare = replace(issue, items=(), keywords=(), outlets=(), events=(), left_out=())
    made = render_mail(bare, folder=None, web_url=web_url)
    assert "차례" not in made.html
    assert made.subject.startswith("맥락 제48호")


def test_an_english_issue_speaks_english(issue: Issue, web_url: str):
    made = render_mail(replace(issue, language="en", title="Context"), folder=None, web_url=web_url)
    assert tree(made).get("lang") == "en"
    assert "17–23 November 2025" in " ".join(made.text.split())
    assert "Korean source" in made.html
    assert "출처" not in made.html


def test_the_editors_own_sentence_is_marked_and_cites_nobody(issue: Issue, web_url: str):
    note = pick("", "이번 주는 입지 이야기가 많았습니다.", provenance="editor")
    told = item(1, "tech", (reference("a", "제목", "가상통신"),), (note,))
    made = render_mail(replace(issue, items=(told,)), folder=None, web_url=web_url)
    shown = next(p for p in tree(made).iter("p") if "이번 주는" in p.text_content())
    assert "편집자" in shown.text_content()
    assert not list(shown.iter("a"))


def test_the_same_issue_gives_the_same_bytes(mail: Rendition, web_url: str):
    assert render_mail(sample(), folder=None, web_url=web_url) == mail


def test_a_private_source_is_never_linked(issue: Issue, web_url: str):
    told = item(1, "tech", (reference("secret", "제목", "가상통신", rights="private"),))
    made = render_mail(replace(issue, items=(told,)), folder=None, web_url=web_url)
    assert "news.example.com/secret" not in made.html + made.text


def test_the_archive_address_is_the_sample_one(mail: Rendition):
    assert ARCHIVE_URL in links(mail)
    assert f"{ARCHIVE_URL}feed.xml" in links(mail)


@pytest.mark.parametrize(
    "control",
    ["\x00", "\x01", "\x1b", "\x7f", "\x85", "\x9b", "\t", "\n", "\r", "\u200b", "\u202e", "\u2028"],
)
def test_an_address_with_a_control_is_no_link(control: str):
    for url in (
        f"https://example.org/{control}a",
        f"ht{control}tps://example.org/",
        f"https://exam{control}ple.org/",
    ):
        assert not safe_url(url)


@pytest.mark.parametrize("url", ["https://example.org/가?a=b#c", "HTTP://example.org", "https://한겨레.kr/"])
def test_an_address_of_the_web_stays_as_it_is(url: str):
    assert safe_url(f" {url} ") == url


def test_an_address_cannot_carry_a_mark_that_is_filled_in_for_each_reader(issue: Issue, web_url: str):
    """Else whoever owns the address would learn a reader's own link to unsubscribe."""
    for mark in marks.MARKS:
        told = item(
            1, "tech", (reference("s", "제목", "가상통신", url=f"https://news.example.com/?to={mark}"),)
        )
        made = render_mail(replace(issue, items=(told,)), folder=None, web_url=web_url)
        assert f"?to={mark.replace('%%', '%25%25')}" in made.html
        assert made.html.count(marks.UNSUBSCRIBE) == made.text.count(marks.UNSUBSCRIBE) == 1
        assert made.html.count(marks.NAME) == made.text.count(marks.NAME) == 1


def test_outlets_stand_in_the_order_of_the_numbers_that_cite_them(issue: Issue):
    """The mail names outlets without numbers: who reads [2] looks for the second name."""
    told = (
        reference("s1", "첫 제목", "가나일보"),
        reference("s2", "둘째", "다라신문"),
        reference("s3", "셋째", "마바통신"),
    )
    made = item(
        1, "tech", told, (pick("s2", "공장이 문을 열었다."),), outlets=("마바통신", "가나일보", "다라신문")
    )
    html = render_mail(replace(issue, items=(made,)), folder=None, web_url="").html
    assert "가나일보 · 다라신문 · 마바통신" in html
