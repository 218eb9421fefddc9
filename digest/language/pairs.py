"""What is known of names in both scripts: sightings in texts, put together with the publication's glossary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from digest.language.alike import same_name
from digest.language.glossary import EMPTY, Glossary, key_of
from digest.language.glosses import By, glosses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.language.glosses import Gloss

Origin = Literal["glossary", "archive", "batch"]
"""Where a pair was learned: in the publication's file, in earlier documents, in those that are being grouped."""
Name = tuple[str, str]
"""The keys of a Korean name and of a Latin one."""

ENOUGH = 2
"""Documents that must give a translation before it is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A pair that a document gives, `times` times.

    Args:
        published: of the document; None where it is not dated.
        learned: when the store first saw the document give it; None for texts that are in no store.
    """

    korean: str
    latin: str
    by: By
    document: str
    times: int = 1
    published: datetime | None = None
    learned: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a publication knows before it looks at a batch: its glossary, and what its archive gave."""

    glossary: Glossary = EMPTY
    archive: tuple[Sighting, ...] = ()


NOTHING = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name in both scripts with all that speaks for it.

    Args:
        documents: that give it, by id; `times`: how often they do.
        first: the earliest publication of these, `last` the latest.
        learned: when the store saw the first of them.
        refused: by the glossary.
        believed: whether grouping uses it: a pair of the glossary; else one that sounds alike, or a translation that
            ENOUGH documents give, where the glossary neither refuses it nor gives the name another one.
    """

    korean: str
    latin: str
    by: By
    origin: Origin
    documents: tuple[str, ...] = ()
    times: int = 0
    first: datetime | None = None
    last: datetime | None = None
    learned: datetime | None = None
    refused: bool = False
    believed: bool = False


def sightings(texts: Iterable[tuple[str, str]]) -> tuple[Sighting, ...]:
    """The pairs that texts give, each text with the id of its document; ordered by name and document."""
    return counted((gloss, document) for document, text in texts for gloss in glosses(text))


def counted(given: Iterable[tuple[Gloss, str]]) -> tuple[Sighting, ...]:
    """The same of names that were found in the texts of documents already."""
    counts = Counter(given)
    return tuple(
        Sighting(
            korean=gloss.korean,
            latin=gloss.latin,
            by=gloss.by,
            document=document,
            times=counts[gloss, document],
        )
        for gloss, document in sorted(counts)
    )


def pairs(known: Known, batch: Sequence[Sighting] = ()) -> tuple[Pair, ...]:
    """All pairs, by Korean name: those that are used first, then those that most documents give.

    A document of the batch that is in the archive too counts once.
    """
    own = {seen.document for seen in batch}
    seen: dict[Name, list[Sighting]] = {}
    for one in (*(one for one in known.archive if one.document not in own), *batch):
        seen.setdefault((key_of(one.korean), key_of(one.latin)), []).append(one)
    given = {
        (key_of(entry.korean), key_of(latin)): (entry.korean, latin, entry.refused)
        for entry in known.glossary.entries
        for latin in entry.latin
    }
    decided = {korean for (korean, _), (_, _, refused) in given.items() if not refused}
    found = [_given(*entry, seen.get(name, ())) for name, entry in given.items()]
    found += [_mined(all_, own, name[0] in decided) for name, all_ in seen.items() if name not in given]
    return tuple(sorted(found, key=_rank))


def _rank(pair: Pair) -> tuple[str, bool, int, int, str]:
    return (key_of(pair.korean), not pair.believed, -len(pair.documents), -pair.times, pair.latin)


def _given(korean: str, latin: str, refused: bool, seen: Sequence[Sighting]) -> Pair:  # noqa: FBT001 - an entry
    by: By = "sound" if same_name(korean, latin) else "meaning"
    return _pair(korean, latin, by, "glossary", seen, refused=refused, believed=not refused)


def _mined(seen: Sequence[Sighting], own: set[str], decided: bool) -> Pair:  # noqa: FBT001
    by: By = "sound" if any(one.by == "sound" for one in seen) else "meaning"
    spelt = Counter[Name]()
    for one in seen:
        spelt[one.korean, one.latin] += one.times
    korean, latin = min(spelt, key=lambda name: (-spelt[name], name))
    origin: Origin = "batch" if all(one.document in own for one in seen) else "archive"
    enough = by == "sound" or len({one.document for one in seen}) >= ENOUGH
    return _pair(korean, latin, by, origin, seen, refused=False, believed=enough and not decided)


def _pair(
    korean: str,
    latin: str,
    by: By,
    origin: Origin,
    seen: Sequence[Sighting],
    *,
    refused: bool,
    believed: bool,
) -> Pair:
    dated = [one.published for one in seen if one.published]
    learned = [one.learned for one in seen if one.learned]
    return Pair(
        korean=korean,
        latin=latin,
        by=by,
        origin=origin,
        documents=tuple(sorted({one.document for one in seen})),
        times=sum(one.times for one in seen),
        first=min(dated, default=None),
        last=max(dated, default=None),
        learned=min(learned, default=None),
        refused=refused,
        believed=believed,
    )
