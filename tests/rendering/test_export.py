"""An issue for another service: its merge tags where our marks stood, and not one that a source wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.rendering import marks, strings
from digest.rendering.export import SERVICES, Target, export
from digest.rendering.mail import render_mail
from tests.rendering.sample_issue import item, pick, reference, sample

if TYPE_CHECKING:
    from digest.model import Issue, Rendition

TARGETS = get_args(Target)
NAMED = tuple(target for target in TARGETS if SERVICES[target])
WEB = "https://letter.example.org/archive/issues/x/"
TAG = {"stibee": re.compile(r"\$%.*?%\$"), "mailchimp": re.compile(r"\*\|.*?\|\*")}
GREETED = ("*|IF:FNAME|*", "*|FNAME|*", "*|END:IF|*", "*|UPDATE_PROFILE|*")
EXPECTED = {
    "stibee": ({"$%permalink%$", "$%unsubscribe%$"}, {"$%permalink%$", "$%unsubscribe%$"}),
    "mailchimp": (
        {"*|ARCHIVE|*", "*|UNSUB|*", "*|HTML:LIST_ADDRESS_HTML|*", *GREETED},
        {"*|ARCHIVE|*", "*|UNSUB|*", "*|LIST:ADDRESS|*", *GREETED},
    ),
}
FORBIDDEN = (
    "script",
    "head",
    "body",
    "html",
    "style",
    "form",
    "input",
    "button",
    "noscript",
    "meta",
    "iframe",
)


def made(issue: Issue, target: Target, web_url: str = WEB) -> Rendition:
    rendition = render_mail(issue, folder=None, web_url=web_url)
    return export(rendition, target, web_url=web_url, words=strings.load(None, issue.language))


@pytest.mark.parametrize("web_url", [WEB, ""])
@pytest.mark.parametrize("target", TARGETS)
def test_none_of_our_marks_is_left(issue: Issue, target: Target, web_url: str):
    got = made(issue, target, web_url)
    for part in (got.subject, got.preheader, got.html, got.text):
        assert not any(mark in part for mark in marks.MARKS)
        assert "%%" not in part


@pytest.mark.parametrize("web_url", [WEB, ""])
@pytest.mark.parametrize("target", NAMED)
def test_the_services_tags_stand_once_in_each_part(issue: Issue, target: Target, web_url: str):
    """The way out and the web view, with an archive of ours and without one."""
    got = made(issue, target, web_url)
    for part, tags in zip((got.html, got.text), EXPECTED[target], strict=True):
        assert sorted(TAG[target].findall(part)) == sorted(tags)
    assert all(f'href="{tag}"' in got.html for tag in (SERVICES[target].unsubscribe, SERVICES[target].web))


def test_nobodys_export_has_no_way_out_that_leads_nowhere(issue: Issue):
    got = made(issue, "html")
    assert "수신 거부" not in got.html + got.text
    assert f'href="{WEB}"' in got.html


def test_the_name_is_filled_in_by_the_service(issue: Issue):
    rendition = render_mail(issue, folder=None, web_url=WEB)
    named = replace(rendition, text=f"{marks.NAME}님께\n{rendition.text}")
    words = strings.load(None, "ko")
    assert export(named, "stibee", web_url=WEB, words=words).text.startswith("$%name%$님께")
    assert export(named, "mailchimp", web_url=WEB, words=words).text.startswith("*|FNAME|*님께")
    assert export(named, "html", web_url=WEB, words=words).text.startswith("님께")


def test_only_a_service_that_can_tell_who_has_a_name_greets_by_it(issue: Issue):
    assert "*|IF:FNAME|*\n*|FNAME|* 님, 안녕하세요.\n*|END:IF|*" in made(issue, "mailchimp").text
    for target in ("stibee", "html"):
        got = made(issue, target)
        assert "안녕하세요" not in got.html + got.text


def test_stibee_takes_no_page_of_its_own(issue: Issue):
    """Its editor forbids these elements, and wants the preheader in a table with this id."""
    got = made(issue, "stibee")
    bare = re.sub(r"<!--.*?-->", "", got.html, flags=re.DOTALL)
    assert re.findall(rf"</?(?:{'|'.join(FORBIDDEN)})\b", bare) == []
    assert got.html.startswith('<table id="$stb-htmlv3$"')
    assert got.html.index(got.preheader[:20]) < 400
    assert "데이터센터 전력, 입지 논의가 먼저 시작됐다" in got.html


def planted(text: str, url: str = "https://news.example.com/a") -> Issue:
    """An issue whose every text from outside is this."""
    issue = sample()
    told = item(
        1,
        "tech",
        (reference("s", text, text, url=url), reference("t", text, text, language="en", url=url)),
        (pick("s", text), pick("t", text)),
    )
    return replace(issue, title=text, items=(told,) * 4, events=(), keywords=())


@pytest.mark.parametrize("target", NAMED)
@pytest.mark.parametrize(
    "text",
    [
        "$%unsubscribe%$",
        "*|UNSUB|*",
        "*|IF:X|*|*|END:IF|*",
        "$%$%name%$%$",
        "%%unsubscribe_url%%",
        "$%%name%%$",
    ],
)
def test_a_source_cannot_plant_a_tag(target: Target, text: str):
    """In a headline, a sentence, an outlet, the publication's title or an address; the reader sees what was written."""
    got = made(planted(text, f"https://news.example.com/{text}?q={text}"), target)
    for part, tags in zip((got.html, got.text), EXPECTED[target], strict=True):
        assert sorted(TAG[target].findall(part)) == sorted(tags)
    assert not TAG[target].search(got.subject + got.preheader)
    assert text in got.text.replace("\N{WORD JOINER}", "")


@settings(max_examples=25, deadline=None)
@given(text=st.text(alphabet="$%*|aU:<>&\"' ", min_size=1, max_size=12))
@pytest.mark.parametrize("target", NAMED)
def test_no_characters_of_a_source_make_a_tag(target: Target, text: str):
    got = made(planted(f"가{text}나"), target)
    for part, tags in zip((got.html, got.text), EXPECTED[target], strict=True):
        assert set(TAG[target].findall(part)) == set(tags)


def test_an_address_with_a_tag_still_leads_where_it_led():
    from urllib.parse import unquote

    url = "https://news.example.com/a?q=*|X|*"
    got = made(planted("제목", url), "mailchimp")
    found = re.findall(r'href="(https://news\.example\.com[^"]*)"', got.html)
    assert {unquote(one) for one in found} == {url}
