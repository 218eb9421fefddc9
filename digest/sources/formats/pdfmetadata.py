"""What a PDF tells of itself: its own fields where they are sensible, its margins, and what its first page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from digest.model import Precision
from digest.sources.formats import topline
from digest.sources.formats.moments import EARLIEST, LATEST
from digest.stories.clean import tidy
from digest.stories.dates import locate_date, parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from digest.model import Block

_NO_TITLE = re.compile(
    r"(?:untitled|제목 ?없음|무제|document|문서|slide|slides|presentation|powerpoint|프레젠테이션|title|about:blank)\W*\d*"
    r"|microsoft (?:word|powerpoint|excel)\b.*|.*powerpoint 프레젠테이션.*|슬라이드 ?\d+"
    r"|.*\.(?:docx?|hwpx?|hwt|pdf|pptx?|xlsx?|indd|html?|qxd|ai|txt|md|rtf|odt)|(?:https?|file)://.*|\S*[/\\]\S*|[\W\d_]*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:user|users|admin|administrator|owner|author|unknown|anonymous|guest|root|pc|컴퓨터|사용자|관리자|microsoft(?: corporation)?|samsung|lg|hp|dell|windows.*|.*\\.*|\W*|\S*\d\S*)",
    re.IGNORECASE,
)
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([+-])(\d\d)'?(\d\d)?'?|Z.*)?")
_STAMP = re.compile(
    r"(?:date|published|posted|updated|issued|날짜|일자|작성일|등록일|게시일|발행일|배포일|보도일시)\s*[:|]?\s*",
    re.IGNORECASE,
)
_LONGEST = 200
_TOP = 12
_HEADLINE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What Content's fields of the same names are."""

    title: str = ""
    author: str = ""
    published: datetime | None = None
    precision: Precision = "time"


def told(
    fields: Mapping[str, str],
    lines: Sequence[str],
    blocks: Sequence[Block],
    margins: Sequence[str],
    *,
    zone: ZoneInfo,
) -> Told:
    """What a PDF tells of itself.

    The date is that of the margins (`2025-2월호`), else of a line at the top, else the day on which the file was made.

    Args:
        fields: the PDF's own.
        lines: of its text.
        blocks: of its text.
        margins: what was left out at the edges of its pages.
        zone: of dates that name none.
    """
    author = tidy(fields.get("Author", ""))
    when = (
        _issued(margins, zone)
        or _stamped(lines[:_TOP], zone)
        or topline.dated(lines[:_TOP], zone)
        or _made(fields)
    )
    return Told(
        title=_own_title(fields, lines) or _shown_title(lines, blocks) or _margin_title(margins, zone),
        author="" if len(author) > _LONGEST or _NO_AUTHOR.fullmatch(author) else author,
        published=when[0] if when else None,
        precision=when[1] if when else "time",
    )


def _own_title(fields: Mapping[str, str], lines: Sequence[str]) -> str:
    title = tidy(fields.get("Title", ""))
    if not title or len(title) > _LONGEST or "\ufffd" in title or _NO_TITLE.fullmatch(title):
        return ""
    return title if " " in title or title in lines[:_TOP] else ""


def _shown_title(lines: Sequence[str], blocks: Sequence[Block]) -> str:
    """The only heading of the largest type, if it stands at the top; else a short line above all headings."""
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    if not heads:
        return ""
    top = min(blocks[index].level for index in heads)
    largest = [index for index in heads if blocks[index].level == top]
    if largest[0] < _TOP and (len(largest) == 1 or largest == list(range(largest[0], largest[-1] + 1))):
        return tidy(" ".join(lines[index] for index in largest))[:_LONGEST]
    return ""


def _margin_title(margins: Sequence[str], zone: ZoneInfo) -> str:
    dated = [line for line in margins if len(line) <= _HEADLINE and locate_date(line, anchor=None, zone=zone)]
    return next((line for line in dated if parse_date(line, anchor=None, zone=zone) is None), "")


def _issued(margins: Sequence[str], zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    for line in margins:
        found = locate_date(line, anchor=None, zone=zone) if len(line) <= _LONGEST else None
        if found and EARLIEST <= found.moment.year <= LATEST:
            return found.moment, found.precision
    return None


def _stamped(lines: Sequence[str], zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The date of a line at the top that is nothing else, or of a short one that holds one."""
    for line in lines:
        label = _STAMP.match(line)
        found = parse_date(line[label.end() :] if label else line, anchor=None, zone=zone)
        if found and EARLIEST <= found[0].year <= LATEST:
            return found
    short = 60
    for line in lines[: _TOP // 2]:
        held = locate_date(line, anchor=None, zone=zone) if len(line) <= short else None
        if held and EARLIEST <= held.moment.year <= LATEST:
            return held.moment, held.precision
    return None


def _made(fields: Mapping[str, str]) -> tuple[datetime, Precision] | None:
    match = _MADE.match(fields.get("CreationDate", ""))
    if not match:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in match.groups()[:5])
    away = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
    try:
        zone = timezone(-away if match[7] == "-" else away)
        found = datetime(year, month, day, hour, minute, tzinfo=zone)
    except ValueError:
        return None
    return (found, "day") if EARLIEST <= year <= LATEST else None
