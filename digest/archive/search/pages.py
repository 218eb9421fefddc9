"""The search of each wing: its page, its index, and the modules that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.archive import wings
from digest.archive.search import index
from digest.archive.search.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.archive.card import Card
    from digest.archive.plan import Site


def files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """The files of the search, a page behind the index that it asks."""
    yield from index.modules()
    memory = site.cache / "search" if site.cache else None
    shown = [(wing, f"{wing.folder}{index.FOLDER}index.html") for wing in site.wings if wing.listed]
    for wing, path in shown:
        found = records(wing.listed)
        yield from index.files(found, known_names=site.known_names, folder=wing.folder, memory=memory)
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


def records(cards: Iterable[Card]) -> list[Record]:
    """The items of issues, as the search finds them."""
    return [
        Record(
            id=f"{card.issue}/{item.id}",
            year=card.year,
            url=f"{card.path}#{item.anchor}",
            title=item.headline,
            label=card.label,
            language=item.language,
            day=item.day,
            sentences=tuple(one.text for one in item.sentences),
        )
        for card in cards
        for item in card.items
    ]
