"""Who wrote a page and when, where only its elements say so: by what they are declared or named to be."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from digest.stories.clean import tidy, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

AUTHORS = (
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]",
    "[rel~=author]",
    ".author .fn",
    ".byline-name",
    ".author-name",
    ".author_name",
    ".article-author",
    ".article__author",
    ".entry-author",
    ".post-author",
    ".byline a",
    ".byline",
    ".author",
)
DATES = (
    "[itemprop~=datePublished]",
    "time[pubdate]",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
    "abbr.published",
    ".entry-date",
    ".post-date",
    ".article-date",
    ".article__date",
    ".published",
    ".pubdate",
    ".date",
)
# What opens a byline or a link to the author's other articles; no name begins so.
BY = re.compile(
    r"(?:(?:post(?:ed)?|article|stor(?:y|ies)|posts|written|reported|published|edited|author|autor|view|see|show|all|more|zeige|alle"
    r"|beiträge|eingestellt|veröffentlicht|geschrieben|text|interview|words|and|und|from|of) +){0,4}(?:by|von|par|por)\b *:? *"
    r"|(?:(?:글쓴이|글|작성자?|기자|post author|author|autor|text|interview|von|by)\b ?[:：] *|post author +|작성자 +|글 +)",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"(?:post(?:ed)?|(?:post )?author|name|follow|said|admin(?:istrator)?|wordpress ?admin|redaktion|editor(?:s|ial)?(?: team| staff)?|staff|no author|home"
    r"|view all posts|archiv anzeigen.*|read more|mehr|human|관리자|운영자|편집부|themegrill|unknown|anonymous|guest|\W*)",
    re.IGNORECASE,
)
SITE = re.compile(r"@\w+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", re.IGNORECASE)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LONGEST_NAME = 60
LONGEST_STAMP = 100
"""Columns."""
EDGE = 3
"""Characters around a date that opens or closes a run of text, as an agency's does."""
MOST_PLACES = 200
MOST = 3
"""Elements of a kind: more are those of a list of articles."""


def author(tree: LexborHTMLParser) -> str:
    """The author that an element of the page names, empty where none does."""
    return next((name for node in _few(tree, AUTHORS) if (name := _name(node))), "")


def are_many(tree: LexborHTMLParser) -> bool:
    """Whether a page shows the authors of many articles, so that none of them is its own."""
    return any(len(tree.css(selector)) > MOST for selector in AUTHORS)


def dates(tree: LexborHTMLParser) -> Iterator[str]:
    """What elements of the page say of its date, the most explicit first."""
    for node in _few(tree, DATES):
        attributes = node.attributes
        told = attributes.get("datetime") or attributes.get("content") or attributes.get("title") or ""
        yield told or tidy(node.text(deep=True, separator=" "))


def _few(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> Iterator[LexborNode]:
    for selector in selectors:
        found = tree.css(selector)
        if 0 < len(found) <= MOST:
            yield found[0]


def _name(node: LexborNode) -> str:
    text = cleaned(tidy(node.text(deep=True, separator=" ")))
    text = text or cleaned(tidy(node.attributes.get("content") or ""))
    letters = sum(map(str.isalpha, text))
    plain = len(text) <= LONGEST_NAME and letters > 1 and not re.search(r"\d|https?:|@", text)
    return text if plain and is_name(text) else ""


def cleaned(text: str) -> str:
    """A byline without what opens it (`Posted by`, `글:`)."""
    opened = BY.match(text)
    return text[opened.end() :].strip() if opened else text


def is_name(text: str) -> bool:
    """Whether it could be somebody's name: neither a word of the page's own, nor an address or a site's handle."""
    return not (NO_NAME.fullmatch(text) or SITE.fullmatch(text))


def spelled(names: str, html: str) -> str:
    """Names parted by semicolons as the page itself spells them, parted by commas; those that it does not spell are left out."""
    found = []
    for name in names.split(";"):
        words = re.findall(r"[^\W_]+", name)
        pattern = r"(?<!\w)" + r"[^\w<>]{1,6}".join(map(re.escape, words)) + r"(?!\w)\.?"
        told = re.search(pattern, html, re.IGNORECASE) if words and len(name) <= LONGEST_NAME else None
        text = cleaned(tidy(unescape(told.group()))) if told else ""
        if text and is_name(text) and not any(map(str.isdigit, text)):
            found.append(text)
    return ", ".join(dict.fromkeys(found))


def shows_day(html: str, day: str) -> bool:
    """Whether a page shows a day (ISO 8601) as its own: anywhere but in the middle of its prose.

    One that begins a month is written out: else it may be made of a month, or of a copyright's year.
    """
    year, month, number = [*day.split("-"), "", ""][:3]
    if not number:
        return False
    places = list(_written(int(year), int(month), int(number)).finditer(html))
    if not places:
        return number != "01"
    return any(not _in_prose(html, place) for place in places[:MOST_PLACES])


def _written(year: int, month: int, number: int) -> re.Pattern[str]:
    m, d, name = f"0?{month}", f"0?{number}", MONTHS[month - 1]
    word = rf"(?:{name}\w*|[^\W\d_]{{3,10}})\.?"
    return re.compile(
        rf"(?<!\d){year}\W{{0,2}}{month:02}\W{{0,2}}{number:02}(?!\d)|(?<!\d){year}\W{{1,3}}{m}\W{{1,3}}{d}(?!\d)|(?<!\d){year}년 ?{m}월 ?{d}일"
        rf"|(?<!\d){d}\W{{1,3}}{m}\W{{1,3}}(?:{year}|{year % 100:02})(?!\d)|(?<!\d){d}(?:st|nd|rd|th)?\W{{1,3}}(?:de |of )?{word},? (?:de )?{year}(?!\d)"
        rf"|{name}\w*\.? {d}(?:st|nd|rd|th)?,? {year}(?!\d)",
        re.IGNORECASE,
    )


def _in_prose(html: str, place: re.Match[str]) -> bool:
    """Whether a place is in the middle of a long run of text: not at its edge, nor in a tag, a script or a short line."""
    start, end = html.rfind(">", 0, place.start()), html.find("<", place.end())
    if html.rfind("<", 0, place.start()) > start:
        return False
    end = end if end >= 0 else len(html)
    text = html[start + 1 : end].strip()
    edge = min(len(html[start + 1 : place.start()].strip()), len(html[place.end() : end].strip()))
    return (
        width(text[: LONGEST_STAMP + 1]) > LONGEST_STAMP
        and edge > EDGE
        and not text.startswith(("{", "/*", "<!"))
    )
