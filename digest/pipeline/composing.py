"""Documents of a period → an issue: apart, analysed, grouped, followed, composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from digest import __version__, codec, events
from digest.analysis.constraints import Constraints
from digest.analysis.prepared import Prepared
from digest.analysis.remembered import Remembered
from digest.editing import period as periods
from digest.editing.boxes import learned
from digest.editing.editions import Edition
from digest.editing.editions import editions as told_in
from digest.editing.looking_back import ANATOMIES, forgetting
from digest.editing.material import IssueSettings, Material
from digest.editing.past import Past
from digest.model import Cluster, Issue, Learned, Provenance, Story
from digest.pipeline import editions, examples, explaining, following, hands, looking_back, naming
from digest.pipeline.preparing import prepare
from digest.pipeline.settings import filter_settings, issue_settings, primary_id, version_of_analysis
from digest.pipeline.twice import once
from digest.pipeline.unbundling import sketched, unbundle
from digest.storage import decisions, issues, readings, sections, storylines
from digest.storage import documents as stored
from digest.storage import hands as recorded
from digest.stories.lineage import Sketch

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from digest.config import Config
    from digest.language.pairs import Known
    from digest.model import Period
    from digest.pipeline.looking_back import About
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An issue, its stories prepared, all that were read under the ids that they are known by, and the sketches of their texts.

    What stays of its clusters, and what its sources explain, for later issues. `editions` are all of it, the issue first.
    """

    issue: Issue
    prepared: tuple[Prepared, ...]
    read: tuple[Story, ...]
    sketches: Mapping[str, Sketch]
    remembered: Mapping[str, Remembered]
    edits: hands.Done
    learned: tuple[Learned, ...] = ()
    editions: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that an issue is made of but for what the editor changes in it: read, analysed and grouped, ready to be composed.

    `material` has no affairs and no item ids yet; `overrides` are the editor's decisions as lines; `provenance` tells no
    overrides and no moment of composing. `edits` is where the issue's edit file stands, `decided` what was decided elsewhere,
    and `held` is story → the item under which an earlier issue held it.
    """

    name: str
    edits: Path
    material: Material
    clusters: tuple[Cluster, ...]
    past: Past
    settings: IssueSettings
    read: tuple[Story, ...]
    sketches: Mapping[str, Sketch]
    overrides: tuple[str, ...]
    provenance: Provenance
    decided: Constraints
    held: Mapping[str, str]
    editions: tuple[Edition, ...] = ()


class Composer(Protocol):
    """What makes an issue of what the store holds: `compose_issue`, and the workbench that remembers."""

    def __call__(
        self,
        config: Config,
        store: Store,
        names: Known,
        *,
        now: datetime,
        genre: str,
        period: Period,
        observer: events.Observer,
        about: About | None = None,
    ) -> Made:
        """The issue of a period."""
        ...


def compose_issue(
    config: Config,
    store: Store,
    names: Known,
    *,
    now: datetime,
    genre: str,
    period: Period,
    observer: events.Observer,
    about: About | None = None,
) -> Made:
    """The issue of a period, from what the store holds by now."""
    gathered = gather(
        config, store, names, now=now, genre=genre, period=period, observer=observer, about=about
    )
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
    about: About | None = None,
) -> Gathered:
    """What the store holds by now for the issue of a period; the slow part of its building.

    `about` is the storyline that it is to tell alone.
    """
    from digest.analysis.clusters import GroupingSettings, group
    from digest.editing.filters import sift
    from digest.language.analyser import Analyser
    from digest.language.called import called
    from digest.language.pairs import pairs
    from digest.stories.lineage import inherit

    line = about.line if about else ""
    name = primary_id(config, genre, period, line)
    start, end = periods.bounds(period, config.zone)
    keys = [source.key for source in config.sources if source.enabled]
    with store.read() as connection:
        documents = stored.between(connection, start, end, keys)
        memory = issues.memory(connection, genre=genre, before=name)
        left = storylines.rows(connection, genre=genre, before=name)
        archive = looking_back.archive(connection, config, genre=genre, period=period, about=about)
        bank = explaining.bank(config, connection, genre=genre, before=name)
        held = recorded.held(connection, genre=genre, before=name, told=memory.told)
        since = stored.of_ids(connection, [one.document for one in held], keys)
    # What is private never comes near an issue: not its sentences, its names, its words or its counts.
    private = {source.key for source in config.sources if source.rights == "private"}
    documents = once(config, [one for one in documents if one.source not in private], observer)
    earlier = tuple(one for one in since if one not in documents and one.source not in private)
    apart, before = unbundle(config, store, documents, observer), unbundle(config, store, earlier)
    documents += earlier
    cut = tuple(story for one in (*apart, *before) for story in one.stories)
    sketches = sketched(apart + before)
    with store.read() as connection:
        known = readings.known(connection, name, [document.id for document in documents])
        decided = decisions.constraints(connection, but=name)
        placed = sections.placed(connection)
    stories = inherit(cut, known, sketches)
    renamed = sorted(
        f"{own.id} {story.id}" for own, story in zip(cut, stories, strict=True) if own.id != story.id
    )
    outside = {one.id for one in earlier}
    named = {one.story: one.item for one in held}
    stories = tuple(one for one in stories if one.document not in outside or one.id in named)
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
    if config.anatomy(genre) in ANATOMIES:
        memory = forgetting(memory)
        past = replace(past, told=(), items={}, archive=archive)
    material = Material(
        period=period,
        documents=documents,
        stories=prepared,
        affairs=(),
        memory=memory,
        events=tuple(event for one in apart for event in one.events),
        sifted=sifted,
        placed=placed,
        names=past.names,
        bank=bank,
        line=line,
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
            *looking_back.lines(archive),
            *explaining.remembered(bank),
        ),
        moment=now,
        program=__version__,
        analyser=version_of_analysis(analyser, settings),
        lexicon=naming.lexicon_version(),
    )
    return Gathered(
        name=name,
        edits=hands.place(config, name),
        material=material,
        clusters=clusters,
        past=past,
        settings=settings,
        read=stories,
        sketches=sketches,
        overrides=(
            *renamed,
            *_decided(decided, {one.story.id for one in prepared}),
            *following.overrides(past.decided, prepared),
            *(f"section {one.story.id} {placed[one.story.id]}" for one in prepared if one.story.id in placed),
        ),
        provenance=provenance,
        decided=decided,
        held=named,
        editions=editions.of(config, store, genre=genre, before=name, examples=led),
    )


def composed(store: Store, gathered: Gathered, *, now: datetime) -> Made:
    """The issue of what was gathered, as the editor's file changes it.

    It may be composed again and again, each time as if it were built anew.

    Raises:
        EditError: the file has mistakes.
    """
    from digest.editing.edited import Before, edited

    settings, name = gathered.settings, gathered.name
    found = hands.find(gathered.edits, [section.key for section in settings.sections])
    with store.read() as connection:
        drafted = issues.item_ids(connection, name)
        before = Before(
            hand=found.read.hand,
            items=recorded.items(connection, name) or drafted,
            held=gathered.held,
            decided=gathered.decided,
            overrides=gathered.overrides,
            titles=decisions.titles(connection, gathered.decided.stories),
        )
    made = edited(
        gathered.clusters,
        replace(gathered.past, drafted=drafted),
        gathered.material,
        settings,
        provenance=replace(gathered.provenance, moment=now),
        before=before,
    )
    stories = gathered.material.stories
    known = {story.story.id: story for story in stories}
    told = told_in(made.draft.issue, known, gathered.editions)
    issue = told[0]
    return Made(
        issue=issue,
        editions=told,
        prepared=stories,
        read=gathered.read,
        sketches=gathered.sketches,
        remembered=made.remembered,
        edits=hands.done(found, made, (one.story for one in stories)),
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
