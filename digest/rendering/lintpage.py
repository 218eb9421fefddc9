"""What is wrong in the elements of a mail: pictures, links, hosts, the language; each with its template's line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.editing.remark import Kind, Level, Remark
from digest.rendering import marks
from digest.rendering.arrange import safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.rendering.drawing import Sources
    from digest.rendering.markup import Element, Page

_LOADED = ("src", "srcset", "background", "background-url", "poster", "data")
_ADDRESS = re.compile(r"(?:https?:)?//(?P<host>[^/\s\"'()<>,:]+)[^\s\"'()<>,]*", re.IGNORECASE)
_STYLED = re.compile(r"(?:url\(|@import)[^;)]*", re.IGNORECASE)
_TWICE = re.compile(r"https?://https?(?::|/|$)", re.IGNORECASE)


def findings(sources: Sources) -> Iterator[Remark]:
    """The findings in a mail's MJML, in the order of the page."""
    own = (urlsplit(sources.view.archive_url).hostname or "").lower()
    yield from of_page(sources.source, sources.place, own)


def of_page(page: Page, place: Callable[[int], str], own: str, *, site: bool = False) -> Iterator[Remark]:
    """The findings in a page, in its order.

    Args:
        page: taken apart.
        place: the place in the templates of one of its lines.
        own: the host from which something may be loaded.
        site: it stands among others, so that its links may be relative.
    """
    ids = {element.get("id") for element in page.elements}
    for element in page.elements:
        where = place(element.line)
        if element.tag in ("img", "mj-image"):
            yield from _image(element, where)
        if element.tag in ("a", "mj-button"):
            yield from _link(element, where, ids, site=site)
        yield from _loads(element, where, own)
        if element.tag == "html" and not element.get("lang"):
            yield _remark("language", "<html> tells no language", "write lang=…", where)
    for run in page.styles:
        for found in _STYLED.finditer(run.text):
            line = run.line + run.text.count("\n", 0, found.start())
            yield from _host(found.group(), place(line), own)


def _image(element: Element, where: str) -> Iterator[Remark]:
    if "alt" not in element.attributes:
        told = f"a picture has no alternative text ({element.get('src') or 'no source either'})"
        yield _remark("image", told, 'write alt="…", or alt="" where it says nothing', where)


def _link(element: Element, where: str, ids: set[str], *, site: bool) -> Iterator[Remark]:
    href = element.get("href")
    if not element.text:
        told = f"a link has no text ({href or 'and leads nowhere'})"
        yield _remark("link", told, "put words into it, or a picture with an alternative text", where)
    fault = "" if site and href and not urlsplit(href).scheme else _fault(href, ids)
    if "href" not in element.attributes and element.get("id") + element.get("name"):
        return  # a place to be led to
    if fault:
        found = _remark("link", f"the link {fault}", "give it a whole address (https://…)", where)
        yield replace(found, text=element.text)


def _fault(href: str, ids: set[str]) -> str:
    """What is wrong with where a link leads; empty where nothing is."""
    if href in ("", "#"):
        return "leads nowhere"
    if href.startswith("#") and href[1:] not in ids:
        return f"leads to a place that is not there ({href})"
    if (
        href in (marks.UNSUBSCRIBE, marks.PREFERENCES)
        or href.startswith("#")
        or re.match(r"mailto:[^?]+@|tel:\+?\d", href)
    ):
        return ""
    if not safe_url(href):
        return f"is no address of the web ({href})"
    return f"has two addresses in one ({href})" if _TWICE.match(href) else ""


def _loads(element: Element, where: str, own: str) -> Iterator[Remark]:
    for name in _LOADED:
        yield from _host(element.get(name), where, own)
    if element.tag in ("link", "mj-font"):
        yield from _host(element.get("href"), where, own)
    for found in _STYLED.finditer(element.get("style")):
        yield from _host(found.group(), where, own)


def _host(text: str, where: str, own: str) -> Iterator[Remark]:
    for found in _ADDRESS.finditer(text):
        if found["host"].lower() != own:
            told = f"something is loaded from {found['host']}, which learns who opens the mail"
            yield _remark("foreign-host", told, "put it into the mail, or on the archive's host", where)


def _remark(kind: Kind, message: str, hint: str, place: str = "", level: Level = "error") -> Remark:
    return Remark(kind=kind, level=level, item="", text="", message=message, hint=hint, place=place)
