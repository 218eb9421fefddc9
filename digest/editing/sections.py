"""Which section of the issue a cluster belongs to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared

OTHER = "other"
TITLE_WEIGHT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSettings:
    """A section and what leads a story into it: categories that a text names, and words that it uses."""

    key: str
    title: str
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def choose(members: Sequence[Prepared], sections: Sequence[SectionSettings]) -> str:
    """The key of the section whose categories or words the members name most; `OTHER` where none is named.

    A category that a text gives for itself decides before any word. Words count in titles twice.
    """
    named = Counter(
        section.key
        for member in members
        for section in sections
        if member.story.category and member.story.category in section.categories
    )
    if not named:
        for section in sections:
            named[section.key] = sum(_mentions(member, section.words) for member in members)
    order = {section.key: place for place, section in enumerate(sections)}
    best = max(named, key=lambda key: (named[key], -order[key]), default=OTHER)
    return best if named[best] > 0 else OTHER


def _mentions(member: Prepared, words: Sequence[str]) -> int:
    title, text = member.story.title.casefold(), member.story.text.casefold()
    in_title = {word.form for word in member.title}
    in_text = {word.form for sentence in member.sentences for word in sentence.words}
    count = 0
    for word in (word.casefold() for word in words):
        if word.isascii():  # a whole word: "law" does not stand in "flaw"
            pattern = re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")
            count += TITLE_WEIGHT * bool(pattern.search(title)) + bool(pattern.search(text))
        elif len(word) == 1:  # one syllable (법, 칩) stands inside too many words: only as a noun of its own
            count += TITLE_WEIGHT * (word in in_title) + (word in in_text)
        else:
            count += TITLE_WEIGHT * (word in title) + (word in text)
    return count
