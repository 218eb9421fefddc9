"""The top of a text without metadata of its own: which line is its title, and when it says that it came out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from digest.stories.contents import leads_to_page
from digest.stories.dates import locate_date, parse_date
from digest.stories.margins import is_stamp, stands_above
from digest.stories.markers import marker
from digest.stories.stamps import LABEL
from digest.stories.stamps import aged as told_age
from digest.stories.vocabulary import announces_round_up, greets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from digest.model import Precision

PROSE = re.compile(r"(?:[.!?。]|다|요)['\"”’)]*$")
_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_EPISODE = re.compile(
    r"(?:ep(?:isode)?\.?|#|제|s\d+e)\s?\d+(?:화|회|편)?\b[.:)]?\s|\d+(?:화|회|편)[.:)]?\s", re.IGNORECASE
)
_ISSUE = re.compile(
    r"\b(?:issue|no\.|vol\.?|edition)\s?#?\d+|제?\s?\d{1,6}\s?호(?![가-힣])|월호|#\d+\s*$", re.IGNORECASE
)
_EMBARGO = re.compile(
    r"[<\[(■□○◇◆▶]?\s?(?:보도 ?(?:시점|일시)|엠바고|(?:for|press) (?:immediate )?release\b|embargo(?:ed)?(?: until)?)",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s*[|·•ㅣ/]\s*|\s[-–—]\s")
# What opens a news agency's text: its place, then its date, then (the agency and) a dash.
_PLACE = re.compile(r"\(?[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w.' ]{1,25}){0,2},?\s*\(?")
_DASH = re.compile(r"\)?\s*(?:/[^/\n]{2,40}/\s*)?(?:--|[-–—])")
_LONGEST_DATELINE = 90
_QUOTED = re.compile(r"[“\"‘「『].{4,80}[”\"’」』]")
_CONTROLS = re.compile(
    r"글자 ?크기|인쇄|공유하기|로그인|본문 ?바로가기|skip to|print|share\b.*\|", re.IGNORECASE
)
_CONTACT = re.compile(
    r"(?:담당|문의|책임자|(?:media |press )?contacts?)\b.{0,100}\d{3,4}[-. ]?\d{4}|담당 ?부서\s",
    re.IGNORECASE,
)
LONGEST = 120
TOP = 14
"""Lines at a text's top where it may say what it is and when it came out."""
_LONG_PROSE = 60


def stamp(line: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The date of a line that is nothing but a date, with its label or without."""
    label = LABEL.match(line)
    return parse_date(line[label.end() :] if label else line, anchor=None, zone=zone)


def dated(lines: Sequence[str], zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The date that the top of a text tells: a line of its own, else beside its author or number."""
    top = [line for line in lines[:TOP] if line]
    told = released(top, zone) or next((found for line in top if (found := stamp(line, zone))), None)
    if told:
        return told
    for line in top:
        if len(line) > _LONG_PROSE and PROSE.search(line):
            return _numbered(top[: top.index(line)], zone) or _dateline(line, zone)
        label = LABEL.match(line)
        place = locate_date(line, anchor=None, zone=zone) if label and len(line) <= LONGEST else None
        if place and label and place.start == label.end():
            return place.moment, place.precision
        if is_stamp(line) and (place := locate_date(line, anchor=None, zone=zone)):
            return place.moment, place.precision
    return _numbered(top, zone)


def released(lines: Sequence[str], zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """When a press release may be told (`보도시점 2026. 7. 13.(월) 12:00 이후`): that goes before when it was handed out."""
    for line in lines:
        label = _EMBARGO.match(line) if len(line) <= LONGEST else None
        place = locate_date(line[label.end() :], anchor=None, zone=zone) if label else None
        if place:
            return place.moment, place.precision
    return None


def _numbered(lines: Sequence[str], zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The date of a line that names an issue (`Issue 12 | March 2026`, `2026년 8월호 (통권 제41호)`) or parts it from a name."""
    for line in lines:
        pieces = _PARTED.split(line) if len(line) <= LONGEST else []
        if pieces and _ISSUE.search(line):
            place = locate_date(line, anchor=None, zone=zone)
            if place:
                return place.moment, place.precision
        alone = (parse_date(piece, anchor=None, zone=zone) for piece in pieces if len(pieces) > 1)
        if found := next(filter(None, alone), None):
            return found
    return None


def _dateline(line: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The date after the place that opens a news agency's text: `SEOUL, July 10, 2026 /Newswire/ -- …`."""
    place = locate_date(line[:_LONGEST_DATELINE], anchor=None, zone=zone)
    opens = place and _PLACE.fullmatch(line[: place.start]) and _DASH.match(line, place.end)
    return (place.moment, place.precision) if place and opens else None


def aged(lines: Sequence[str], zone: ZoneInfo, now: datetime | None) -> tuple[datetime, Precision] | None:
    """The date that the top of a text tells as so long before `now`, the moment of fetching; None without it."""
    if now is None:
        return None
    for line in [line for line in lines[:TOP] if line]:
        if len(line) > _LONG_PROSE and PROSE.search(line):
            return None
        if found := told_age(line, anchor=now, zone=zone):
            return found.moment, found.precision
    return None


def title(lines: Sequence[str], zone: ZoneInfo) -> str:
    """What a text's top shows as its title, empty where it shows none.

    A pasted page shows it twice, or above its date as the longest of section, title and author; else it is the first
    line that is short, no sentence, and neither a date, a byline nor a label.
    """
    top = [line for line in lines[:TOP] if any(map(str.isalnum, line)) and not _NUMBER.fullmatch(line)]
    head = _head(top)
    twice = [line for line, count in Counter(head).items() if count > 1 and _could(line, zone)]
    if twice:
        return max(twice, key=len)
    could = [
        line for line in head if _could(line, zone) and (_QUOTED.fullmatch(line) or not PROSE.search(line))
    ]
    could = could or [line for line in head if _could(line, zone)][: int(len(head) < len(top))]
    if not could or len(top) < 2:  # noqa: PLR2004 - a lone line is a text
        return ""
    episode = next((line for line in could if _EPISODE.match(line)), "")
    if episode:
        return episode
    first = head.index(could[0])
    after = next((place for place in range(first, len(head)) if head[place] not in could), None)
    parted = after is not None
    issue = (announces_round_up(could[0]) and len(could[0].split()) > 1) or any(
        _ISSUE.search(line) for line in head
    )
    if _QUOTED.fullmatch(could[0]):
        return could[0]
    return could[0] if issue or not parted else max((line for line in head[first:after]), key=len)


def _head(top: Sequence[str]) -> list[str]:
    """The lines above the first paragraph, or first item, of the text."""
    head: list[str] = []
    for line in top:
        found = marker(line)
        item = found is not None and found.family not in {"[", "【", "emoji"} and not _EPISODE.match(line)
        issue = found is not None and found.family == "titled"
        if (len(line) > _LONG_PROSE and PROSE.search(line)) or (item and not issue) or greets(line):
            break
        head.append(line)
    return head


def _could(line: str, zone: ZoneInfo) -> bool:
    """Whether a line could be a title at all."""
    found = marker(line)
    if found is not None and found.family not in {"[", "【", "emoji"} and not _EPISODE.match(line):
        return False
    return (
        len(line) <= LONGEST
        and not LABEL.match(line)
        and not leads_to_page(line)
        and not stamp(line, zone)
        and not stands_above(line)
        and not _CONTROLS.search(line)
        and not _CONTACT.match(line)
    )
