"""The pages of the storylines."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from digest.archive import figures, social, storylines, wings
from digest.archive.plan import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


class Instead:
    """What stands at the address of a storyline that is no more, to which mails may lead: the way to what is left of it.

    Args:
        site: what the pages are made of.
        standing: (issue, item) → its storyline.
    """

    def __init__(self, site: Site, standing: Mapping[tuple[str, str], str]) -> None:
        self._site = site
        self._wings = {wing.folder: wing for wing in site.wings}
        self._newest = cache(lambda folder: storylines.newest(self._wings[folder], standing))

    def page(self, path: str) -> str | None:
        """The page; None where that of another kind goes."""
        found = re.fullmatch(r"storylines/(.+)/index\.html", path)
        if not found:
            return None
        wings_of = (one for one in self._site.wings if one.suffix and found[1].endswith(one.suffix))
        wing = next(wings_of, self._site.wings[0])
        told = self._newest(wing.folder).get(found[1].removesuffix(wing.suffix))
        name = told[1].headline if told else wing.title
        return self._site.templates.render(
            "archive/moved.html.j2",
            s=wing.words,
            site=wing.heading,
            kind="storyline",
            name=name,
            language=told[1].language if told else wing.language,
            path=f"{told[0].path}#{told[1].anchor}" if told else f"{wing.folder}index.html",
            told=wing.words("storyline_moved", name=name),
            url="",
            up="../../",
            alternates=(),
        )


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
