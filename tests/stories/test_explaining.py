"""`--explain` shows what unbundling did, all of it and nothing else; what it suggests gives the same cut again."""

from __future__ import annotations

import tomllib

import pytest
from reading import DOCUMENTS, document_from, document_of

from digest import codec
from digest.stories.explaining import explain
from digest.stories.lines import lines_of
from digest.stories.profile import LayoutProfile
from digest.stories.unbundle import unbundle

FILES = sorted(path for path in DOCUMENTS.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_shown_once_with_the_story_it_belongs_to(path):
    document = document_of(path)
    told = explain(document, profile=LayoutProfile())
    assert told.apart == unbundle(document)
    assert [line.number for line in told.lines] == list(range(1, len(lines_of(document)) + 1))
    opened = [line.story for line in told.lines if line.opens]
    assert opened == sorted(set(opened))
    for line, shown in zip(lines_of(document), told.lines, strict=True):
        for number, story in enumerate(told.apart.stories, 1):
            if any(span.start <= line.start < span.end for span in story.spans):
                assert shown.story == number
                assert shown.use not in {"furniture", "greeting", "unread"}
    assert sum(reading.chosen for reading in told.readings) <= 1
    assert all(reading.score <= before.score for before, reading in zip(told.readings, told.readings[1:], strict=False))  # fmt: skip
    codec.plain(told)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_suggestion_without_a_doubt_gives_the_same_stories_again(path):
    document = document_of(path)
    told = explain(document, profile=LayoutProfile())
    profile = tomllib.loads(told.suggestion).get("sources", {}).get("profile", {})
    if not profile or "misses" in told.suggestion or "also fits" in told.suggestion:
        return
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in profile.items()}
    again = unbundle(document, profile=LayoutProfile(**given))
    assert [story.title for story in again.stories] == [story.title for story in told.apart.stories]


def test_most_samples_get_a_suggestion_that_can_be_pasted():
    told = [explain(document_of(path), profile=LayoutProfile()).suggestion for path in FILES]
    exact = [one for one in told if tomllib.loads(one)["sources"]["profile"] and "misses" not in one]
    assert len(exact) >= 0.8 * len(FILES), [one for one in told if one not in exact]


def test_a_score_is_the_sum_of_what_spoke():
    told = explain(document_of(DOCUMENTS / "ko-weekly-squares.txt"), profile=LayoutProfile())
    assert told.readings
    for reading in told.readings:
        assert reading.score == pytest.approx(sum(one.weight for one in reading.weights), abs=0.06)
        assert len(reading.headlines) == reading.stories


def test_a_profile_in_force_is_told_and_no_other_is_suggested():
    text = "가) 시장\n아침에 시장이 열린다고 밝혔다.\n가) 다리\n다리를 고친다고 밝혔다."
    told = explain(document_from(text), profile=LayoutProfile(heading="^가\\)", end="^끝"))
    assert told.readings[0].chosen
    assert "profile" in told.readings[0].method
    assert [one.setting for one in told.unmatched] == ["end"]
    assert told.suggestion == ""


def test_an_advertisement_between_two_stories_is_a_part_and_shown_as_one():
    body = (
        "The yard hires sixty people this year and builds eleven boats. Work begins in May, says the owner."
    )
    text = f"# Weekly round-up\n\n## A yard grows\n\n{body}\n\n---\n\nSPONSOR: Planes that stay sharp. 20% off.\n\n---\n\n## A library opens\n\n{body}\n"
    told = explain(document_from(text, name="a.md"), profile=LayoutProfile())
    (line,) = [line for line in told.lines if "SPONSOR" in line.text]
    assert (line.use, line.story) == ("advertisement", 0)
    assert [part.kind for part in told.apart.parts if "SPONSOR" in part.text] == ["advertisement"]
    assert not any("SPONSOR" in story.text for story in told.apart.stories)
