"""Lists of feeds: OPML 1.0 and 2.0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def web_address(text: str) -> str:
    """The address with its scheme and host in lower case; empty where it is none of the web (`HTTPS://A.org/B`)."""
    if not text.isprintable() or " " in text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    user, at, host = parts.netloc.rpartition("@")
    rest = text[len(f"{parts.scheme}://{parts.netloc}") :]
    return f"{parts.scheme}://{user}{at}{host.lower()}{rest}"


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
    return web_address(url)


def _name(tag: str) -> str:
    return tag.rpartition("}")[2].casefold()
