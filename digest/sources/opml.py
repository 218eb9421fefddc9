"""Lists of feeds, in and out: OPML 1.0 and 2.0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_DEPTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as a list names it; `category` is the heading it stands under, `language` as written (`ko-KR`)."""

    url: str
    title: str = ""
    language: str = ""
    category: str = ""


def read_opml(content: bytes, *, subject: str = "OPML") -> tuple[Feed, ...]:
    """The feeds of a list in their order, each address once; nested outlines are walked.

    Entities are never expanded: a file that declares any is refused. A file with small XML faults (a bare `&` in a
    title) is still read.

    Raises:
        InputError: not OPML, or no feed in it.
    """
    from lxml import etree

    # `recover` because many programs write titles unescaped; no network, no entities, libxml2's limits on.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(subject, f"not XML ({error})", "export the list again as OPML") from None
    if root is None or not isinstance(root.tag, str) or _name(root.tag) != "opml":
        raise InputError(subject, "not an OPML file", "export the subscriptions of your feed reader as OPML")
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise InputError(subject, "declares XML entities", "remove the <!DOCTYPE …> of the file")
    feeds = {feed.url: feed for feed in reversed(list(_feeds(root)))}
    if not feeds:
        raise InputError(subject, "names no feed", "a feed is an <outline> with an xmlUrl")
    return tuple(reversed(feeds.values()))


def write_opml(feeds: Iterable[Feed], *, title: str) -> bytes:
    """The feeds as OPML 2.0 (UTF-8), in their order; runs of one category stand under a heading of that name."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _printable(title)
    body = etree.SubElement(root, "body")
    place, category = body, ""
    for feed in feeds:
        if feed.category != category:
            category = feed.category
            place = etree.SubElement(body, "outline", text=_printable(category)) if category else body
        outline = etree.SubElement(place, "outline", type="rss", text=_printable(feed.title or feed.url))
        if feed.title:
            outline.set("title", _printable(feed.title))
        outline.set("xmlUrl", feed.url)
        if feed.language:
            outline.set("language", feed.language)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _feeds(root: Any) -> Iterator[Feed]:
    """Walk the outlines without recursion, so that a deeply nested file cannot exhaust the stack."""
    waiting: list[tuple[Any, str, int]] = [(root, "", 0)]
    while waiting:
        element, category, depth = waiting.pop()
        if not isinstance(element.tag, str):  # a comment or an unexpanded entity
            continue
        given = {_name(key): str(value).strip() for key, value in element.attrib.items()}
        url = _address(given.get("xmlurl", ""))
        title = given.get("title") or given.get("text", "")
        if _name(element.tag) == "outline" and url:
            yield Feed(
                url=url,
                title="" if title == url else title,
                language=given.get("language", ""),
                category=category,
            )
        elif _name(element.tag) == "outline":
            category = title
        if depth < MAX_DEPTH:
            waiting += [(child, category, depth + 1) for child in reversed(element)]


def _address(url: str) -> str:
    """A web address, also where it is written with the old `feed:` scheme; empty where it is none."""
    if url.casefold().startswith("feed:"):
        rest = url[5:]
        url = f"http:{rest}" if rest.startswith("//") else rest
    return url if url.casefold().startswith(("http://", "https://")) and " " not in url else ""


def _name(tag: str) -> str:
    return tag.rpartition("}")[2].casefold()


def _printable(text: str) -> str:
    # XML cannot hold most control characters; lxml refuses them.
    return "".join(char for char in text if char in "\t\n\r" or ord(char) >= ord(" "))
