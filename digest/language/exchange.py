"""All known pairs as the text of a glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.glossary import key_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from digest.language.pairs import Pair


def exported(pairs: Sequence[Pair], zone: tzinfo) -> str:
    """A glossary of the pairs that are used and those that are refused; the others stand in comments, with the reason."""
    return "".join(f"{line}\n" for line in _lines(pairs, zone))


def _lines(pairs: Sequence[Pair], zone: tzinfo) -> Iterator[str]:
    yield "# Names in both scripts, written by `digest names export`."
    told = [pair for pair in pairs if pair.believed or pair.refused]
    groups: dict[tuple[str, bool], list[Pair]] = {}
    for pair in told:
        groups.setdefault((key_of(pair.korean), pair.refused), []).append(pair)
    for (_, refused), found in groups.items():
        line = written(found[0].korean, tuple(pair.latin for pair in found), refused=refused)
        yield f"{line}  # {'; '.join(_learned(pair, zone) for pair in found)}"
    others = [pair for pair in pairs if not pair.believed and not pair.refused]
    if others:
        yield ""
        yield "# Not used where this was written:"
    for pair in others:
        yield f"# {written(pair.korean, (pair.latin,))}  ({_learned(pair, zone)})"


def _learned(pair: Pair, zone: tzinfo) -> str:
    """Where a pair was learned, in how many documents and since when."""
    count = len(pair.documents)
    seen = f", {count} document{'s' if count > 1 else ''}" if count else ""
    since = f" since {pair.first.astimezone(zone):%Y-%m-%d}" if pair.first else ""
    return f"{pair.origin}{seen}{since}"
