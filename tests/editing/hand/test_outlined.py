"""What an editor lists in a brief is all that an item tells: two sentences lead, the others are its points."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.analysis.prepared import prepare
from digest.editing.hand.outlined import as_listed
from digest.editing.quoting import Quota
from digest.language.analyser import Analyser
from digest.model import Pick, Sentence
from tests.editing.hand.newsroom import SETTINGS, TOLD, Newsroom
from tests.editing.test_brief import LINES, structured
from tests.editing.test_brief import told as laid_out


@pytest.fixture
def room():
    found = Newsroom(
        there=dict.fromkeys(range(len(TOLD)), False),
        settings=replace(SETTINGS, genre="brief", anatomy="brief"),
    )
    found.build()
    return found


def of(room: Newsroom, word: str):
    return next(one for one in room.build().draft.issue.items if word in one.headline.text)


def shown(item) -> list[tuple[str, list[str]]]:
    return [
        ("lead", [pick.sentence.text for pick in item.picks]),
        *((one.kind, [pick.sentence.text for pick in one.picks]) for one in item.passages),
    ]


def lines(item) -> list[str]:
    return [pick.sentence.text for pick in item.told]


def test_a_sentence_that_the_list_does_not_name_is_told_nowhere(room):
    """An editor who corrects a sentence in words of their own does not find the wrong one among the points."""
    item = of(room, "도서관")
    offered = room.offered(item.id)
    wrong = next(number for number, text in offered.items() if "62%" in text)
    assert any("62%" in text for text in lines(item))
    others = [number for number in offered if number != wrong]
    room.put(item.id, f'sentences = ["열 명 중 여섯이 밤 개관을 원했습니다.", {", ".join(map(str, others))}]')
    item = of(room, "도서관")
    expected = ["열 명 중 여섯이 밤 개관을 원했습니다.", *(offered[number] for number in others)]
    assert lines(item) == expected
    assert len(item.picks) == 2
    cited = list(dict.fromkeys(pick.sentence.story for pick in item.told if pick.sentence.story))
    assert [one.story for one in item.references[: len(cited)]] == cited


def test_the_list_that_the_file_offers_changes_nothing(room):
    """Every sentence that stands in the item is in it, in its order."""
    for item in room.build().draft.issue.items:
        if item.size == "line":
            continue
        before = room.text
        _, _, behind = room.text.partition(f'id = "{item.id}"\n')
        offer = next(line for line in behind.splitlines() if line.startswith("#: sentences = "))
        room.put(item.id, offer.removeprefix("#: "))
        again = next(one for one in room.build().draft.issue.items if one.id == item.id)
        assert shown(again) == shown(item)
        room.text = before


def test_where_nothing_of_the_list_is_there_any_more_the_item_is_told_as_it_would_be(room):
    item = of(room, "도서관")
    room.put(item.id, "sentences = [99]")
    again = of(room, "도서관")
    assert shown(again) == shown(item)


def test_what_is_listed_keeps_its_sub_headline_its_point_and_its_note():
    """The point with the mark brings its note, its detail stays its detail, and one alone makes a point."""
    story = structured()
    item = laid_out(story, points=10, details=10)
    by_text = {sentence.text: sentence for sentence in story.sentences}
    chosen = [LINES[0][1], LINES[11][1], LINES[3][1], LINES[6][1], "편집자의 말.", LINES[10][1]]
    picks = [
        Pick(sentence=by_text[text])
        if text in by_text
        else Pick(sentence=Sentence(story="", start=0, end=len(text), text=text), provenance="editor")
        for text in chosen
    ]
    members = prepare([story], Analyser())
    listed = as_listed(picks, item, members, Quota(members, {"one": "open"}, ()))
    assert listed.picks == tuple(picks[:2])
    assert [
        (one.kind, one.heading.text if one.heading else "", [pick.sentence.text for pick in one.picks])
        for one in listed.passages
    ] == [
        ("contents", LINES[2][1], []),
        ("point", "", [LINES[3][1], LINES[6][1]]),
        ("note", "", [LINES[4][1]]),
        ("point", "", ["편집자의 말."]),
        ("contents", LINES[8][1], []),
        ("point", "", [LINES[10][1]]),
    ]
    two = [picks[0], picks[2]]
    quoted = as_listed(
        [*two, picks[5]],
        item,
        members,
        Quota(members, {"one": "quote"}, [by_text[LINES[0][1]], by_text[LINES[3][1]]]),
    )
    assert [one.kind for one in quoted.passages] == ["point"]
