"""The pages of names (`topics/`) and of outlets (`sources/`), with an index of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.archive import storylines, wings
from digest.archive.card import Card
from digest.archive.names import Entry, Mention, Names
from digest.archive.plan import Page
from digest.rendering import dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from digest.archive.plan import Site
    from digest.archive.storylines import LineView
    from digest.archive.wings import Wing

SHOWN = 50
"""Items that a page tells of; of older ones it names the issues."""
MONTHS = 12
LINES = 12
"""Storylines that a page leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRows:
    """The items of one issue that tell of a name."""

    card: Card
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Names or outlets: the folder, and the keys of the words for all of them and for one."""

    folder: str
    folder_word: str
    word: str
    entries: Callable[[Names], tuple[Entry, ...]]


KINDS = (
    Kind(folder="topics", folder_word="topics", word="topic", entries=lambda names: names.topics),
    Kind(folder="sources", folder_word="outlets", word="outlet", entries=lambda names: names.outlets),
)


def pages(site: Site) -> Iterator[Page]:
    """The pages of all names and outlets of each wing, then their indexes."""
    for kind in KINDS:
        places: dict[str, list[tuple[Wing, str]]] = {}
        for wing in site.wings:
            for entry in kind.entries(site.names[wing.folder]):
                places.setdefault(entry.slug, []).append((wing, entry.path))
        indexes = [
            (wing, f"{wing.folder}{kind.folder}/index.html")
            for wing in site.wings
            if kind.entries(site.names[wing.folder])
        ]
        for wing in site.wings:
            affairs = storylines.by_item(site.storylines[wing.folder])
            for entry in kind.entries(site.names[wing.folder]):
                alternates = wings.of_page(wing, places[entry.slug])
                yield _entry(site, wing, kind, entry, affairs=affairs, alternates=alternates)
        for wing, path in indexes:
            yield _index(site, wing, kind, path, wings.of_page(wing, indexes))
    for wing in site.wings:
        for old, entry in site.names[wing.folder].moved.items():
            yield _moved(site, wing, old, entry)


def _entry(
    site: Site,
    wing: Wing,
    kind: Kind,
    entry: Entry,
    *,
    affairs: Mapping[tuple[str, int], LineView],
    alternates: tuple[wings.Alternate, ...],
) -> Page:
    lines = {
        line.path: line for one in entry.mentions if (line := affairs.get((one.card.issue, one.item.number)))
    }
    shown = [(line.name, line.language, line.path) for line in lines.values()][:LINES]
    return Page(
        path=entry.path,
        make=lambda: site.templates.render(
            "archive/topic.html.j2",
            s=wing.words,
            t=site.tokens,
            site=wing.heading,
            kind=kind,
            entry=entry,
            url=f"{wing.base}{entry.path.removesuffix('index.html')}" if wing.base else "",
            rows=_rows(entry.mentions[:SHOWN]),
            older=_rows(entry.mentions[SHOWN:]),
            months=_months(entry.mentions, wing),
            lines=shown,
            up="../../" + wing.up,
            alternates=alternates,
        ),
        inputs=(
            repr((wing.heading, entry.name, entry.others, entry.beside, shown, alternates)),
            *(f"{site.marks[one.card.issue]}{one.item.number}" for one in entry.mentions),
        ),
    )


def _index(site: Site, wing: Wing, kind: Kind, path: str, alternates: tuple[wings.Alternate, ...]) -> Page:
    entries = kind.entries(site.names[wing.folder])
    counted = [(one.name, one.path, len(one.mentions), one.issues) for one in entries]
    return Page(
        path=path,
        make=lambda: site.templates.render(
            "archive/topics.html.j2",
            s=wing.words,
            site=wing.heading,
            kind=kind,
            entries=counted,
            url=f"{wing.base}{path.removesuffix('index.html')}" if wing.base else "",
            up="../" + wing.up,
            alternates=alternates,
        ),
        inputs=(repr((wing.heading, counted, alternates)),),
    )


def _moved(site: Site, wing: Wing, old: str, entry: Entry) -> Page:
    return Page(
        path=f"{wing.folder}topics/{old}/index.html",
        make=lambda: site.templates.render(
            "archive/moved.html.j2",
            s=wing.words,
            site=wing.heading,
            kind="topic",
            name=entry.name,
            language=wing.language,
            path=entry.path,
            told=wing.words("topic_moved", name=entry.name),
            url=f"{wing.base}{entry.path.removesuffix('index.html')}" if wing.base else "",
            up="../../" + wing.up,
            alternates=(),
        ),
        inputs=(repr((wing.heading, entry.name, entry.path)),),
    )


def _rows(mentions: Sequence[Mention]) -> tuple[IssueRows, ...]:
    found: dict[str, list[Mention]] = {}
    for one in mentions:
        found.setdefault(one.card.issue, []).append(one)
    return tuple(IssueRows(card=told[0].card, mentions=tuple(told)) for told in found.values())


def _months(mentions: Sequence[Mention], wing: Wing) -> tuple[tuple[str, int, int], ...]:
    """The last months in which the name was told of: (label, percent of the most, items); empty where they say nothing."""
    counts: dict[date, int] = {}
    for one in mentions:
        month = one.card.start.replace(day=1)
        counts[month] = counts.get(month, 0) + 1
    last = sorted(counts)[-MONTHS:]
    if len({counts[month] for month in last}) == 1:
        return ()
    most = max(counts[month] for month in last)
    return tuple(
        (
            dates.day(month, wing.words, precision="month"),
            max(1, round(100 * counts[month] / most)),
            counts[month],
        )
        for month in last
    )
