"""A day is shown only with a sentence that says itself what will happen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from digest.analysis.ahead import days
from digest.analysis.alone import stands_alone
from digest.language.coming import coming
from digest.model import Story

WRITTEN = date(2026, 4, 8)


def alone(text: str) -> bool:
    (day, *_) = coming(text, written=WRITTEN)
    return stands_alone(text, day)


@pytest.mark.parametrize(
    "text",
    [
        "노바칩은 오는 20일 새 공장의 착공식을 연다.",
        "박해온 위원의 임기는 다음 달 20일 끝난다.",
        "최저임금은 내년 1월 1일부터 오른다.",
        "AI 기본법 시행령은 5월 11일 시행된다.",
        "이 대통령은 오는 20일 출국한다.",
        "Northwind will open a plant on 20 April.",
        "The Haeon Harbour Authority will vote on the fee on 20 April.",
        "A partial eclipse will be visible on 20 April.",
        "A memorial service for Ana Moss will be held on 20 April.",
        "New fraud refund limits come into force on 20 April.",
        "On 20 April the Bank of Haeon will publish its report.",
    ],
)
def test_a_sentence_that_names_its_subject_stands_alone(text):
    """A name, an owner, a description or something new in it says what it is about."""
    assert alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "회사는 오는 20일 새 요금제를 내놓는다.",
        "선정 결과는 5월 10일 발표한다.",
        "시범 서비스는 내년 1월 1일 종료할 예정이다.",
        "해온법원은 오는 20일 그를 증인으로 부른다.",
        "노바칩 의회는 오는 20일 이 안을 표결한다.",
        "The trial is set to begin on 20 April.",
        "The merger of the two clubs takes effect on 20 April.",
        "Comments are due by 20 April.",
        "The fund's board meets on 20 April.",
        "Judge Ana Moss ruled that the case will go to trial on 20 April.",
        "Northwind is due to rule in May 2026.",
        "Croatia hosts the summit on 20 April.",
        "A private funeral service is planned for 20 April.",
        "A private funeral service will be held on 20 April at Oakhill Memorial Park.",
        "A plea and case management hearing will be held on 20 April.",
        "The roundtable will be held at 2 PM on 20 April.",
        "The campaign starts on 20 April, according to Norwick Radio.",
        "Norwick TV will broadcast the awards show on 20 April.",
        "The boat, with 20 kilometres of spare cable on board, will leave on 20 April.",
        "20 April the announcement will be made for the hiring decision.",
        "The trial will resume on 20 April with a witness who told the police that Moss had threatened him.",
    ],
)
def test_a_bare_subject_is_known_only_from_what_stood_above(text):
    """Whose trial, whose board, which company: only the sentences before tell."""
    assert not alone(text)


def test_tomorrow_counts_only_where_the_day_is_the_same_everywhere():
    """At night in one zone it is another day in the next: what was published then says `tomorrow` of no certain day."""
    text = "The Haeon Summit opens tomorrow."
    for hour, found in ((12, ["2026-04-09"]), (20, [])):
        story = Story(
            id="s",
            document="d",
            source="o",
            outlet="o",
            title="t",
            text=text,
            language="en",
            published=datetime(2026, 4, 8, hour, tzinfo=UTC),
            url="",
        )
        assert [str(day.first) for day in days(text, story, zone=UTC)] == found
