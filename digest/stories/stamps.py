"""Stamps: short lines that say when a text came out, by a date or by how long ago."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.stories.bylines import is_byline
from digest.stories.dates import locate_ago, tells_age

if TYPE_CHECKING:
    from datetime import tzinfo

    from digest.stories.dates import FoundDate

LABEL = re.compile(
    r"[<\[(■□○◇◆▶]?\s?(?:(?:last )?updated|(?:date )?(?:published|posted|issued|released)|(?:release|publication|issue) date|date"
    r"|날짜|일자|(?:작성|등록|게시|발행|발간|게재|배포|보도|송고|승인) ?(?:일|일자|일시|시점|시각)|(?:기사 ?|최초 ?)?입력(?: ?일시)?|승인|배포|발행)"
    r"(?: on)?[>\])]?\s*[:：|]?\s*",
    re.IGNORECASE,
)
"""What stands before the date of a stamp."""
_WORDS = frozenset({"오늘", "어제", "그제", "그저께", "today", "yesterday"})
_PARTED = re.compile(r"\s*[|·•ㅣ,/]\s*|\s[-–—]\s|\s{2,}")
_LONGEST = 80
_SOME_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # only whether a line tells an age matters


def aged(line: str, *, anchor: datetime, zone: tzinfo) -> FoundDate | None:
    """The date of a line that says how long ago it was, and nothing beside it but a label, a name or a count.

    A day's bare name (`오늘`) is a stamp only with a label or an hour: sites have such names on their buttons.

    Args:
        line: a short line, as `입력 3시간 전` or `김하나 기자 · 2 hours ago`.
        anchor: the moment at which the line was read (aware).
        zone: whose midnight begins a day.
    """
    if len(line) > _LONGEST or not tells_age(line):
        return None
    for piece in (line, *_PARTED.split(line)):
        label = LABEL.match(piece)
        start = label.end() if label else 0
        found = locate_ago(piece[start:], anchor=anchor, zone=zone)
        if found is None:
            continue
        told = piece[start:]
        before, after = told[: found.start].strip(" ([<"), told[found.end :].strip(" )]>.")
        named = label or told[found.start : found.end].lower() not in _WORDS
        if named and not after and (not before or is_byline(before)):
            return found
    return None


def is_aged(line: str) -> bool:
    """Whether a line is a stamp that says how long ago."""
    return aged(line, anchor=_SOME_MOMENT, zone=UTC) is not None
