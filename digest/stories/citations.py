"""What stories say they draw on: source lines, and links to further reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.model import Citation
from digest.stories.dates import locate_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Link
    from digest.stories.lines import Line

_SOURCE = re.compile(
    r"^(?:[\s☞※▶►▷→*\-–]*[(\[［【〈<](?:출처|자료(?: ?출처)?|원문|Sources?)[)\]］】〉>]\s*[:：|]?\s*(?P<bracketed>\S.*)"
    r"|[\s☞※▶►▷→*\-–(\[［【]*(?:출처|자료(?: ?출처| ?제공|원)?|원문(?: ?링크| ?보기)?|참고 ?(?:기사|자료|링크)|Sources?|Via|Original(?: article)?)"
    r"\s*[\])】］]?\s*[:：|=]\s*(?P<rest>.*?)[)\]］】]?)$",
    re.IGNORECASE,
)
_OUTLET = (
    r"(?:[Tt]he )?(?:[A-Z][\w'’&.]*\s){1,4}(?:Times|Post|News|Journal|Tribune|Herald|Press|Gazette|Observer|Chronicle|Guardian|Telegraph"
    r"|Review|Daily|Standard|Mail|Star|Globe|Courier|Dispatch|Examiner|Register|Sentinel|Weekly|Magazine)"
    r"|[가-힣A-Z]{1,10}(?:일보|신문|경제|뉴스|방송|통신|타임스|타임즈|매일|투데이|저널|데일리)"
)
_PAGE = r"\s+[A-Z]?\d{1,3}(?:[-~,]\d{1,3})?면"
# A line that only names an outlet, after a dash or in brackets, is where the text above it was taken from.
_ATTRIBUTION = re.compile(
    rf"[—–―]{{1,2}}\s*(?P<dashed>{_OUTLET})|[(（](?P<bracketed>{_OUTLET})(?:{_PAGE})?[)）]"
)
_INSIDE = re.compile(
    r"[(（\[](?:출처|자료(?: ?출처)?|원문|sources?|via)\s*[:：=]\s*(?P<told>[^\s()（）\[\]\d][^()（）\[\]]{1,120})[)）\]]"
    rf"|[(（](?P<outlet>[^()（）\d,.]{{2,20}}?){_PAGE}[)）]\.?$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^[\s☞※▶►▷→👉🔗*\-–]*(?:[(\[](?:클릭|바로가기|링크)?\s*[☞▶→👉]?[)\]])?\s*(?:관련 ?(?:기사|글|뉴스|링크|보도|자료|보고서|문서|영상)|함께 ?(?:읽기|보기|볼 기사)|더 ?(?:읽기|알아보기|보기)|자세히 ?(?:보기|읽기)"
    r"|(?:기사|원문|전문|뉴스) ?(?:보기|읽기|링크|보러 ?가기|바로 ?가기)|바로 ?가기|related(?: article| story| reading)?|read (?:more|on|also|the (?:full |\w+ )?\w+|it here)|full story|(?:see|get) the (?:full )?\w+|learn more|find out more|more details|"
    r"continue reading|more here|link)\s*(?:[:：|]\s*(?P<rest>.*)|[>»→›)\]… .]*)$",
    re.IGNORECASE,
)
_RELATED_LABEL = re.compile(
    r"^\W{0,3}[\[【<(](?:관련 ?(?:기사|글|뉴스|보도|자료)|함께 ?(?:읽기|볼 ?기사)|related(?: story| article)?|read more|see also)[\]】>)]\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_TRAILING_DATE = re.compile(r"[\s,.;()\]]*$")
_SEMICOLON = re.compile(r"[;；](?=\s|$)(?![^“「『《〈]*[”」』》〉])")
_QUOTED = (
    r"“(?P<a>[^“”]{1,300})”|\"(?P<b>[^\"]{1,300})\"|[「『《〈](?P<c>[^「」『』《》〈〉]{1,300})[」』》〉]"
)
_TITLED = re.compile(
    rf"(?P<before>(?:[^“”\"「」『』《》〈〉]{{1,100}}[,:]|[^“”\"「」『』《》〈〉,]{{1,60}})\s*)?(?:{_QUOTED})(?(before)|(?:,?\s+(?P<after>[^“”\"「」『』《》〈〉,]{{2,60}}))?)[\s,.]*"
)
_OFFICE = re.compile(
    r"\b(?:department|ministry|office|bureau|agency|committee|council|commission|institute|cent(?:er|re)) (?:for|of)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:&|and)\s")
_GIVEN = re.compile(r"\s(?:제공|참고|참조|인용)$")
_WORD = re.compile(r"[^\W\d_][\w&·.-]{0,19}")
"""The name of an outlet or office in one word."""
_URL = re.compile(r"https?://[^\s)\]]+")
_NAME = 40
_LONGEST = 400
_BUTTON = 30
_UTC = ZoneInfo("UTC")  # only the calendar day is used


def names_source(text: str) -> bool:
    """Whether a line opens as a source line does."""
    return len(text) <= _LONGEST and _SOURCE.match(text) is not None


def source_text(line: Line) -> str | None:
    """What a source line names (`☞ 출처: …`, `Source: …`, `자료=…`, `— The Harbor Times`); None where the line is none."""
    if len(line.shown) > _LONGEST:
        return None
    if match := _SOURCE.match(line.shown):
        return (match["bracketed"] or match["rest"] or "").strip()
    match = _ATTRIBUTION.fullmatch(line.shown)
    return (match["dashed"] or match["bracketed"]) if match else None


def goes_on(line: Line) -> bool:
    """Whether a line after a source line names one more source: unmarked, and it ends in a date or an address."""
    if line.kind != "paragraph" or line.family or len(line.shown) > _LONGEST:
        return False
    return _date_at_end(line.shown) is not None or re.search(r"https?://\S+$", line.shown) is not None


def further_text(line: Line) -> str | None:
    """What a link line to further reading names (`관련기사: …`, `Read more`); None where the line is none."""
    if len(line.shown) > _LONGEST:
        return None
    match = _RELATED_LABEL.match(line.shown) or _RELATED.match(line.shown)
    return (match["rest"] or "").strip() if match else None


def is_button(text: str) -> bool:
    """Whether the text of a link only says that there is more (`Read more`, `기사 보기`)."""
    return len(text) <= _BUTTON and _RELATED.fullmatch(text) is not None


def inside(text: str) -> tuple[Citation, ...]:
    """What a paragraph says in brackets that it draws on: `(출처: 한빛일보)`; at its end also `(한빛일보 A12면)`."""
    if not any(bracket in text for bracket in "(（["):
        return ()
    return tuple(
        one
        for match in _INSIDE.finditer(text)
        for one in citations(match["told"] or match["outlet"])
        if one != Citation()
    )


def citations(text: str, links: Sequence[Link] = ()) -> tuple[Citation, ...]:
    """What a source line cites: one source or several, each with the link of its own.

    Args:
        text: what follows the line's colon.
        links: those of the line; one whose text stands in what is cited belongs to it, else they are dealt out in order.
    """
    pieces = _pieces(text)
    found = []
    for place, piece in enumerate(pieces):
        own = next((link.url for link in links if len(link.text) > 1 and link.text in piece), "")
        if not own and (len(links) == len(pieces) or len(pieces) == 1):
            own = links[place].url if links else ""
        found.append(citation(piece, own))
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """The sources named in one text; where it is not sure that they are several, it is one."""
    parts = [part.strip() for part in _SEMICOLON.split(text) if part.strip()]
    if len(parts) > 1:
        dated = [_date_at_end(part) is not None for part in parts]
        quoted = [re.search(_QUOTED, part) is not None for part in parts]
        named = [len(part) <= _NAME and "," not in part for part in parts]
        return parts if all(dated) or all(quoted) or (all(named) and not any(dated)) else [text]
    names = [part.strip() for part in text.split(",")]
    if len(names) > 1 and all(_WORD.fullmatch(name) for name in names):
        return names
    return _after_dates(text)


def _after_dates(text: str) -> list[str]:
    """A text cut after each date that closes a citation of its own: `A, title, 2026.7.10. B, title, 2026.7.20.`."""
    pieces, begun, at = [], 0, 0
    while (found := locate_date(text[at:], anchor=None, zone=_UTC)) is not None:
        start, at = at + found.start, at + found.end
        rest = text[at:].lstrip(" .,/·)")
        own = text[begun:start].rstrip(" (")
        closes = own.endswith(",") and own.count(",") > 1
        if closes and rest.count(",") > 1 and _date_at_end(rest) is not None:
            pieces.append(text[begun:at].strip())
            begun = len(text) - len(rest)
    return [*pieces, text[begun:]]


def citation(text: str, url: str = "") -> Citation:
    """Read `publisher, title, date`; what is missing stays empty. A single piece that is no date is the publisher.

    A title in quotation marks is told without them; before it stands its publisher, commas and all.
    """
    address = url or next(iter(_URL.findall(text)), "")
    text = _URL.sub("", text).rstrip()
    found = _date_at_end(text)
    body = (text[:found] if found is not None else text).strip(" ,.;()[]")
    when = locate_date(text[found:], anchor=None, zone=_UTC) if found is not None else None
    titled = _TITLED.fullmatch(body)
    if titled:
        publisher = titled["before"] or titled["after"] or ""
        title = next(filter(None, titled.group("a", "b", "c")), "")
    else:
        publisher, title = _named(body)
    return Citation(
        publisher=publisher.strip(" ,:"),
        title=title.strip(" ,"),
        date=when.moment.date() if when else None,
        url=address,
    )


def _named(body: str) -> tuple[str, str]:
    """Publisher and title where only commas part them; an office's name may hold one: `Department for A, B & C`."""
    fields = body.split(", ")
    office = len(fields) > 2 and _OFFICE.search(fields[0]) and _AND.search(fields[1])  # noqa: PLR2004 - and a title
    length = 2 if office else 1
    publisher = ", ".join(fields[:length])
    return (publisher if len(fields) > 1 else _GIVEN.sub("", publisher)), ", ".join(fields[length:])


def _date_at_end(text: str) -> int | None:
    """Where the date that closes a text begins."""
    at, result = max(0, len(text) - 40), None
    while (found := locate_date(text[at:], anchor=None, zone=_UTC)) is not None:
        if found.precision != "month" and _TRAILING_DATE.fullmatch(text[at + found.end :]):
            result = at + found.start
        at += found.end
    return result
