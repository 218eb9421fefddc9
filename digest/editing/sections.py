"""Which section of the issue an item belongs to, and why."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.analysis.prepared import Prepared
from digest.analysis.topics import Topic, Topics
from digest.language.called import NO_NAMES
from digest.model import Placement, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.topics import Chance
    from digest.language.called import Called

OTHER = "other"
CERTAIN = 0.4
"""The chance from which words place an item; below it the item stands among the rest."""
WORTH_TELLING = 0.005
"""A chance that is told as one."""
TOLD = 8
"""Words that are told of those that speak for a section."""
_UNDECIDED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSettings:
    """A section and what leads a story into it: categories that a text names, words that it uses, stories like it."""

    key: str
    title: str
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    examples: tuple[Prepared, ...] = ()


class Placer:
    """Places the items of an issue.

    Args:
        sections: in their order, which decides between equals.
        stories: all that the issue was built from: a word that most of them use tells little.
        decided: story → the section that the editor put its item in.
        names: known in both scripts.
    """

    def __init__(
        self,
        sections: Sequence[SectionSettings],
        stories: Sequence[Prepared],
        decided: Mapping[str, str] = _UNDECIDED,
        names: Called = NO_NAMES,
    ) -> None:
        self._sections = tuple(sections)
        self._order = {section.key: place for place, section in enumerate(sections)} | {OTHER: len(sections)}
        self._decided = decided
        topics = [
            Topic(key=section.key, words=section.words, examples=section.examples) for section in sections
        ]
        self._topics = Topics(topics, stories, names)

    def place(self, members: Sequence[Prepared], independent: Sequence[Prepared]) -> tuple[str, Placement]:
        """The key of an item's section, and why: the editor's word, else a category that its texts name, else its words.

        `independent` are the members that repeat no other: their words count.
        """
        chances = self._topics.chances(independent)
        by_words, placement = _by_words(chances)
        decided = Counter(
            key for one in members if (key := self._decided.get(one.story.id, "")) in self._order
        )
        if decided:
            return self._first(decided, chances), _told("editor", 1.0, by_words, placement)
        named = self._named(members)
        if named:
            key = self._first(named, chances)
            share = round(named[key] / named.total(), 3)
            names = dict.fromkeys(one.story.category for one in members if self._names(key, one))
            reason = Reason(feature="category", weight=share, detail=", ".join(names))
            return key, _told("category", share, by_words, placement, reason)
        return by_words, placement

    def _first(self, counted: Counter[str], chances: Sequence[Chance]) -> str:
        """The section that is counted most; of equals the one that the words speak for most."""
        likely = {one.key: one.chance for one in chances}
        return max(counted, key=lambda key: (counted[key], likely.get(key, 0.0), -self._order[key]))

    def _named(self, members: Sequence[Prepared]) -> Counter[str]:
        return Counter(
            section.key for one in members for section in self._sections if self._names(section.key, one)
        )

    def _names(self, key: str, member: Prepared) -> bool:
        section = self._sections[self._order[key]]
        return bool(member.story.category) and member.story.category in section.categories


def _told(
    by: Literal["editor", "category"], sure: float, key: str, words: Placement, *reasons: Reason
) -> Placement:
    """A placement that words did not make, and what they would have made."""
    return Placement(
        by=by, confidence=sure, runner_up=key, runner_up_confidence=words.confidence, reasons=reasons
    )


def _by_words(chances: Sequence[Chance]) -> tuple[str, Placement]:
    """The likeliest section, if it is likely enough; else the rest, with what it is nearest to."""
    likely = [one for one in chances if one.chance >= WORTH_TELLING]
    if likely and likely[0].chance >= CERTAIN:
        best, *others = likely
        return best.key, _placed("words", best.chance, others[:1], best.reasons)
    none = round(max(0.0, 1 - math.fsum(one.chance for one in likely)), 3)
    return OTHER, _placed("nothing", none, likely[:1], likely[0].reasons if likely else ())


def _placed(
    by: Literal["words", "nothing"], sure: float, following: Sequence[Chance], reasons: Sequence[Reason]
) -> Placement:
    return Placement(
        by=by,
        confidence=sure,
        runner_up=following[0].key if following else "",
        runner_up_confidence=following[0].chance if following else 0.0,
        reasons=tuple(reasons[:TOLD]),
    )
