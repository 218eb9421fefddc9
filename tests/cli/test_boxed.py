"""Boxes as `digest explain` tells them."""

from __future__ import annotations

from dataclasses import replace

from digest.cli.boxed import box_lines
from digest.model import Disagreement, Figured, KeyFigure, Quotation, Sentence, Span, Speaker, Term
from tests.rendering.sample_issue import sample


def test_each_thing_said_names_its_source_and_place():
    """A quotation, a figure, a disagreement and a term: what is said, who says it, the source's number, the place."""
    issue = sample()
    first = issue.items[0]
    one, other = first.references[:2]
    said = Sentence(story=one.story, start=3, end=9, text="값은 2조 원")
    again = Sentence(story=other.story, start=5, end=9, text="3조 원")
    figure, differing = Figured(text="2조 원", sentence=said), Figured(text="3조 원", sentence=again)
    speaker = Speaker(name="김하나", story=one.story, span=Span(start=0, end=3), office="대표")
    item = replace(
        first,
        quotations=(Quotation(text="값은", speaker=speaker, sources=(said,)),),
        key_figures=(KeyFigure(figure=figure, counted="값"),),
        disagreements=(Disagreement(counted="값", figures=(figure, differing)),),
    )
    term = Term(term="칩", means="작은 회로", how="note", item=item.id, language="ko", source=one)
    told = list(box_lines(replace(issue, items=(item,), terms=(term,), ahead=()), item))
    assert told == [
        "quotation of 김하나, 대표: “값은” [1] 3–9",
        "key figure: 값 2조 원 [1] 3–9",
        "figures that disagree, of 값: 2조 원 [1] 3–9, 3조 원 [2] 5–9",
        f"term, by note: 칩: 작은 회로 ({one.outlet})",
    ]
