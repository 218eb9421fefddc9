"""Figures: what news writes in Korean and in English meets in one form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.korean_figures import value
from digest.language.numbers import figures

SAME = [
    ("2조원을 투자한다", "2 trillion won"),
    ("3천만원을 냈다", "30 million won"),
    ("3천500만 달러", "$35 million"),
    ("3만여명이 모였다", "30,000 gathered"),
    ("$30억", "$3B"),
    ("40억 유로", "€4bn"),
    ("40억 유로", "4 billion euros"),
    ("5000억엔", "¥500 billion"),
    ("10억 위안", "1 billion yuan"),
    ("3억 캐나다달러", "300 million Canadian dollars"),
    ("100달러", "100 U.S. dollars"),
    ("20만 파운드", "£200,000"),
    ("1만원짜리", "10,000 won"),
    ("매출이 두 배로", "revenue doubled"),
    ("3배로 늘었다", "tripled"),
    ("세 배 늘어", "a threefold rise"),
    ("갑절로", "twice"),
    ("절반으로 줄었다", "halved"),
    ("유권자 3분의 2", "two-thirds of voters"),
    ("4분의 1", "a quarter of them"),
    ("0.25%포인트", "0.25 percentage point"),
    ("0.25%포인트", "25 basis points"),
    ("0.25%포인트", "a quarter-point"),
    ("25bp", "25 basis points"),
    ("5% 올라", "rose five percent"),
    ("1분기", "the first quarter"),
    ("1분기", "Q1"),
    ("하반기", "the second half"),
    ("5월", "in May"),
    ("9월 30일", "the 30th of September"),
    ("9월 3~5일", "Sept. 3-5"),
    ("2018. 9. 30.", "2018-09-30"),
    ("21명", "twenty-one people"),
    ("100만 명", "a million people"),
    ("50만 명", "half a million people"),
]


@pytest.mark.parametrize(("korean", "english"), SAME)
def test_what_news_writes_meets_in_both_languages(korean, english):
    assert list(figures(korean, "ko"))
    assert list(figures(korean, "ko")) == list(figures(english, "en"))


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("빵 3조각", "ko", ["n:3"]),
        ("2만찬 행사", "ko", ["n:2"]),
        ("원자력 5기", "ko", ["n:5"]),
        ("3 원자력", "ko", ["n:3"]),
        ("2배추", "ko", ["n:2"]),
        ("he may go", "en", []),
        ("lost 5 pounds", "en", ["n:5"]),
        ("half an hour", "en", []),
        ("won 3 games", "en", ["n:3"]),
    ],
)
def test_what_only_looks_like_a_unit_is_none(text, language, said):
    assert list(figures(text, language)) == said


SIGNIFICANT = st.integers(1, 999)
POWER = st.sampled_from([6, 9, 12])
ENGLISH = {6: "million", 9: "billion", 12: "trillion"}
CURRENCIES = [
    ("원", "won"),
    ("달러", "dollars"),
    ("유로", "euros"),
    ("엔", "yen"),
    ("위안", "yuan"),
    ("파운드", "pounds"),
]


def korean(number: int, *, spaced: bool, thousands: bool) -> str:
    """A number as Korean news writes it: 1조 2000억, 3천500만."""
    parts = []
    for unit, size in (("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)):
        count, number = divmod(number, size)
        if count:
            whole, rest = divmod(count, 1000)
            said = f"{whole}천{rest or ''}" if thousands and whole and unit and unit != "조" else f"{count}"
            parts.append(f"{said}{unit}")
    return (" " if spaced else "").join(parts)


@settings(max_examples=300, deadline=None)
@given(SIGNIFICANT, POWER, st.sampled_from(CURRENCIES), st.booleans(), st.booleans())
def test_money_of_three_figures_is_the_same_however_it_is_written(digits, power, currency, spaced, thousands):
    """12억3000만 달러, 12억 3천만 달러 and 1.23 billion dollars are one amount."""
    number = digits * 10**power // 100
    told = korean(number, spaced=spaced, thousands=thousands)
    english = f"{digits / 100:g} {ENGLISH[power]} {currency[1]}"
    assert list(figures(f"{told} {currency[0]}을 냈다", "ko")) == list(figures(english, "en"))


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 10**15), st.booleans(), st.booleans())
def test_a_number_written_in_korean_units_is_read_back(number, spaced, thousands):
    assert value(korean(number, spaced=spaced, thousands=thousands)) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 12), st.integers(1, 28), st.integers(1990, 2035))
def test_a_day_is_the_same_in_every_form(month, day, year):
    names = [
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
    name = names[month - 1]
    forms = [
        (f"{year}년 {month}월 {day}일", "ko"),
        (f"{year}.{month:02}.{day:02}", "ko"),
        (f"{name} {day}, {year}", "en"),
        (f"{day} {name} {year}", "en"),
        (f"{year}-{month:02}-{day:02}", "en"),
    ]
    found = {frozenset(figures(text, language)) for text, language in forms}
    assert found == {frozenset({f"n:{year}", f"d:{month}-{day}", f"m:{month}"})}


@settings(max_examples=200, deadline=None)
@given(st.decimals(0, 300, places=2))
def test_a_share_is_the_same_in_every_form(number):
    forms = [
        (f"{number}%", "ko"),
        (f"{number}퍼센트", "ko"),
        (f"{number} percent", "en"),
        (f"{number}%", "en"),
    ]
    forms += [
        (f"{number}%포인트", "ko"),
        (f"{number} percentage points", "en"),
        (f"{number * 100} basis points", "en"),
    ]
    assert len({tuple(figures(text, language)) for text, language in forms}) == 1


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789,.만억조천 월일년배%원달러$€-~분의halfmiontrdwyebqux", max_size=40))
def test_any_text_is_answered_with_figures_in_form(text):
    for language in ("ko", "en"):
        for figure in figures(text, language):
            assert figure.partition(":")[0] in "ncpxdmqh"
