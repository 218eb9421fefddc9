"""JSON Feed (1.0, 1.1) → one Content an entry."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest.errors import InputError
from digest.sources.formats.charset import decode
from digest.sources.formats.feed import MOST_ENTRIES, entry_content
from digest.sources.formats.head import language
from digest.sources.formats.moments import moment
from digest.stories.clean import tidy
from digest.stories.links import canonical

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.sources.formats.content import Content


def read(content: bytes, *, subject: str, zone: ZoneInfo, url: str = "") -> tuple[Content, ...]:
    """The items of a JSON Feed, in its order (at most 1,000); arguments as for `feed.read`.

    Raises:
        InputError: it is not JSON, or not a feed.
    """
    try:
        feed = json.loads(decode(content), strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(subject, f"broken JSON ({str(error)[:80]})", "tell its publisher") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError(
            subject, "JSON, but no JSON Feed (it has no items)", "look for another feed of this site"
        )
    outlet, told = _told(feed, "title"), language(_told(feed, "language"))
    contents = (_item(item, zone=zone, url=url) for item in items[:MOST_ENTRIES] if isinstance(item, dict))
    return tuple(
        replace(content, outlet=outlet, language=content.language or told)
        for content in contents
        if content.text or content.title
    )


def _item(item: dict[str, Any], *, zone: ZoneInfo, url: str) -> Content:
    html, text = _raw(item, "content_html"), _raw(item, "content_text") or _raw(item, "summary")
    link = canonical(_raw(item, "url") or _raw(item, "external_url"), url)
    content = entry_content(html or text, base=link or url, is_html=bool(html))
    dated = moment(_raw(item, "date_published"), zone) or moment(_raw(item, "date_modified"), zone)
    tags = item.get("tags")
    return replace(
        content,
        format="feed",
        title=_told(item, "title") or content.title,
        url=link,
        guid=_told(item, "id"),
        author=_author(item),
        language=language(_told(item, "language")),
        category=tidy(str(tags[0])) if isinstance(tags, list) and tags else "",
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
        original=(html or text).encode("utf-8", "replace"),
    )


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors") or [item.get("author")]
    named = authors if isinstance(authors, list) else []
    return ", ".join(_told(author, "name") for author in named if isinstance(author, dict))


def _raw(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _told(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return tidy(str(value)) if isinstance(value, str | int) else ""
