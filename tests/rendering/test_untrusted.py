"""Whatever a source says, a mail is a mail: nothing of it becomes markup, a link that runs, a picture, or a header."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from digest import codec
from digest.archive.site import build
from digest.delivery.letterhead import Letterhead, Recipient
from digest.delivery.message import write
from digest.model import (
    Disagreement,
    Fact,
    Figured,
    Headline,
    Issue,
    KeyFigure,
    Link,
    Passage,
    Quotation,
    Sentence,
    Slots,
    Span,
    Speaker,
    Sponsor,
    Storyline,
    Term,
)
from digest.rendering import marks
from digest.rendering.limits import ELLIPSIS, LIMITS, cut
from digest.rendering.mail import REFUSE_BYTES, render_mail
from tests.rendering import sample_issue
from tests.rendering.sample_issue import item, pick, reference

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Rendition

WEB = "https://letter.example.org/archive/issues/x/"
HOSTILE = (
    "<script>alert(1)</script>",
    "</mj-text></mj-column><mj-raw><img src='https://evil.example/p.png'/></mj-raw>",
    "</td></tr></table></div><h1>",
    "<mj-include path='/etc/passwd'/>",
    "]]><![CDATA[",
    "<!-- --> <!-- x",
    "<![endif]-->",
    "{{ 7*7 }} {% raw %} {# x #}",
    "{0} {title} %(x)s %s",
    "&lt;b&gt; &amp;amp; &nbsp; &#0; &#x110000; &unknown;",
    '" onmouseover="alert(1)" x=\'',
    "\u202eevil\u202c \u2066x\u2069 \u200f",
    "\x00\x01\x08\x0b\x1b[31m\x7f\x85\x9b",
    "\ud800 \udfff \ufffe \uffff \ufdd0\ufdd1",
    "\r\nBcc: everyone@example.com\r\n\r\nbody",
    "\u2028\u2029\x0c",
    "%%unsubscribe_url%% %%subscriber_name%%",
    "=?utf-8?B?QmNjOiB4?=",
    "한글\u0301\u0301\u0301 👩‍👩‍👧‍👦",
    "<div>" * 10_000,
    'style="background:url(https://evil.example/x)"',
)
URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "https://ok.example/\r\nBcc: x",
    'https://ok.example/"onclick="x',
    "https://ok.example/<b>",
    "https:// ok.example/",
    "https://ok.example/" + "a" * 5000,
    "https://[::1",
    "http:",
    "",
)
texts = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(), max_size=40), st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)
)  # fmt: skip
HEAD = Letterhead(
    name="맥락",
    address="letter@example.org",
    publication="sample",
    timezone="Asia/Seoul",
    date=datetime(2025, 11, 23, tzinfo=UTC),
    unsubscribe="letter@example.org",
)
READER = Recipient(subscriber="0" * 32, address="reader@example.org", name="", token="t" * 43)


def filled(text: str, url: str = "https://ok.example/a") -> Issue:
    """The sample issue with a text in every place that comes from a source or the editor."""
    ref = reference("evil", text, text, url=url)
    said = Sentence(story="evil", start=0, end=len(text), text=text)
    figure = Figured(text=text, sentence=said)
    one = item(
        1,
        "tech",
        (ref,),
        (pick("evil", text), pick("evil", text, shown=text + "다", provenance="register", rule="x")),
        disagreements=(Disagreement(counted=text, figures=(figure, replace(figure, text=text + "1"))),),
        quotations=(
            Quotation(
                text=text,
                speaker=Speaker(name=text, story="evil", span=Span(start=0, end=1), office=text),
                sources=(said,),
            ),
        ),
        key_figures=(KeyFigure(figure=figure, counted=text),),
        passages=(
            Passage(kind="contents", heading=Headline(text=text, story="evil", language="ko")),
            Passage(kind="point", picks=(pick("evil", text), pick("evil", text))),
        ),
        storyline=Storyline(
            id="old",
            name=text,
            clusters=("evil",),
            earlier=(sample_issue._telling(3, text, datetime(2025, 11, 4, tzinfo=UTC).date(), 2),),
            new=(Fact(kind="name", text=text, story="evil"), Fact(kind="outlet", text=text)),
        ),
        note=text,
        links=(Link(url=url, text=text),),
        size="lead",
    )
    line = item(2, "tech", (reference("evil2", text, text, url=url),), size="line")
    base = sample_issue.sample()
    return replace(
        base,
        items=(one, line, *base.items[2:5]),
        sections=tuple(replace(section, title=text or "난") for section in base.sections),
        keywords=tuple(replace(keyword, text=text) for keyword in base.keywords),
        outlets=tuple(replace(count, outlet=text) for count in base.outlets[:3]) + base.outlets[3:5],
        events=tuple(replace(event, name=text, place=text, url=url) for event in base.events),
        terms=(Term(term=text, means=text, language="ko", item=one.id, how="note", source=ref),),
        slots=Slots(greeting=text, conclusion=text, sponsor=Sponsor(text=text, url=url, name=text)),
    )


KNOWN = {
    "html", "head", "title", "meta", "style", "body", "div", "table", "tbody", "tr", "td", "p", "h1", "h2", "h3", "a", "b",
    "span", "br",
}  # fmt: skip
PLAIN = render_mail(filled("글"), folder=None, web_url=WEB)


def skeleton(mail: Rendition) -> list[str]:
    return [
        element.tag for element in html.document_fromstring(mail.html).iter() if isinstance(element.tag, str)
    ]


def check(mail: Rendition) -> None:
    """What must hold of any mail."""
    page = html.document_fromstring(mail.html)
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert tags <= KNOWN, tags - KNOWN
    for element in page.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.startswith("on")]
            assert "url(" not in (element.get("style") or "")
            href = element.get("href")
            assert href is None or href.startswith(("https://", "http://", "mailto:", "#", "%%")), href
            assert element.get("src") is None
    assert mail.html.count(marks.UNSUBSCRIBE) == 1
    assert mail.text.count(marks.UNSUBSCRIBE) == 1
    assert mail.html.count(marks.NAME) == mail.text.count(marks.NAME) == 1
    for shown in (mail.html, mail.text, mail.subject, mail.preheader):
        shown.encode()
        assert not set("\x00\x08\x0b\x0c\x1b\x7f\x9b\u202e\u2066\ud800\ufffe") & set(shown)
    assert "\n" not in mail.subject + mail.preheader
    assert "\r" not in mail.html + mail.text + mail.subject


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
@example("")
def test_no_text_of_a_source_becomes_more_than_text(text: str):
    """The same elements stand in the same order, whatever the words are, as long as there are words."""
    mail = render_mail(filled(text), folder=None, web_url=WEB)
    check(mail)


VISIBLE = [
    text for text in HOSTILE if any(character.isprintable() and character != " " for character in text)
]


@pytest.mark.parametrize(
    # a blank line parts paragraphs; passages as long as the longest of these stand on the web page alone
    "text",
    [text for text in VISIBLE if "\n\r\n" not in text and len(text) < 10_000],
)
def test_hostile_words_leave_the_markup_as_it_is(text: str):
    mail = render_mail(filled(text), folder=None, web_url=WEB)
    assert skeleton(mail) == skeleton(PLAIN)


@pytest.mark.parametrize("url", URLS)
def test_no_hostile_address_becomes_a_link(url: str):
    mail = render_mail(filled("글", url), folder=None, web_url=WEB)
    check(mail)
    for shown in (mail.html, mail.text):
        assert "script:" not in shown.lower()
        assert "evil.example" not in shown
        assert "ok.example" not in shown


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, texts)
def test_no_title_writes_a_header(title: str, subject: str):
    """One Subject, no field that was not there before, one body of two parts, from the headline and from the editor's subject."""
    issue = filled(title)
    for made in (issue, replace(issue, slots=replace(issue.slots, subject=subject))):
        mail = render_mail(made, folder=None, web_url=WEB)
        data = write(mail, HEAD, READER).data
        head = data.split(b"\r\n\r\n", 1)[0]
        parsed = email.message_from_bytes(data, policy=email.policy.default)
        assert len(parsed.get_all("Subject") or []) == 1
        assert "Bcc" not in parsed
        assert b"\nBcc" not in head
        assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
        assert not parsed.defects


@pytest.mark.parametrize("of", ["가" * 1_000_000, "word " * 200_000, "<b>" * 333_333, "a\u0301" * 500_000])
def test_a_title_of_a_megabyte_is_cut_for_the_eye_and_kept_in_the_issue(of: str, tmp_path: Path):
    """The mail stays below the size at which it is refused; issue.json keeps every character."""
    base = sample_issue.sample()
    big = reference("big", of, of)
    items = (item(1, "tech", (big,), (pick("big", of),), size="lead"), *base.items[1:])
    issue = replace(base, items=items)
    mail = render_mail(issue, folder=None, web_url=WEB)
    assert len(mail.html.encode()) < REFUSE_BYTES
    assert len(mail.text.encode()) < REFUSE_BYTES
    assert len(mail.subject) <= 140
    assert ELLIPSIS in mail.html
    assert ELLIPSIS in mail.text
    kept = codec.load(Issue, codec.dump(issue), subject="issue")
    assert kept.items[0].headline.text == of
    build((issue,), folder=tmp_path, target=tmp_path / "site")
    page = (tmp_path / "site" / "issues" / issue.id / "index.html").read_text("utf-8")
    assert len(page.encode()) < 10 * REFUSE_BYTES


def test_a_publication_says_how_much_of_a_title_is_shown(tmp_path: Path):
    own = tmp_path / "templates" / "tokens.toml"
    own.parent.mkdir()
    own.write_text("[limit]\ntitle = 12\n", encoding="utf-8")
    mail = render_mail(sample_issue.sample(), folder=tmp_path, web_url=WEB)
    assert "데이터센터 전력…" in mail.html
    assert "데이터센터 전력, 입지" not in mail.html


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_cut_text_begins_as_the_whole_and_is_never_longer(text: str, length: int):
    shown = cut(text, length)
    assert len(shown) <= max(length, 1)
    assert shown == text or (shown.endswith(ELLIPSIS) and text.startswith(shown[:-1]))


def test_the_editors_own_words_are_never_cut():
    long = "편지 " * LIMITS.sentence
    base = sample_issue.sample()
    mail = render_mail(replace(base, slots=Slots(greeting=long)), folder=None, web_url=WEB)
    assert " ".join(long.split()) in mail.html
