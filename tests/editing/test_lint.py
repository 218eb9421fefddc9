"""What an editor is told of an issue itself: where it stands, how to mend it, and nothing of what is in order."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from digest.editing.lint import lint
from digest.editing.remark import Kind
from digest.model import Headline, Link, Slots, Sponsor
from tests.rendering.sample_issue import item, pick, reference, sample

QUIET = ("register", "undated")


def kinds(issue) -> list[str]:
    return [found.kind for found in lint(issue) if found.kind not in QUIET]


def issue_of(*items, **changes):
    return replace(sample(), items=items, **changes)


def told(number: int, title: str, *, sentence: str = "문장이 있다.", **changes):
    story = f"s{number}"
    return item(number, "tech", (reference(story, title, "가상통신"),), (pick(story, sentence),), **changes)


def test_the_sample_issue_has_no_errors():
    """What is told of it is true: two of its sources have no date."""
    assert not [found for found in lint(sample()) if found.level == "error"]
    assert kinds(sample()) == []


def test_a_finding_names_the_item_and_the_way_to_mend_it():
    (found,) = [found for found in lint(sample()) if found.kind == "undated"]
    assert (found.number, found.headline) == (1, "데이터센터 전력, 입지 논의가 먼저 시작됐다")
    assert found.where == 'item 1 "데이터센터 전력, 입지 논의가 먼저 시작됐다"'
    assert "2 sources tell no date" in str(found)
    assert found.hint in str(found)


def test_a_headline_told_twice_is_found_however_it_is_written():
    found = issue_of(told(1, "공장, 문을 열다"), told(2, "공장 문을 열다!"), told(3, "공장 문을 닫다"))
    (remark,) = [one for one in lint(found) if one.kind == "repeated"]
    assert (remark.number, remark.level) == (2, "warning")
    assert "item 1" in remark.message


def test_an_item_without_headline_and_an_issue_without_items_are_errors():
    empty = told(1, "제목")
    empty = replace(empty, headline=Headline(text=" · ", story="s1", language="ko"))
    assert [(one.kind, one.level) for one in lint(issue_of(empty, told(2, "둘")))][:1] == [
        ("headline", "error")
    ]
    assert [(one.kind, one.level) for one in lint(issue_of())] == [("section", "error")]


def test_a_section_of_one_line_is_found_and_an_issue_of_one_section_is_not():
    line = replace(told(2, "한 줄"), section="economy", size="line")
    assert "section" in kinds(issue_of(told(1, "하나"), line))
    assert "section" not in kinds(issue_of(replace(told(1, "한 줄"), size="line")))
    assert "section" not in kinds(issue_of(told(1, "하나"), replace(line, size="full")))


def test_a_tracker_in_an_address_is_named_once():
    tracked = reference(
        "s1", "제목", "가상통신", url="https://example.com/a?utm_source=x&id=1&utm_source=y&fbclid=z"
    )
    (found,) = lint(issue_of(item(1, "tech", (tracked,), (pick("s1", "글."),))))
    assert found.kind == "tracking"
    assert "(utm_source, fbclid)" in found.message


def test_a_headline_alone_without_an_address_is_found():
    """Where no source of the issue has an address that is said once, not of each item."""
    bare = item(1, "tech", (reference("s1", "제목", "가상통신", url=""),))
    assert kinds(issue_of(bare, told(2, "둘"))) == ["unlinked"]
    one_word = [found for found in lint(issue_of(bare, replace(bare, id="j"))) if found.kind == "unlinked"]
    assert [found.number for found in one_word] == [0]


ADVERTISING = (
    "[광고] 새 의자가 나왔습니다",
    "(AD) A chair for you",
    "이 글은 업체에서 제품을 제공받아 썼습니다",
    "Use the promo code CHAIR today",
    "지금 할인 코드 CHAIR10을 쓰세요",
    "Sponsored by the Chair Company",
)
NEWS = (
    "구글의 광고 매출이 12% 늘었다",
    "두 회사가 제휴를 맺고 협찬 시장에 들어간다",
    "마트 할인 행사에 사람이 몰렸다",
    "The bill was co-sponsored by two senators",
    "The company promoted three engineers",
    "광고주 협회가 성명을 냈다",
)


@pytest.mark.parametrize(
    ("contact", "level"),
    [
        ("", ["error"]),
        ("서울시 마포구 어느 길 1", ["warning"]),
        ("02-123-4567", ["warning"]),
        ("서울시 마포구 어느 길 1, 02-123-4567", []),
        ("1 Some Street, Seoul · +82 (0)2 123 4567", []),
    ],
)
def test_an_issue_that_advertises_says_how_its_sender_is_reached(contact: str, level: list[str]):
    """정보통신망법 시행령 별표 6: telephone number and address, in the body of a mail that advertises."""
    for slots in (Slots(sponsor=Sponsor(text="의자")), Slots(subject="(광고) 새 의자")):
        made = issue_of(told(1, "제목"), slots=slots)
        made = replace(made, publisher=replace(made.publisher, contact=contact))
        assert [one.level for one in lint(made) if one.kind == "sender"] == level
    plain = issue_of(told(1, "제목"))
    assert "sender" not in kinds(replace(plain, publisher=replace(plain.publisher, contact=contact)))


@pytest.mark.parametrize("text", ADVERTISING)
def test_a_text_that_calls_itself_advertising_is_found(text: str):
    """In a headline and in a sentence alike; declared in the subject, it is in order."""
    for advertised in (told(1, text), told(1, "제목", sentence=text)):
        (found,) = [one for one in lint(issue_of(advertised)) if one.kind == "advertising"]
        assert (found.level, found.number) == ("warning", 1)
        declared = issue_of(advertised, slots=Slots(subject="(광고) 새 의자"))
        assert "advertising" not in kinds(declared)
        assert "advertising" not in kinds(issue_of(advertised, slots=Slots(sponsor=Sponsor(text="의자"))))


@pytest.mark.parametrize("text", NEWS)
def test_news_about_advertising_is_none(text: str):
    assert "advertising" not in kinds(issue_of(told(1, text, sentence=text)))


def test_the_editors_own_words_are_held_to_more():
    """Who writes of a discount oneself offers it."""
    own = issue_of(told(1, "제목"), slots=Slots(greeting="독자께 20% 할인해 드립니다."))
    assert kinds(own) == ["advertising"]
    noted = issue_of(
        told(1, "제목", note="저희 제휴 상품입니다.", links=(Link(url="https://e.org", text="보기"),))
    )
    assert kinds(noted) == ["advertising"]


def test_every_kind_of_finding_is_told_in_the_how_to():
    """docs/how-to/lint.md has a row for each."""
    from pathlib import Path

    page = (Path(__file__).resolve().parents[2] / "docs/how-to/lint.md").read_text(encoding="utf-8")
    assert [kind for kind in get_args(Kind) if f"| `{kind}` |" not in page] == []
