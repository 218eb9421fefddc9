"""Categories that headlines carry: `[정책] 새 다리 열려`, where that is a document's habit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.assembling import Section

_PREFIX = re.compile(
    r"(?:\[(?P<a>[^\[\]\d]{2,14})\]|【(?P<b>[^【】\d]{2,14})】|<(?P<c>[^<>\d]{2,14})>|〈(?P<d>[^〈〉\d]{2,14})〉)\s*(?=\S)"
)
_URGENCY = re.compile(
    r"단독|속보|긴급|포토|사진|영상|동영상|르포|종합\d?|수정|정정|알림|공지|기고|사설|인터뷰|exclusive|breaking|video|photos?|updated?|watch|live",
    re.IGNORECASE,
)
"""What a headline says of its text rather than of its matter."""
_HABIT = 0.6


def categorised(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, with the category in brackets before the headline, where most headlines have one.

    The headline stays as it is. What a chapter's name told goes before.
    """
    told = [_prefix(section.title) for section in sections]
    several = len(sections) > 1 and sum(map(bool, told)) >= _HABIT * len(sections)
    if not several or (len(sections) > 3 and max(Counter(told).values()) == len(sections)):  # noqa: PLR2004
        return tuple(sections)  # the same before each is the publication's name, or none's
    return tuple(
        replace(section, category=section.category or name)
        for section, name in zip(sections, told, strict=True)
    )


def _prefix(title: str) -> str:
    match = _PREFIX.match(title)
    name = next(filter(None, match.groups()), "").strip() if match else ""
    return "" if _URGENCY.fullmatch(name) else name
