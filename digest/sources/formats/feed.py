"""RSS, RDF, Atom, CDF → one Content an entry. feedparser's only door. JSON Feed is read in `jsonfeed`.

The text is decoded here and handed on as UTF-8, so that a wrong or missing charset is settled in one place. Entities
of the document's own making are never expanded: feedparser drops their declarations, and so does `xmltext`.
"""

from __future__ import annotations

import calendar
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from digest.errors import InputError
from digest.model import Link
from digest.sources.formats import announced, entries
from digest.sources.formats.charset import decode
from digest.sources.formats.head import language
from digest.sources.formats.moments import moment
from digest.sources.formats.xmltext import bearable, without_beside
from digest.stories.clean import tidy
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from digest.model import Precision
    from digest.sources.formats.content import Content

HTML_START = re.compile(
    r"(?>\s|<\?.*?\?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
OPML_START = re.compile(r"(?>\s|<\?xml[^>]*>|<!--.*?-->)*+<opml\b", re.IGNORECASE | re.DOTALL)
CHANNEL_START = re.compile(r"(?>\s|<!--.*?-->|<!doctype[^>]*>)*+<channel\b", re.IGNORECASE | re.DOTALL)
EMAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}")
# Of Atom's contents in other formats (pictures, films) the bytes are no text. Old feeds say octet-stream of HTML.
READABLE = re.compile(r"text/|\S*html|\S*xml|application/octet-stream", re.IGNORECASE)
WEB = re.compile(r"https?://", re.IGNORECASE)
LONGEST_NAME = 1000
FAULTS = (Exception,)  # feedparser lets through whatever its parsers raise on broken feeds


def read(
    content: bytes | str, *, subject: str, zone: ZoneInfo, url: str = "", charset: str = ""
) -> tuple[Content, ...]:
    """The entries of a feed, in its order (at most 1,000); one that says nothing is among them, without text and title.

    Args:
        content: the feed; bytes, or text already decoded.
        subject: the feed as an error names it.
        zone: of dates that name none.
        url: where it stood.
        charset: what the HTTP header says.

    Raises:
        InputError: it is not a feed; names the feeds that it announces, where it is a page.
    """
    text = content if isinstance(content, str) else decode(content, charset)
    if HTML_START.match(text):
        raise InputError(
            subject,
            "not XML (HTML page)",
            announced.hint(text, url) or 'open the address in a browser; set kind = "page"',
        )
    safe = bearable(text)
    parsed = _parse(safe, subject, url)
    found = parsed.get("entries") or []
    if not found and OPML_START.match(safe):
        raise InputError(
            subject,
            "a list of feeds (OPML), no feed",
            "save it as a file and run `digest init FOLDER --opml FILE`, or name its feeds one by one",
        )
    if not found and not parsed.get("version") and not CHANNEL_START.match(safe):
        raise InputError(
            subject,
            "neither RSS, Atom nor JSON Feed",
            announced.hint(text, url) or "open the address in a browser and look for its feed",
        )
    feed = parsed.get("feed") or {}
    outlet, told = _title(feed), language(str(feed.get("language") or ""))
    # Of Atom's entries, one that names nobody is by the feed's author (RFC 4287); other formats name a manager there.
    author = _author(feed) if str(parsed.get("version")).startswith("atom") else ""
    return entries.named(
        [
            replace(
                content,
                outlet=content.outlet or outlet,
                author=content.author or author,
                language=content.language or told,
            )
            for content in (_entry(entry, zone=zone, url=url) for entry in found[: entries.MOST])
        ]
    )


def _parse(text: str, subject: str, url: str) -> dict[str, Any]:
    """What feedparser finds; where it stumbles over what stands beside the entries, what it finds without that."""
    try:
        return _parsed(text, url)
    except FAULTS:
        pass
    try:
        return _parsed(without_beside(text), url)
    except FAULTS as error:
        told = f"cannot be parsed ({type(error).__name__})"
        raise InputError(subject, told, "tell its publisher; a feed validator names the place") from None


def _parsed(text: str, url: str) -> dict[str, Any]:
    headers = {"content-type": "application/xml; charset=utf-8"}
    if "xml:base" in text:  # else it stays out: guids that look relative would be resolved with it
        headers["content-location"] = url
    found: dict[str, Any] = _feedparser().parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return found


@cache
def _feedparser() -> Any:
    """The library, bounded: its search for an e-mail address in a name takes the square of the name's length."""
    import feedparser
    from feedparser.mixin import _FeedParserMixin as Mixin

    unbounded = Mixin._sync_author_detail  # noqa: SLF001 - there is no other way to reach it

    def bounded(parser: Any, key: str = "author") -> None:
        context = parser._get_context()  # noqa: SLF001 - as above
        if len(context.get(key) or "") > LONGEST_NAME:
            context[key] = context[key][:LONGEST_NAME]
        unbounded(parser, key)

    Mixin._sync_author_detail = bounded  # noqa: SLF001 - as above
    return feedparser


def _entry(entry: dict[str, Any], *, zone: ZoneInfo, url: str) -> Content:
    content, original, base = _body(entry, url)
    dated = _date(entry, zone)
    source = entry.get("source") or {}
    return replace(
        content,
        format="feed",
        title=_title(entry) or content.title,
        url=_link(entry, base),
        guid=tidy(str(entry.get("id") or "")),
        links=(*content.links, *_enclosures(entry, base)),
        author=_author(entry),
        outlet=_title(source) if isinstance(source, dict) else "",
        category=_category(entry),
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
        original=original.encode("utf-8", "replace"),
    )


def _body(entry: dict[str, Any], url: str) -> tuple[Content, str, str]:
    """The fullest text of an entry, what it was made of, and the base of the entry's links."""
    told = [part for part in entry.get("content") or [] if READABLE.match(str(part.get("type") or "text/"))]
    told.append(entry.get("summary_detail") or {"value": entry.get("summary")})
    if not any(part.get("value") for part in told):
        told.append(entry.get("subtitle_detail") or {})  # of a podcast's episode
    around = next((_base(part) for part in (entry.get("title_detail") or {}, *told) if _base(part)), "")
    base = canonical(around, url) or url
    # Links of a text that stands on the entry's own page are relative to that page, unless xml:base says otherwise.
    page = _link(entry, base) or url
    values: dict[str, str] = {}
    for part in told:
        values.setdefault(str(part.get("value") or ""), _base(part))
    bodies = [(entries.body(value, base=canonical(own, url) or page), value) for value, own in values.items()]
    best = max(bodies, key=lambda pair: len(pair[0].text))
    return *best, base


def _base(part: dict[str, Any]) -> str:
    return str(part.get("base") or "")


def _link(entry: dict[str, Any], base: str) -> str:
    """The address of an entry's page. A guid that is no address is none, though it may not say so."""
    told = str(entry.get("link") or "")
    links = [link for link in entry.get("links") or [] if link.get("href")]
    if any(link["href"] == told and link.get("rel") != "alternate" for link in links):
        told = next((str(link["href"]) for link in links if link.get("rel") == "alternate"), told)
    if told == entry.get("id") and entry.get("guidislink") and not WEB.match(told):
        return ""
    return canonical(told, base)


def _enclosures(entry: dict[str, Any], base: str) -> Iterable[Link]:
    """What comes with an entry to be heard, seen or read; its pictures are not told."""
    for link in entry.get("links") or []:
        address = canonical(str(link.get("href") or ""), base) if link.get("rel") == "enclosure" else ""
        if address and not str(link.get("type") or "").startswith("image/"):
            yield Link(url=address, text=entries.line(link.get("title")))


def _date(entry: dict[str, Any], zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    dates = dict(entry.items())  # feedparser's own mapping answers `updated` with what it was published
    for name in ("published", "updated", "created"):
        told, parsed = dates.get(name), dates.get(f"{name}_parsed")
        if told and (found := moment(str(told), zone)):
            return found
        try:
            if parsed:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC), "time"
        except (ValueError, TypeError, OverflowError, OSError):
            continue
    return None


def _title(told: dict[str, Any]) -> str:
    detail = told.get("title_detail") or {}
    return entries.line(told.get("title"), markup=detail.get("type") != "text/plain")


def _author(told: dict[str, Any]) -> str:
    """The names of who wrote it; an e-mail address is no name."""
    people = [person.get("name") for person in told.get("authors") or []] or [told.get("author")]
    names = (entries.line(person) for person in people)
    return ", ".join(dict.fromkeys(name for name in names if name and not EMAIL.fullmatch(name)))


def _category(entry: dict[str, Any]) -> str:
    tags = entry.get("tags") or []
    return next((told for tag in tags if (told := entries.line(tag.get("label") or tag.get("term")))), "")
