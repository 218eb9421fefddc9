"""Documents in the store → an issue, written and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__, codec, events
from digest.editing import period as periods
from digest.editing.compose import Material, compose, issue_id
from digest.editing.identity import natural
from digest.errors import ResultError
from digest.model import Issue, Provenance
from digest.pipeline import naming, unchanged
from digest.pipeline.preparing import prepare
from digest.pipeline.settings import issue_settings
from digest.storage import builds, decisions, files, issues, readings
from digest.storage import documents as stored

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import datetime

    from digest.analysis.constraints import Constraints
    from digest.analysis.prepared import Prepared
    from digest.config import Config, Source
    from digest.language.pairs import Known
    from digest.model import CalendarEvent, Cluster, Document, Period, Rendition, Story
    from digest.storage.store import Connection, Store
    from digest.stories.profile import LayoutProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A draft and where it was written; or no issue, and why."""

    issue: Issue | None
    folder: Path | None = None
    reason: str = ""


def build(
    config: Config,
    store: Store,
    *,
    now: datetime,
    genre: str,
    observer: events.Observer,
    period: Period | None = None,
) -> Built:
    """Write the draft of one issue: issue.json, its mail and its text part; or say why there is none.

    Raises:
        ResultError: the issue has been sent, or its folder cannot be written.
        ConfigurationError: the glossary has mistakes.
    """
    period = period or periods.last_complete(config.genres[genre].period, now.astimezone(config.zone))
    name = issue_id(config.publication.id, genre, period)
    with store.read() as connection:
        known = issues.row(connection, name)
    if known is not None and known.state == "sent":
        raise ResultError(
            f'issue "{name}"',
            "has been sent and is not built again",
            "name another --period, or another --genre",
        )
    names = naming.known_names(config, store, now=now)
    issue = unchanged.again(config, store, name, genre=genre, period=period, names=names, now=now)
    told = unchanged.Heard(observer)
    if issue is not None:
        keep = partial(builds.renew, issue=issue, now=now)
    else:
        issue, prepared, read = _compose(
            config, store, names, now=now, genre=genre, period=period, observer=told
        )
        keep = partial(_keep, issue=issue, prepared=prepared, read=read, now=now)
    if not issue.items:
        return Built(issue=None, reason=_nothing(config, store, issue))
    rendition = render(config, issue)
    _warn(issue, known, observer)
    with store.write() as connection:
        keep(connection)
        if config.storage.keep_texts > timedelta(0):
            stored.forget_texts(connection, now - config.storage.keep_texts)
            issues.forget_texts(connection, now - config.storage.keep_texts)
        given = unchanged.given(connection, config, name, genre=genre, period=period, names=names)
        builds.remember(connection, name, "" if told.notes else given)  # what was told must be told again
    folder = config.at(config.output.issues) / issue.id
    write(config, issue, rendition)
    observer(events.Progress(stage="build", done=1, total=1))
    return Built(issue=issue, folder=folder)


def _keep(
    connection: Connection,
    *,
    issue: Issue,
    prepared: Sequence[Prepared],
    read: Sequence[Story],
    now: datetime,
) -> None:
    told = {reference.story for item in issue.items for reference in item.references}
    issues.save(connection, issue, [one.story for one in prepared if one.story.id in told], now=now)
    readings.remember(connection, issue.id, read)


def _warn(issue: Issue, known: issues.IssueRow | None, observer: events.Observer) -> None:
    """Tell what an editor should know of a draft: undated documents, an approval that falls."""
    undated = {
        reference.document: reference.title or reference.story
        for item in issue.items
        for reference in item.references
        if reference.dated_by == "fetched"
    }
    if undated:
        names = ", ".join(f'"{title}"' for title in sorted(undated.values())[:3])
        told = f"{len(undated)} documents tell no date and are dated by their first fetch ({names})"
        observer(events.Noted(stage="build", subject=issue.id, message=told))
    changed = known is not None and known.fingerprint != codec.fingerprint(codec.dump(issue))
    if known is not None and known.state == "approved" and changed:
        told = f"has changed since it was approved: look at it, then run `digest approve {issue.id}` again"
        observer(events.Noted(stage="build", subject=issue.id, message=told))


def render(config: Config, issue: Issue) -> Rendition:
    """The issue as mail.

    Raises:
        ResultError: a template is wrong.
    """
    from digest.rendering.mail import render_mail

    return render_mail(issue, folder=config.folder, web_url=web_url(issue))


def write(config: Config, issue: Issue, rendition: Rendition) -> None:
    """Write an issue's files, issue.json last: where it stands, the others are whole."""
    folder = config.at(config.output.issues) / issue.id
    files.write(folder / "issue.html", rendition.html)
    files.write(folder / "issue.txt", rendition.text)
    files.write(folder / "issue.json", codec.dump(issue))


def web_url(issue: Issue) -> str:
    """Where the issue's page will be read; empty where the publication has no archive address."""
    base = issue.publisher.archive_url.rstrip("/")
    return f"{base}/issues/{issue.id}/" if base else ""


def stories_of(
    config: Config, documents: Sequence[Document], observer: events.Observer = events.ignore
) -> tuple[tuple[Story, ...], tuple[CalendarEvent, ...]]:
    """Unbundle documents, each with the profile of its source; patterns that find nothing are told."""
    from digest.stories.profile import LayoutProfile
    from digest.stories.unbundle import unbundle

    stories: list[Story] = []
    calendar: list[CalendarEvent] = []
    profiles = {source.key: LayoutProfile(**source.profile.model_dump()) for source in config.sources}
    for document in documents:
        apart = unbundle(document, profile=profiles.get(document.source, LayoutProfile()))
        stories += apart.stories
        calendar += apart.events
    for source in config.sources:
        own = [document for document in documents if document.source == source.key]
        _tell_unmatched(source, own, profiles[source.key], observer)
    return tuple(stories), tuple(calendar)


def _tell_unmatched(
    source: Source, documents: Sequence[Document], profile: LayoutProfile, observer: events.Observer
) -> None:
    """Tell each pattern of a profile that fits no line: a layout has changed, or the pattern is mistyped.

    Where stories begin and end must be found in each document; what is dropped, kept or named, in any of them.
    """
    from digest.stories.teaching import NEEDED, unmatched

    missing: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        for one in unmatched(document, profile):
            missing.setdefault((one.setting, one.pattern), []).append(document)
    for (setting, pattern), found in missing.items():
        if setting not in NEEDED and len(found) < len(documents):
            continue
        names = ", ".join(f'"{document.title or document.url or document.id}"' for document in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""  # noqa: PLR2004 - as many as are named
        told = f"profile.{setting} {pattern!r} fits no line of {names}{more}"
        observer(events.Noted(stage="read", subject=source.label, message=told))


def _compose(
    config: Config,
    store: Store,
    names: Known,
    *,
    now: datetime,
    genre: str,
    period: Period,
    observer: events.Observer,
) -> tuple[Issue, tuple[Prepared, ...], tuple[Story, ...]]:
    """The issue, its stories prepared, and all that were read, under the ids that they are known by."""
    from digest.analysis.clusters import GroupingSettings, group
    from digest.language.analyser import Analyser
    from digest.stories.lineage import inherit

    name = issue_id(config.publication.id, genre, period)
    start, end = periods.bounds(period, config.zone)
    keys = [source.key for source in config.sources if source.enabled]
    with store.read() as connection:
        documents = stored.between(connection, start, end, keys)
        memory = issues.memory(connection, genre=genre, before=name)
        own = issues.item_ids(connection, name)
    # What is private never comes near an issue: not its sentences, its names, its words or its counts.
    private = {source.key for source in config.sources if source.rights == "private"}
    documents = tuple(document for document in documents if document.source not in private)
    cut, calendar = stories_of(config, documents, observer)
    with store.read() as connection:
        known = readings.known(connection, name, [document.id for document in documents])
        decided = decisions.constraints(connection)
    stories = inherit(cut, known)
    renamed = sorted(
        f"{own.id} {story.id}" for own, story in zip(cut, stories, strict=True) if own.id != story.id
    )
    observer(events.Progress(stage="analyse", done=0, total=len(stories)))
    analyser = Analyser(config.analysis.user_words)
    prepared = prepare(store, stories, analyser)
    observer(events.Progress(stage="analyse", done=len(stories), total=len(stories)))
    clusters = group(
        prepared,
        GroupingSettings(window_days=config.analysis.window_days, strictness=config.analysis.strictness),
        decided,
        known=names,
        explained=True,
    )
    observer(events.Progress(stage="group", done=len(clusters), total=len(clusters)))
    material = Material(
        period=period,
        documents=documents,
        stories=prepared,
        affairs=tuple((cluster,) for cluster in clusters),
        memory=memory,
        events=calendar,
        item_ids=_handed_down(own, clusters),
    )
    provenance = Provenance(
        documents=codec.fingerprint(*(codec.dump(document) for document in documents)),
        configuration=naming.fingerprint_of_glossary(config, names.glossary),
        overrides=codec.fingerprint(
            *(f"{story} {item}" for story, item in sorted(material.item_ids.items())),
            *renamed,
            *_decided(decided, {one.story.id for one in prepared}),
        ),
        memory=codec.fingerprint(codec.dump(memory), *naming.told_by_archive(names)),
        moment=now,
        program=__version__,
        analyser=analyser.version,
        lexicon=naming.lexicon_version(),
    )
    return compose(material, issue_settings(config, genre), provenance), prepared, stories


def _decided(constraints: Constraints, stories: Container[str]) -> list[str]:
    """The editor's decisions that concern one of the stories, as lines."""
    kinds = (("together", constraints.together), ("apart", constraints.apart))
    return [
        f"{kind} {left} {right}"
        for kind, pairs in kinds
        for left, right in pairs
        if left in stories or right in stories
    ]


def _handed_down(own: Mapping[str, str], clusters: Sequence[Cluster]) -> dict[str, str]:
    """The item ids of the issue's last building that it would not get anew.

    Building the same again therefore hands down nothing, and gives the same bytes as the first time.
    """
    stories = [cluster.stories for cluster in clusters]
    anew = {story: name for members, name in zip(stories, natural(stories), strict=True) for story in members}
    return {story: item for story, item in own.items() if story in anew and anew[story] != item}


def _nothing(config: Config, store: Store, issue: Issue) -> str:
    """Why there is no issue, and where there would be one."""
    days = f"{issue.period.start} to {issue.period.end - timedelta(days=1)}"
    if issue.documents_read:
        return f"nothing new from {days}: {len(issue.left_out)} stories were told before or may not be told"
    with store.read() as connection:
        first, last, count = stored.extent(connection, [source.key for source in config.sources])
    if first is None or last is None:
        return f"no document was published from {days}, and none was read at all"
    known = f"{first.astimezone(config.zone).date()} to {last.astimezone(config.zone).date()}"
    return f"no document was published from {days}; the {count} known are of {known}: name a --period"
