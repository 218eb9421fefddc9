"""Days to come are read as they are written, lie after the text, and are where they say they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language import coming as coming_days
from digest.language import weekdays as weekday_names
from digest.language.coming import SOON, coming

WRITTEN = date(2025, 11, 20)
DAYS = st.dates(date(2001, 1, 1), date(2098, 1, 1))
WORDS = st.sampled_from(
    [
        "오는",
        "내년",
        "올해",
        "다음",
        "달",
        "이달",
        "내달",
        "3일",
        "14일",
        "31일",
        "12월",
        "2월",
        "30일",
        "2026년",
        "부터",
        "~",
        "까지",
        "(월)",
        "(화)",
        "on",
        "by",
        "in",
        "from",
        "to",
        "until",
        "March",
        "May",
        "14",
        "3",
        "2026",
        ",",
        ".",
        "Monday",
        "next",
        "month",
        "의",
    ]
)


@given(DAYS, st.lists(WORDS, max_size=12).map(" ".join))
def test_what_is_found_lies_ahead_and_stands_in_the_text(written, text):
    """Whatever a text says, its places are in it, its days are in order, and none is over."""
    for day in coming(text, written=written):
        assert 0 <= day.start < day.end <= len(text)
        assert day.first <= day.last
        assert (day.first if day.precision == "month" else day.last) > written
        assert day.precision == "day" or day.first.day == 1


@given(DAYS, st.integers(1, 400))
def test_a_full_date_is_that_day_in_both_languages(written, days):
    """A date with its year is the same day whoever writes it."""
    ahead = written + timedelta(days=days)
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    for text in (
        f"{ahead.year}년 {ahead.month}월 {ahead.day}일 열린다.",
        f"It opens on {ahead.day} {months[ahead.month - 1]} {ahead.year}.",
        f"It opens on {months[ahead.month - 1]} {ahead.day}, {ahead.year}.",
        f"The day is {ahead.isoformat()} here.",
    ):
        (found,) = coming(text, written=written, exact=False)
        assert (found.first, found.last, found.precision) == (ahead, ahead, "day")


@given(DAYS, st.integers(1, 364))
def test_a_day_without_its_year_is_near_or_none(written, days):
    """The next such day is meant, and nothing where that is more than half a year away."""
    ahead = written + timedelta(days=days)
    if (ahead.month, ahead.day) == (2, 29):
        return
    found = coming(f"{ahead.month}월 {ahead.day}일 열린다.", written=written)
    assert [one.first for one in found] == ([ahead] if days <= SOON else [])


@pytest.mark.parametrize(
    "text",
    [
        "14일 열린다.",
        "지난 12월 3일 열렸다.",
        "작년 12월 3일 열렸다.",
        "매년 12월 3일 열린다.",
        "2월 30일 열린다.",
        "12월 3일(일) 열린다.",
        "내년 대회는 6월에 연다.",
        "It opens on Monday 3 December.",
        "It opened last March.",
        "They may come in a day.",
        "That was on 14 June 1958.",
        "It takes effect on January 1, 2100.",
        "It takes effect on 1 January 1450.",
        "It takes effect on January 1st, 2100.",
        "It takes effect on 1 Jan. 2100.",
        "About 5 Mayors will come.",
        "It runs from January 1 to 5, 2100.",
        "It opens in January, 2100.",
        "1월 1일(2100년)에 시작한다.",
        "1월 1일, 2100년에 시작한다.",
        "1월 1일 (2100년)에 시작한다.",
    ],
)
def test_what_is_not_certain_is_no_day(text):
    """A bare day, a past one, one of every year, none of the calendar, one of another weekday."""
    assert coming(text, written=WRITTEN) == ()


def test_only_a_year_counts_where_the_day_of_the_text_is_not_known():
    """A text that is dated by its fetch, or by its month, cannot say which `next month` it means."""
    text = "내달 5일과 12월 7일, 2026년 3월 2일에 열린다."
    assert [str(one.first) for one in coming(text, written=WRITTEN)] == [
        "2025-12-05",
        "2025-12-07",
        "2026-03-02",
    ]
    assert [str(one.first) for one in coming(text, written=WRITTEN, exact=False)] == ["2026-03-02"]


_PIECES = (
    "2026", "20", "3", "14", "31", "2", "년", "월", "일", " ", " ", ", ", "-", ".", "/", "~", "오는", "내년", "올해", "다음 달", "다음달", "내달", "이달", "이번 달", "초", "부터", "까지",
    "March", "Mar", "May", "Sept.", "January", "in", "In early", "By", "of", "to", "and", "st", "th", "next month", "다음 주", "차주", "이번 주", "금주", "화요일", "(5일)", "내일", "모레", "은",
    "Tuesday", "on", "next", "this coming", "Tomorrow", "tomorrow", "밝혔다", "전했다",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12))
def test_what_a_pattern_of_days_finds_has_a_sign_of_it(pieces: list[str]):
    text = "".join(pieces)
    for pattern, signs in coming_days._DATES:
        assert all(any(sign in found[0] for sign in signs) for found in pattern.finditer(text))
    for pattern, told in (
        (weekday_names._WEEK_KO, ("요일",)),
        (weekday_names._NEAR_KO, ("내일", "모레")),
        (weekday_names._WEEKDAY_EN, ("day",)),
        (weekday_names._NEAR_EN, ("omorrow",)),
    ):
        assert all(any(sign in found[0] for sign in told) for found in pattern.finditer(text))


def test_the_signs_of_days_are_those_of_dates_that_are_found():
    texts = ("2026년 3월 5일", "다음 달 5일", "내달 초", "이달 5일", "이번 달 5일", "오는 5일", "2026.3.5", "March 5", "5 March", "5 March to 6 April", "In March 2026", "By March 2026", "In March", "next month", "2026-03-05")  # fmt: skip
    assert all(coming_days._matches(text) for text in texts)
