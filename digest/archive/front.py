"""The pages that lead to all others: the index of each wing, and the one for an address where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.archive import calendar, sitemap, social, storylines, wings
from digest.archive.plan import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.archive.card import Card
    from digest.archive.plan import Site
    from digest.archive.wings import Wing

NAMES = 24
"""Names on the index."""


def basics(site: Site) -> Iterator[Page]:
    """What every page needs, and what is asked for by those that find none."""
    first = site.wings[0]
    yield Page(path="style.css", make=lambda: site.style)
    yield Page(path="robots.txt", make=lambda: sitemap.robots(first.base))
    yield Page(
        path="404.html",
        make=lambda: site.templates.render(
            "archive/404.html.j2", s=first.words, site=first.heading, style=site.style, up="", alternates=()
        ),
        inputs=(repr(first.heading), site.style),
    )


def indexes(site: Site) -> Iterator[Page]:
    """The index of each wing that lists an issue; the first wing has one always."""
    shown = [(wing, f"{wing.folder}index.html") for wing in site.wings if wing.fed]
    for wing in reversed(site.wings):
        if wing.fed or not wing.folder:
            yield Page(
                path=f"{wing.folder}index.html",
                make=lambda wing=wing: _index(site, wing, wings.of_page(wing, shown)),  # type: ignore[misc]
            )


def _index(site: Site, wing: Wing, alternates: tuple[wings.Alternate, ...]) -> str:
    return site.templates.render(
        "archive/index.html.j2",
        s=wing.words,
        site=wing.heading,
        newest=wing.listed[0] if wing.listed else None,
        lines=site.storylines[wing.folder][: storylines.NEWEST],
        names=[(one.name, one.path, len(one.mentions)) for one in site.names[wing.folder].topics[:NAMES]],
        years=_years(wing.listed),
        dates=calendar.NAME if any(card.events for card in wing.listed) else "",
        social=social.of_index(wing),
        up=wing.up,
        alternates=alternates,
    )


def _years(listed: Sequence[Card]) -> list[tuple[int, list[Card]]]:
    years = sorted({one.year for one in listed}, reverse=True)
    return [(year, [one for one in listed if one.year == year]) for year in years]
