"""What an editor's profile corrects, key by key; and that what it says is never passed over in silence."""

from __future__ import annotations

import pytest
from reading import document_from

from digest.stories.profile import LayoutProfile
from digest.stories.teaching import Unmatched, unmatched
from digest.stories.unbundle import unbundle

BODY = "The yard hires sixty people this year and builds eleven boats. Work begins in May, says the owner."
LETTER = f"""# Harbour letter

Welcome to the letter of this week.

## Yard hires sixty people for boats

{BODY}

## What it means for you

{BODY} You may apply.

## Library stays open until ten at night

{BODY} It is a library.

Contact the harbour office at office@example.org

## Tide table

High water is at seven in the morning all week long, and at eight in the evening.
"""


def titles(text: str, name: str = "a.md", **profile: object) -> list[str]:
    found = unbundle(document_from(text, name=name), profile=LayoutProfile(**profile))  # type: ignore[arg-type]
    return [story.title for story in found.stories]


def test_lines_that_look_like_headlines_and_are_none_become_sub_headlines_of_their_story():
    (first, *_) = unbundle(
        document_from(LETTER, name="a.md"),
        profile=LayoutProfile(heading="^## ", not_heading=("^What it means",), end="^Tide"),
    ).stories
    assert "What it means for you" in first.text
    kinds = [first.text[b.span.start : b.span.end] for b in first.blocks if b.kind == "subhead"]
    assert kinds == ["What it means for you"]


def test_not_heading_holds_where_the_program_finds_the_headlines_itself():
    assert "What it means for you" in titles(LETTER)
    assert "What it means for you" not in titles(LETTER, not_heading=("^What it means",))


def test_a_heading_can_be_meant_by_its_signs():
    assert titles(LETTER, heading="^## (?!What|Tide)") == [
        "Yard hires sixty people for boats",
        "Library stays open until ten at night",
    ]


def test_start_and_end_bound_the_stories():
    found = titles(LETTER, heading="^## ", start="^Library", end="^Tide")
    assert found == ["Library stays open until ten at night"]


def test_a_line_between_stories_opens_them():
    text = f"Letter\n[1/2]\nA yard grows\n{BODY}\n[2/2]\nA library opens\n{BODY} Again."
    found = unbundle(document_from(text), profile=LayoutProfile(split=r"^\[\d/\d\]$"))
    assert [story.title for story in found.stories] == ["A yard grows", "A library opens"]
    assert not any("[2/2]" in story.text for story in found.stories)


def test_the_first_group_of_a_heading_is_the_headline():
    text = f"가) 시장이 열린다 (한빛일보)\n{BODY}\n가) 다리를 고친다 (새벽신문)\n{BODY}"
    found = unbundle(document_from(text), profile=LayoutProfile(heading=r"^가\) (.+) \(.+\)$"))
    assert [story.title for story in found.stories] == ["시장이 열린다", "다리를 고친다"]
    for story in found.stories:
        assert story.title_span
        assert document_from(text).text[story.title_span.start : story.title_span.end] == story.title


def test_a_group_stands_at_its_place_where_the_signs_of_a_heading_were_searched_too():
    found = titles(LETTER, heading=r"^## (Yard hires|Library stays)")
    assert found == ["Yard hires", "Library stays"]


def test_a_category_names_the_stories_below_it():
    text = f"[경제 소식입니다]\n◆ 시장이 열린다 오늘\n{BODY}\n◆ 다리를 고친다 내일\n{BODY}\n[문화]\n◆ 축제가 열린다\n{BODY}"
    found = unbundle(
        document_from(text), profile=LayoutProfile(heading="^◆ ", category=r"^\[(.+?)(?: 소식입니다)?\]$")
    )
    assert [story.category for story in found.stories] == ["경제", "경제", "문화"]
    assert not any("문화" in story.text for story in found.stories)


def test_a_line_can_be_dropped_and_one_can_be_kept():
    kept = unbundle(
        document_from(LETTER, name="a.md"), profile=LayoutProfile(heading="^## (?!Tide)", end="^Tide")
    )
    assert "office@example.org" not in kept.stories[-1].text
    profile = LayoutProfile(heading="^## ", end="^Tide", keep=("^Contact the",), drop=("apply",))
    found = unbundle(document_from(LETTER, name="a.md"), profile=profile)
    assert "office@example.org" in found.stories[-1].text
    assert not any("You may apply" in story.text for story in found.stories)


def test_each_item_can_be_a_story():
    text = "# Short\n\n- A yard grows: it hires sixty.\n- A library opens: it has books.\n- A fair opens: in May."
    assert titles(text, one_line=True) == ["A yard grows", "A library opens", "A fair opens"]
    with_heading = titles(
        "가: 하나 둘 셋\n나: 넷 다섯 여섯\n다른 줄이다", name="a.txt", heading="^[가나]: ", one_line=True
    )
    assert len(with_heading) == 2


def test_what_fits_no_line_is_told():
    profile = LayoutProfile(heading="^##", drop=("^nowhere", "^Contact"), end="^never")
    assert unmatched(document_from(LETTER, name="a.md"), profile) == (
        Unmatched(setting="end", pattern="^never"),
        Unmatched(setting="drop", pattern="^nowhere"),
    )


def test_without_a_line_that_fits_the_program_finds_headlines_itself():
    assert titles(LETTER, heading="^nowhere") == titles(LETTER)


@pytest.mark.parametrize("pattern", ["^$", "$", "", "x*", "(?:)", "^(x?)"])
def test_a_pattern_that_reads_nothing_does_no_harm(pattern):
    for profile in (
        LayoutProfile(heading=pattern),
        LayoutProfile(split=pattern),
        LayoutProfile(category=pattern, start=pattern, end=pattern, drop=(pattern,)),
    ):
        unbundle(document_from(LETTER, name="a.md"), profile=profile)


def test_a_part_and_a_higher_heading_end_a_story_though_no_pattern_names_them():
    text = (
        f"# Harbour letter\n\n## A yard grows and hires\n\n{BODY}\n\n# Coming up\n\n## Next week\n\nThe fair is on 4 May.\n\n"
        f"# From the desk\n\n{BODY} We write this letter by hand, and we like it.\n\n## A library opens\n\n{BODY} Books."
    )
    found = unbundle(document_from(text, name="a.md"), profile=LayoutProfile(heading="^## "))
    assert [story.title for story in found.stories] == ["A yard grows and hires", "A library opens"]
    assert not any("fair" in story.text or "by hand" in story.text for story in found.stories)
