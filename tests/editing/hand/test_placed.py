"""What an editor lists in a report, a review or a retrospective is all that an item tells, where the genre puts it."""

from __future__ import annotations

from datetime import date

import pytest

from digest.editing.hand.outlined import as_placed
from digest.model import Headline, Item, Passage, Pick, Reference, Sentence
from tests.rendering.sample_issue import reference


def pick(story: str, start: int) -> Pick:
    text = f"{story}의 문장 {start}이다."
    return Pick(sentence=Sentence(story=story, start=start, end=start + len(text), text=text))


def own(text: str) -> Pick:
    return Pick(sentence=Sentence(story="", start=0, end=len(text), text=text), provenance="editor")


@pytest.fixture
def reviewed() -> Item:
    """An affair as a dated line of four sentences from two stories."""
    told: tuple[Reference, ...] = (
        reference("one", "첫 기사", "가나일보"),
        reference("two", "둘째 기사", "다라신문"),
    )
    return Item(
        id="item",
        headline=Headline(text="첫 기사", story="one", language="ko"),
        picks=(),
        references=told,
        clusters=(),
        outlets=("가나일보", "다라신문"),
        section="other",
        passages=(
            Passage(kind="happened", day=date(2025, 2, 1), picks=(pick("one", 0),)),
            Passage(kind="effect", day=date(2025, 2, 1), picks=(pick("one", 30), pick("two", 0))),
            Passage(kind="after", day=date(2025, 4, 9), picks=(pick("two", 30),)),
        ),
    )


def shown(item: Item) -> list[tuple[str, list[str]]]:
    lines = [(one.kind, [chosen.sentence.text for chosen in one.picks]) for one in item.passages]
    return [("above", [chosen.sentence.text for chosen in item.picks]), *lines]


def test_a_sentence_that_is_not_listed_leaves_the_dated_line(reviewed: Item):
    made = as_placed([pick("two", 30), pick("one", 30)], reviewed)
    assert shown(made) == [
        ("above", []),
        ("effect", ["one의 문장 30이다."]),
        ("after", ["two의 문장 30이다."]),
    ]
    assert [one.day for one in made.passages] == [date(2025, 2, 1), date(2025, 4, 9)]


def test_what_the_genre_did_not_choose_stands_above_it_in_the_order_of_the_list(reviewed: Item):
    made = as_placed([own("편집자의 말."), pick("one", 0), pick("two", 60)], reviewed)
    assert shown(made) == [
        ("above", ["편집자의 말.", "two의 문장 60이다."]),
        ("happened", ["one의 문장 0이다."]),
    ]
    assert [one.story for one in made.references] == ["two", "one"]
