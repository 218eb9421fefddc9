"""What an edit file shows: every item with what can be changed in it, as it stands now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from digest.editing import reasons
from digest.editing.hand.candidates import keyed
from digest.editing.hand.keys import source_key
from digest.editing.hand.values import Remark
from digest.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.drafts import Draft
    from digest.editing.hand.values import Hand
    from digest.editing.material import IssueSettings
    from digest.model import Item, Pick, Sentence

OF_SOURCE = 8
"""Sentences of a source that are offered, from its first on."""
OF_ITEM = 40
WAITING = 10
"""Items that rank below the page and are offered."""
BESIDE = frozenset(("contents", "note", "outlook"))
"""Passages that `sentences` does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of an item; `day` is ISO 8601, empty where it is not known. Of one that is not `open` nothing may be shown."""

    key: str
    outlet: str
    day: str
    title: str
    open: bool = True
    copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that can be chosen, the key of its source, and whether it stands in the item now."""

    key: str
    source: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as the file shows it; `place` in its section, from 1, or `reason`, why it is not on the page.

    `told` are its sentences now: the key of a candidate, or the text that an editor wrote.
    """

    id: str
    headline: str
    section: str
    size: str
    place: int = 0
    reason: str = ""
    sources: tuple[Source, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    told: tuple[tuple[Literal["key", "text"], str], ...] = ()
    brief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All that a file shows; `page` in its order, `aside` what is not on it, `remarks` what could not be done."""

    issue: str
    title: str
    period: str
    language: Language
    sections: tuple[tuple[str, str], ...] = ()
    page: tuple[Entry, ...] = ()
    aside: tuple[Entry, ...] = ()
    remarks: tuple[Remark, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)


def listing(
    draft: Draft,
    stories: Mapping[str, Prepared],
    settings: IssueSettings,
    hand: Hand,
    *,
    merged: Mapping[str, str],
    remarks: Sequence[Remark] = (),
) -> Listing:
    """What the file of a draft shows.

    Args:
        draft: the issue and what stands aside.
        stories: by id.
        settings: of the issue.
        hand: what the editor wrote: the sentences that it names are offered, wherever they stand.
        merged: item → the item that it is told with.
        remarks: what could not be done before the draft was composed.
    """
    lister = _Lister(stories, settings, hand)
    edited = {edit.id for edit in hand.items}
    waiting = [one for one in draft.aside if one.id not in edited]
    shown = edited | {one.id for one in waiting[:WAITING]}
    places: Counter[tuple[str, bool]] = Counter()
    page = []
    for item in draft.issue.items:
        group = (item.section, item.size == "line")
        places[group] += 1
        if item.clusters:
            members = [stories[one.story] for one in item.references]
            page.append(lister.entry(item, members, place=places[group]))
    return Listing(
        issue=draft.issue.id,
        title=draft.issue.title,
        period=f"{draft.issue.period.start}",
        language=draft.issue.language,
        sections=tuple((one.key, one.title) for one in settings.sections),
        page=tuple(page),
        aside=tuple(
            lister.entry(
                one.told(),
                [stories[story] for story in one.stories],
                reason=reasons.told(one.reason, draft.issue.language),
                brief=one.id not in edited,
            )
            for one in draft.aside
            if one.id in shown
        ),
        remarks=(*remarks, *draft.remarks),
        merged=merged,
    )


class _Lister:
    def __init__(self, stories: Mapping[str, Prepared], settings: IssueSettings, hand: Hand) -> None:
        self._stories = stories
        self._settings = settings
        self._hand = hand
        self._zone = ZoneInfo(settings.timezone)

    def entry(
        self,
        item: Item,
        members: Sequence[Prepared],
        *,
        place: int = 0,
        reason: str = "",
        brief: bool = False,
    ) -> Entry:
        copies = {one.story for cluster in item.clusters for one in cluster.copies}
        sources = tuple(self._source(one, copy=one.story.id in copies) for one in members)
        found = _Found(members) if not brief else _Found(())
        told = {_place(pick.sentence) for pick in item.told}
        wanted = set(self._hand.of(item.id).used.sentences.values())
        offered = found.offered(
            [one for one, source in zip(members, sources, strict=True) if source.open and not source.copy]
        )
        keys = [
            key for key, one in found.all.items() if key in wanted or _place(one) in told or key in offered
        ]
        return Entry(
            id=item.id,
            headline=item.headline.text,
            section=item.section,
            size=item.size,
            place=place,
            reason=reason,
            sources=sources,
            candidates=tuple(
                Candidate(
                    key=key,
                    source=source_key(found.all[key].story),
                    text=found.all[key].text,
                    chosen=_place(found.all[key]) in told,
                )
                for key in keys
            ),
            told=tuple(_told(found, _listed(item))),
            brief=brief,
        )

    def _source(self, member: Prepared, *, copy: bool) -> Source:
        story = member.story
        right = self._settings.rights.get(story.source, "quote")
        return Source(
            key=source_key(story.id),
            outlet=story.outlet or story.source,
            day=f"{story.published.astimezone(self._zone).date()}" if story.published else "",
            title=story.title,
            open=right in ("open", "quote"),
            copy=copy,
        )


class _Found:
    """The sentences of some stories, by key."""

    def __init__(self, members: Iterable[Prepared]) -> None:
        self._of = {one.story.id: keyed(one, all_=True) for one in members}
        self.all = {key: one for found in self._of.values() for key, one in found.items()}
        self.at = {_place(one): key for key, one in self.all.items()}

    def offered(self, members: Sequence[Prepared]) -> set[str]:
        """The keys of the first sentences of each, no more than an item has room for."""
        first = [list(keyed(one))[:OF_SOURCE] for one in members if one.story.id in self._of]
        taken: list[str] = []
        for row in range(OF_SOURCE):
            taken += [keys[row] for keys in first if row < len(keys)]
        return set(taken[:OF_ITEM])


def _listed(item: Item) -> Iterable[Pick]:
    """What `sentences` says of an item: its sentences, and those of its points, its list or its dated line.

    Sub-headlines and notes go with what they stand at; the outlook is the issue's.
    """
    within = (pick for one in item.passages if one.kind not in BESIDE for pick in one.picks)
    return (*item.picks, *within)


def _told(found: _Found, picks: Iterable[Pick]) -> Iterable[tuple[Literal["key", "text"], str]]:
    for pick in picks:
        if pick.provenance == "editor":
            yield "text", pick.sentence.text
        elif key := found.at.get(_place(pick.sentence), ""):
            yield "key", key


def _place(sentence: Sentence) -> tuple[str, int, int]:
    return sentence.story, sentence.start, sentence.end
