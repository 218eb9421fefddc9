"""How many died or are missing, as stories tell it of their own days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.tolls import tolls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.analysis.prepared import Prepared
    from digest.model import Story

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?=년|\b)(?![.,]\d)")
_AGO = re.compile(r"지난해|작년|재작년|(?:\d|몇 ?|수 ?)년 전|\b(?:years? ago|last year)\b", re.IGNORECASE)


def casualties(member: Prepared) -> Iterator[tuple[str, str]]:
    """The figures of a story that count dead or missing people, each with the words that say so.

    What a sentence tells of former years is another disaster.
    """
    story = member.story
    texts = (story.title, *(story.text[one.start : one.end] for one in member.sentences))
    for text in texts:
        for toll in tolls(text, story.language):
            if not _lies_back(text, story):
                yield toll.figure, text[toll.start : toll.end]


def _lies_back(text: str, story: Story) -> bool:
    written = story.published
    former = written is not None and any(int(year[0]) < written.year for year in _YEAR.finditer(text))
    return former or _AGO.search(text) is not None
