"""Whether a story tells what an expression looks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.model import Every, Expression, Not, Pattern, Phrase

if TYPE_CHECKING:
    from digest.analysis.mentions import Readable

SEEN = 200
"""Characters that a pattern is searched in at a time: a title or sentence in overlapping parts, so that the time has a bound."""


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
    return any(compiled.search(text, start, start + SEEN) for start in starts)


@lru_cache(maxsize=1_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?i:{pattern})")
