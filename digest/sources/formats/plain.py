"""Plain text: typed, taken from a PDF, or pasted from a web page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.model import Link, Precision, Span
from digest.sources.formats.content import Builder
from digest.stories.clean import tidy_lines
from digest.stories.dates import locate_date, parse_date
from digest.stories.links import canonical
from digest.stories.markers import font_letters, marker
from digest.stories.wrapping import rejoin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.content import Content

_RULE = re.compile(r"([-=_*~─━═—–·.•])(?:\s*\1){2,}")
_URL = re.compile(r"https?://[^\s<>\"'”’)\]】」』]+[^\s<>\"'”’)\]】」』.,;:!?]")
_QUOTED = re.compile(r"(?:>\s?)+")
_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_DATED = re.compile(
    r"(?:date|published|posted|updated|날짜|일자|작성일|등록일|게시일|발행일|배포일|입력|승인|기사입력)\s*[:|]?\s*",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<year>20\d\d)\s?[년.]\s*(?P<month>\d{1,2})\s?[월.]\s*\d{1,2}\s?일?\.?\s*(?:\([월화수목금토일]\))?\s*[~∼～–—-]\s*"
    r"(?:(?P<month2>\d{1,2})\s?[월.]\s*)?(?P<day>\d{1,2})\s?일?(?!\d)"
)
_PROSE = re.compile(r"(?:[.!?。]|다|요)['\"”’)]*$")
_TOP = 14
"""Lines at a text's top where it may say what it is and when it came out."""
_TITLE = 120
_SEOUL = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a text plainly says of itself."""

    title: str = ""
    published: datetime | None = None
    precision: Precision = "time"


def read(text: str, *, name: str, zone: ZoneInfo = _SEOUL) -> Content:  # noqa: ARG001 - every reader's call
    """Read plain text: wrapped lines re-joined, one block a line, markers apart from what they mark.

    Args:
        text: decoded text with its line ends.
        name: what the text is called (a path), for messages only.
        zone: the zone of dates in the text.
    """
    lines = _paragraphs(text)
    told = _metadata(lines, zone)
    letters = font_letters(lines)
    builder = Builder()
    for line in lines:
        _add(builder, line, letters)
    return builder.build(format="plain", title=told.title, published=told.published, precision=told.precision)


def _paragraphs(text: str) -> list[str]:
    lines = tidy_lines(text)
    written = [line for line in lines if line]
    if written and sum(line.startswith(">") for line in written) > len(written) / 2:
        lines = [_QUOTED.sub("", line, count=1) for line in lines]  # a forwarded letter
    out: list[str] = []
    for line in rejoin(lines):
        out += _unglued(line) if not out else [line]
    return out


def _unglued(line: str) -> list[str]:
    """A date with its label that stands glued before the text becomes a line of its own."""
    label = _DATED.match(line)
    found = locate_date(line, anchor=None, zone=_SEOUL) if label else None
    if not label or not found or found.start != label.end() or found.end >= len(line):
        return [line]
    return [line[: found.end].strip(), line[found.end :].strip()]


def _add(builder: Builder, line: str, letters: frozenset[str]) -> None:
    if _RULE.fullmatch(line):
        builder.rule()
        return
    links = tuple(
        Link(
            url=canonical(match.group()), text=match.group(), span=Span(start=match.start(), end=match.end())
        )
        for match in _URL.finditer(line)
    )
    found = marker(line, letters=letters)
    quoted = _QUOTED.match(line)
    if quoted and quoted.end() < len(line):
        builder.add(line, kind="quote", marker=quoted.end(), links=links)
    elif found and found.family.startswith("#") and found.family != "#1":
        builder.add(
            line, kind="heading", level=len(found.label), marker=len(line) - len(found.rest), links=links
        )
    elif found and found.family not in {"[", "【", "emoji"}:
        builder.add(
            line,
            kind="item",
            level=found.level,
            label=found.label,
            marker=len(line) - len(found.rest),
            links=links,
        )
    else:
        builder.add(line, links=links)


def _metadata(lines: Sequence[str], zone: ZoneInfo) -> _Told:
    footer = _footer(lines, zone)
    if footer.title:
        return footer
    top = lines[:_TOP]
    for line in top:
        found = _stamp(line, zone) or _period_end(line, zone)
        if found:
            return _Told(title=_title(lines, zone), published=found[0], precision=found[1])
    return _Told(title=_title(lines, zone))


def _footer(lines: Sequence[str], zone: ZoneInfo) -> _Told:
    """A line that stands beside page numbers on two pages or more names the publication, and often its date."""
    beside = Counter(
        line
        for index, line in enumerate(lines)
        if any(_NUMBER.fullmatch(near) for near in lines[max(0, index - 1) : index + 2])
    )
    for line, count in beside.most_common():
        found = locate_date(line, anchor=None, zone=zone)
        if count > 1 and found and len(line) <= _TITLE:
            return _Told(title=line, published=found.moment, precision=found.precision)
    return _Told()


def _stamp(line: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The date of a line that is nothing but a date, with its label or without."""
    label = _DATED.match(line)
    return parse_date(line[label.end() :] if label else line, anchor=None, zone=zone)


def _period_end(line: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The last day of a period that the top of a round-up names: `2025년 1월 27일~31일 주간 뉴스`."""
    match = _RANGE.search(line) if len(line) <= _TITLE else None
    if not match:
        return None
    try:
        month = int(match["month2"] or match["month"])
        return datetime(int(match["year"]), month, int(match["day"]), tzinfo=zone), "day"
    except ValueError:
        return None


def _title(lines: Sequence[str], zone: ZoneInfo) -> str:
    """What a text's top shows as its title.

    A pasted page shows it twice, or above the date as the longest of section, title and author; else it is a first
    line that is short and no sentence.
    """
    top = [
        line for line in lines[:_TOP] if any(char.isalnum() for char in line) and not _NUMBER.fullmatch(line)
    ]
    twice = [line for line, count in Counter(top).items() if count > 1 and len(line) <= _TITLE]
    if twice:
        return max(twice, key=len)
    dated = next((index for index, line in enumerate(top) if _stamp(line, zone)), 0)
    if dated and all(len(line) <= _TITLE and not _PROSE.search(line) for line in top[:dated]):
        return max(top[:dated], key=len)
    first = top[0] if top else ""
    plain = len(top) > 1 and len(first) <= _TITLE and not _PROSE.search(first) and not _DATED.match(first)
    opened = marker(first)
    return first if plain and (opened is None or opened.family in {"[", "【", "emoji"}) else ""
