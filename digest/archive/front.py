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
    robots = sitemap.robots(first.base)
    yield Page(path="style.css", make=lambda: style(site), inputs=())
    yield Page(path="robots.txt", make=lambda: robots, inputs=(robots,))
    yield Page(
        path="404.html",
        make=lambda: site.templates.render(
            "archive/404.html.j2", s=first.words, site=first.heading, style=style(site), up="", alternates=()
        ),
        inputs=(repr(first.heading),),
    )


def style(site: Site) -> str:
    """The style sheet of all pages."""
    return site.templates.render("archive/style.css.j2", t=site.tokens)


def indexes(site: Site) -> Iterator[Page]:
    """The index of each wing that lists an issue; the first wing has one always."""
    shown = [(wing, f"{wing.folder}index.html") for wing in site.wings if wing.fed]
    for wing in reversed(site.wings):
        if wing.fed or not wing.folder:
            yield _index(site, wing, wings.of_page(wing, shown))


def _index(site: Site, wing: Wing, alternates: tuple[wings.Alternate, ...]) -> Page:
    lines = site.storylines[wing.folder][: storylines.NEWEST]
    names = [(one.name, one.path, len(one.mentions)) for one in site.names[wing.folder].topics[:NAMES]]
    dates = calendar.NAME if any(card.events for card in wing.listed) else ""
    about = social.of_index(wing)
    told = [(line.name, line.language, line.path, len(line.parts), line.first, line.last) for line in lines]
    return Page(
        path=f"{wing.folder}index.html",
        make=lambda: site.templates.render(
            "archive/index.html.j2",
            s=wing.words,
            site=wing.heading,
            newest=wing.listed[0] if wing.listed else None,
            lines=lines,
            names=names,
            dates=dates,
            social=about,
            years=_years(wing.listed),
            up=wing.up,
            alternates=alternates,
        ),
        inputs=(
            repr((wing.heading, told, names, dates, about, alternates)),
            *(site.marks[card.issue] for card in wing.listed),
        ),
    )


def _years(listed: Sequence[Card]) -> list[tuple[int, list[Card]]]:
    years = sorted({one.year for one in listed}, reverse=True)
    return [(year, [one for one in listed if one.year == year]) for year in years]
