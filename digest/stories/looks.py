"""Ways to cut at the lines that look like headlines, whatever they have in common: as the tagger sees each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.stories.lines import run_in_end
from digest.stories.proposal import READ, Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.lines import Line
    from digest.stories.roles import Role
    from digest.stories.tags import Tags

LOOK = "by their look"
_LEAST = (0.15, 0.3, 0.45, 0.6, 0.75)
"""How likely a line must be to open a story: each gives a way to cut, and what else is known of it decides."""
_OUTSIDE = 0.5


def by_look(lines: Sequence[Line], roles: Sequence[Role], tags: Tags) -> Iterator[Proposal]:
    """The lines above each share of certainty, where they are two or more."""
    seen: set[tuple[int, ...]] = set()
    for least in _LEAST:
        heads = tuple(index for index, share in enumerate(tags.begin) if share > least)
        if len(heads) < 2 or heads in seen:  # noqa: PLR2004 - one is no round-up
            continue
        seen.add(heads)
        chosen = set(heads)
        closers = frozenset(
            line.index
            for line in lines
            if line.index not in chosen
            and tags.outside[line.index] > _OUTSIDE
            and (line.kind == "heading" or (roles[line.index] == "text" and line.is_bare))
        )
        stressed = [(index, span) for index in heads if (span := lines[index].stressed)]
        yield Proposal(
            heads=heads,
            closers=closers,
            method="lines that look like headlines",
            kinds=(LOOK,),
            told=frozenset(_told(lines, roles, chosen, closers)).union(index for index, _ in stressed),
            titles=tuple(stressed),
        )


def _told(
    lines: Sequence[Line], roles: Sequence[Role], heads: set[int], closers: frozenset[int]
) -> Iterator[int]:
    """The heads that are whole stories in their line: more than a headline, and nothing that is read stands below."""
    open_head = -1
    for line in lines:
        if line.index in heads or line.index in closers:
            if open_head >= 0:
                yield open_head
            told = line.index in heads and (line.is_sentence or run_in_end(line.text) > 0)
            open_head = line.index if told else -1
        elif roles[line.index] in READ:
            open_head = -1
    if open_head >= 0:
        yield open_head
