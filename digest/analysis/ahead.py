"""Days to come that a story's sentences name plainly: what will happen, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from digest.analysis.alone import stands_alone
from digest.analysis.objections import objections
from digest.analysis.screening import barred
from digest.analysis.unsaid import leaves_out_what
from digest.language.coming import Coming, coming
from digest.language.plans import is_planned
from digest.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from digest.model import Story

LONGEST = 300
"""Characters of a sentence that is shown for a day."""
_WEST, _EAST = -8, 9
"""Hours of the zones between which a text's `tomorrow` is the same day."""
_REFUSED = {"opener", "half", "question", "glued", "joined", "short", "picture", "caption"}
_SEAM = re.compile(r"…|\s/\s|\d May\. [A-Z]")
"""Where a headline ran into a sentence, or a sentence into the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A sentence that says plainly that something will happen on a day or in a month."""

    sentence: Sentence
    day: Coming


def days(text: str, story: Story, *, zone: tzinfo, dated: bool = True) -> tuple[Coming, ...]:
    """The days after a story's own that a sentence of it names; none of a story without a date."""
    if story.published is None:
        return ()
    exact = dated and story.precision != "month"
    places = {story.published.astimezone(UTC) + timedelta(hours=hours) for hours in (_WEST, _EAST)}
    near = story.precision == "day" or len({place.date() for place in places}) == 1
    return coming(text, written=story.published.astimezone(zone).date(), exact=exact, near=near)


def plans(story: Story, *, zone: tzinfo, dated: bool = True) -> Iterator[Plan]:
    """What a story says will happen after it was published, in its order; the first day of each sentence.

    Args:
        story: with its sentences.
        zone: whose days are meant.
        dated: whether the story's date is that of its document; else only days with their year are certain.
    """
    for sentence in story.sentences:
        if len(sentence.text) > LONGEST or "\n" in sentence.text.strip():
            continue
        found = days(sentence.text, story, zone=zone, dated=dated)
        day = next((one for one in found if is_planned(sentence.text, one)), None)
        if (
            day
            and not _SEAM.search(sentence.text)
            and stands_alone(sentence.text, day)
            and not leaves_out_what(sentence.text)
            and not barred(sentence.text)
            and not _REFUSED & set(objections(sentence.text))
        ):
            yield Plan(sentence=sentence, day=day)
