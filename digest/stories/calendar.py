"""Events: tables of name, date, place and address, and the dated lines of a calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from digest.model import CalendarEvent, Span
from digest.stories.vocabulary import are_column_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Document
    from digest.stories.lines import Line

_DATE_COLUMN = re.compile(r"기간|일시|일자|날짜|일정|dates?|when", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[^\s|]+")
_LABELS = re.compile(
    r"(?P<name>일시|일자|기간|날짜|장소|개최지|홈페이지|누리집|date|when|where|place|venue|location|website)\s*[:：]\s*",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?<![a-z])(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:\s*\([월화수목금토일](?:요일)?\))?"
_TO = rf"{_WEEKDAY}\s*[~∼～–—-]\s*"
_RANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<y>20\d\d)[-./년]\s?(?P<m>\d{{1,2}})[-./월]\s?(?P<d>\d{{1,2}})(?!\d)[일.]?(?:{_TO}(?:(?P<y2>20\d\d)[-./년]\s?)?(?:(?P<m2>\d{{1,2}})[-./월]\s?)?(?P<d2>\d{{1,2}})(?![\d:])[일.]?)?",
        rf"(?<![\d.])(?P<m>\d{{1,2}})[/.월]\s?(?P<d>\d{{1,2}})(?![\d.]*\d)일?{_WEEKDAY}(?:{_TO}(?:(?P<m2>\d{{1,2}})[/.월]\s?)?(?P<d2>\d{{1,2}})(?![\d:])일?)?",
        rf"(?P<n>{_NAME})\s(?P<d>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:\s?[–—-]\s?(?:(?P<n2>{_NAME})\s)?(?P<d2>\d{{1,2}})(?!\d))?(?:,?\s(?P<y>20\d\d))?",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:\s?[–—-]\s?(?P<d2>\d{{1,2}}))?\s(?P<n>{_NAME})(?:,?\s(?P<y>20\d\d))?",
    )
)
_LONGEST_NAME = 120
_HEADING = 60
"""Characters: a line of an event's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    start: date
    end: date
    begins: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Events found, and the lines that tell them."""

    events: tuple[CalendarEvent, ...] = ()
    lines: frozenset[int] = frozenset()


_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_STAMP = (
    rf"(?:{_DAY_NAME},?\s*)?(?:(?:20\d\d[-./년]\s?)?\d{{1,2}}\s?[./월-]\s?\d{{1,2}}일?\.?|\d{{1,2}}일|{_NAME}\s\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}\s{_NAME})"
    rf"(?:{_WEEKDAY}|,?\s*{_DAY_NAME})?"
)
_CLOCK_TIME = r"\[?(?:오전|오후)?\s?\d{1,2}:\d{2}|(?:오전|오후)\s?\d{1,2}시|\d{1,2}\s?[ap]\.?m\b|종일|all day\b|[월화수목금토일]\s\d{1,2}:\d{2}"
_BEGINS = re.compile(rf"\W{{0,3}}(?:{_STAMP}|{_CLOCK_TIME}|{_DAY_NAME}\s)", re.IGNORECASE)
_IS_DAY = re.compile(
    rf"\W*{_STAMP}(?:{_TO}{_STAMP})?\W*|\W*(?:{_DAY_NAME}|[월화수목금토일]요일)\W*", re.IGNORECASE
)


def begins_with_time(text: str) -> bool:
    """Whether a line begins with a day or an hour, as those of a calendar do."""
    return len(text) <= _LONGEST_NAME and _BEGINS.match(text) is not None


def is_day(text: str) -> bool:
    """Whether a line is nothing but a day, or a run of days."""
    return len(text) <= _HEADING and _IS_DAY.fullmatch(text) is not None


def tables(document: Document, lines: Sequence[Line]) -> Calendar:
    """Events of tables, wherever they stand: a line of column names, then a line that begins with a date.

    In text taken from a PDF an event's name and description stand above its own column names; in a real table its
    name is a cell of the row.
    """
    events: list[CalendarEvent] = []
    taken: set[int] = set()
    floor, at = 0, 0
    while at < len(lines):
        columns = _columns(lines[at])
        if not columns:
            at += 1
            continue
        rows = _rows(lines, at, document)
        if rows:
            found = [_from_row(document, line, columns) for line in rows]
            events += [event for event in found if event]
            taken.update(range(at, rows[-1].index + 1))
            floor = at = rows[-1].index + 1
            continue
        made = _stacked(document, lines, floor, at)
        if made:
            event, first, last = made
            events.append(event)
            taken.update(range(first, last + 1))
            floor = at = last + 1
            continue
        at += 1
    if events and min(taken) > 0 and _columns(lines[min(taken) - 1]):
        taken.add(min(taken) - 1)
    return Calendar(events=tuple(events), lines=frozenset(taken))


def listed(document: Document, lines: Sequence[Line]) -> tuple[CalendarEvent, ...]:
    """Events of a part that is a calendar: each line with a date is one; what is left of the line is its name."""
    events = []
    for line in lines:
        when = _when(line.text, document)
        if when is None or len(line.text) > 2 * _LONGEST_NAME:
            continue
        rest = f"{line.text[: when.begins]} {line.text[when.ends :]}"
        url = line.links[0].url if line.links else next(iter(_URL.findall(rest)), "")
        rest = re.sub(_WEEKDAY, "", _URL.sub("", _LABELS.sub("", rest)))
        place = re.search(r"[(（]([^()（）]{2,40})[)）]\s*$", rest.strip(" ,.-–—:|·~"))
        name = rest.replace(place.group(), "") if place else rest
        name = name.strip(" \t,.-–—:|·~()")
        if any(char.isalpha() for char in name):
            events.append(
                _event(document, name, when, place=place[1] if place else "", url=url, span=line.span)
            )
    return tuple(events)


def _columns(line: Line) -> list[str] | None:
    """The column names of a line that holds nothing else."""
    if line.is_sentence:
        return None
    cells = [cell.strip() for cell in (line.text.split("|") if line.kind == "row" else line.text.split())]
    return cells if are_column_names(cells) else None


def _rows(lines: Sequence[Line], at: int, document: Document) -> list[Line]:
    """The rows below a table's head, where it is a real table with dates in it."""
    if lines[at].kind != "row":
        return []
    rows: list[Line] = []
    for line in lines[at + 1 :]:
        if line.kind != "row":
            break
        rows.append(line)
    dated = sum(_when(line.text, document) is not None for line in rows)
    return rows if rows and 2 * dated >= len(rows) else []


def _from_row(document: Document, line: Line, columns: Sequence[str]) -> CalendarEvent | None:
    cells = [cell.strip() for cell in line.text.split("|")]
    when = _when(line.text, document)
    dated = next((n for n, cell in enumerate(cells) if _when(cell, document)), None)
    if when is None or dated is None:
        return None
    named: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        key = next((key for key, words in _KINDS.items() if re.search(words, column, re.IGNORECASE)), "")
        named.setdefault(key, cell)
    name = named.get("name") or next((cell for n, cell in enumerate(cells) if n != dated and cell), "")
    url = next(iter(_URL.findall(line.text)), "") or (line.links[0].url if line.links else "")
    return (
        _event(document, name, when, place=named.get("place", ""), url=url, span=line.span) if name else None
    )


_KINDS = {
    "place": "장소|개최지|where|place|venue|location|city",
    "name": "행사|내용|event|name",
}


def _stacked(
    document: Document, lines: Sequence[Line], floor: int, at: int
) -> tuple[CalendarEvent, int, int] | None:
    """An event whose name stands above and whose date, place and address stand below a line of column names."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    when = _when(below.text, document) if below else None
    if below is None or when is None or when.begins > 0 or not _DATE_COLUMN.search(lines[at].text):
        return None
    last = at + 1
    rest = below.text[when.ends :]
    while last + 1 < len(lines) and not _URL.search(rest) and _URL.match(lines[last + 1].text):
        last += 1
        rest = f"{rest} {lines[last].text}"
    url = next(iter(_URL.findall(rest)), "")
    name = _name_above(lines, floor, at)
    if not name:
        return None
    text = " ".join(line.text for line in name)
    place = _URL.sub("", rest).strip(" ,.-|")
    span = Span(start=name[0].start, end=lines[last].end)
    return _event(document, text, when, place=place, url=url, span=span), name[0].index, last


def _name_above(lines: Sequence[Line], floor: int, at: int) -> list[Line]:
    """The unmarked short lines that open the run of lines above a line of column names."""
    first = at
    while first > floor and (
        lines[first - 1].family or lines[first - 1].is_sentence or len(lines[first - 1].text) > _HEADING
    ):
        first -= 1
    name: list[Line] = []
    while first > floor and lines[first - 1].is_bare and not _columns(lines[first - 1]) and len(name) < 4:  # noqa: PLR2004
        name.insert(0, lines[first - 1])
        first -= 1
    return name


def _event(document: Document, name: str, when: _When, *, place: str, url: str, span: Span) -> CalendarEvent:
    return CalendarEvent(
        name=name[:_LONGEST_NAME],
        document=document.id,
        start=when.start,
        end=when.end,
        place=place,
        url=url,
        span=span,
    )


def _when(text: str, document: Document) -> _When | None:
    """The first day or range of days in a text; a year that is not told is the document's, or the next."""
    for pattern in _RANGES:
        for match in pattern.finditer(text):
            got = match.groupdict()
            made = _days(got, document)
            if made:
                return _When(start=made[0], end=made[1], begins=match.start(), ends=match.end())
    return None


def _days(got: dict[str, str | None], document: Document) -> tuple[date, date] | None:
    month = _month(got.get("m"), got.get("n"))
    year = int(got.get("y") or 0)
    if not year:
        if document.published is None:
            return None
        year = document.published.year + (1 if document.published.month - month > 6 else 0)  # noqa: PLR2004 - half a year
    last_month = _month(got.get("m2"), got.get("n2")) or month
    last_year = int(got.get("y2") or 0) or year + (1 if last_month < month else 0)
    try:
        start = date(year, month, int(got["d"] or 0))
        end = date(last_year, last_month, int(got.get("d2") or got["d"] or 0))
    except ValueError:
        return None
    return (start, end) if start <= end else (start, start)


def _month(number: str | None, name: str | None) -> int:
    return int(number) if number else _MONTHS.index(name.lower()[:3]) + 1 if name else 0
