"""A memory of grouped stories, as grouping asks it: stories with their words, counts, and where all stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import codec
from digest.analysis import analysed
from digest.analysis.prepared import prepare_anew
from digest.model import Story
from digest.pipeline.program import program
from digest.storage import recollection as r

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.recall import Kept
    from digest.language.analyser import Analyser
    from digest.language.pairs import Sighting
    from digest.storage.store import Connection


class Recalled:
    """A memory that is asked (`analysis.recall.Recall`).

    Args:
        connection: of the memory.
        about: what it says of itself.
        analyser: for stories whose analysis cannot be read any more.
    """

    def __init__(self, connection: Connection, about: Mapping[str, str], analyser: Analyser) -> None:
        self._connection = connection
        self._about = about
        self._analyser = analyser

    def size(self, space: str) -> int:
        """How many stories of a space are counted."""
        return int(self._about.get(f"size {space}", "0"))

    def usual(self) -> float | None:
        """What a rarity between the languages counts against."""
        told = self._about.get("usual", "")
        return float(told) if told else None

    def counts(self, space: str, terms: Sequence[str]) -> Mapping[str, int]:
        """In how many stories of a space terms stand."""
        return r.counted(self._connection, space, terms)

    def holding(self, words: Sequence[str]) -> Iterable[tuple[str, int, float, float | None]]:
        """The marks that are one of these words."""
        return r.holding(self._connection, words)

    def standing(self, numbers: Sequence[int]) -> Sequence[Kept]:
        """All stories of the parts that some stories belong to."""
        return r.standing(self._connection, numbers)

    def sightings(self) -> tuple[Sighting, ...]:
        """Of names in both scripts."""
        return r.names(self._connection)

    def texts(self, numbers: Sequence[int]) -> dict[int, Prepared]:
        """Stories with their words."""
        found = r.texts(self._connection, numbers)
        stories = {number: _read(told) for number, (told, _) in found.items()}
        packed = {analysed.name(story): found[number][1] for number, story in stories.items()}
        prepared, _ = prepare_anew(list(stories.values()), self._analyser, packed, program())
        return dict(zip(stories, prepared, strict=True))

    def unread(self) -> dict[int, Story]:
        """All stories as they came."""
        return {number: _read(told) for number, (told, _) in r.texts(self._connection).items()}


def _read(told: bytes) -> Story:
    return codec.load(Story, told, subject="memory")


def mended(story: Story) -> Story:
    """A story without halves of signs (lone surrogates), which no file can hold."""
    row = codec.row(story)
    told = row.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return story if row == told else codec.load(Story, told, subject=f'story "{story.id!r}"')


def kept_with(
    connection: Connection, stories: Mapping[int, Story], prints: Mapping[str, str], analyser: Analyser
) -> dict[int, Prepared]:
    """Analyse stories (by number) and keep them with that; `prints` are their fingerprints by id."""
    told = list(stories.values())
    prepared, made = prepare_anew(told, analyser, rules=program())
    rows = [
        (number, story.id, prints[story.id], codec.row(story).encode(),
         made[analysed.name(story)])
        for number, story in stories.items()
    ]  # fmt: skip
    r.put(connection, rows)
    return dict(zip(stories, prepared, strict=True))
