"""JSON Feed (1.0, 1.1) → one Content an entry."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest.errors import InputError
from digest.model import Link
from digest.sources.formats import entries, plain
from digest.sources.formats.charset import decode
from digest.sources.formats.head import language
from digest.sources.formats.moments import moment
from digest.stories.clean import tidy
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from digest.sources.formats.content import Content


def read(
    content: bytes | str, *, subject: str, zone: ZoneInfo, url: str = "", charset: str = ""
) -> tuple[Content, ...]:
    """The items of a JSON Feed, in its order (at most 1,000); arguments as for `feed.read`.

    Raises:
        InputError: it is not JSON, or not a feed.
    """
    text = content if isinstance(content, str) else decode(content, charset)
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(subject, f"broken JSON ({str(error)[:80]})", "tell its publisher") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError(
            subject, "JSON, but no JSON Feed (it has no items)", "look for another feed of this site"
        )
    outlet, told, author = _told(feed, "title"), language(_told(feed, "language")), _author(feed)
    # Who fetched it knows where it stood; of a file, only the feed itself does.
    base = url or canonical(_raw(feed, "feed_url") or _raw(feed, "home_page_url"))
    contents = [_item(item, zone=zone, url=base) for item in items[: entries.MOST] if isinstance(item, dict)]
    return entries.named(
        [
            replace(
                content,
                outlet=outlet,
                author=content.author or author,
                language=content.language or told,
            )
            for content in contents
        ]
    )


def _item(item: dict[str, Any], *, zone: ZoneInfo, url: str) -> Content:
    link = canonical(_raw(item, "url") or _raw(item, "external_url"), url)
    content, original = _body(item, link or url)
    dated = moment(_raw(item, "date_published"), zone) or moment(_raw(item, "date_modified"), zone)
    return replace(
        content,
        format="feed",
        title=_told(item, "title") or content.title,
        url=link,
        guid=_told(item, "id"),
        links=(*content.links, *_attachments(item, url)),
        author=_author(item),
        language=language(_told(item, "language")),
        category=next((told for tag in _list(item, "tags") if (told := entries.line(tag, markup=False))), ""),
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
        original=original.encode("utf-8", "replace"),
    )


def _body(item: dict[str, Any], base: str) -> tuple[Content, str]:
    """The item's HTML, else its text, else its summary, as lines and as it stands; a text is never taken for HTML."""
    for key in ("content_html", "content_text", "summary"):
        told = _raw(item, key)
        content = entries.body(told, base=base) if key == "content_html" else plain.read(told, name="")
        if content.text:
            return content, told
    return plain.read("", name=""), ""


def _attachments(item: dict[str, Any], url: str) -> Iterable[Link]:
    """What comes with an item to be heard, seen or read; its pictures are not told."""
    for part in _list(item, "attachments"):
        address = canonical(_raw(part, "url"), url) if isinstance(part, dict) else ""
        if address and not _raw(part, "mime_type").startswith("image/"):
            yield Link(url=address, text=_told(part, "title"))


def _author(table: dict[str, Any]) -> str:
    people = _list(table, "authors") or [table.get("author")]
    names = (_told(person, "name") for person in people if isinstance(person, dict))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _list(table: dict[str, Any], key: str) -> list[Any]:
    value = table.get(key)
    return value if isinstance(value, list) else []


def _raw(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _told(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return tidy(str(value)) if isinstance(value, str | int | float) else ""
