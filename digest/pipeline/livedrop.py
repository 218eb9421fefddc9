"""Leaving an item out of an issue that stands already: nothing else changes, and nothing new comes in.

To build the issue again would put in its place what came since, or what the editor never saw because it ranked below the
items that were shown. So the issue is written again without the item, and its edit file says `drop = true`: whoever builds
it anew gets the same. What is left of it is proved by `digest verify` as before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest import codec, events
from digest.delivery.phrases import korean
from digest.editing.page import outlet_counts
from digest.errors import DigestError
from digest.model import LeftOut, NotTold, NotToldKind
from digest.pipeline import building, hands
from digest.pipeline.livereport import Dropped, Finding, Report, Standing
from digest.pipeline.settings import section_keys
from digest.storage import builds, issues, storylines, terms
from digest.storage import hands as recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.config import Config
    from digest.model import Issue
    from digest.storage.store import Store

REASONS: dict[Standing, str] = {
    "changed": "what it cites has changed",
    "gone": "what it cites is gone",
    "dead": "a page that it cites is gone",
}


def drop(
    config: Config, store: Store, editions: Sequence[Issue], report: Report, *, observer: events.Observer
) -> Report:
    """Leave the items of a report out that are to be, in all editions; answers the report of what is left.

    Where nothing would be left, all stays, and the issue waits.

    Raises:
        ResultError: a file cannot be written, or a template is wrong.
    """
    primary = editions[0]
    names = dict(report.headlines)
    gone = {
        item: Dropped(
            item=item,
            headline=names.get(item, item),
            reason=f"{REASONS[found.standing]} ({found.url})",
        )
        for item, found in report.drops.items()
        if any(item == one.id for one in primary.items)
    }
    if len(gone) == len(primary.items):
        held = (
            replace(one, consequence="hold") if one.consequence == "drop" else one for one in report.findings
        )
        return replace(report, findings=tuple(held))
    why = {item: _why(report.drops[item]) for item in gone}
    made = [without(issue, why) for issue in editions]
    renditions = [building.render(config, one) for one in made]
    _edit(config, store, primary, gone, observer)
    with store.write() as connection:
        for before, after in zip(editions, made, strict=True):
            issues.rewrite(connection, after)
            builds.remember(connection, after.id, "")
            lost = {one.term for one in before.terms} - {one.term for one in after.terms}
            terms.forget(connection, after.id, lost)
            for item in gone:
                storylines.forget_item(connection, after.id, item)
        marks = tuple(row.fingerprint if (row := issues.row(connection, one.id)) else "" for one in made)
    for one, rendition in zip(made, renditions, strict=True):
        building.write(config, one, rendition)
    for left in gone.values():
        told = f'"{left.headline}" is left out: {left.reason}'
        observer(events.Noted(stage="check", subject=primary.id, message=told))
    return replace(
        report,
        marks=marks,
        findings=tuple(one for one in report.findings if one.item not in gone),
        moved=tuple(one for one in report.moved if one.item not in gone),
        dropped=(*report.dropped, *gone.values()),
    )


def _why(found: Finding) -> NotTold:
    kinds: dict[Standing, NotToldKind] = {"changed": "changed", "gone": "gone", "dead": "dead"}
    return NotTold(kind=kinds[found.standing], values={"url": found.url})


def without(issue: Issue, gone: Mapping[str, NotTold]) -> Issue:
    """An issue without some of its items, and without what stands beside the others because of them."""
    items = tuple(one for one in issue.items if one.id not in gone)
    cited = {reference.story for item in items for reference in item.references}
    left = tuple(
        LeftOut(
            story=reference.story,
            title=reference.title,
            reason=gone[item.id],
        )
        for item in issue.items
        if item.id in gone
        for reference in item.references
    )
    sections = {item.section for item in items}
    overrides = codec.fingerprint(issue.provenance.overrides, *(f"left out {item}" for item in sorted(gone)))
    return replace(
        issue,
        items=items,
        sections=tuple(one for one in issue.sections if one.key in sections),
        outlets=outlet_counts(items),
        left_out=(*issue.left_out, *left),
        terms=tuple(
            one
            for one in issue.terms
            if one.item not in gone and (one.earlier or one.source is None or one.source.story in cited)
        ),
        ahead=tuple(one for one in issue.ahead if one.item not in gone),
        choice="" if issue.choice in gone else issue.choice,
        provenance=replace(issue.provenance, overrides=overrides),
    )


def _edit(
    config: Config, store: Store, issue: Issue, gone: Mapping[str, Dropped], observer: events.Observer
) -> None:
    """Say so in the edit file, for whoever builds the issue again; what the editor has not built yet stays unbuilt."""
    path, sections = hands.place(config, issue.id), section_keys(config, issue.genre)
    try:
        with store.read() as connection:
            behind = hands.unbuilt(connection, path, issue.id, sections)
        for item, left in gone.items():
            reason = korean(left.reason) if config.publication.language == "ko" else left.reason
            hands.set_key(path, sections, item, "drop", f"true  # {' '.join(reason.split())}")
        if not behind:
            with store.write() as connection:
                recorded.follow(connection, issue.id, hands.mark(path, sections))
    except (
        DigestError
    ) as error:  # the editor is in the midst of it: the issue goes out without the item all the same
        told = f"could not be told of what was left out ({error.message})"
        observer(events.Noted(stage="check", subject=str(path), message=told))
