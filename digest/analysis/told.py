"""The sentences of a story that are part of the news, and their terms: found once for its headline and for its sentences."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from digest.analysis.headed import is_headed
from digest.analysis.joined import SEAM, pieces
from digest.analysis.objections import ends_in_noun, fragments
from digest.analysis.screening import screened
from digest.analysis.terms import terms
from digest.language.words import codes
from digest.model import BlockKind, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.words import Words
    from digest.model import Story

_NEVER: frozenset[BlockKind] = frozenset({"subhead", "note", "heading", "caption", "rule", "row"})
_BULLETS: frozenset[BlockKind] = frozenset({"lead", "point", "detail", "item"})

_NOUN_NAME = bytes((*codes(("noun",)), *codes(("name",))))
"""A noun and a name behind it, as kinds of words."""
_WHO = frozenset(("noun", "name", "latin"))
_ALSO_WITHIN = 40
_ALSO = re.compile(
    r"((?:[^\s,“‘\"'(]*[^\s,“‘\"'(은는이가을를에의서로고며](?:\([^)]*\))? ){0,4}?[가-힣A-Za-z]+(?<!올해|내년|오늘|내일|주말|하루)(?:\([^)]*\))?)도(?=[\s,])"
)
"""The first words of a sentence, and the particle of one more."""
_GROWS = re.compile(r"[\s가-힣]")
"""Before a noun that no quotation begins with: a name in marks may be of any two words."""


class Told:
    """The sentences of a story, those that ran together parted.

    Attributes:
        sentences: all of them, in order.
        words: of each.
        kinds: of the block that each stands in.
    """

    def __init__(self, member: Prepared) -> None:
        self.sentences: Sequence[Sentence] = member.story.sentences
        self.words: Sequence[Words] = [analysed.words for analysed in member.sentences]
        self.kinds: Sequence[BlockKind] = _kinds(member.story)
        if not member.brought:
            self._part()
        self._story = member.story
        self._korean = member.story.language == "ko"
        self._terms: list[tuple[str, ...] | None] = [None] * len(self.sentences)

    def news(self, *, lenient: bool = False) -> Sequence[int]:
        """The sentences that are part of the news, by their places among all; `lenient` keeps what is barred only by its words."""
        return self._lenient if lenient else self._news

    def terms(self, row: int) -> tuple[str, ...]:
        """The terms of a sentence."""
        found = self._terms[row]
        if found is None:
            found = self._terms[row] = terms(self.words[row])
        return found

    def is_fragment(self, row: int) -> bool:
        """Whether a sentence lacks an end that its neighbours have, and is no point of a list."""
        return self._ragged[row] and self.kinds[row] not in _BULLETS

    def is_verbless(self, row: int) -> bool:
        """Whether a fragment has a full stop and no verb before it, as captions do (`하늘에서 내려다본 한빛시.`)."""
        return self.is_fragment(row) and ends_in_noun(self.sentences[row].text)

    def is_glued(self, row: int) -> bool:
        """Whether a headline runs into the sentence.

        A noun runs into a name, as no compound does: `시장 책임 강조홍길동 장관은`. Or a text begins as headlines do.
        """
        sentence, words = self.sentences[row], self.words[row]
        if row == 0 and self._korean and is_headed(sentence.text, self._rest(sentence.end)):
            return True
        if _NOUN_NAME not in words.kinds:
            return False
        return any(
            one.kind == "noun"
            and other.kind == "name"
            and one.end == other.start
            and min(one.end - one.start, other.end - other.start) > 1
            and one.start > sentence.start
            and _GROWS.match(sentence.text, one.start - sentence.start - 1)
            for one, other in pairwise(words.within(sentence.start, sentence.start + SEAM))
        )

    def _rest(self, start: int) -> str:
        """The text from a place on, and its title."""
        return f"{self._story.text[start:]} {self._story.title}"

    def joins(self, row: int) -> bool:
        """Whether a Korean sentence says first that somebody does so, too (`장관도 둑을 찾았다`): it goes on from what was told of others."""
        text, words = self.sentences[row].text, self.words[row]
        # before the first one nobody was told of
        found = _ALSO.match(text) if row and self._korean and "도" in text[:_ALSO_WITHIN] else None
        if found is None:
            return False
        end = self.sentences[row].start + found.end(1)
        near = words.within(end - _ALSO_WITHIN, end)
        return text[found.end(1) - 1] == ")" or any(one.end == end and one.kind in _WHO for one in near)

    def lead(self, row: int) -> int:
        """How many whole sentences of the news stand before a row: a headline, a date and a fragment are none."""
        return self._leads[row]

    @cached_property
    def _leads(self) -> Sequence[int]:
        told = frozenset(self._lenient)
        whole = (int(row in told and not self._ragged[row]) for row in range(len(self.sentences)))
        return [0, *accumulate(whole)]

    @cached_property
    def _lenient(self) -> Sequence[int]:
        return [
            row
            for row, (sentence, kind) in enumerate(zip(self.sentences, self.kinds, strict=True))
            if kind not in _NEVER and not (sentence.text.isspace() or not sentence.text)
        ]

    @cached_property
    def _news(self) -> Sequence[int]:
        rows = self._lenient
        barred = screened([self.sentences[row].text for row in rows])
        return [row for row, out in zip(rows, barred, strict=True) if not out] if any(barred) else rows

    @cached_property
    def _ragged(self) -> Sequence[bool]:
        return fragments([one.text for one in self.sentences])

    def _part(self) -> None:
        """Put the parts of a sentence that is several run together in its place."""
        cuts = [pieces(sentence.text) for sentence in self.sentences]
        if all(
            len(cut) == 1 and cut[0][0] == 0 for cut in cuts
        ):  # the last piece goes to the end of the text
            return
        found: list[tuple[Sentence, Words, BlockKind]] = []
        for one, words, kind, cut in zip(self.sentences, self.words, self.kinds, cuts, strict=True):
            if len(cut) == 1 and cut[0][0] == 0:
                found.append((one, words, kind))
                continue
            for start, end in cut:
                begin, stop = one.start + start, one.start + end
                own = words.within(begin, stop)
                part = Sentence(story=one.story, start=begin, end=stop, text=one.text[start:end])
                found.append((part, own, kind))
        self.sentences = [one for one, _, _ in found]
        self.words = [words for _, words, _ in found]
        self.kinds = [kind for _, _, kind in found]


def told(member: Prepared) -> Told:
    """What a story tells; found once, and kept with it."""
    found: Told | None = member.kept.get(Told)
    if found is None:
        found = member.kept[Told] = Told(member)
    return found


def _kinds(story: Story) -> list[BlockKind]:
    """The kind of the innermost block that each sentence begins in; a paragraph where none does."""
    kinds: list[BlockKind] = ["paragraph"] * len(story.sentences)
    if not story.blocks:
        return kinds
    # of two as wide the one that comes first
    coming = sorted(enumerate(story.blocks), key=lambda one: -one[1].span.start)
    open_: list[tuple[int, int, int, BlockKind]] = []
    for row in sorted(range(len(kinds)), key=lambda row: story.sentences[row].start):
        start = story.sentences[row].start
        while coming and coming[-1][1].span.start <= start:
            place, block = coming.pop()
            open_.append((block.span.end - block.span.start, place, block.span.end, block.kind))
        open_ = [one for one in open_ if one[2] > start]
        if open_:
            kinds[row] = min(open_)[3]
    return kinds
