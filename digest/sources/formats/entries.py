"""What the entries of every feed need: a body as lines, a title in one line, and a name that tells each from the others."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.sources.formats import hypertext, plain
from digest.sources.formats.content import Builder
from digest.sources.formats.layout import fill
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.sources.formats.content import Content

MOST = 1000
TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
BREAKING = re.compile(
    r"<(?:p|div|br|li|h[1-6]|t[rd]|table|ul|ol|dl|dt|dd|blockquote|pre|section|article|figure|hr)\b",
    re.IGNORECASE,
)
# A reader's sanitiser takes these tags and leaves what they hold; a browser that finds no end of them takes all the rest.
EMBEDDED = re.compile(r"</?(?:iframe|object|embed|applet|param|noembed)\b[^<>]*>", re.IGNORECASE)
# What hardly anyone writes as words: a title that holds one is HTML, whatever it is declared to be.
MARKUP = re.compile(
    r"<(?:br|wbr|img|font|span)\b[^<>]*>"
    r"|</(?:a|abbr|b|big|cite|code|del|div|em|i|ins|mark|p|q|s|small|strong|sub|sup|tt|u)>",
    re.IGNORECASE,
)


def body(text: str, *, base: str) -> Content:
    """An entry's body as lines: HTML where it holds markup, whatever it is declared to be, else plain text.

    Args:
        text: as the feed holds it.
        base: the address that its links are relative to.
    """
    if not TAG.search(text):
        return plain.read(html.unescape(text) if REFERENCE.search(text) else text, name="")
    shown = EMBEDDED.sub(" ", text)
    if not BREAKING.search(shown):
        shown = shown.strip().replace("\n", "<br>\n")  # where no element makes lines, the line feeds do
    builder = Builder()
    fill(builder, hypertext.fragment(shown, base=base))
    return builder.build(format="feed")


def line(text: object, *, markup: bool = True) -> str:
    """A title or name in one line of plain text; "" for what is no text.

    Args:
        text: as the feed holds it.
        markup: whether it is HTML; else its tags are words (`C++ <vector>`), and only its references are resolved.
    """
    if not isinstance(text, str):
        return ""
    if markup or MARKUP.search(text):
        return tidy(hypertext.plain_text(EMBEDDED.sub(" ", text)))
    return tidy(html.unescape(text) if REFERENCE.search(text) else text)


def named(entries: Sequence[Content]) -> tuple[Content, ...]:
    """The entries, each with a guid or address that no different entry shares: what its document is known by.

    A guid or address that stands for several entries (a site's own, a constant) is none. What then has neither gets a
    guid of its title and date, else of its text: the same one wherever in the feed it stands, the next time too.
    """
    guids = _shared([(entry.guid, entry.url or entry.title) for entry in entries])
    kept = [replace(entry, guid="") if entry.guid in guids else entry for entry in entries]
    urls = _shared([(entry.url, entry.title or entry.text) for entry in kept if not entry.guid])
    names = Counter(_name(entry) for entry in kept)
    return tuple(
        entry if entry.guid or (entry.url and entry.url not in urls) else _own(entry, names) for entry in kept
    )


def _shared(pairs: Sequence[tuple[str, str]]) -> set[str]:
    """The names that different things go by; twice the same thing under its name is an older version of it."""
    things: dict[str, set[str]] = {}
    for name, thing in pairs:
        if name:
            things.setdefault(name, set()).add(thing)
    return {name for name, called in things.items() if len(called) > 1}


def _own(entry: Content, names: Counter[str]) -> Content:
    name = _name(entry)
    return replace(entry, guid=fingerprint(name, entry.text if not name or names[name] > 1 else ""))


def _name(entry: Content) -> str:
    told = [entry.title, entry.published.isoformat() if entry.published else ""]
    return " ".join(part for part in told if part)
