"""The head of a page of a notice board: a table of what it is called, who wrote it and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.model import Precision
from digest.sources.formats.moments import moment
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from digest.sources.formats.walk import Draft

TITLE = re.compile(r"(?:글 ?)?제 ?목|title|subject", re.IGNORECASE)
WRITER = re.compile(r"작성자|글쓴이|등록자|게시자|author", re.IGNORECASE)
DATE = re.compile(r"(?:작성|등록|게시|배포|보도|공고)(?:일|일자|일시|시점)|날짜|date", re.IGNORECASE)
OTHER = re.compile(
    r"(?:담당|작성|등록|소관|주관)? ?부서(?:명)?|담당(?:자)?|조회(?:수)?|첨부(?: ?파일)?|파일|연락처|전화(?: ?번호)?|번호|분류|구분|수정일(?:자|시)?|추천(?:수)?|이메일|출처|views?|files?",
    re.IGNORECASE,
)
LEAST = 3
"""Labels known: fewer may be a table of the text."""
MOST_ROWS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What such a table tells, empty or None where it does not; `rows` are its places among the drafts."""

    rows: frozenset[int]
    title: str = ""
    author: str = ""
    dated: tuple[datetime, Precision] | None = None


def read_board(drafts: Sequence[Draft], zone: ZoneInfo) -> Board | None:
    """The first run of table rows that are pairs of a known label and its value; None where there is none.

    Args:
        drafts: all lines of the page.
        zone: of a date that names none.
    """
    pairs: dict[str, str] = {}
    rows: list[int] = []
    for place, draft in enumerate(drafts):
        cells = [tidy(cell) for cell in draft.text.split(" | ")] if draft.kind == "row" else []
        found = dict(zip(cells[::2], cells[1::2], strict=False))
        known = {label: value for label, value in found.items() if _is_label(label)}
        if not known or len(rows) >= MOST_ROWS:
            if len(pairs) >= LEAST:
                break
            pairs, rows = {}, []
            continue
        pairs.update(known)
        rows.append(place)
    title = _told(pairs, TITLE)
    if len(pairs) < LEAST or not title:
        return None
    told = _told(pairs, DATE)
    return Board(
        rows=frozenset(rows),
        title=title,
        author=_told(pairs, WRITER),
        dated=moment(told, zone) if told else None,
    )


def _is_label(text: str) -> bool:
    return any(pattern.fullmatch(text.rstrip(" :")) for pattern in (TITLE, WRITER, DATE, OTHER))


def _told(pairs: dict[str, str], label: re.Pattern[str]) -> str:
    return next((value for name, value in pairs.items() if label.fullmatch(name.rstrip(" :"))), "")
