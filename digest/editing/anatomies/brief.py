"""The item of a brief: a headline in nouns, two leads, sub-headlines over points with their details, and notes.

Where a story is structured itself, its own leads, sub-headlines, points and details are taken, whole and in their order.
Of plain articles the best sentences lead, and the next best are the points. All within the rights of each source.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from digest.analysis import headline, summary
from digest.editing import independence, quoting, untitled
from digest.editing.anatomies.outline import Chapter, Outline, Point, outline
from digest.language.register import stands_in
from digest.language.tags import untagged
from digest.model import Headline, Passage, Pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.material import IssueSettings
    from digest.model import Item, Language, Sentence

LEADS = 2


def of_item(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item as a brief tells it."""
    item = replace(item, headline=_in_nouns(item.headline, members, settings))
    by_id = {member.story.id: member for member in members}
    order = [by_id[one.story] for one in item.references if one.story in by_id]
    spoken = [one for one in order if one.story.language == settings.language] or order
    quota = quoting.Quota(members, settings.rights, untitled.quoted_by(item.headline, by_id))
    teller = _Teller(quota, settings, {one: member.story.language for one, member in by_id.items()})
    repeating = independence.repeating(members, item.clusters, settings.rights)
    own = [one for one in spoken if one.story.id not in repeating]
    outlines = [found for found in map(_outlined, own) if found.is_structured]
    item = replace(item, picks=teller.leads(item, outlines))
    passages = teller.chapters(outlines) if outlines else teller.points(item, own)
    return _numbered(replace(item, passages=(*item.passages, *passages)), by_id)


def _outlined(member: Prepared) -> Outline:
    return outline(member.story)


def _in_nouns(chosen: Headline, members: Sequence[Prepared], settings: IssueSettings) -> Headline:
    """The headline, if it is a noun phrase or the editor's; else the best title of the members that is one, if there is one."""
    titled = [one for one in members if one.story.title.strip() and one.story.language == chosen.language]
    titles = [untagged(one.story.title) for one in titled]
    ends = stands_in([chosen.text, *titles])
    if chosen.provenance == "editor" or ends[0] in ("noun", None):
        return chosen
    nouns = [one for one, end in zip(titled, ends[1:], strict=True) if end == "noun"]
    return headline.choose(nouns, language=settings.language) or chosen


class _Teller:
    """Takes sentences as long as their sources allow; none twice, by its letters."""

    def __init__(
        self, quota: quoting.Quota, settings: IssueSettings, languages: Mapping[str, Language]
    ) -> None:
        self._quota = quota
        self._languages = languages
        self._settings = settings
        self._told: set[str] = set()

    def leads(self, item: Item, outlines: Sequence[Outline]) -> tuple[Pick, ...]:
        """Two: those of the first story that has its own, then the best sentences; what the editor chose stays as it is."""
        if any(pick.provenance == "editor" for pick in item.picks):
            self._told.update(pick.sentence.text for pick in item.picks)
            self._quota.take(*(pick.sentence for pick in item.picks if pick.provenance != "editor"))
            return item.picks
        own = next((found.leads for found in outlines if found.leads), [])
        wished = [*(Pick(sentence=sentence) for sentence in own), *item.picks]
        return tuple(self._kept(wished, LEADS))

    def chapters(self, outlines: Sequence[Outline]) -> list[Passage]:
        """The chapters of structured stories: a point of each before a second one of any, until there are enough."""
        chapters = [chapter for found in outlines for chapter in found.chapters]
        columns = zip_longest(*(chapter.points for chapter in chapters))
        chosen = [id(point) for column in columns for point in column if point is not None]
        kept = frozenset(chosen[: self._settings.points])
        return [passage for chapter in chapters for passage in self._chapter(chapter, kept)]

    def _chapter(self, chapter: Chapter, chosen: frozenset[int]) -> list[Passage]:
        points = [point for point in chapter.points if id(point) in chosen]
        told: list[Passage] = []
        head = self._subhead(chapter.subhead) if points else None
        for point in points:
            told += self._point(point)
        return [head, *told] if head and told else told

    def _subhead(self, subhead: Sentence | None) -> Passage | None:
        if subhead is None or not self._quota.take(subhead):
            return None
        language = self._languages[subhead.story]
        return Passage(
            kind="contents", heading=Headline(text=subhead.text, story=subhead.story, language=language)
        )

    def _point(self, point: Point) -> list[Passage]:
        first, *details = point.told
        picks = self._kept([Pick(sentence=first.sentence)], 1)
        if not picks:
            return []
        picks += self._kept([Pick(sentence=one.sentence) for one in details], self._settings.details)
        shown = {pick.sentence.start for pick in picks}
        notes = [note for one in point.told if one.sentence.start in shown for note in one.notes]
        explained = self._kept([Pick(sentence=note) for note in notes], len(notes))
        found = [Passage(kind="point", picks=tuple(picks))]
        return [*found, Passage(kind="note", picks=tuple(explained))] if explained else found

    def points(self, item: Item, members: Sequence[Prepared]) -> list[Passage]:
        """The best sentences of plain articles after those that lead; a sub-headline where their story has one above them."""
        best = summary.summarize(
            members,
            sentences=len(item.picks) + self._settings.points,
            limits=quoting.limits(members, self._settings.rights),
            language=self._settings.language,
            headline=item.headline,
        )
        picks = self._kept(best, self._settings.points)
        heads = {one.story.id: list(_subheads(one)) for one in members}
        above = [
            next(
                (head for head in reversed(heads[pick.sentence.story]) if head.start < pick.sentence.start),
                None,
            )
            for pick in picks
        ]
        passages: list[Passage] = []
        last: Sentence | None = None
        # What stands below no sub-headline comes first: behind one it would seem to be part of it.
        for pick, head in sorted(zip(picks, above, strict=True), key=lambda pair: _below(pair[1], heads)):
            if head is not None and head != last and (found := self._subhead(head)):
                passages.append(found)
            last = head
            passages.append(Passage(kind="point", picks=(pick,)))
        return passages

    def _kept(self, wished: Sequence[Pick], most: int) -> list[Pick]:
        kept: list[Pick] = []
        for pick in wished:
            if len(kept) < most and pick.sentence.text not in self._told and self._quota.take(pick.sentence):
                self._told.add(pick.sentence.text)
                kept.append(pick)
        return kept


def _subheads(member: Prepared) -> Iterator[Sentence]:
    spans = [block.span for block in member.story.blocks if block.kind in ("subhead", "heading")]
    for sentence in member.story.sentences:
        if any(span.start <= sentence.start and sentence.end <= span.end for span in spans):
            yield sentence


def _below(head: Sentence | None, heads: dict[str, list[Sentence]]) -> tuple[int, int]:
    """What orders points by the sub-headline that they stand below; those below none come first."""
    return (list(heads).index(head.story), head.start) if head else (-1, 0)


def _numbered(item: Item, members: Mapping[str, Prepared]) -> Item:
    """The item with its references in the order in which its sentences cite them, each with what it draws on itself."""
    cited = dict.fromkeys(pick.sentence.story for pick in item.told)
    order = {story: place for place, story in enumerate(cited)}
    ranked = sorted(item.references, key=lambda one: order.get(one.story, len(order)))
    return replace(
        item,
        references=tuple(
            replace(one, citations=members[one.story].story.citations) if one.story in members else one
            for one in ranked
        ),
    )
