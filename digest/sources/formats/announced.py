"""The feeds that a page announces in its head, for who gave the page where a feed was asked for."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from digest.sources.formats.nesting import bounded
from digest.stories.links import canonical

TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "text/xml",
    }
)
MOST_NAMED = 5


def feeds(page: str, url: str) -> tuple[str, ...]:
    """The addresses of the feeds that a page announces, in its order, each once.

    Args:
        page: decoded HTML.
        url: where it stood; empty for a file, whose relative addresses are left out.
    """
    tree = LexborHTMLParser(bounded(page))
    based = tree.css_first("base[href]")
    base = canonical((based.attributes.get("href") if based else "") or "", url) or url
    found = []
    for link in tree.css("link[rel][href]"):
        told = {name: (link.attributes.get(name) or "").lower() for name in ("rel", "type")}
        kind = told["type"].partition(";")[0].strip()
        if "alternate" in told["rel"].split() and (kind in TYPES or "feed" in told["rel"].split()):
            found.append(canonical(link.attributes.get("href") or "", base))
    return tuple(dict.fromkeys(address for address in found if address))


def hint(page: str, url: str) -> str:
    """What to do with a page given as a feed, where it announces feeds; else ""."""
    told = feeds(page, url)
    return f"give the feed that the page announces: {', '.join(told[:MOST_NAMED])}" if told else ""
