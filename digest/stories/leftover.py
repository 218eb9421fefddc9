"""What a reading leaves aside: text in no story, and lines that would be headlines too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.facts import Facts
    from digest.stories.lines import Line
    from digest.stories.proposal import Proposal

_LONG_ABOVE = 600


def left_aside(
    proposal: Proposal, facts: Facts, stories: Sequence[int], told: Sequence[Sequence[Line]]
) -> dict[str, float]:
    """What the reading leaves aside: text above, text in no section, and lines that would be headlines too."""
    first = proposal.heads[0]
    above = sum(facts.sizes[:first])
    inside = sum(facts.sizes[line.index] for body in told for line in body) + sum(
        facts.sizes[index] for index in stories
    )
    whole = max(1, sum(facts.sizes))
    chosen = set(proposal.heads) | proposal.closers
    others = len(facts.could_head - chosen)
    return {
        "a long text above": float(above > _LONG_ABOVE and above > 0.5 * inside),
        "text in no story": 1 - inside / whole,
        "headlines left aside": min(2.0, others / max(1, len(stories))),
        "listed but left aside": _listed_left(facts, chosen),
        "marks left aside": _marks_left(facts, stories, chosen),
    }


def _listed_left(facts: Facts, chosen: set[int]) -> float:
    """How many of the headlines that the document's contents name are left inside a section."""
    listed = facts.listed
    return len(listed - chosen) / len(listed) if listed else 0.0


def _marks_left(facts: Facts, stories: Sequence[int], chosen: set[int]) -> float:
    """How many lines, to each headline, have the mark that all headlines have, but open no story."""
    marks = {
        (facts.lines[index].family, facts.lines[index].kind, facts.lines[index].level) for index in stories
    }
    least = 2  # heads to each mark: what has one of its own is no habit
    if len(stories) < least * len(marks) or any(
        not family or facts.lines[stories[0]].number for family, *_ in marks
    ):
        return 0.0
    left = sum(
        (line.family, line.kind, line.level) in marks and facts.roles[line.index] == "text"
        for line in facts.lines
        if line.index not in chosen
    )
    return min(1.0, left / max(1, len(stories)))
