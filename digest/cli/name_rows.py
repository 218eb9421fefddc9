"""Pairs of names as they are shown: a table for people, JSON Lines for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.cli import show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from digest.language.pairs import Pair
    from digest.storage.store import Store


def places_of(store: Store, found: Sequence[Pair], zone: tzinfo) -> dict[str, str]:
    """The documents that give pairs: id → how a person knows it."""
    from digest.storage import sightings

    with store.read() as connection:
        places = sightings.places(connection, sorted({one for pair in found for one in pair.documents}))
    return {
        one.document: f"{one.published.astimezone(zone):%Y-%m-%d} {one.source}: {one.title or one.url or one.document}"
        if one.published
        else f"{one.source}: {one.title or one.url or one.document}"
        for one in places
    }


def lines(found: Sequence[Pair], builtin: Sequence[tuple[str, str]]) -> None:
    """One line a pair, as JSON."""
    from digest import codec

    for pair in found:
        show.line(codec.row({**codec.plain(pair), "state": _state(pair)}))
    for korean, latin in builtin:
        show.line(
            codec.row({"korean": korean, "latin": latin, "origin": "cldr", "believed": True, "state": "used"})
        )


def table(
    found: Sequence[Pair], builtin: Sequence[tuple[str, str]], places: dict[str, str], zone: tzinfo
) -> None:
    """A table; below each pair the documents of `places` that give it."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False)
    for column in ("korean", "latin", "by", "learned from", "seen", "since", ""):
        shown.add_column(
            column, no_wrap=column not in {"latin", ""}, min_width=16 if column == "latin" else None
        )
    for pair in found:
        since = f"{pair.first.astimezone(zone):%Y-%m-%d}" if pair.first else ""
        seen = f"{pair.times}x in {len(pair.documents)}" if pair.times else ""
        shown.add_row(Text(pair.korean), Text(pair.latin), pair.by, pair.origin, seen, since, _state(pair))
    for korean, latin in builtin:
        shown.add_row(korean, latin, "", "CLDR", "", "", "used")
    show.out.print(shown)
    for document, place in places.items():
        names = ", ".join(f"{pair.korean} = {pair.latin}" for pair in found if document in pair.documents)
        show.out.print(Text(f"{names}  {place}", style="dim"))
    count = len(found) + len(builtin)
    show.say(f"{count} pair{'' if count == 1 else 's'}", style="dim")


def _state(pair: Pair) -> str:
    """What becomes of a pair, and why."""
    from digest.language.pairs import ENOUGH

    if pair.refused:
        return "refused"
    if pair.believed:
        return "used"
    return (
        "overruled by the glossary"
        if pair.by == "sound" or len(pair.documents) >= ENOUGH
        else "seen too seldom"
    )
