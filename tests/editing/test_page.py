"""Which items find room on the page, in which size: the rule, and that no more items are told than find room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from digest.analysis import ranking
from digest.editing import page, telling
from digest.editing.compose import draft
from digest.editing.material import IssueSettings
from digest.editing.sections import SectionSettings
from digest.model import Item, Publisher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

    from digest.editing.page import Size

SETTINGS = IssueSettings(
    publication="p",
    title="P",
    genre="weekly",
    language="ko",
    timezone="Asia/Seoul",
    publisher=Publisher(name="P", address="A"),
)


def by_the_rule(
    items: Sequence[Item], tells: Sequence[bool], settings: IssueSettings, asked: Mapping[int, Size | None]
) -> tuple[dict[int, Size], list[int]]:
    """The same where it is known of each item whether it has a sentence."""
    own = {rule.key for rule in settings.sections}
    telling = [place for place in range(len(items)) if tells[place] and asked.get(place) != "line"]
    telling.sort(key=lambda place: (place not in asked, place))
    telling = telling[: max(settings.items, sum(place in asked for place in telling))]
    led = [place for place in telling if asked.get(place) == "lead"]
    leading = sorted(
        (place for place in telling if not asked.get(place)),
        key=lambda place: (
            bool(own) and items[place].section not in own,
            ranking.muted(items[place].reasons),
            -items[place].score,
            place,
        ),
    )
    sized: dict[int, Size] = dict.fromkeys(telling, "full")
    sized |= dict.fromkeys([*led, *leading[: max(0, settings.leads - len(led))]], "lead")
    lines = [place for place in range(len(items)) if place not in sized]
    lines.sort(key=lambda place: (place not in asked, place))
    room = max(settings.lines, sum(place in asked for place in lines))
    sized |= dict.fromkeys(lines[:room], "line")
    return dict(sorted(sized.items())), lines[room:]


@drawn(max_examples=200, deadline=None)
@given(
    told=st.lists(st.tuples(st.booleans(), st.sampled_from(["", "a", "b"]), st.integers(0, 2)), max_size=9),
    asked=st.dictionaries(st.integers(0, 8), st.sampled_from([None, "lead", "full", "line"])),
    room=st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(0, 4)),
    sections=st.booleans(),
)
def test_who_finds_room_is_asked_for_sentences_as_far_as_the_room_goes(
    told: list[tuple[bool, str, int]],
    asked: dict[int, Size | None],
    room: tuple[int, int, int],
    *,
    sections: bool,
):
    items = [
        Item(
            id=f"{place}", headline=telling.UNTOLD, picks=(), references=(), clusters=(), outlets=(), section=section, score=score
        )
        for place, (_, section, score) in enumerate(told)
    ]  # fmt: skip
    settings = replace(
        SETTINGS,
        items=room[0],
        leads=room[1],
        lines=room[2],
        sections=(SectionSettings(key="a", title="A"),) if sections else (),
    )
    asked = {place: size for place, size in asked.items() if place < len(items)}
    seen: list[int] = []

    def tells(place: int) -> bool:
        seen.append(place)
        return told[place][0]

    found = page.sized(items, settings, tells, asked)
    assert found == by_the_rule(items, [one[0] for one in told], settings, asked)
    silent = sum(not told[place][0] for place in seen)
    assert len(seen) == len(set(seen)) <= max(settings.items, len(asked)) + silent


def test_only_what_finds_room_is_told(material, settings, provenance, monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []
    headed = telling.headed_and_told

    def counted(members, settings, clusters):
        told.append(members[0].story.id)
        return headed(members, settings, clusters)

    monkeypatch.setattr(telling, "headed_and_told", counted)
    whole = draft(material, replace(settings, items=9, lines=9), provenance).issue
    assert len(told) == len(whole.items) == len(material.affairs) > 2
    told.clear()
    made = draft(material, replace(settings, items=1, lines=1), provenance)
    assert len(told) == len(made.issue.items) == 2
    waiting = [one.told() for one in made.aside]
    assert {one.id: one.headline for one in waiting} == {
        one.id: one.headline for one in whole.items if one.id in {two.id for two in made.aside}
    }
    assert waiting
    assert len(told) == 2 + len(waiting)
