"""Rights: how much of a story an item may quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Pick, Rights

QUOTED_SENTENCES = 2
QUOTED_SHARE = 0.2
UNLIMITED = 1_000


def limits(members: Sequence[Prepared], rights: Mapping[str, Rights]) -> dict[str, int]:
    """Story id → how many of its sentences may be picked.

    `quote` allows two sentences and a fifth of the text; one sentence is always a quotation, however short the
    text (docs/decisions/0005-quoting.md).
    """
    found = {}
    for member in members:
        right = rights.get(member.story.source, "quote")
        if right in ("link-only", "private"):
            found[member.story.id] = 0
        elif right == "open":
            found[member.story.id] = UNLIMITED
        else:
            lengths = sorted(sentence.end - sentence.start for sentence in member.sentences)
            two = sum(lengths[len(lengths) // 2 :][:QUOTED_SENTENCES])  # two sentences of middling length
            share = QUOTED_SHARE * len(member.story.text)
            found[member.story.id] = QUOTED_SENTENCES if len(lengths) > 1 and two <= share else 1
    return found


def within(
    picks: Sequence[Pick], members: Sequence[Prepared], rights: Mapping[str, Rights]
) -> tuple[Pick, ...]:
    """The picks without those that take more than the rights allow: of each such story, the longest kept first."""
    sources = {member.story.id: member for member in members}
    kept: list[Pick] = []
    for pick in picks:
        member = sources[pick.sentence.story]
        if rights.get(member.story.source, "quote") == "quote":
            before = [other for other in kept if other.sentence.story == pick.sentence.story]
            taken = sum(len(other.sentence.text) for other in [*before, pick])
            if before and (len(before) >= QUOTED_SENTENCES or taken > QUOTED_SHARE * len(member.story.text)):
                continue
        kept.append(pick)
    return tuple(kept)
