"""Documents in the store → an issue, written and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from digest import codec, events
from digest.analysis.collection import uncollected
from digest.delivery import marker
from digest.editing import period as periods
from digest.editing import reasons
from digest.errors import ResultError
from digest.model import Issue, Rendition
from digest.pipeline import editions, hands, looking_back, naming, noting, unchanged
from digest.pipeline.program import rendering
from digest.pipeline.settings import edition_ids, primary_id, section_keys
from digest.storage import builds, files, issues, readings, storylines, terms
from digest.storage import documents as stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from digest.config import Config
    from digest.model import Period
    from digest.pipeline.composing import Composer, Made
    from digest.rendering.templates import Kept
    from digest.storage.store import Connection, Store


LISTED = 10
"""Stories of which it is told why there is no issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A draft, its mails and where they were written; or no issue, why, and what a person can do. `editions` are all of it, the issue first."""

    issue: Issue | None
    folder: Path | None = None
    reason: str = ""
    hint: str = ""
    editions: tuple[Issue, ...] = ()
    renditions: tuple[Rendition, ...] = ()

    def mail(self, issue: str) -> Rendition | None:
        """The mail of an edition, by its id."""
        return next((one for one in self.renditions if one.issue == issue), None)


def build(
    config: Config,
    store: Store,
    *,
    now: datetime,
    genre: str,
    observer: events.Observer,
    period: Period | None = None,
    storyline: str = "",
    composer: Composer | None = None,
) -> Built:
    """Write the draft of one issue: issue.json, its mail and its text part, of each edition; or say why there is none.

    `storyline` is the id, or the beginning of it, of the one that the issue is to tell alone. `composer` makes the issue
    from the store: anew (`composing.compose_issue`) where none is given, or with what a workbench has gathered before.

    Raises:
        UsageError: the genre tells no single storyline.
        ResultError: the issue has been sent, its folder cannot be written, or there is no such storyline.
        ConfigurationError: the glossary has mistakes.
        EditError: the edit file has.
    """
    with store.read() as connection:
        about = looking_back.about(connection, config, storyline, genre=genre) if storyline else None
    if period is None and about is not None:
        period = about.period(now.astimezone(config.zone).date())
    period = period or periods.last_complete(config.genres[genre].period, now.astimezone(config.zone))
    name = primary_id(config, genre, period, about.line if about else "")
    with store.read() as connection:
        known = issues.row(connection, name)
        before = {one: issues.row(connection, one) for one in issues.editions(connection, name)}
    if known is not None and known.state == "sent":
        raise ResultError(
            f'issue "{name}"',
            "has been sent and is not built again",
            "name another --period, or another --genre",
        )
    marker.check(config, store, edition_ids(config, name))
    sections = section_keys(config, genre)
    hands.find(hands.place(config, name), sections)  # its mistakes are told before any work
    names = naming.known_names(config, store, now=now)
    read = partial(
        unchanged.given, config=config, name=name, genre=genre, period=period, names=names, about=about
    )
    with store.read() as connection:
        given = read(connection)
    drafts = unchanged.again(config, store, name, given, now=now)
    told = unchanged.Heard(observer)
    edits: hands.Done | None = None
    if drafts:
        keep = partial(_renew, drafts=drafts, now=now)
    else:
        compose = composer or _anew()
        with uncollected():  # all that is made stays to the end
            made = compose(
                config, store, names, now=now, genre=genre, period=period, observer=told, about=about
            )
        drafts, edits = made.editions, made.edits
        hands.tell(hands.place(config, name), edits, told)
        keep = partial(_keep, made=made, now=now)
    issue = drafts[0]
    if not issue.items:
        reason, hint = _nothing(config, store, issue, now)
        return Built(issue=None, reason=reason, hint=hint)
    renditions = [render(config, one, kept=_codes(config)) for one in drafts]
    noting.of_draft(config, store, drafts, before, about, now=now, observer=observer)
    editions.note_changed(config, store, drafts, told)
    if edits:
        _write_edits(hands.place(config, name), edits, sections, told)
    values = [codec.dump(one) for one in drafts]
    with store.write() as connection:
        keep(connection, values)
        if _forget_texts(connection, config, now) or edits is not None:  # else all is as it was read before
            given = read(connection)
        for one in drafts:  # what was told must be told again
            builds.remember(connection, one.id, "" if told.notes else given)
    folder = config.at(config.output.issues) / issue.id
    for one, rendition, value in zip(drafts, renditions, values, strict=True):
        write(config, one, rendition, value)
    observer(events.Progress(stage="build", done=1, total=1))
    return Built(issue=issue, folder=folder, editions=tuple(drafts), renditions=tuple(renditions))


def _forget_texts(connection: Connection, config: Config, now: datetime) -> int:
    """Drop the texts that are no longer kept; answers how many documents and stories lost theirs now."""
    if not config.storage.keep_texts:
        return 0
    before = now - config.storage.keep_texts
    return stored.forget_texts(connection, before) + issues.forget_texts(connection, before)


def _anew() -> Composer:
    """Loaded only where something has changed: it brings most of the program."""
    from digest.pipeline.composing import compose_issue

    return compose_issue


def _renew(connection: Connection, values: Sequence[str], *, drafts: Sequence[Issue], now: datetime) -> None:
    for issue, value in zip(drafts, values, strict=True):
        builds.renew(connection, issue.id, value, now=now)


def _write_edits(path: Path, edits: hands.Done, sections: Sequence[str], observer: events.Observer) -> None:
    """Write the edit file before the issue is kept: what is listed there may be named from then on."""
    if hands.write(path, edits, sections) == "newer":
        told = "was saved while the issue was being built: build again to follow it"
        observer(events.Noted(stage="build", subject=str(path), message=told))


def _keep(connection: Connection, values: Sequence[str], *, made: Made, now: datetime) -> None:
    issue = made.issue
    hands.keep(connection, issue.id, issue.genre, made.edits, now=now)
    told = {reference.story for item in issue.items for reference in item.references}
    stories = [one.story for one in made.prepared if one.story.id in told]
    for edition, value in zip(made.editions, values, strict=True):
        issues.save(connection, edition, stories, now=now, value=value)
    storylines.save(connection, issue, made.remembered)
    terms.save(connection, issue.id, made.learned)
    readings.remember(connection, issue.id, made.read, made.sketches)


def _codes(config: Config) -> Kept:
    """Where building keeps the code of templates; what only looks leaves nothing behind."""
    from digest.rendering.templates import Kept

    return Kept(folder=config.at(config.storage.path).parent / "cache" / "mail", made=rendering())


def render(config: Config, issue: Issue, *, kept: Kept | None = None) -> Rendition:
    """The issue as mail; `kept` is where the code of its templates is.

    Raises:
        ResultError: a template is wrong.
    """
    from digest.delivery import pages
    from digest.rendering.mail import render_mail

    there = pages.earlier(config, issue)
    kind = pages.several_kinds(config, issue)
    return render_mail(issue, folder=config.folder, web_url=web_url(issue), pages=there, kind=kind, kept=kept)


def write(config: Config, issue: Issue, rendition: Rendition, value: str = "") -> None:
    """Write an issue's files, issue.json last: where it stands, the others are whole. `value` is what stands in it, where that is known."""
    folder = config.at(config.output.issues) / issue.id
    files.write(folder / "issue.html", rendition.html)
    files.write(folder / "issue.txt", rendition.text)
    files.write(folder / "issue.json", value or codec.dump(issue))


def web_url(issue: Issue) -> str:
    """Where the issue's page will be read; empty where the publication has no archive address."""
    base = issue.publisher.archive_url.rstrip("/")
    return f"{base}/issues/{issue.id}/" if base else ""


def _nothing(config: Config, store: Store, issue: Issue, now: datetime) -> tuple[str, str]:
    """Why there is no issue, and how whoever asked for it gets one."""
    days = f"{issue.period.start} to {issue.period.end - timedelta(days=1)}"
    if issue.documents_read:
        count = len(issue.left_out)
        told = f"nothing new from {days}: {count} {'story was' if count == 1 else 'stories were'} told before or may not be told"
        shown = [f'"{one.title or one.story}": {reasons.told(one.reason)}' for one in issue.left_out[:LISTED]]
        more = [f"and {count - LISTED} more"] if count > LISTED else []
        return "\n  ".join([told, *shown, *more]), ""
    with store.read() as connection:
        first, last, count = stored.extent(connection, [source.key for source in config.sources])
    if first is None or last is None:
        return f"no document was published from {days}, and none was read at all", ""
    with store.read() as connection:
        keys = [source.key for source in config.sources if source.enabled]
        undated = stored.undated(connection, first, last + timedelta(microseconds=1), keys)
    begun, ended = (one.astimezone(config.zone).date() for one in (first, last))
    known = f"{begun} to {ended}" if begun != ended else f"{begun}"
    told = f"no document was published from {days}; {'the one known is' if count == 1 else f'the {count} known are'} of {known}"
    if undated:
        told += f"\n  {noting.undated(undated)}: state the dates in config.toml ([[sources.files]] published)"
    told = "\n  ".join((told, *noting.dated_ahead(config, store, issue.period, now=now)))
    return told, "name a --period"
