"""Which stories of an item are texts of their own: one wire report printed by five outlets is one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared

COPIED = 0.6
"""A story is a copy where this share of its sentences (by words) stands in a story before it."""


def independent(members: Sequence[Prepared]) -> tuple[Prepared, ...]:
    """The members that are not copies of an earlier one, in their order."""
    kept: list[tuple[Prepared, frozenset[tuple[str, ...]]]] = []
    for member in members:
        sentences = {tuple(word.form for word in sentence.words) for sentence in member.sentences} - {()}
        told = frozenset(sentences or {tuple(word.form for word in member.title)})
        if not any(len(told & other) >= COPIED * len(told) for _, other in kept):
            kept.append((member, told))
    return tuple(member for member, _ in kept)


def outlets(members: Sequence[Prepared]) -> tuple[str, ...]:
    """The distinct outlets of the independent texts ("출처 N곳"), in order of first appearance."""
    return tuple(dict.fromkeys(member.story.outlet or member.story.source for member in independent(members)))
