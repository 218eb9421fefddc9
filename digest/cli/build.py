"""`digest fetch`, `digest build` and `digest approve`: from the sources to an issue that may go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show, telling
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    JsonOption,
    NowOption,
    PeriodOption,
    configuration,
    moment,
    open_store,
    read_editions,
)
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.pipeline import Built

GenreOption = Annotated[
    str | None, typer.Option("--genre", help="The kind of issue, as the configuration names it.")
]


def fetch(config: ConfigOption = None, now: NowOption = None) -> None:
    """Read the sources and keep what is new."""
    from digest import pipeline

    settings = configuration(config)
    store = open_store(settings)
    with show.Watch() as watch:
        at = moment(now, settings.zone)
        done = pipeline.fetch(settings, store, now=at, observer=watch)
        telling.editors(settings, store, watch, now=at)
    if done.documents or done.failures:
        show.say(f"{done.documents} documents from {done.sources} sources, {done.new} new or changed")
    else:
        show.say(f"{done.sources} sources, all as they were the last time")
    watch.exit()


def build(
    config: ConfigOption = None,
    genre: GenreOption = None,
    period: PeriodOption = None,
    storyline: Annotated[
        str | None,
        typer.Option(
            "--storyline",
            metavar="ID",
            help="The storyline of a retrospective, as `digest storylines` shows it (the beginning is enough).",
            show_default="the largest of the period",
        ),
    ] = None,
    now: NowOption = None,
    no_fetch: Annotated[
        bool, typer.Option("--no-fetch", help="Use what earlier fetches kept; ask no source.")
    ] = False,
    json_: JsonOption = False,
) -> None:
    """Write the draft of an issue: issue.json, its mail and its text part."""
    from digest import pipeline
    from digest.editing import period as periods

    settings = configuration(config)
    asked = periods.parse(period) if period else None
    at = moment(now, settings.zone)
    kind = known_genre(settings, genre)
    store = open_store(settings)
    with show.Watch() as watch:
        if not no_fetch:
            pipeline.fetch(settings, store, now=at, observer=watch)
        built = pipeline.build(
            settings, store, now=at, genre=kind, period=asked, observer=watch, storyline=storyline or ""
        )
        pipeline.beforehand(settings, built.editions)
    _tell(built, as_json=json_)
    watch.exit()


def approve(issue: IssueArgument = None, config: ConfigOption = None, now: NowOption = None) -> None:
    """Let a draft go out, in all its editions."""
    from digest.pipeline import hands
    from digest.pipeline.settings import section_keys
    from digest.storage import hands as kept
    from digest.storage import issues, livechecks

    settings = configuration(config)
    editions = read_editions(settings, issue)
    store = open_store(settings)
    primary, genre = editions[0].primary, editions[0].genre
    edits, sections = hands.place(settings, primary), section_keys(settings, genre)
    states = {}
    with store.write() as connection:
        if (why := kept.skipped(connection, primary)) is not None:
            hint = f"`digest skip {primary} --undo`"
            raise ResultError(f'issue "{primary}"', f"is not to be sent ({why})", hint)
        for value in editions:
            name = value.id
            row = issues.row(connection, name)
            if row is None:
                raise ResultError(f'issue "{name}"', "is not in the store", "build it again")
            if not issues.is_as_built(connection, value):
                raise ResultError(
                    f'issue "{name}"', "its issue.json is not the one that was built", "build it again"
                )
            if row.state != "sent" and hands.unbuilt(connection, edits, primary, sections):
                raise ResultError(
                    str(edits), "has edits that the issue does not follow yet", "run `digest build`"
                )
            states[name] = row.state
            if row.state == "draft":
                issues.approve(connection, name, now=moment(now, settings.zone))
        held = livechecks.held(connection, primary)
        livechecks.release(connection, primary)
    told = {"draft": "approved", "approved": "was approved already", "sent": "has been sent already"}
    for name, state in states.items():
        show.say(f"{name} {told[state]}")
    if held:
        show.say(f"{primary} does not wait any more because of its pages: {held}")


def known_genre(config: Config, given: str | None) -> str:
    """The genre that is meant, by default the schedule's.

    Raises:
        UsageError: the configuration has none of this name.
    """
    genre = given or config.schedule.genre
    if genre not in config.genres:
        known = ", ".join(sorted(config.genres))
        raise UsageError(
            "--genre", f'there is no genre "{genre}"', f"there are: {known}; or add [genres.{genre}]"
        )
    return genre


def _tell(built: Built, *, as_json: bool) -> None:
    from digest import codec

    if built.issue is None:
        if as_json:
            show.line(codec.row({"issue": None, "reason": built.reason}))
        first, *more = built.reason.split("\n")
        show.say("\n".join([f"skipped: {': '.join(filter(None, (first, built.hint)))}", *more]))
        return
    issue, folders = built.issue, [built.folder.parent / one.id for one in built.editions if built.folder]
    if as_json:
        for one, folder in zip(built.editions, folders, strict=True):
            show.line(
                codec.row(
                    {
                        "issue": one.id,
                        "folder": str(folder),
                        "documents": one.documents_read,
                        "stories": one.stories_read,
                        "items": len(one.items),
                        "left_out": len(one.left_out),
                    }
                )
            )
        return
    shown = f"{issue.selection} in {' and '.join(issue.editions)}" if issue.editions else issue.id
    show.say(
        f"{shown}: {_count(len(issue.items), 'item')} from {_count(issue.stories_read, 'story', 'stories')}"
        f" in {_count(issue.documents_read, 'document')}; {_count(len(issue.left_out), 'story', 'stories')} left out"
    )
    for folder in folders:
        show.line(str(folder))


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
