"""The site's pages for search engines (sitemaps.org 0.9), each with its last change and its editions; `robots.txt` names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.archive.feed import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.archive.card import Card
    from digest.archive.plan import Site

NAME = "sitemap.xml"
MOST = 50_000
"""Pages that a file may name; of more, those that come first: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page: its address, when it last changed (RFC 3339), and the addresses of its editions by language."""

    url: str
    changed: str
    editions: tuple[tuple[str, str], ...] = ()


def robots(base: str) -> str:
    """The text of `robots.txt` of a site with this address; crawlers look for it at the top of a host alone."""
    return f"User-agent: *\nAllow: /\n{f'Sitemap: {base}{NAME}' + chr(10) if base else ''}"


def files(site: Site) -> Iterator[tuple[str, str]]:
    """The file, where the archive has an address and lists an issue.

    Raises:
        ResultError: the template is wrong.
    """
    if site.wings[0].base and site.cards:
        told = list(places(site))[:MOST]
        yield NAME, site.templates.render("archive/sitemap.xml.j2", places=told)


def places(site: Site) -> Iterator[Place]:
    """Every page that is listed: the indexes, the issues, the storylines, the names and outlets."""
    listed = {card.issue: card for wing in site.wings for card in wing.listed}
    shown = [wing for wing in site.wings if wing.listed]
    indexes = [(wing.language, wing.home) for wing in shown]
    for wing in shown:
        yield Place(url=wing.home, changed=_last(wing.listed), editions=_several(indexes))
    for card in listed.values():
        others = [listed[name] for one in card.editions if (name := card.edition(one)) in listed]
        yield Place(
            url=card.url,
            changed=instant(card.updated),
            editions=_several([(one.language, one.url) for one in others]),
        )
    told: dict[str, list[tuple[str, str, Sequence[Card]]]] = {}
    for wing in shown:
        for line in site.storylines[wing.folder]:
            cards = _cards((part.issue for part in line.parts), listed)
            told.setdefault(f"storylines/{line.affair}", []).append((wing.language, line.url, cards))
        names = site.names[wing.folder]
        for kind, entries in (("topics", names.topics), ("sources", names.outlets)):
            if entries:
                own = f"{wing.home}{kind}/"
                told.setdefault(kind, []).append((wing.language, own, wing.listed))
            for entry in entries:
                url = f"{wing.base}{entry.path.removesuffix('index.html')}"
                cards = [one.card for one in entry.mentions]
                told.setdefault(f"{kind}/{entry.slug}", []).append((wing.language, url, cards))
    for pages in told.values():
        editions = _several([(language, url) for language, url, _ in pages])
        for _, url, of in pages:
            yield Place(url=url, changed=_last(of), editions=editions)


def _cards(names: Iterable[str], listed: Mapping[str, Card]) -> list[Card]:
    return [listed[name] for name in names if name in listed]


def _last(cards: Sequence[Card]) -> str:
    moments = [card.updated for card in cards]
    return instant(max(moments)) if moments else ""


def _several(found: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(found) if len(found) > 1 else ()
