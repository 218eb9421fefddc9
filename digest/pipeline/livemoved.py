"""What was read after an issue was built, and goes on what it tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.pipeline import following, naming
from digest.pipeline.livereport import Moved
from digest.pipeline.preparing import prepare
from digest.pipeline.settings import filter_settings
from digest.pipeline.unbundling import stories_of
from digest.storage import decisions, issues, livechecks, storylines
from digest.storage import documents as stored

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.model import Issue
    from digest.storage.store import Store

FACTS = 4
"""New facts that are named."""


def moved(config: Config, store: Store, issue: Issue, *, now: datetime) -> tuple[Moved, ...]:
    """The items of an issue of which something new was read since it was built.

    What was read first after the building is grouped and followed as the next issue would, with this one for told:
    what only repeats it has not moved.

    Args:
        config: the publication's configuration.
        store: its store.
        issue: the primary edition, as it was built.
        now: the moment, for what is known of names.
    """
    keys = [source.key for source in config.sources if source.enabled and source.rights != "private"]
    with store.read() as connection:
        row = issues.row(connection, issue.id)
        since = livechecks.read_since(connection, row.built, keys) if row else ()
        documents = stored.of_ids(connection, since, keys)
        memory = issues.memory(connection, genre=issue.genre, before=issue.id)
        own = storylines.of_issue(connection, issue.id)
        decided = decisions.constraints(connection, but=issue.id)
    told = {reference.document for item in issue.items for reference in item.references}
    documents = tuple(one for one in documents if one.id not in told)
    if not documents or not own:
        return ()
    from digest.analysis.clusters import GroupingSettings, group
    from digest.editing.affairs import trace
    from digest.editing.filters import sift
    from digest.language.analyser import Analyser
    from digest.language.called import called
    from digest.language.pairs import pairs

    stories, _ = stories_of(config, documents)
    names = naming.known_names(config, store, now=now)
    prepared = prepare(store, stories, Analyser(config.analysis.user_words))
    prepared, _ = sift(prepared, filter_settings(config), called(pairs(names)))
    settings = GroupingSettings(
        window_days=config.analysis.window_days, strictness=config.analysis.strictness
    )
    clusters = group(prepared, settings, decided, known=names)
    past = following.past(
        config,
        store,
        issue.id,
        genre=issue.genre,
        memory=memory,
        stories=prepared,
        names=names,
        decided=decided,
    )
    items = {reference.story: item.id for item in issue.items for reference in item.references}
    past = replace(past, told=(*past.told, *own), items={**past.items, **items}, drafted={})
    known = {one.story.id: one.story for one in prepared}
    found: dict[str, Moved] = {}
    for affair in trace(clusters, prepared, past, issue.language).affairs:
        here = [one for one in affair.earlier if one.issue == issue.id]
        if affair.still or not here:
            continue
        members = [known[story] for one in affair.clusters for story in one.stories]
        for item in dict.fromkeys(one.item for one in here):
            found.setdefault(
                item,
                Moved(
                    item=item,
                    headline=next((one.title for one in members if one.title), ""),
                    outlets=tuple(dict.fromkeys(one.outlet or one.source for one in members)),
                    new=tuple(fact.text for fact in affair.new if fact.kind != "outlet")[:FACTS],
                    consequence=config.live.moved,
                ),
            )
    return tuple(found.values())
