"""RSS, RDF, Atom, CDF → one Content an entry. feedparser's only door. JSON Feed is read in `jsonfeed`.

The text is decoded here and handed on as UTF-8, so that a wrong or missing charset is settled in one place. Entities
of the document's own making are never expanded: feedparser drops their declarations, and so does `_safe`.
"""

from __future__ import annotations

import calendar
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from digest.errors import InputError
from digest.sources.formats import hypertext, plain
from digest.sources.formats.charset import decode
from digest.sources.formats.content import Builder, Content
from digest.sources.formats.head import language
from digest.sources.formats.layout import fill
from digest.sources.formats.moments import moment
from digest.stories.clean import tidy
from digest.stories.links import canonical

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.model import Precision

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What is read once is never read again ((?>…), *+): no document can make a search take more than one pass.
DOCTYPE = re.compile(
    r"\A((?>\s|<\?.*?\?>|<!--.*?-->)*+)<!DOCTYPE(?>[^>\[]*)(?>\[.*?\]\s*(?=>))?>", re.IGNORECASE | re.DOTALL
)
OWN_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
HTML_START = re.compile(
    r"(?>\s|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
MOST_ENTRIES = 1000


def read(
    content: bytes, *, subject: str, zone: ZoneInfo, url: str = "", charset: str = ""
) -> tuple[Content, ...]:
    """The entries of a feed, in its order (at most 1,000).

    Args:
        content: the feed.
        subject: the feed as an error names it.
        zone: of dates that name none.
        url: where it stood.
        charset: what the HTTP header says.

    Raises:
        InputError: it is not a feed.
    """
    text = decode(content, charset)
    if HTML_START.match(text):
        raise InputError(subject, "not XML (HTML page)", 'open the address in a browser; set kind = "page"')
    parsed = _parse(text, subject)
    entries = parsed.get("entries") or []
    if not entries and not parsed.get("version"):
        raise InputError(
            subject, "neither RSS, Atom nor JSON Feed", "open the address in a browser and look for its feed"
        )
    feed = parsed.get("feed") or {}
    outlet, told = _line(feed.get("title")), language(str(feed.get("language") or ""))
    contents = (_entry(entry, zone=zone, url=url) for entry in entries[:MOST_ENTRIES])
    return tuple(
        replace(content, outlet=content.outlet or outlet, language=content.language or told)
        for content in contents
        if content.text or content.title
    )


def entry_content(html: str, *, base: str, is_html: bool) -> Content:
    """An entry's body as lines: HTML where it is that, else plain text."""
    if not is_html:
        return plain.read(html, name="")
    builder = Builder()
    fill(builder, hypertext.fragment(html, base=base))
    return builder.build(format="feed")


def has_markup(text: str) -> bool:
    """Whether a text that does not say what it is looks like HTML."""
    return bool(MARKUP.search(text))


def _parse(text: str, subject: str) -> dict[str, Any]:
    import feedparser

    safe = _safe(text).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        parsed: dict[str, Any] = feedparser.parse(
            io.BytesIO(safe), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001 - feedparser lets through whatever its parsers raise on broken feeds
        told = f"cannot be parsed ({type(error).__name__})"
        raise InputError(subject, told, "tell its publisher; a feed validator names the place") from None
    return parsed


def _safe(text: str) -> str:
    """The text without its XML declaration (it is UTF-8 now), and without a DTD that defines entities."""
    undeclared = DECLARATION.sub("", text.lstrip("\ufeff"), count=1).lstrip()
    if not OWN_ENTITY.search(undeclared):
        return undeclared
    return OWN_ENTITY.sub("<!IGNORED ", DOCTYPE.sub(r"\1", undeclared, count=1))


def _entry(entry: dict[str, Any], *, zone: ZoneInfo, url: str) -> Content:
    body, is_html, base = _body(entry)
    link = canonical(str(entry.get("link") or ""), base or url)
    content = entry_content(body, base=link or base or url, is_html=is_html)
    dated = _date(entry, zone)
    source = entry.get("source") or {}
    return replace(
        content,
        format="feed",
        title=_line(entry.get("title")) or content.title,
        url=link,
        guid=tidy(str(entry.get("id") or "")),
        author=_line(entry.get("author")),
        outlet=_line(source.get("title")) if isinstance(source, dict) else "",
        category=_category(entry),
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
        original=body.encode("utf-8", "replace"),
    )


def _body(entry: dict[str, Any]) -> tuple[str, bool, str]:
    """The fullest text of an entry, whether it is HTML, and the base of its links."""
    told = [
        *(entry.get("content") or []),
        entry.get("summary_detail") or {"value": entry.get("summary") or ""},
    ]
    best = max(told, key=lambda part: len(str(part.get("value") or "")))
    value = str(best.get("value") or "")
    return value, "html" in str(best.get("type") or "") or has_markup(value), str(best.get("base") or "")


def _date(entry: dict[str, Any], zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    for name in ("published", "updated", "created"):
        told, parsed = entry.get(name), entry.get(f"{name}_parsed")
        if told and (found := moment(str(told), zone)):
            return found
        try:
            if parsed:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC), "time"
        except (ValueError, TypeError, OverflowError, OSError):
            continue
    return None


def _category(entry: dict[str, Any]) -> str:
    tags = entry.get("tags") or []
    return next((told for tag in tags if (told := _line(tag.get("term") or tag.get("label")))), "")


def _line(value: Any) -> str:
    return tidy(hypertext.plain_text(value)) if isinstance(value, str) else ""
