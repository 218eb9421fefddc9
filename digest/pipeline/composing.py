"""Documents of a period → an issue: apart, analysed, grouped, followed, composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest import __version__, codec, events
from digest.analysis.prepared import Prepared
from digest.analysis.remembered import Remembered
from digest.editing import period as periods
from digest.editing.boxes import learned
from digest.editing.compose import compose
from digest.editing.editions import Edition
from digest.editing.editions import editions as told_in
from digest.editing.identity import natural
from digest.editing.material import IssueSettings, Material
from digest.editing.past import Past
from digest.model import Cluster, Issue, Learned, Provenance, Story
from digest.pipeline import editions, examples, explaining, following, naming
from digest.pipeline.preparing import prepare
from digest.pipeline.settings import filter_settings, issue_settings, primary_id, version_of_analysis
from digest.pipeline.unbundling import stories_of
from digest.storage import decisions, issues, readings, sections, storylines
from digest.storage import documents as stored

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from digest.analysis.constraints import Constraints
    from digest.config import Config
    from digest.editing.affairs import Affair
    from digest.language.pairs import Known
    from digest.model import Period
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An issue, its stories prepared, all that were read under the ids that they are known by.

    What stays of its clusters, and what its sources explain, for later issues. `editions` are all of it, the issue first.
    """

    issue: Issue
    prepared: tuple[Prepared, ...]
    read: tuple[Story, ...]
    remembered: Mapping[str, Remembered]
    learned: tuple[Learned, ...] = ()
    editions: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that an issue is made of but for what the editor changes in it: read, analysed and grouped, ready to be composed.

    `material` has no affairs and no item ids yet; `overrides` are the editor's decisions as lines; `provenance` tells no
    overrides and no moment of composing.
    """

    name: str
    material: Material
    clusters: tuple[Cluster, ...]
    past: Past
    settings: IssueSettings
    read: tuple[Story, ...]
    overrides: tuple[str, ...]
    provenance: Provenance
    editions: tuple[Edition, ...] = ()


def compose_issue(
    config: Config,
    store: Store,
    names: Known,
    *,
    now: datetime,
    genre: str,
    period: Period,
    observer: events.Observer,
) -> Made:
    """The issue of a period, from what the store holds by now."""
    gathered = gather(config, store, names, now=now, genre=genre, period=period, observer=observer)
    return composed(store, gathered, now=now)


def gather(
    config: Config,
    store: Store,
    names: Known,
    *,
    now: datetime,
    genre: str,
    period: Period,
    observer: events.Observer,
) -> Gathered:
    """What the store holds by now for the issue of a period; the slow part of its building."""
    from digest.analysis.clusters import GroupingSettings, group
    from digest.editing.filters import sift
    from digest.language.analyser import Analyser
    from digest.language.called import called
    from digest.language.pairs import pairs
    from digest.stories.lineage import inherit

    name = primary_id(config, genre, period)
    start, end = periods.bounds(period, config.zone)
    keys = [source.key for source in config.sources if source.enabled]
    with store.read() as connection:
        documents = stored.between(connection, start, end, keys)
        memory = issues.memory(connection, genre=genre, before=name)
        left = storylines.rows(connection, genre=genre, before=name)
        bank = explaining.bank(config, connection, genre=genre, before=name)
    # What is private never comes near an issue: not its sentences, its names, its words or its counts.
    private = {source.key for source in config.sources if source.rights == "private"}
    documents = tuple(document for document in documents if document.source not in private)
    cut, calendar = stories_of(config, documents, observer)
    with store.read() as connection:
        known = readings.known(connection, name, [document.id for document in documents])
        decided = decisions.constraints(connection)
        placed = sections.placed(connection)
    stories = inherit(cut, known)
    renamed = sorted(
        f"{own.id} {story.id}" for own, story in zip(cut, stories, strict=True) if own.id != story.id
    )
    observer(events.Progress(stage="analyse", done=0, total=len(stories)))
    analyser = Analyser(config.analysis.user_words)
    prepared = prepare(store, stories, analyser)
    observer(events.Progress(stage="analyse", done=len(stories), total=len(stories)))
    prepared, sifted = sift(prepared, filter_settings(config), called(pairs(names)))
    clusters = group(
        prepared,
        GroupingSettings(window_days=config.analysis.window_days, strictness=config.analysis.strictness),
        decided,
        known=names,
        explained=True,
    )
    observer(events.Progress(stage="group", done=len(clusters), total=len(clusters)))
    past = following.past(
        config,
        store,
        name,
        genre=genre,
        memory=memory,
        stories=prepared,
        names=names,
        decided=decided,
    )
    material = Material(
        period=period,
        documents=documents,
        stories=prepared,
        affairs=(),
        memory=memory,
        events=calendar,
        sifted=sifted,
        placed=placed,
        names=past.names,
        bank=bank,
    )
    led = examples.prepared(config, analyser)
    settings = issue_settings(config, genre, led)
    provenance = Provenance(
        documents=codec.fingerprint(*(codec.dump(document) for document in documents)),
        configuration=explaining.configuration(
            examples.fingerprint(config, naming.fingerprint_of_glossary(config, names.glossary)), bank
        ),
        overrides="",
        memory=codec.fingerprint(
            codec.dump(memory),
            *naming.told_by_archive(names),
            *map(repr, left),
            *explaining.remembered(bank),
        ),
        moment=now,
        program=__version__,
        analyser=version_of_analysis(analyser, settings),
        lexicon=naming.lexicon_version(),
    )
    return Gathered(
        name=name,
        material=material,
        clusters=clusters,
        past=past,
        settings=settings,
        read=stories,
        overrides=(
            *renamed,
            *_decided(decided, {one.story.id for one in prepared}),
            *following.overrides(past.decided, prepared),
            *(f"section {one.story.id} {placed[one.story.id]}" for one in prepared if one.story.id in placed),
        ),
        provenance=provenance,
        editions=editions.of(config, store, genre=genre, before=name, examples=led),
    )


def composed(store: Store, gathered: Gathered, *, now: datetime) -> Made:
    """The issue of what was gathered; it may be composed again and again, each time as if it were built anew."""
    from digest.editing.affairs import trace

    with store.read() as connection:
        own = issues.item_ids(connection, gathered.name)
    stories = gathered.material.stories
    traced = trace(gathered.clusters, stories, replace(gathered.past, drafted=own))
    handed_down = _handed_down(own, traced.affairs)
    material = replace(gathered.material, affairs=traced.affairs, item_ids=handed_down)
    overrides = codec.fingerprint(
        *(f"{story} {item}" for story, item in sorted(handed_down.items())), *gathered.overrides
    )
    provenance = replace(gathered.provenance, overrides=overrides, moment=now)
    known = {story.story.id: story for story in stories}
    told = told_in(compose(material, gathered.settings, provenance), known, gathered.editions)
    issue = told[0]
    return Made(
        issue=issue,
        editions=told,
        prepared=stories,
        read=gathered.read,
        remembered=traced.remembered,
        learned=learned(issue, known),
    )


def _decided(constraints: Constraints, stories: Container[str]) -> list[str]:
    """The editor's decisions that concern one of the stories, as lines."""
    kinds = (("together", constraints.together), ("apart", constraints.apart))
    return [
        f"{kind} {left} {right}"
        for kind, pairs in kinds
        for left, right in pairs
        if left in stories or right in stories
    ]


def _handed_down(own: Mapping[str, str], affairs: Sequence[Affair]) -> dict[str, str]:
    """The item ids of the issue's last building, in their order; none where all would be the same anew.

    Building the same again therefore hands down nothing, and gives the same bytes as the first time.
    """
    stories = [[story for one in affair.clusters for story in one.stories] for affair in affairs]
    anew = {story: name for members, name in zip(stories, natural(stories), strict=True) for story in members}
    known = {story: item for story, item in own.items() if story in anew}
    return known if any(anew[story] != item for story, item in known.items()) else {}
