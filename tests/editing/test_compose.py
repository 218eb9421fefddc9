"""An issue is composed of clusters, and invents nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest import codec
from digest.editing.compose import compose
from digest.editing.verify import verify
from digest.model import Issue, Memory


def texts(prepared):
    return {one.story.id: one.story.text for one in prepared}


def titles(prepared):
    return {one.story.id: one.story.title for one in prepared}


def test_the_same_story_stands_once_with_all_its_sources(material, settings, provenance):
    issue = compose(material, settings, provenance)
    first = next(item for item in issue.items if item.size == "lead")
    assert {reference.outlet for reference in first.references} == {"한빛일보", "새벽경제", "테크누리"}
    assert first.outlets == ("한빛일보", "새벽경제", "테크누리")
    told = [reference.story for item in issue.items for reference in item.references]
    assert sorted(told) == sorted(set(told))


def test_the_lead_opens_the_issue_and_sections_keep_together(material, settings, provenance):
    issue = compose(material, settings, provenance)
    assert issue.items[0].size == "lead"
    assert [section.key for section in issue.sections] == ["tech", "society"]
    assert [item.section for item in issue.items] == ["tech", "society", "society"]


def test_every_sentence_and_headline_is_proved(material, settings, provenance, prepared):
    issue = compose(material, settings, provenance)
    findings = verify(issue, texts(prepared), titles(prepared))
    assert len(findings) == sum(1 + len(item.picks) for item in issue.items)
    assert {finding.verdict for finding in findings} == {"proved"}


def test_one_changed_letter_is_found(material, settings, provenance, prepared):
    """A changed sentence, a changed headline, a changed text and a text that is gone are told apart."""
    issue = compose(material, settings, provenance)
    item = issue.items[0]
    sentence = item.picks[0].sentence
    invented = replace(sentence, text=sentence.text.replace("노바칩", "노바침", 1))
    forged = replace(item, picks=(replace(item.picks[0], sentence=invented), *item.picks[1:]))
    changed = replace(issue, items=(forged, *issue.items[1:]))
    assert [f.verdict for f in verify(changed, texts(prepared), titles(prepared))].count("wrong") == 1
    louder = replace(
        issue, items=(replace(item, headline=replace(item.headline, text="특종")), *issue.items[1:])
    )
    assert [f.verdict for f in verify(louder, texts(prepared), titles(prepared))].count("wrong") == 1
    other = texts(prepared) | {sentence.story: texts(prepared)[sentence.story] + " "}
    assert "wrong" in {f.verdict for f in verify(issue, other, titles(prepared))}
    gone = texts(prepared) | {sentence.story: None}
    assert "gone" in {f.verdict for f in verify(issue, gone, titles(prepared))}


def test_the_issue_survives_its_own_json(material, settings, provenance):
    issue = compose(material, settings, provenance)
    assert codec.load(Issue, codec.dump(issue), subject="issue") == issue


def test_no_whole_text_enters_the_issue(material, settings, provenance, prepared):
    """issue.json holds cited sentences, never whole texts."""
    told = codec.dump(compose(material, settings, provenance))
    assert not any(one.story.text in told for one in prepared)


def test_what_was_told_is_left_out_with_the_reason(material, settings, provenance):
    memory = Memory(issues=3, told={"s5": "test-weekly-2025-11-10"})
    issue = compose(replace(material, memory=memory), settings, provenance)
    assert issue.number == 4
    assert [(left.story, "test-weekly-2025-11-10" in left.reason) for left in issue.left_out] == [
        ("s5", True)
    ]


@pytest.mark.parametrize(("rights", "most"), [("link-only", 0), ("quote", 2), ("open", 9)])
def test_selection_obeys_rights(material, settings, provenance, rights, most):
    limited = replace(
        settings, rights=dict.fromkeys(settings.rights, rights), sentences=9, max_characters=9000
    )
    issue = compose(material, limited, provenance)
    for item in issue.items:
        taken = [pick.sentence.story for pick in item.picks]
        assert all(taken.count(story) <= most for story in taken)
    assert issue.items


def test_private_stories_are_not_told(material, settings, provenance):
    private = replace(settings, rights=settings.rights | {"가온뉴스": "private"})
    issue = compose(material, private, provenance)
    assert "가온뉴스" not in codec.dump(issue)


def test_what_does_not_fit_is_listed(material, settings, provenance):
    issue = compose(material, replace(settings, items=1, lines=1), provenance)
    assert [item.size for item in issue.items] == ["lead", "line"]
    assert issue.items[1].picks == ()
    assert len(issue.left_out) == 1


def test_an_item_keeps_the_id_it_was_given(material, settings, provenance):
    """The id is inherited from the item that held most of the stories."""
    known = {"s0": "old", "s1": "old", "s2": "other"}
    issue = compose(replace(material, item_ids=known), settings, provenance)
    assert issue.items[0].id == "old"
