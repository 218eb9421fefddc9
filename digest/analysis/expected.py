"""What a story's sources expect: its sentences that look ahead, stand alone and are not over yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.ahead import days
from digest.analysis.alone import names_its_subject
from digest.analysis.candidates import candidates, look
from digest.analysis.torn import is_torn
from digest.language.outlook import looks_ahead
from digest.language.plans import is_planned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from digest.analysis.candidates import Candidate
    from digest.analysis.prepared import Prepared
    from digest.model import Story

LONGEST = {"ko": 110, "en": 220, "und": 200}
"""Characters of a sentence that is shown."""
_NEAR = re.compile(
    r"이날|오늘|내일|모레|글피|이번\s?주|다음\s?주|금주|내주|이달|이번\s?달|다음\s?달|내달|주말|오는 \d+일|\d일|오전|오후"
    r"|\b(?:today|tonight|tomorrow|(?:this|next|later this) (?:week|weekend|month|morning|afternoon|evening)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ap]\.m\.)",
    re.IGNORECASE,
)
"""Days so near to the text that they may be over when it is read."""
_THIS_YEAR = re.compile(r"올해|올 [가-힣]|연내|연말|\bthis year\b|\byear-end\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_JOINED = re.compile(r" 가운데,\s|[은는한된인] 가운데\s|반면,?\s|는 한편,?\s")
"""What joins a sentence that looks ahead to something else."""
_LEANS_KO = re.compile(
    r"^(?:동시에|심지어|자리에서는?|이와 함께|[양두] (?:정상|회사|나라|기관|팀)[은는이가의]|남은)\s"
)
"""Openers that a summary may keep, behind its other sentences, and an outlook may not."""
_SUBJECT_KO = re.compile(r"[가-힣A-Za-z\d)”’\"'](?:은|는|이|가|께서|도)\s")


def expected(
    member: Prepared, *, after: date, zone: tzinfo, dated: bool = True, planned: bool = True
) -> Iterator[Candidate]:
    """The sentences of a story that say what is to come after a day, in its order.

    Args:
        member: with its sentences.
        after: what was to come by this day is over.
        zone: whose days are meant.
        dated: whether the story's date is that of its document.
        planned: also those that say plainly what happens on a day, as the dates ahead do.
    """
    for one in candidates(member):
        text = one.sentence.text
        if len(text) > LONGEST[member.story.language] or "\n" in text or not looks_ahead(text):
            continue
        if _JOINED.search(text) or is_torn(member.story, one.sentence):
            continue
        seen = look(one)
        against = {*seen.objections} - {"musing"}  # here what is expected is wanted
        if against or seen.strangers or seen.undated or not _tells_of_what(text):
            continue
        if _is_ahead(text, member.story, after, zone, dated=dated, planned=planned):
            yield one


def _tells_of_what(text: str) -> bool:
    """Whether a sentence has a subject, and one that is told in it."""
    korean = any("가" <= char <= "힣" for char in text)
    if _LEANS_KO.search(text):
        return False
    return names_its_subject(text) and (not korean or _SUBJECT_KO.search(text) is not None)


def _is_ahead(text: str, story: Story, after: date, zone: tzinfo, *, dated: bool, planned: bool) -> bool:
    """Whether what a sentence tells is not over by a day; of what cannot be told it is taken to be."""
    named = days(text, story, zone=zone, dated=dated)
    if named:
        return max(day.last for day in named) > after and (
            planned or not any(is_planned(text, day) for day in named)
        )
    if _NEAR.search(text):
        return False
    years = [int(year) for year in _YEAR.findall(text)]
    if years:
        return max(years) >= after.year
    written = story.published.astimezone(zone).year if story.published else None
    return not _THIS_YEAR.search(text) or written == after.year
