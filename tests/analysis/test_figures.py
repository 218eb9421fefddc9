"""What figures say of two stories: the same ones speak for one event, others against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from scipy import sparse

from digest.analysis.figures import AGREES, DIFFERS, OTHER_WEEKDAY, SAME_WEEKDAY, Figures
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.readings import reading
from digest.language.analyser import Analyser
from digest.model import Language, Story


def prepared(*told: tuple[str, str], language: Language = "ko") -> tuple[Prepared, ...]:
    """Stories of a title and a text each."""
    stories = [
        Story(id=f"s{n}", document=f"d{n}", source=f"o{n}", title=title, text=text, language=language)
        for n, (title, text) in enumerate(told)
    ]
    return prepare(stories, Analyser())


def weighed(stories: tuple[Prepared, ...]) -> float:
    """What becomes of an affinity of one half between two stories."""
    affinities = sparse.csr_matrix(([0.5, 0.5], ([0, 1], [1, 0])), shape=(2, 2))
    found = Figures.of(stories).weighed(affinities)
    assert found[0, 1] == found[1, 0]
    return float(found[0, 1])


def test_a_figure_that_both_tell_speaks_for_one_event():
    same = prepared(
        ("가온조선, 3분기 매출 4,120억원", "가온조선은 3분기에 매출 4,120억원을 올렸다고 밝혔다."),
        ("가온조선 매출 4120억", "가온조선의 석 달 매출이 4,120억원으로 늘었다."),
    )
    assert weighed(same) == pytest.approx(0.5 * (1 + AGREES))


def test_other_figures_speak_against_it():
    others = prepared(
        ("Jobless claims rise to 231,000", "New claims rose to 231,000 last week."),
        ("Jobless claims fall to 219,000", "New claims fell to 219,000 last week."),
        language="en",
    )
    assert weighed(others) == pytest.approx(0.5 * (1 - DIFFERS))


def test_years_that_differ_speak_against_it():
    others = prepared(
        ("Lake festival opens", "The festival of 2019 opened by the lake."),
        ("Lake festival opens", "The festival of 2024 opened by the lake."),
        language="en",
    )
    assert weighed(others) < 0.5


def test_who_tells_no_figure_is_neither_nearer_nor_farther():
    one_silent = prepared(
        ("가온조선 매출 4,120억원", "가온조선은 매출 4,120억원을 올렸다고 밝혔다."),
        ("가온조선 매출 늘어", "가온조선의 매출이 늘었다고 한다."),
    )
    assert weighed(one_silent) == 0.5


def test_only_figures_of_the_lead_count():
    (story,) = prepared(
        (
            "가온조선 매출 4,120억원",
            "첫 문장이다. 둘째 문장이다. 배경으로 1,800명이 일한다고 한다. 넷째 문장이다.",
        )
    )
    assert reading(story).exact() == {"n:4.12e+11"}


def test_weekdays_say_when_where_nothing_else_does():
    def told(one: str, other: str) -> float:
        court = "A court {} the ban on fishing in the bay on {}."
        texts = (("Court on fishing", court.format("lifted", one)), ("Ban", court.format("restored", other)))
        return weighed(prepared(*texts, language="en"))

    assert told("Monday", "Monday") == pytest.approx(0.5 * (1 + SAME_WEEKDAY))
    assert told("Monday", "Thursday") == pytest.approx(0.5 * (1 - OTHER_WEEKDAY))
    assert told("Monday", "Thursday, March 5") == 0.5


def test_weekdays_say_nothing_where_both_stories_are_dated():
    stories = prepared(
        ("유람선 운항 중단", "유람선 운항이 월요일 중단됐다."),
        ("유람선 운항 재개", "유람선이 월요일 다시 다닌다."),
    )
    first, second = (
        replace(one, story=replace(one.story, published=datetime(2026, 3, day, tzinfo=UTC)))
        for one, day in zip(stories, (3, 4), strict=True)
    )
    undated = replace(second, story=replace(second.story, published=None))
    assert weighed((first, undated)) == pytest.approx(0.5 * (1 + SAME_WEEKDAY))
    assert weighed((first, second)) == 0.5
