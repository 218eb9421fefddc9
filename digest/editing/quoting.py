"""Rights: how much of a story an item may quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Pick, Rights, Sentence

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
    picks: Sequence[Pick],
    members: Sequence[Prepared],
    rights: Mapping[str, Rights],
    headed: Sequence[Sentence] = (),
) -> tuple[Pick, ...]:
    """The picks without those that take more than the rights allow: of each such story, the longest kept first.

    `headed` is quoted above them already: it counts, and nothing of it is told again.
    """
    sources = {member.story.id: member for member in members}
    kept: list[Pick] = []
    for pick in picks:
        member = sources[pick.sentence.story]
        if any(_inside(pick.sentence, one) for one in headed):
            continue
        if rights.get(member.story.source, "quote") == "quote":
            shown = (*headed, *(other.sentence for other in kept))
            before = [one for one in shown if one.story == pick.sentence.story]
            taken = sum(len(one.text) for one in (*before, pick.sentence))
            if before and (len(before) >= QUOTED_SENTENCES or taken > QUOTED_SHARE * len(member.story.text)):
                continue
        kept.append(pick)
    return tuple(kept)


def _inside(one: Sentence, other: Sentence) -> bool:
    return one.story == other.story and other.start <= one.start and one.end <= other.end


class Quota:
    """What an item's boxes may still quote beside what it shows: the same two sentences and fifth of a text hold for both.

    A sentence counts as quoted, whole, wherever a part of it is shown; only what lies inside one that stands in the item
    already is free.
    """

    def __init__(
        self, members: Sequence[Prepared], rights: Mapping[str, Rights], shown: Iterable[Sentence]
    ) -> None:
        self._stories = {member.story.id: member.story for member in members}
        self._rights = rights
        self._taken: dict[str, list[Sentence]] = {}
        for one in shown:
            if not self._free(one):
                self._keep(one)

    def take(self, *sentences: Sentence) -> bool:
        """Quote these sentences; False, and nothing is quoted, where the rights of one of them do not allow it."""
        fresh = [one for one in sentences if not self._free(one)]
        if not all(self._quotable(one) for one in sentences):
            return False
        for story in {one.story for one in fresh}:
            if not self._room(story, [one for one in fresh if one.story == story]):
                return False
        for one in fresh:
            self._keep(one)
        return True

    def _free(self, one: Sentence) -> bool:
        return any(_inside(one, other) for other in self._taken.get(one.story, ()))

    def _keep(self, one: Sentence) -> None:
        self._taken.setdefault(one.story, []).append(one)

    def _right(self, story: str) -> Rights:
        return self._rights.get(self._stories[story].source, "quote")

    def _quotable(self, one: Sentence) -> bool:
        return self._right(one.story) in ("open", "quote")

    def _room(self, story: str, fresh: Sequence[Sentence]) -> bool:
        quoted = [*self._taken.get(story, ()), *fresh]
        if self._right(story) == "open" or len(quoted) == 1:
            return True
        length = sum(len(one.text) for one in quoted)
        return len(quoted) <= QUOTED_SENTENCES and length <= QUOTED_SHARE * len(self._stories[story].text)
