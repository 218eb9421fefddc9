"""The search of each wing: its page, its index, and the modules that all of them share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.archive import wings
from digest.archive.search import index
from digest.archive.search.record import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from digest.archive.card import Card, CardItem
    from digest.archive.plan import Site
    from digest.archive.wings import Wing

_PART = re.compile(r"\d{4}(?:-\d+)?\.json")


def files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """The files of the search, a page behind the index that it asks; what is no more part of an index is emptied."""
    yield from index.modules()
    memory = site.cache / "search" if site.cache else None
    shown = [(wing, f"{wing.folder}{index.FOLDER}index.html") for wing in site.wings if _searched(site, wing)]
    for wing, path in shown:
        made = {path}
        for name, text in index.files(
            records(wing.listed, site.marks), known_names=site.known_names, folder=wing.folder, memory=memory
        ):
            made.add(name)
            yield name, text
        yield from _emptied(site, wing, made)
        yield (
            path,
            site.templates.render(
                "archive/search.html.j2",
                s=wing.words,
                site=wing.heading,
                up=f"{wing.up}../",
                alternates=wings.of_page(wing, shown),
            ),
        )


def _searched(site: Site, wing: Wing) -> bool:
    """Whether a wing has a search: it lists an issue, or did so before."""
    before = site.target and (site.target / wing.folder / index.FOLDER / "index.json").exists()
    return bool(wing.listed or not wing.folder or before)


def _emptied(site: Site, wing: Wing, made: Collection[str]) -> Iterator[tuple[str, str]]:
    """Files of an earlier index that holds more: what was withdrawn must not stay readable in them."""
    if site.target:
        for path in sorted((site.target / wing.folder / index.FOLDER).glob("*.json")):
            name = f"{wing.folder}{index.FOLDER}{path.name}"
            if name not in made and _PART.fullmatch(path.name):
                yield name, "[]\n"


def records(cards: Iterable[Card], marks: Mapping[str, str]) -> list[Record]:
    """The items of issues, as the search finds them; `marks` are digests of what issues say, by their ids."""
    return [
        record(
            item, issue=card.issue, year=card.year, path=card.path, label=card.label, mark=marks[card.issue]
        )
        for card in cards
        for item in card.items
    ]


def record(item: CardItem, *, issue: str, year: int, path: str, label: str, mark: str = "") -> Record:
    """An item of an issue, whose page stands at `path`, as the search finds it; `mark` is a digest of what the issue says."""
    return Record(
        id=f"{issue}/{item.id}",
        year=year,
        url=f"{path}#{item.anchor}",
        title=item.headline,
        label=label,
        language=item.language,
        day=item.day,
        read=lambda: tuple(one.text for one in item.sentences),
        mark=f"{mark} {item.number}" if mark else "",
    )
