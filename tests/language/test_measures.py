"""Measures: counts, money and shares with their unit, how exact they are, and what is none."""

from __future__ import annotations

import pytest

from digest.language.measures import measures, same


def told(text, language):
    return [(text[one.start : one.end], one.value, one.unit, one.bound) for one in measures(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("훈련 비용은 560만 달러다.", "ko", [("560만 달러", 5_600_000, "usd", False)]),
        ("공장에서 12명이 다쳤다.", "ko", [("12명", 12, "people", False)]),
        ("공장에서 약 12명이 다쳤다.", "ko", [("12명", 12, "people", True)]),
        ("사업비가 2조 3000억 원이다.", "ko", [("2조 3000억 원", 2.3e12, "krw", False)]),
        ("참가자는 3000명 이상이다.", "ko", [("3000명", 3000, "people", True)]),
        ("다리 두 곳을 막았다.", "ko", [("두 곳", 2, "곳", False)]),
        ("매출이 12.5% 늘었다.", "ko", [("12.5%", 12.5, "%", False)]),
        ("The fine is $5.6 million.", "en", [("$5.6 million", 5_600_000, "usd", False)]),
        ("At least 12 workers fell ill.", "en", [("12", 12, "", True)]),
        ("It sold 1,234 cars.", "en", [("1,234", 1234, "", False)]),
    ],
)
def test_a_measure_has_its_value_unit_and_whether_it_is_a_bound(text, language, expected):
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3월 14일 오후 3시에 만난다.", "ko"),
        ("50대 남성이 다쳤다.", "ko"),
        ("제250조에 따른다.", "ko"),
        ("V3와 R1이 나왔다.", "ko"),
        ("On March 14, 2025 at 12:45 they met.", "en"),
        ("The 34-year-old lives 3 miles away.", "en"),
        ("It happened in 2019 there.", "en"),
    ],
)
def test_days_hours_ages_articles_and_names_are_no_measures(text, language):
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("6백만 달러", "560만 달러", True),  # rounded at the one digit that it gives
        ("560만 달러", "558만 달러", True),
        ("560만 달러", "512만 달러", False),
        ("12명", "13명", False),
        ("4.9%", "5%", True),
        ("4.9%", "5.4%", False),
    ],
)
def test_a_rounding_is_the_same_number(left, right, equal):
    """At the number of digits that the rounder of both gives, up or down."""
    (one,), (other,) = (tuple(measures(f"모두 {said}이다.", "ko")) for said in (left, right))
    assert same(one, other) is equal
    assert same(other, one) is equal
