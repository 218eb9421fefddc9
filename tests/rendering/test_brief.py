"""The lines of the brief stand alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.rendering import strings
from digest.rendering.arrange import arrange

if TYPE_CHECKING:
    from digest.model import Issue, Pick


def said(pick: Pick, text: str) -> Pick:
    return replace(pick, sentence=replace(pick.sentence, text=text), shown=None, provenance="verbatim")


def test_a_line_is_the_first_sentence_or_the_headline(issue: Issue):
    """A sentence behind the first may lean on it: it stands in no line, however well it fits."""
    lead = next(item for item in issue.items if item.size == "lead")
    leaning = f"이 일로 {lead.headline.text[:30]}"
    long = said(
        lead.picks[0],
        "멀리서 온 손님이 아침부터 저녁까지 온 동네를 돌아다니며 이것저것 묻고 또 물어본 다음에야 돌아갔다고 한다.",
    )
    told = replace(lead, picks=(long, said(lead.picks[0], leaning)))
    items = tuple(told if item is lead else item for item in issue.items)
    lines = [line.text for line in arrange(replace(issue, items=items), strings.load(None, "ko")).brief]
    assert lead.headline.text in lines
    assert leaning not in lines

    short = replace(lead, picks=(said(lead.picks[0], leaning), long))
    items = tuple(short if item is lead else item for item in issue.items)
    lines = [line.text for line in arrange(replace(issue, items=items), strings.load(None, "ko")).brief]
    assert leaning in lines
