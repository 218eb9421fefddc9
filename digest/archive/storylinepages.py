"""The pages of the storylines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.archive import figures, social, wings
from digest.archive.plan import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.archive.plan import Site
    from digest.archive.storylines import LineView
    from digest.archive.wings import Wing


def pages(site: Site) -> Iterator[Page]:
    """The page of every storyline in every wing."""
    places: dict[str, list[tuple[Wing, str]]] = {}
    for wing in site.wings:
        for line in site.storylines[wing.folder]:
            places.setdefault(line.affair, []).append((wing, line.path))
    for wing in site.wings:
        for line in site.storylines[wing.folder]:
            yield _page(site, wing, line, wings.of_page(wing, places[line.affair]))


def _page(site: Site, wing: Wing, line: LineView, alternates: tuple[wings.Alternate, ...]) -> Page:
    return Page(
        path=line.path,
        make=lambda: site.templates.render(
            "archive/storyline.html.j2",
            s=wing.words,
            site=wing.heading,
            line=_measured(site, wing, line),
            t=site.tokens,
            up="../../",
            alternates=alternates,
            social=social.of_line(line, wing),
        ),
        inputs=(
            repr((wing.heading, line.id, line.name, line.language, line.url, alternates)),
            *(f"{site.marks[part.issue]} {part.number} {part.when}" for part in line.parts),
        ),
    )


def _measured(site: Site, wing: Wing, line: LineView) -> LineView:
    """The storyline with its figures over time."""
    told = [(site.pages[part.issue], part.item) for part in line.parts]
    return replace(line, figures=figures.series(told, wing.words))
