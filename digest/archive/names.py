"""The names and the outlets that have a page: those that several items tell of or cite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from digest.archive import met
from digest.archive.card import Card, CardItem
from digest.archive.slugs import key, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from digest.archive.wings import Wing

SEVERAL = 2
"""Items that make a name worth a page."""
SHORTEST, LONGEST = 2, 40
"""Letters of a name that has a page."""
BESIDE = 12
"""Names that a page tells to stand beside its own."""
_LETTER = re.compile(r"[^\W\d_]")
_GIVEN = re.compile(r"[가-힣]{2,4}(?= )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An item that tells of a name."""

    card: Card
    item: CardItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name or an outlet with a page.

    Args:
        slug: its folder; `path` the page's place in the site, from the site's own folder.
        name: as it is shown; `others` are its other spellings.
        mentions: newest first.
        issues: how many issues they are of.
        beside: what stands in the same items most often, with its count: (name, path, items).
    """

    slug: str
    path: str
    name: str
    others: tuple[str, ...]
    mentions: tuple[Mention, ...]
    issues: int
    beside: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What has a page in a wing, the most told first, and where each item's names are.

    Args:
        topics: the names; `outlets` the outlets.
        moved: further spellings of a name that had a page of their own: slug → the name's.
        of: (issue, item's number) → its names, as (name, path).
        outlet_of: an outlet as it is written → its page.
    """

    topics: tuple[Entry, ...] = ()
    outlets: tuple[Entry, ...] = ()
    moved: Mapping[str, Entry]
    of: Mapping[tuple[str, int], tuple[tuple[str, str], ...]]
    outlet_of: Mapping[str, str]


def names(
    wing: Wing, known: Sequence[Sequence[str]] = (), *, marks: Mapping[str, str], memory: Path | None = None
) -> Names:
    """The names and outlets of a wing's listed issues.

    Args:
        wing: of one language.
        known: groups of spellings of one name, the first of which names it.
        marks: a digest of what each issue says, by their ids.
        memory: the folder where it is kept which items tell of a name; None: nowhere.
    """
    told = [Mention(card=card, item=item) for card in wing.listed for item in card.items]
    groups = list(_groups(told, known))
    kept = memory / f"{wing.folder.strip('/') or 'all'}.json" if memory else None
    found = met.places(wing.listed, marks, chain.from_iterable(groups), memory=kept)
    topics: dict[str, tuple[list[str], list[int]]] = {}
    moved: dict[str, str] = {}
    for spellings in groups:
        by_spelling = {text: found[text] for text in spellings}
        places = sorted(set().union(*by_spelling.values()))
        if len(places) >= SEVERAL:
            own = slug(spellings[0])
            used = [text for text in spellings if by_spelling[text]] or list(spellings)
            topics[own] = (used, places)
            moved |= {slug(text): own for text in used if slug(text) != own}
    outlets: dict[str, tuple[list[str], list[int]]] = {}
    for place, one in enumerate(told):
        for outlet in one.item.cited:
            spelt, places = outlets.setdefault(slug(outlet), ([outlet], []))
            if not places or places[-1] != place:
                places.append(place)
            if outlet not in spelt:
                spelt.append(outlet)
    outlets = {own: entry for own, entry in outlets.items() if len(entry[1]) >= SEVERAL}
    topic_entries = _entries(f"{wing.folder}topics", topics, told)
    outlet_entries = _entries(f"{wing.folder}sources", outlets, told)
    paths = {entry.slug: entry for entry in topic_entries}
    of: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for entry in topic_entries:
        for one in entry.mentions:
            of.setdefault((one.card.issue, one.item.number), []).append((entry.name, entry.path))
    return Names(
        topics=topic_entries,
        outlets=outlet_entries,
        moved={old: paths[new] for old, new in moved.items() if old not in topics},
        of={item: tuple(sorted(found)) for item, found in of.items()},
        outlet_of={
            text: f"{wing.folder}sources/{own}/index.html"
            for own, (spelt, _) in outlets.items()
            for text in spelt
        },
    )


def _groups(told: Iterable[Mention], known: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The spellings of each name, no spelling in two groups; those that the publication knows in both scripts first."""
    seen: set[str] = set()
    for spellings in (*known, *((name,) for name in _given(told))):
        own = tuple(
            {key(text): text for text in reversed(spellings) if key(text) not in seen and _fit(text)}.values()
        )
        if own:
            seen.update(map(key, own))
            yield own[::-1]


def _given(told: Iterable[Mention]) -> Iterator[str]:
    """The names that items give, each as most of them write it."""
    spelt: dict[str, Counter[str]] = {}
    for one in told:
        for name in one.item.names:
            given = _GIVEN.match(name.text) if name.kind == "person" else None
            text = " ".join((given[0] if given else name.text).split())  # "김하나 과장" is of 김하나
            spelt.setdefault(key(text), Counter())[text] += 1
    for counted in spelt.values():
        yield min(counted, key=lambda text: (-counted[text], text))


def _fit(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and bool(_LETTER.search(text))


def _entries(
    folder: str, found: Mapping[str, tuple[list[str], list[int]]], told: Sequence[Mention]
) -> tuple[Entry, ...]:
    here: dict[int, list[str]] = {}
    for own, (_, places) in found.items():
        for place in places:
            here.setdefault(place, []).append(own)
    made = []
    for own, (spelt, places) in found.items():
        together = Counter(other for place in places for other in here[place] if other != own)
        ranked = sorted(
            (one for one in together.items() if one[1] >= SEVERAL), key=lambda one: (-one[1], one[0])
        )
        made.append(
            Entry(
                slug=own,
                path=f"{folder}/{own}/index.html",
                name=spelt[0],
                others=tuple(spelt[1:]),
                mentions=tuple(told[place] for place in places),
                issues=len({told[place].card.issue for place in places}),
                beside=tuple(
                    (found[other][0][0], f"{folder}/{other}/index.html", count)
                    for other, count in ranked[:BESIDE]
                ),
            )
        )
    return tuple(sorted(made, key=lambda one: (-len(one.mentions), one.slug)))
