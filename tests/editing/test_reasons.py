"""Why something is not told: a kind with what it names, worded for editors, and read as former versions stored it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import get_args

import pytest

from digest import codec
from digest.delivery.phrases import korean
from digest.editing.reasons import ENGLISH, KOREAN, told
from digest.errors import InputError
from digest.model import CalendarEvent, Issue, LeftOut, NotTold, NotToldKind
from digest.model.nottold import of_text
from tests.rendering.sample_issue import sample

ISSUE, URL, LINE = "small-weekly-2025-11-10", "https://example.org/(a)", "3bb134aa"
FORMERLY = {
    "other items rank above it": NotTold(kind="rank"),
    f"told in {ISSUE}, and nothing has moved since": NotTold(kind="told", values={"issue": ISSUE}),
    f"told in {ISSUE}, and has not moved: it tells of no new day, 92% of what it is about was told before": NotTold(
        kind="still", values={"issue": ISSUE, "n": 92}
    ),
    f"told in {ISSUE}, and has not moved: it tells of no new day, 92% of what it is about was told before"
    " and no figure or day is new": NotTold(kind="same", values={"issue": ISSUE, "n": 92}),
    'interests.drop: title ~ "운세"': NotTold(kind="drop", values={"filter": 'title ~ "운세"'}),
    "interests.only: it fits none of them": NotTold(kind="only"),
    'sources["한빛"].cap: no more than 3 items that it alone tells': NotTold(
        kind="cap", values={"source": "한빛", "n": 3}
    ),
    'sources["wire"].cap: no more than 1 item that it alone tells': NotTold(
        kind="cap", values={"source": "wire", "n": 1}
    ),
    "its source allows no more than a link, and it has no headline": NotTold(kind="link"),
    f"it is not of the storyline {LINE}": NotTold(kind="line", values={"storyline": LINE}),
    "dropped by the editor": NotTold(kind="editor"),
    "held for the next issue by the editor": NotTold(kind="held"),
    f"left out before sending: what it cites has changed ({URL})": NotTold(
        kind="changed", values={"url": URL}
    ),
    f"left out before sending: what it cites is gone ({URL})": NotTold(kind="gone", values={"url": URL}),
    f"left out before sending: a page that it cites is gone ({URL})": NotTold(
        kind="dead", values={"url": URL}
    ),
    "중복": NotTold(kind="other", values={"words": "중복"}),
}
"""A reason as issues of former versions tell it → what it is."""
MERGED = NotTold(kind="merged", values={"item": "3bb134aa51c2"})


@pytest.mark.parametrize(("text", "reason"), FORMERLY.items())
def test_a_sentence_of_a_former_version_is_its_kind_with_what_it_names(text: str, reason: NotTold):
    assert of_text(text) == reason
    assert told(reason) == text


def test_every_kind_is_worded_for_editors_in_both_languages():
    cases = (*FORMERLY.values(), MERGED)
    assert {reason.kind for reason in cases} == set(get_args(NotToldKind))
    for reason in cases:
        words = told(reason, "ko")
        assert not re.search(r"\b(?:it|no|has|by|in|and|items)\b", words), words
    assert set(ENGLISH) == set(KOREAN) == {*get_args(NotToldKind), "cap_one"}


@pytest.mark.parametrize("reason", [*FORMERLY.values(), MERGED])
def test_what_the_store_keeps_in_english_is_said_in_korean_in_the_same_words(reason: NotTold):
    """A slot keeps a sentence that quotes the reason; a notice looks it up."""
    assert korean(told(reason)) == told(reason, "ko")


def test_an_issue_that_a_former_version_stored_still_opens():
    former = json.loads(codec.dump(sample()))
    former["left_out"] = [
        {"story": f"x{place}", "title": "", "reason": text} for place, text in enumerate(FORMERLY)
    ]
    issue = codec.load(Issue, json.dumps(former), subject="issue.json")
    rows = tuple(
        LeftOut(story=f"x{place}", title="", reason=reason) for place, reason in enumerate(FORMERLY.values())
    )
    assert issue == replace(sample(), left_out=rows)
    assert codec.load(Issue, codec.dump(issue), subject="issue.json") == issue


@pytest.mark.parametrize("text", ["{}", "[]", "null", '{"left_out": [3]}', '{"left_out": [{}]}', "no JSON"])
def test_what_is_no_issue_of_any_version_is_refused_by_name(text: str):
    with pytest.raises(InputError, match=r"issue\.json.* holds no issue that this version reads \("):
        codec.load(Issue, text, subject="issue.json")


def test_what_a_file_does_not_hold_is_said_in_words():
    with pytest.raises(InputError, match="holds no calendar event that"):
        codec.load(CalendarEvent, "{}", subject="event")
