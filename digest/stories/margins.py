"""What stands around stories: lines above a text, lines that close a document, advertisements between.

Nothing here is of one publication: each test asks what a line says (rights, address, subscription, byline) and where
it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.stories.bylines import is_byline
from digest.stories.dates import locate_date
from digest.stories.lines import lines_below
from digest.stories.stamps import is_aged
from digest.stories.vocabulary import announces_round_up, is_short_news, is_sponsored, part_of, sells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.stories.lines import Line

_POPULAR = re.compile(
    r"(?:(?:가장 )?많이 (?:본|읽은|찾은)|인기|추천|최신|주요|오늘의 (?:인기|추천)|실시간|이 시각|함께 (?:보면|읽으면|볼|읽을|보는|읽는)|(?:이|관련|다른) (?:기사|글|사람)도|관련) ?.{0,10}"
    r"(?:뉴스|기사|글|콘텐츠|보세요|만나 ?보세요|읽어 ?보세요|랭킹)"
    r"|(?:most|more) (?:read|popular|viewed|from .{2,30}|stories|like this)|popular (?:posts|stories|articles)|trending(?: now)?|(?:you (?:may|might) also (?:like|enjoy)|recommended)(?: for you)?|read next"
    r"|related (?:articles?|stories|posts|reading|links|coverage)|editor'?s picks?|don'?t miss",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    r"\W*(?:광고|AD|협찬|제휴(?: ?광고| ?콘텐츠)?|후원|파트너 ?콘텐츠|sponsor(?:ed)?(?: content| message| post)?|partner content|advertisements?"
    r"|(?:an? )?(?:word|message|note) from .{2,40}(?:sponsors?|supporters?|partners?|friends))\W*",
    re.IGNORECASE,
)
_PRESS_LABEL = re.compile(
    r"(?:보\s*도\s*(?:참\s*고\s*)?자\s*료|보\s*도\s*설\s*명\s*자\s*료|즉시 ?보도(?: ?가능)?|(?:for )?immediate release:?|(?:press|news|media) release:?|보도 ?(?:시점|일시|자제)\s.*|배포 ?(?:일시|시점)?\s*[:：]?\s*\d.*|embargo.*)",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"[^<>|]{1,20}(?:\s[>›»]\s[^<>|]{1,20}){1,5}(?:\s\|\s[^<>|]{1,30}){0,3}|(?:홈|home)\s*[/|].*",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}시 ?\d{1,2}분|\d{1,3}분(?: ?\d{1,2}초)?|\([월화수목금토일]\)|[월화수목금토일]요일|오전|오후|조회(?:수)?\s*[\d,]+|댓글\s*\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_UTC = ZoneInfo("UTC")  # only whether a date is there matters
_OTHER_PARTS = frozenset({"calendar", "contents", "references", "outlook", "conclusion", "overview"})
_LONGEST_BYLINE = 110
_PITCH_LINES = 5
_TOP_LINES = 14
_PROSE = 60


def stands_above(text: str) -> bool:
    """Whether a line above a text is its furniture: byline, stamp of time, path through a site, "press release"."""
    if len(text) > _LONGEST_BYLINE:
        return False
    if any(pattern.fullmatch(text) for pattern in (_PRESS_LABEL, _TRAIL)):
        return True
    return is_byline(text) or is_stamp(text)


@lru_cache(maxsize=4096)
def is_stamp(text: str) -> bool:
    """Whether a line holds a date and little else: labels, the time of day, who wrote or made it."""
    if len(text) > _LONGEST_BYLINE:
        return False
    if is_aged(text):
        return not announces_round_up(text)
    rest, dates = text, 0
    while (found := locate_date(rest, anchor=None, zone=_UTC)) and dates < 4:  # noqa: PLR2004 - a line names few
        if found.precision == "month":
            return False
        rest = f"{rest[: found.start]} {rest[found.end :]}"
        dates += 1
    rest = re.sub(r"[\W_]+", "", _TIMES.sub("", rest))
    most = 24
    return dates > 0 and len(rest) <= most and not announces_round_up(text)


def tops(lines: Sequence[Line]) -> frozenset[int]:
    """The furniture among the lines above the first paragraph of prose."""
    found: set[int] = set()
    for line in lines[:_TOP_LINES]:
        if line.is_sentence and len(line.text) >= _PROSE:
            break
        if line.kind == "paragraph" and stands_above(line.shown):
            found.add(line.index)
    return frozenset(found)


def elsewhere(lines: Sequence[Line]) -> frozenset[int]:
    """Lists of other articles: the line that names one ("most read", "함께 읽으면 좋은 글") and the short lines below."""
    found: set[int] = set()
    for line in lines:
        if line.index in found or not _names_elsewhere(line):
            continue
        others: list[int] = []
        for after in lines_below(lines, line.index):
            if _is_prose(after) or after.kind in {"heading", "rule"} or _names_elsewhere(after):
                break
            others.append(after.index)
        if others:
            found.update((line.index, *others))
    return frozenset(found)


def _is_prose(line: Line) -> bool:
    """Whether a line is text of its own, not the name of another article."""
    linked = sum(len(link.text) for link in line.links)
    return (
        line.is_sentence
        and (len(line.text) >= _PROSE or line.kind == "paragraph")
        and 2 * linked < len(line.text)
    )


def _names_elsewhere(line: Line) -> bool:
    name = line.text.strip(" \t[]【】<>〈〉《》:：▼▶▲◆■●☞※*-")
    return not line.family.startswith("1") and _POPULAR.fullmatch(name) is not None


def advertisements(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that say that they are an advertisement and, where a label stands alone, what it is set above."""
    found: set[int] = set()
    for line in lines:
        if line.index in found or line.kind == "heading" or not is_sponsored(line.shown):
            continue
        found.add(line.index)
        found.update(_pitch(lines, line))
    return frozenset(found)


def is_label(text: str) -> bool:
    """Whether a line is nothing but the word "advertisement"."""
    short = 14
    return is_sponsored(text) and (
        len(re.sub(r"[\W_]+", "", text)) <= short or _BARE_LABEL.fullmatch(text) is not None
    )


def _pitch(lines: Sequence[Line], line: Line) -> list[int]:
    """The lines below an advertisement's label that belong to it."""
    below = list(lines[line.index + 1 : line.index + 1 + _PITCH_LINES])
    framed = line.index > 0 and lines[line.index - 1].kind == "rule"
    if framed and below and below[0].kind == "rule":
        below = below[1:]
    closing = next((after.index for after in below if after.kind == "rule"), None)
    if closing is not None and (framed or re.search(r"[-=*_─]{4,}", line.shown)):
        return [after.index for after in below if after.index < closing]
    if not is_label(line.shown):
        return _offer_below(below)
    taken: list[int] = []
    named = False
    alone = _BARE_LABEL.fullmatch(line.shown) is not None
    for after, beyond in pairwise((*below, None)):
        if after is None or after.kind == "rule" or after.rank == 1 or (after.kind == "heading" and taken):
            break
        if not after.is_sentence and (is_short_news(after.text) or part_of(after.text) in _OTHER_PARTS):
            break
        plain = after.kind in {"paragraph", "item", "quote"}
        offers = not after.is_sentence or bool(after.links) or sells(after.text)
        last = beyond is None or beyond.kind in {"heading", "rule"} or beyond.rank == 1
        if after.kind == "heading" or (plain and (offers or named or (alone and last and not taken))):
            taken.append(after.index)
            named = named or after.kind == "heading"
        else:
            break
    return taken


def _offer_below(below: Sequence[Line]) -> list[int]:
    """The line below an advertisement that named itself in its headline, where it offers something and leads to it."""
    after = below[0] if below else None
    if after is None or after.kind != "paragraph" or after.rank == 1:
        return []
    return [after.index] if after.links and (not after.is_sentence or sells(after.text)) else []
