"""Where the names of an archive stand, remembered between two builds: old issues are asked for new names alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from digest.archive.mentions import Mentions, first_of
from digest.storage import keepsakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from digest.archive.card import Card, CardItem

Places = dict[str, list[int]]
FORMAT = "1"
"""That of what is kept: what another program kept in another one is as nothing."""


def places(
    cards: Sequence[Card], marks: Mapping[str, str], names: Iterable[str], *, memory: Path | None
) -> Places:
    """The items that tell of each name, by their places among the items of all these issues.

    Args:
        cards: the issues.
        marks: a digest of what each of them says and of what looks names up, by their ids.
        names: in any spelling.
        memory: the file where this is kept; None: nowhere.
    """
    wanted = dict.fromkeys(names)
    asked, known = _read(memory)
    new = [name for name in wanted if name not in asked]
    found: Places = {name: [] for name in wanted}
    kept: dict[str, Places] = {}
    start = 0
    for card in cards:
        mark = marks[card.issue]
        if mark in known:
            told = {name: at for name, at in known[mark].items() if name in wanted}
            told |= _looked_up(card.items, new)
        else:
            told = _looked_up(card.items, wanted)
        kept[mark] = told
        for name, at in told.items():
            found[name] += [start + place for place in at]
        start += len(card.items)
    if memory and (kept != known or new):
        keepsakes.keep(memory, json.dumps({"names": list(wanted), "of": kept}).encode(), under=FORMAT)
    return found


def _looked_up(items: Sequence[CardItem], names: Iterable[str]) -> Places:
    texts = "\n".join(item.text for item in items)
    maybe = [name for name in names if first_of(name) in texts]
    mentions = Mentions(items) if maybe else None
    return {name: sorted(at) for name in maybe if mentions and (at := mentions.of(name))}


def _read(path: Path | None) -> tuple[set[str], dict[str, Places]]:
    if path is None or (data := keepsakes.kept(path, under=FORMAT)) is None:
        return set(), {}
    kept = json.loads(data)
    return set(kept["names"]), kept["of"]
