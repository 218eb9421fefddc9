"""Identity is not content."""

from __future__ import annotations

from digest.stories.identity import document_id, normalise, story_id


def test_a_story_keeps_its_name_when_only_the_marks_of_its_headline_change() -> None:
    assert story_id("d", "“딥시크”, R1 공개") == story_id("d", "딥시크 r1… 공개!")
    assert story_id("d", "딥시크 R1 공개") != story_id("d", "딥시크 R2 공개")


def test_repeated_headlines_are_counted() -> None:
    assert len({story_id("d", "알림", counter) for counter in range(3)}) == 3


def test_sources_do_not_share_documents() -> None:
    assert document_id("a", "x") != document_id("b", "x")
    assert document_id("a", "bx") != document_id("ab", "x")


def test_normal_form_has_only_letters_and_digits() -> None:
    assert normalise("[단독] ＡＩ·반도체 ⼤전환, 2.0!") == "단독ai반도체大전환20"
