"""What an editor set is not the public's: what sources count, what readers are thought to care for."""

from __future__ import annotations

from dataclasses import replace

from digest import codec
from digest.editing.published import published
from digest.model import Placement, Reason
from tests.rendering.sample_issue import sample


def test_the_public_is_told_what_weighed_and_not_what_was_set():
    """The filters stood in issue.json as they were written, and so did the weights of the sources."""
    reasons = (
        Reason(feature="outlets", weight=0.916, detail="2 outlets tell it, of weight 1 (가) + 0.5 (나)"),
        Reason(feature="reports", weight=0.1, detail="1 further report of theirs"),
        Reason(feature="freshness", weight=0.2, detail="the newest text is of 2025-11-23"),
        Reason(feature="interests", weight=0.347, detail="양파 AND NOT 마늘"),
        Reason(feature="less", weight=-0.347, detail="커피"),
    )
    issue = sample()
    issue = replace(issue, items=(replace(issue.items[0], reasons=reasons), *issue.items[1:]))
    public = published(issue)
    told = public.items[0].reasons
    assert [(one.feature, one.weight) for one in told] == [(one.feature, one.weight) for one in reasons]
    assert [one.detail for one in told if one.detail] == ["the newest text is of 2025-11-23"]
    assert not any(word in codec.dump(public) for word in ("양파", "커피", "of weight"))
    assert issue.items[0].reasons == reasons


def test_the_public_is_not_told_which_words_make_a_section():
    """Nor those of its examples, which may be texts of the editor's own; a category is what a text says of itself."""
    reasons = (
        Reason(feature="word", weight=0.8, detail="배터리"),
        Reason(feature="example", weight=0.3, detail="니켈"),
        Reason(feature="category", weight=1.0, detail="산업"),
    )
    issue = sample()
    placed = Placement(
        by="words", confidence=0.7, runner_up="city", runner_up_confidence=0.2, reasons=reasons
    )
    issue = replace(issue, items=(replace(issue.items[0], placement=placed), *issue.items[1:]))
    told = published(issue).items[0].placement
    assert told is not None
    assert [(one.feature, one.weight, one.detail) for one in told.reasons] == [
        ("word", 0.8, ""),
        ("example", 0.3, ""),
        ("category", 1.0, "산업"),
    ]
    assert replace(told, reasons=()) == replace(placed, reasons=())
    assert issue.items[0].placement == placed
