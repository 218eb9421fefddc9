"""The issue: clusters ranked, placed in sections, and told in cited sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.analysis import headline, ranking, summary
from digest.analysis.keywords import keywords
from digest.codec import fingerprint
from digest.editing import boxes, identity, independence, page, quoting, untitled
from digest.editing.anatomies import filling
from digest.editing.judging import Judge
from digest.editing.register import in_register
from digest.editing.saidbox import SaidSettings, said
from digest.model import (
    DatedBy,
    Issue,
    Item,
    LeftOut,
    Memory,
    Period,
    Provenance,
    Reference,
    Rights,
    Storyline,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.affairs import Affair
    from digest.editing.material import IssueSettings, Material
    from digest.model import Headline, Pick

NEVER = datetime.max.replace(tzinfo=UTC)


def issue_id(publication: str, genre: str, period: Period, *, edition: str = "") -> str:
    """`<publication>-<genre>-<period start>`, with `-<edition>` where there are several."""
    return f"{publication}-{genre}-{period.start.isoformat()}{f'-{edition}' if edition else ''}"


def compose(material: Material, settings: IssueSettings, provenance: Provenance) -> Issue:
    """One issue; without items where nothing is new."""
    stories = {story.story.id: story for story in material.stories}
    dated_by = {document.id: document.dated_by for document in material.documents}
    candidates, left_out = [], [*material.sifted]
    judge = Judge(material, settings)
    for affair in material.affairs:
        members = tuple(stories[story] for cluster in affair.clusters for story in cluster.stories)
        reason = _not_told(members, material.memory, settings.rights) or affair.still
        if reason:
            left_out += [_left_out(member, reason) for member in members]
        else:
            candidates.append((_item(affair, members, settings, dated_by, judge), members))
    candidates.sort(key=lambda one: (ranking.muted(one[0].reasons), -one[0].score, *_earliest(one[1])))
    capped = judge.capped(candidates)
    for place, reason in capped.items():
        left_out += [_left_out(member, reason) for member in candidates[place][1]]
    candidates = [one for place, one in enumerate(candidates) if place not in capped]
    names = identity.assign(
        [[member.story.id for member in members] for _, members in candidates],
        {**material.memory.items, **_unknown(material)},
    )
    sized, rest = page.sized([item for item, _ in candidates], settings)
    for place in rest:
        left_out += [_left_out(member, "other items rank above it") for member in candidates[place][1]]
    kept = []
    for place, size in sized.items():
        item = _named(candidates[place][0], names[place], size)
        told_by = candidates[place][1]
        kept.append(replace(item, picks=()) if size == "line" else filled_in(item, told_by, settings))
    told = page.on_the_page(kept, settings.sections)
    issue = Issue(
        id=issue_id(
            settings.publication,
            settings.genre,
            material.period,
            edition=settings.language if settings.editions else "",
        ),
        number=material.memory.issues + 1,
        publication=settings.publication,
        title=settings.title,
        genre=settings.genre,
        language=settings.language,
        timezone=settings.timezone,
        period=material.period,
        sections=page.sections(told, settings.sections),
        items=told,
        publisher=settings.publisher,
        provenance=provenance,
        documents_read=len(material.documents),
        stories_read=len(material.stories) + len(material.sifted),
        keywords=keywords(
            material.stories,
            {
                story: affair.clusters[0].id
                for affair in material.affairs
                for one in affair.clusters
                for story in one.stories
            },
            material.memory.keywords,
        ),
        outlets=page.outlet_counts(told),
        events=page.coming_up(material.events, material.period),
        left_out=tuple(left_out),
        editions=settings.editions,
    )
    issue = filling(settings.anatomy).issue(issue, stories, settings)
    filled = boxes.filled(issue, stories, settings.rights, settings.boxes, material.bank)
    return in_register(filled, settings.register)


def _unknown(material: Material) -> dict[str, str]:
    """The ids handed down for stories that no sent issue told."""
    return {story: item for story, item in material.item_ids.items() if story not in material.memory.items}


def _not_told(members: Sequence[Prepared], memory: Memory, rights: Mapping[str, Rights]) -> str:
    if all(member.story.id in memory.told for member in members):
        return f"told in {memory.told[members[0].story.id]}, and nothing has moved since"
    linked = all(rights.get(member.story.source) == "link-only" for member in members)
    if linked and not any(member.story.title for member in members):
        return "its source allows no more than a link, and it has no headline"
    return ""


def _left_out(member: Prepared, reason: str) -> LeftOut:
    return LeftOut(story=member.story.id, title=member.story.title, reason=reason)


def _item(
    affair: Affair,
    members: tuple[Prepared, ...],
    settings: IssueSettings,
    dated_by: Mapping[str, DatedBy],
    judge: Judge,
) -> Item:
    """The item of an affair; its id and size are given when all items are known."""
    own = independence.independent(members, affair.clusters)
    score, reasons = judge.rank(affair, own)
    section, placement = judge.place(members, own)
    shown, picks = headed_and_told(members, settings)
    return Item(
        id="",
        headline=shown,
        picks=picks,
        references=_references(members, [pick.sentence.story for pick in picks], settings.rights, dated_by),
        clusters=affair.clusters,
        outlets=independence.outlets(own),
        copies=len(members) - len(own),
        section=section,
        storyline=_storyline(affair),
        score=score,
        reasons=reasons,
        goes_on=affair.goes_on,
        placement=placement,
    )


def headed_and_told(
    members: Sequence[Prepared], settings: IssueSettings
) -> tuple[Headline, tuple[Pick, ...]]:
    """Headline and sentences of an item, from stories in the language of the edition where there are any."""
    head = headline.choose(members, language=settings.language)
    picks = summary.summarize(
        members,
        sentences=settings.sentences,
        characters=settings.max_characters,
        limits=quoting.limits(members, settings.rights),
        language=settings.language,
        headline=head,
    )
    shown = head or untitled.first_words(members, settings.rights)
    headed = untitled.quoted_by(shown, {member.story.id: member for member in members})
    return shown, quoting.within(picks, members, settings.rights, headed)


def filled_in(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item as its genre lays it out, and with what its sources say beside its sentences."""
    item = filling(settings.anatomy).item(item, members, settings)
    rules = SaidSettings(
        shown=settings.boxes,
        language=settings.language,
        timezone=settings.timezone,
        rights=settings.rights,
    )
    headed = untitled.quoted_by(item.headline, {member.story.id: member for member in members})
    found = said(independence.independent(members, item.clusters), item.told, rules, headed)
    return replace(
        item,
        disagreements=found.disagreements,
        quotations=found.quotations,
        key_figures=found.key_figures,
    )


def _storyline(affair: Affair) -> Storyline | None:
    if len(affair.clusters) == 1 and not affair.earlier:
        return None
    return Storyline(
        id=affair.storyline,
        name=affair.name,
        clusters=tuple(cluster.id for cluster in affair.clusters),
        earlier=affair.earlier,
        new=affair.new,
    )


def _named(item: Item, name: str, size: page.Size) -> Item:
    """The item under its id, which is that of the storyline that it begins, too."""
    line = item.storyline and replace(item.storyline, id=item.storyline.id or name)
    return replace(item, id=name, size=size, storyline=line)


def _references(
    members: Sequence[Prepared],
    cited: Sequence[str],
    rights: Mapping[str, Rights],
    dated_by: Mapping[str, DatedBy],
) -> tuple[Reference, ...]:
    """The cited stories in the order of their sentences, then the rest by time."""
    order = {story: place for place, story in enumerate(dict.fromkeys(cited))}
    ranked = sorted(
        members, key=lambda member: (order.get(member.story.id, len(order)), *_earliest([member]))
    )
    return tuple(
        Reference(
            story=member.story.id,
            document=member.story.document,
            title=member.story.title,
            outlet=member.story.outlet or member.story.source,
            url=member.story.url,
            published=member.story.published,
            precision=member.story.precision,
            language=member.story.language,
            fingerprint=fingerprint(member.story.text),
            rights=rights.get(member.story.source, "quote"),
            dated_by=dated_by.get(member.story.document, "document"),
        )
        for member in ranked
    )


def _earliest(members: Sequence[Prepared]) -> tuple[datetime, str]:
    """What orders equals: the first publication, an undated story last; then the id."""
    return min((member.story.published or NEVER, member.story.id) for member in members)
