"""Sentences that are half of one: a point of a list whose end stands in a paragraph of its own, or that end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Sentence, Story

_LINE = 40
"""Characters from which on a point may have been broken at the end of its line."""


def is_torn(story: Story, sentence: Sentence) -> bool:
    """Whether a sentence may be a part of a point that its document broke over two blocks.

    A point with a mark that a paragraph without one follows may go on in it, where the point is as long as a line and does
    not end like a sentence.
    """
    for one, other in pairwise(story.blocks):
        if not one.label or other.label or other.kind != "paragraph":
            continue
        text = story.text[one.span.start : one.span.end].rstrip()
        if len(text) < _LINE or text.endswith((".", "!", "?")):
            continue
        if one.span.start <= sentence.start and sentence.start < other.span.end:
            return True
    return False
