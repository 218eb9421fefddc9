"""What stories say they draw on: source lines, and links to further reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.model import Citation
from digest.stories.dates import locate_date

if TYPE_CHECKING:
    from digest.stories.lines import Line

_SOURCE = re.compile(
    r"^(?:[\s☞※▶►▷→*\-–]*[(\[［【〈<](?:출처|자료(?: ?출처)?|원문|Sources?)[)\]］】〉>]\s*[:：|]?\s*(?P<bracketed>\S.*)"
    r"|[\s☞※▶►▷→*\-–(\[［【]*(?:출처|자료(?: ?출처| ?제공|원)?|원문(?: ?링크| ?보기)?|참고 ?(?:기사|자료|링크)|Sources?|Via|Original(?: article)?)"
    r"\s*[\])】］]?\s*[:：|]\s*(?P<rest>.*?)[)\]］】]?)$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^[\s☞※▶►▷→👉🔗*\-–]*(?:[(\[](?:클릭|바로가기|링크)?\s*[☞▶→👉]?[)\]])?\s*(?:관련 ?(?:기사|글|뉴스|링크|보도|자료|보고서|문서|영상)|함께 ?(?:읽기|보기|볼 기사)|더 ?(?:읽기|알아보기|보기)|자세히 ?(?:보기|읽기)"
    r"|(?:기사|원문|전문|뉴스) ?(?:보기|읽기|링크|보러 ?가기|바로 ?가기)|바로 ?가기|related(?: article| story| reading)?|read (?:more|on|also|the (?:full |\w+ )?\w+|it here)|full story|(?:see|get) the (?:full )?\w+|learn more|find out more|more details|"
    r"continue reading|more here|link)\s*(?:[:：|]\s*(?P<rest>.*)|[>»→›)\]… .]*)$",
    re.IGNORECASE,
)
_TRAILING_DATE = re.compile(r"[\s,.;()\]]*$")
_LONGEST = 400
_BUTTON = 30
_UTC = ZoneInfo("UTC")  # only the calendar day is used


def names_source(text: str) -> bool:
    """Whether a line opens as a source line does."""
    return len(text) <= _LONGEST and _SOURCE.match(text) is not None


def source_text(line: Line) -> str | None:
    """What follows the colon of a source line (`☞ 출처: …`, `Source: …`); None where the line is none."""
    match = _SOURCE.match(line.shown) if len(line.shown) <= _LONGEST else None
    return (match["bracketed"] or match["rest"] or "").strip() if match else None


def goes_on(line: Line) -> bool:
    """Whether a line after a source line names one more source: unmarked, and it ends in a date or an address."""
    if line.kind != "paragraph" or line.family or len(line.shown) > _LONGEST:
        return False
    return _date_at_end(line.shown) is not None or re.search(r"https?://\S+$", line.shown) is not None


def further_text(line: Line) -> str | None:
    """What a link line to further reading names (`관련기사: …`, `Read more`); None where the line is none."""
    match = _RELATED.match(line.shown) if len(line.shown) <= _LONGEST else None
    return (match["rest"] or "").strip() if match else None


def is_button(text: str) -> bool:
    """Whether the text of a link only says that there is more (`Read more`, `기사 보기`)."""
    return len(text) <= _BUTTON and _RELATED.fullmatch(text) is not None


def citation(text: str, url: str = "") -> Citation:
    """Read `publisher, title, date`; what is missing stays empty. A single piece that is no date is the publisher."""
    found = _date_at_end(text)
    body = text[:found] if found is not None else text
    when = locate_date(text[found:], anchor=None, zone=_UTC) if found is not None else None
    address = url or next(iter(re.findall(r"https?://[^\s)\]]+", body)), "")
    body = re.sub(r"https?://[^\s)\]]+", "", body).strip(" ,.;()[]")
    publisher, _, title = body.partition(", ")
    return Citation(
        publisher=publisher.strip(),
        title=title.strip(),
        date=when.moment.date() if when else None,
        url=address,
    )


def _date_at_end(text: str) -> int | None:
    """Where the date that closes a text begins."""
    at, result = max(0, len(text) - 40), None
    while (found := locate_date(text[at:], anchor=None, zone=_UTC)) is not None:
        if found.precision != "month" and _TRAILING_DATE.fullmatch(text[at + found.end :]):
            result = at + found.start
        at += found.end
    return result
