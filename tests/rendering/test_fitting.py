"""A mail shows as much of an issue's passages as has room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from digest.model import Passage
from digest.rendering import strings
from digest.rendering.arrange import arrange
from digest.rendering.fitting import fitted
from tests.rendering.sample_issue import pick, sample

if TYPE_CHECKING:
    from digest.rendering.view import IssueView


def view(*, leads: bool = True) -> IssueView:
    """A view whose items all have a passage; without `leads` they have nothing else."""
    made = sample()
    items = tuple(
        replace(
            item,
            size="full",
            score=float(place),
            picks=(pick(item.references[0].story, f"첫 문장 {place}."),) if leads else (),
            passages=(Passage(kind="point", picks=(pick(item.references[0].story, f"문장 {place}."),)),),
        )
        for place, item in enumerate(made.items)
    )
    return arrange(replace(made, items=items), strings.load(None, "ko"))


def shown(one: IssueView) -> str:
    """A hundred bytes for each item, and as many for its passages."""
    return "".join(f"{item.number:<100}" + f"{item.score:>100}" * bool(item.passages) for item in one.items)


def kept(text: str) -> set[float]:
    """The scores of the items whose passages stand."""
    rows = [text[at : at + 100] for at in range(0, len(text), 100)]
    return {float(row) for row in rows if row.startswith(" ")}


@given(st.integers(min_value=0, max_value=6000))
def test_as_many_as_have_room_those_of_the_highest_rank_first(room: int):
    """What stands is below the room if anything can be; one more passage would be too much; the best ranked stand."""
    made = view()
    count = len(made.items)
    text = fitted(made, shown, room)
    scores = kept(text)
    assert scores == set(sorted((item.score for item in made.items), reverse=True)[: len(scores)])
    assert len(text) < room or not scores
    assert len(scores) == count or len(text) + 100 >= room


def test_what_has_nothing_else_keeps_its_passages():
    made = view(leads=False)
    told = [item for item in made.items if not item.sentences]
    assert told
    assert len(kept(fitted(made, shown, 0))) == len(told)


def test_an_issue_without_passages_is_rendered_once():
    """However big it is: there is nothing to leave out."""
    asked = []

    def render(one: IssueView) -> str:
        asked.append(one)
        return "x" * 200

    assert len(fitted(arrange(sample(), strings.load(None, "ko")), render, 100)) == 200
    assert len(asked) == 1
