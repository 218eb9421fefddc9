"""The files of the search: each year's index, what its items show, the modules for the browser, and the list of all that.

What is read first is given last, so that a reader in the middle of a build finds what the list names.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

from digest import codec
from digest.archive.search import remembered, shard, terms
from digest.archive.search.folding import SIGNS, UNITS, bare, fold
from digest.archive.search.remembered import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.archive.search.record import Record

FOLDER = "search/"
MODULES = ("words.js", "stem.js", "marks.js", "engine.js", "search.js")
FORMAT = 1


def modules() -> Iterator[tuple[str, str]]:
    """The modules that ask the index in the browser, as they come with the program."""
    for name in MODULES:
        text = resources.files("digest.archive.search").joinpath("web", name).read_text(encoding="utf-8")
        yield f"{FOLDER}{name}", text


def files(
    records: Sequence[Record],
    *,
    known_names: Sequence[Sequence[str]] = (),
    folder: str = "",
    memory: Path | None = None,
) -> Iterator[tuple[str, str]]:
    """The files of the index of these items, the one that names the others last; the same items give the same bytes.

    Args:
        records: in any order.
        known_names: groups of spellings of one name, in both scripts.
        folder: of the wing whose items these are, such as "en/".
        memory: where what was worked out is kept between two builds; None: nowhere.
    """
    place = memory / (folder.strip("/") or "all") if memory else None
    kept = Memory(place, version=f"{FORMAT}; {shard.SHOWN}; {remembered.version()}")
    names = _spellings(known_names)
    years: dict[int, list[Record]] = {}
    for one in sorted(records, key=lambda one: (one.day, one.url)):
        years.setdefault(one.year, []).append(one)
    listed, known = [], set[str]()
    for year in sorted(years):
        made = _year(years[year], names, kept)
        known |= shard.vocabulary(made[f"{year}.json"])
        for name, text in made.items():
            yield f"{folder}{FOLDER}{name}", text
        listed.append(
            {
                "year": year,
                "items": len(years[year]),
                "index": _named(f"{year}.json", made),
                "shown": [_named(name, made) for name in made if name != f"{year}.json"],
            }
        )
    manifest = {
        "format": FORMAT,
        "each": shard.SHOWN,
        "years": listed,
        "names": [list(group) for group in names if any(_stands(name, known) for name in group)],
        "units": UNITS,
        "signs": SIGNS,
        "stop": " ".join(sorted(terms.stop_words())),
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")) + "\n"
    yield f"{folder}{FOLDER}index.json", text


def _year(records: Sequence[Record], names: Sequence[Sequence[str]], memory: Memory) -> Mapping[str, str]:
    """The files of a year: those of the build before, its terms unread, where its items and the names of several words are the same."""
    year = records[0].year
    joined = {_joined(name) for group in names for name in group if " " in name}
    key = codec.fingerprint(
        *(part for one in records for part in one.inputs),
        "",
        *sorted(joined),
    )
    made = memory.files(year, key)
    if made is None:
        told = memory.told(year, records)
        met = sorted(joined & {join for one in told for join in one.joins})
        made = {f"{year}-{place}.json": text for place, text in enumerate(shard.shown(records))}
        made[f"{year}.json"] = shard.index(told, met)
        memory.keep(year, key, made)
    return made


def _named(name: str, made: Mapping[str, str]) -> str:
    """A file with a checksum behind it, so that no browser takes an older one from its store."""
    return f"{name}?{codec.fingerprint(made[name])[:8]}"


def _spellings(known_names: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The groups in one form and order; only those that give a name in several ways."""
    groups = {
        tuple(sorted({" ".join(fold(name).lower().split()) for name in group})) for group in known_names
    }
    return sorted(group for group in groups if len(group) > 1)


def _joined(name: str) -> str:
    return "".join(map(bare, name.split()))


def _stands(name: str, known: set[str]) -> bool:
    return _joined(name) in known or all(terms.stemmed(bare(word)) in known for word in name.split())
