"""Days to come that a story's sentences name plainly: what will happen, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.objections import objections
from digest.analysis.screening import barred
from digest.language.coming import Coming, coming
from digest.language.plans import is_planned
from digest.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from digest.model import Story

LONGEST = 300
"""Characters of a sentence that is shown for a day."""
_REFUSED = {"opener", "half", "question", "glued", "joined", "short"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A sentence that says plainly that something will happen on a day or in a month."""

    sentence: Sentence
    day: Coming


def plans(story: Story, *, zone: tzinfo, dated: bool = True) -> Iterator[Plan]:
    """What a story says will happen after it was published, in its order; the first day of each sentence.

    Args:
        story: with its sentences.
        zone: whose days are meant.
        dated: whether the story's date is that of its document; else only days with their year are certain.
    """
    if story.published is None:
        return
    written = story.published.astimezone(zone).date()
    exact = dated and story.precision != "month"
    for sentence in story.sentences:
        if len(sentence.text) > LONGEST or "\n" in sentence.text.strip():
            continue
        found = coming(sentence.text, written=written, exact=exact)
        day = next((one for one in found if is_planned(sentence.text, one)), None)
        if day and not barred(sentence.text) and not _REFUSED & set(objections(sentence.text)):
            yield Plan(sentence=sentence, day=day)
