"""Plain text: typed, taken from a PDF, or pasted from a web page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.model import Link, Precision, Span
from digest.sources.formats import topline
from digest.sources.formats.content import Builder
from digest.stories.clean import tidy_lines, width
from digest.stories.dates import locate_date
from digest.stories.links import canonical
from digest.stories.markers import font_letters, marker
from digest.stories.stamps import LABEL
from digest.stories.wrapping import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.content import Content

_RULE = re.compile(r"([-=_*~─━═—–·.•/+^])(?:\s*\1){2,}|(\S[^\w\s]|[^\w\s]\S)\2{4,}\S?")
_UNDERLINE = re.compile(r"([-=~─━═])\1{3,}")
_LINE = 10
"""Tenths of an empty line, as `Content.gaps` counts."""
_NEARLY = 2
"""Columns by which an underline may be longer or shorter than its line."""
_URL = re.compile(r"https?://[^\s<>\"'”’)\]】」』]+[^\s<>\"'”’)\]】」』.,;:!?]")
_QUOTED = re.compile(r"(?:>\s?)+")
_STARRED = re.compile(
    r"(?:(?::[\w+-]{2,20}:|[^\w\s*]{1,3})\s)?\*{1,2}(?=\S)(?P<in>[^*]{2,110})(?<=\S)\*{1,2}(?=[\s.:,—–-])"
)
_EMPHASISED = re.compile(r"(?P<mark>\*{1,2}|_)(?=[^\s*_])(?P<in>[^*_]{3,110})(?<=\S)(?P=mark)")
_FRAMED = re.compile(
    r"(?P<rule>={2,}|\*{2,}|~{2,}|:{2,}|\+{2,}|─{2,}|━{2,}|═{2,})\s+(?P<in>[^=*~─━═\s][^=*~─━═]{0,80}?)\s+(?P=rule)"
)
_OPENED = re.compile(r"={2,4}\s+(?P<in>[^=\s][^=]{0,60})")
_SAID = re.compile(r"\[[^\[\]]{1,20}\] \[(?:오전|오후) \d{1,2}:\d{2}\] (?=\S)")
"""What a chat program writes before each message that it exports."""
_BOLD = 8
"""The level of a heading that is told by emphasis alone."""
_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_RANGE = re.compile(
    r"(?P<year>20\d\d)\s?[년.]\s*(?P<month>\d{1,2})\s?[월.]\s*\d{1,2}\s?일?\.?\s*(?:\([월화수목금토일]\))?\s*[~∼～–—-]\s*"
    r"(?:(?P<month2>\d{1,2})\s?[월.]\s*)?(?P<day>\d{1,2})\s?일?(?!\d)"
)
_TITLE = 120
_SEOUL = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a text plainly says of itself."""

    title: str = ""
    published: datetime | None = None
    precision: Precision = "time"


def read(text: str, *, name: str, zone: ZoneInfo = _SEOUL, now: datetime | None = None) -> Content:  # noqa: ARG001 - every reader's call
    """Read plain text: wrapped lines re-joined, one block a line, markers apart from what they mark.

    Args:
        text: decoded text with its line ends.
        name: what the text is called (a path), for messages only.
        zone: the zone of dates in the text.
        now: the moment of fetching, from which an age (`3시간 전`) counts.
    """
    found = _paragraphs(text)
    lines = [line for line, _ in found]
    told = _metadata(lines, zone)
    age = topline.aged(lines, zone, now) if told.published is None else None
    letters = font_letters(lines)
    builder = Builder()
    for line, level, gap in _underlined(found):
        builder.gap = _LINE * gap
        if level:
            builder.add(line, kind="heading", level=level)
        else:
            _add(builder, line, letters)
    published, precision = age or (told.published, told.precision)
    return builder.build(
        format="plain",
        title=told.title,
        published=published,
        precision=precision,
        relative=age is not None,
    )


def _paragraphs(text: str) -> list[tuple[str, int]]:
    lines = tidy_lines(text)
    written = [line for line in lines if line]
    if written and sum(line.startswith(">") for line in written) > len(written) / 2:
        lines = [_QUOTED.sub("", line, count=1) for line in lines]  # a forwarded letter
    out: list[tuple[str, int]] = []
    for line, gap in paragraphs(lines):
        said = _SAID.match(line)
        pieces = [said.group().strip(), line[said.end() :]] if said else [line] if out else _unglued(line)
        out += [(piece, gap) for piece in pieces]
    return out


def _underlined(lines: Sequence[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """The lines and what is empty above them, each with its level if it is a heading by a rule of its own length below it (and above, or not)."""
    out: list[tuple[str, int, int]] = []
    for line, gap in lines:
        last = out[-1][0] if out and not out[-1][1] else ""
        under = _UNDERLINE.fullmatch(line) and not _UNDERLINE.fullmatch(last)
        if (
            under
            and last
            and abs(width(line) - width(last)) <= _NEARLY
            and not topline.PROSE.search(last)
            and not _is_item(last)
        ):
            if len(out) > 1 and out[-2][0] == line:
                del out[-2]
            out[-1] = (last, 1 if line[0] in "=═━" else 2, out[-1][2])
        else:
            out.append((line, 0, gap))
    return out


def _is_item(line: str) -> bool:
    found = marker(line)
    return found is not None and found.level > 1


def _unglued(line: str) -> list[str]:
    """A date with its label that stands glued before the text becomes a line of its own."""
    label = LABEL.match(line)
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
    quoted = None if found and found.family == ">>" else _QUOTED.match(line)
    emphasised = _EMPHASISED.fullmatch(line)
    framed = _FRAMED.fullmatch(line)
    opened = _OPENED.fullmatch(line)
    if framed and not topline.PROSE.search(framed["in"]):
        builder.add(framed["in"], kind="heading", level=_BOLD if framed["rule"] == "**" else 2)
    elif opened and not topline.PROSE.search(opened["in"]):
        builder.add(opened["in"].strip(), kind="heading", level=2)
    elif emphasised and not topline.PROSE.search(emphasised["in"].removesuffix(".")):
        builder.add(emphasised["in"], kind="heading", level=_BOLD)
    elif quoted and quoted.end() < len(line):
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
        starred = _STARRED.match(line)
        builder.add(line, links=links, lead=starred["in"] if starred else "")


def _metadata(lines: Sequence[str], zone: ZoneInfo) -> _Told:
    footer = _footer(lines, zone)
    if footer.title:
        return footer
    name = topline.title(lines, zone)
    top = lines[: topline.TOP]
    period = next((found for line in top if (found := _period_end(line, zone))), None)
    found = topline.released(top, zone)
    found = found or next((told for line in top if (told := topline.stamp(line, zone))), None) or period
    found = found or topline.dated(lines, zone)
    return _Told(title=name, published=found[0], precision=found[1]) if found else _Told(title=name)


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
