"""Whether a story tells what an expression looks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.model import Every, Expression, Not, Pattern, Phrase

if TYPE_CHECKING:
    from digest.analysis.mentions import Readable

SEEN = 200
"""Characters that a pattern is searched in at a time: a title or sentence in overlapping parts, so that the time has a bound.

What is found is read once more with as many characters behind it: no part's end is taken for the end of the text or of
a word. A match longer than half of them may be missed.
"""


def holds(expression: Expression, story: Readable) -> bool:
    """Whether a story's title and sentences are what the expression says.

    Words are found in any form, patterns as they stand but for capitals. The parts of an AND may stand in different
    sentences.
    """
    match expression:
        case Phrase():
            return story.tells(expression.text)
        case Pattern():
            return any(_searched(expression.text, one.text) for one in story.passages)
        case Not():
            return not holds(expression.of, story)
        case Every():
            return all(holds(one, story) for one in expression.of)
    return any(holds(one, story) for one in expression.of)


def _searched(pattern: str, text: str) -> bool:
    compiled = _compiled(pattern)
    starts = range(0, max(1, len(text) - SEEN // 2), SEEN // 2)
    return any(_stands(compiled, text, start) for start in starts)


def _stands(compiled: re.Pattern[str], text: str, start: int) -> bool:
    """Whether a pattern fits in the part from `start`, and still does when more of the text is seen."""
    end = start + SEEN
    found = compiled.search(text, start, end)
    while found and end < len(text) and not compiled.match(text, found.start(), found.start() + 2 * SEEN):
        found = compiled.search(text, found.start() + 1, end)
    return bool(found)


@lru_cache(maxsize=1_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?i:{pattern})")
