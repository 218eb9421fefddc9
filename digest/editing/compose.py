"""The issue: clusters ranked, placed in sections, and told in cited sentences."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from digest.analysis import ranking
from digest.analysis.keywords import keywords
from digest.editing import boxes, identity, independence, leaving, page, untitled
from digest.editing.anatomies import filling
from digest.editing.drafts import Aside, Draft
from digest.editing.hand import desk as desks
from digest.editing.identity import issue_id
from digest.editing.judging import Judge
from digest.editing.readable import readable
from digest.editing.references import earliest
from digest.editing.register import in_register
from digest.editing.saidbox import SaidSettings, said, sentences
from digest.editing.telling import UNTOLD, Teller
from digest.model import (
    Issue,
    Item,
    NotTold,
    Provenance,
    Storyline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.affairs import Affair
    from digest.editing.material import IssueSettings, Material
    from digest.model import Language


def compose(material: Material, settings: IssueSettings, provenance: Provenance) -> Issue:
    """One issue; without items where nothing is new."""
    return draft(material, settings, provenance).issue


def draft(material: Material, settings: IssueSettings, provenance: Provenance) -> Draft:
    """The same, with what the editor is told beside it."""
    stories = {story.story.id: story for story in material.stories}
    dated_by = {document.id: document.dated_by for document in material.documents}
    candidates, left_out = [], [*material.sifted]
    untold = {item: NotTold(kind="merged", values={"item": other}) for item, other in material.merged.items()}
    placed = {**material.placed, **desks.placed(material.hand, material.named)}
    judge, desk = (
        Judge(replace(material, placed=placed), settings),
        desks.Desk(material.hand, settings, dated_by),
    )
    for affair in material.affairs:
        members = tuple(stories[story] for cluster in affair.clusters for story in cluster.stories)
        reason = leaving.not_told(members, material.memory, settings.rights) or affair.still
        if reason:
            left_out += [leaving.left_out(member, reason) for member in members]
            untold |= {
                material.named[one.story.id]: reason for one in members if one.story.id in material.named
            }
        else:
            candidates.append((_item(affair, members, settings, judge), members))
    candidates.sort(key=lambda one: (ranking.muted(one[0].reasons), -one[0].score, *earliest(one[1])))
    names = identity.assign(
        [[member.story.id for member in members] for _, members in candidates],
        material.named or {**material.memory.items, **_unknown(material)},
    )
    known = [(_named(item, name), members) for name, (item, members) in zip(names, candidates, strict=True)]
    teller = Teller(settings, dated_by, desk)
    aside = [(one, reason, teller.by_sources) for one in known if (reason := desk.out(one[0].id))]
    ranked = desk.ranked([one for one in known if not desk.out(one[0].id)])
    for one in ranked:
        if desk.edits(one[0].id):  # what cannot be done is told, wherever the item stands
            teller.told(*one)
    capped = {at: why for at, why in judge.capped(ranked).items() if not desk.pinned(ranked[at][0].id)}
    aside += [(ranked[place], reason, teller.told) for place, reason in capped.items()]
    ranked = [one for place, one in enumerate(ranked) if place not in capped]
    items = [item for item, _ in ranked]
    asked = desk.asked(items, lambda place: bool(teller.told(*ranked[place]).picks))
    sized, rest = page.sized(items, settings, lambda place: bool(teller.told(*ranked[place]).picks), asked)
    aside += [(ranked[place], NotTold(kind="rank"), teller.told) for place in rest]
    left_out += [leaving.left_out(member, reason) for (_, members), reason, _ in aside for member in members]
    kept = []
    for place, size in sized.items():
        item, told_by = replace(teller.told(*ranked[place]), size=size), ranked[place][1]
        if size == "line":
            desk.untold(item)
            kept.append(replace(item, picks=()))
        else:
            kept.append(_filled(item, told_by, settings, desk))
    own = desk.own(names)
    told = desk.arranged(page.on_the_page([*kept, *own], settings.sections), own)
    desk.absent({**untold, **{one[0].id: reason for one, reason, _ in aside}}, [item.id for item in told])
    issue = Issue(
        id=issue_id(
            settings.publication,
            settings.genre,
            material.period,
            material.line,
            edition=settings.language if settings.editions else "",
        ),
        number=material.memory.issues + 1,
        publication=settings.publication,
        title=settings.title,
        genre=settings.genre,
        anatomy=settings.anatomy,
        language=settings.language,
        timezone=settings.timezone,
        period=material.period,
        sections=page.sections(told, settings.sections),
        items=told,
        publisher=settings.publisher,
        provenance=provenance,
        slots=material.hand.slots,
        documents_read=len(material.documents),
        stories_read=len(material.stories) + len(material.sifted),
        keywords=keywords(
            independence.independent(
                material.stories, (one for affair in material.affairs for one in affair.clusters)
            ),
            {
                story: affair.clusters[0].id
                for affair in material.affairs
                for one in affair.clusters
                for story in one.stories
            },
            material.memory.keywords,
            material.names,
        ),
        outlets=page.outlet_counts(told),
        events=page.coming_up(material.events, material.period),
        left_out=tuple(left_out),
        editions=settings.editions,
    )
    issue = filling(settings.anatomy).issue(issue, stories, settings)
    filled = boxes.filled(issue, stories, settings.rights, settings.boxes, material.bank)
    return Draft(
        issue=in_register(filled, settings.register),
        aside=tuple(
            Aside(
                id=item.id,
                stories=tuple(one.story.id for one in members),
                reason=reason,
                told=partial(tell, item, members),
            )
            for (item, members), reason, tell in aside
        ),
        remarks=tuple(desk.remarks),
    )


def _unknown(material: Material) -> dict[str, str]:
    """The ids handed down for stories that no sent issue told."""
    return {story: item for story, item in material.item_ids.items() if story not in material.memory.items}


def _item(
    affair: Affair,
    members: tuple[Prepared, ...],
    settings: IssueSettings,
    judge: Judge,
) -> Item:
    """The item of an affair, untold; its id and size are given when all items are known."""
    own = independence.independent(members, affair.clusters)
    score, reasons = judge.rank(affair, own)
    section, placement = judge.place(members, own)
    return Item(
        id="",
        headline=UNTOLD,
        picks=(),
        references=(),
        clusters=affair.clusters,
        outlets=independence.outlets(own),
        copies=len(members) - len(own),
        section=section,
        storyline=_storyline(affair, members, settings.language),
        score=score,
        reasons=reasons,
        goes_on=affair.goes_on,
        placement=placement,
    )


def filled_in(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item as its genre lays it out, and with what its sources say beside its sentences."""
    return _boxed(filling(settings.anatomy).item(item, members, settings), members, settings)


def _filled(item: Item, members: Sequence[Prepared], settings: IssueSettings, desk: desks.Desk) -> Item:
    """The same, held to what the editor wants of it."""
    given, wanted = desk.to_fill(item)
    laid_out = filling(settings.anatomy).item(given, members, wanted)
    return _boxed(desk.held_to(item, laid_out, members), members, settings)


def _boxed(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item with what its sources say beside its sentences."""
    rules = SaidSettings(
        shown=settings.boxes,
        language=settings.language,
        timezone=settings.timezone,
        rights=settings.rights,
        quotations=filling(settings.anatomy).quotations,
        shown_already=tuple(sentences(item)),
    )
    headed = untitled.quoted_by(item.headline, {member.story.id: member for member in members})
    found = said(independence.independent(members, item.clusters), item.told, rules, headed)
    return replace(
        item,
        disagreements=found.disagreements,
        quotations=found.quotations,
        key_figures=found.key_figures,
    )


def _storyline(affair: Affair, members: Sequence[Prepared], language: Language) -> Storyline | None:
    speaking = {member.story.id for member in members if member.story.language == language}
    if len(affair.clusters) == 1 and not affair.earlier:
        return None
    return Storyline(
        id=affair.storyline,
        name=affair.name,
        clusters=tuple(cluster.id for cluster in affair.clusters),
        earlier=affair.earlier,
        new=tuple(fact for fact in affair.new if readable(fact, language, speaking)),
    )


def _named(item: Item, name: str) -> Item:
    """The item under its id, which is that of the storyline that it begins, too."""
    line = item.storyline and replace(item.storyline, id=item.storyline.id or name)
    return replace(item, id=name, storyline=line)
