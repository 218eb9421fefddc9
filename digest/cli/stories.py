"""`digest stories`: documents → their stories."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest import events
from digest.cli import show
from digest.cli.context import ConfigOption, JsonOption, NowOption, configuration, moment
from digest.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Document, Story, Unbundled
    from digest.stories.profile import LayoutProfile

UNCERTAIN = 0.6
"""Below this confidence a story's boundaries are called uncertain."""
ZONE = "Asia/Seoul"
LONGEST_REASONS = 3
BEGINNING = 40
"""Characters of a story without a headline that are shown in its place."""


def stories(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL…", help="Files, folders, addresses; - for standard input.", show_default=False
        ),
    ],
    json_: JsonOption = False,
    parts: Annotated[
        bool, typer.Option("--parts", help="With --json: also what is no story, and the events of calendars.")
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Show the whole document: what each line is for, and why it was cut so."
        ),
    ] = False,
    profile: Annotated[
        Path | None,
        typer.Option(
            "--profile", metavar="FILE", help="Try this profile: the keys of [sources.profile], in a file."
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="KEY", help="Read as this source of the configuration is read."),
    ] = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Take documents apart: the stories in them, and what is no story.

    Reads HTML, Markdown, plain text, PDF, mail (.eml, mbox) and feeds, by content. With --json one line a story; with --parts
    also one for each part that is no story, and for each event. What cannot be read is told on stderr and the rest is answered (exit 3).
    """
    from zoneinfo import ZoneInfo

    from digest.sources.inputs import documents
    from digest.stories.unbundle import unbundle

    show.one_of(explain=explain, parts=parts)
    show.one_of(profile=profile, source=source)
    layout = _profile(profile, source, config)
    zone = ZoneInfo(ZONE)
    present = moment(now, zone) if now else None
    watch = show.Watch()
    for name, found in documents(inputs, zone=zone, stdin=sys.stdin.buffer.read, now=present):
        if isinstance(found, InputError):
            watch.fail(found)
            continue
        _tell_unmatched(watch, found, name, layout)
        if explain:
            _explain(found, name, layout, as_json=json_)
        elif json_:
            for line in rows(unbundle(found, profile=layout), parts=parts):
                show.line(line)
        else:
            _table(found.title or found.url or name, unbundle(found, profile=layout))
    watch.exit()


def _profile(file: Path | None, source: str | None, path: Path | None) -> LayoutProfile:
    """The profile to read by: of a file, or of a source of the configuration.

    Raises:
        UsageError: there is no such file or source, or the profile is wrong.
    """
    from digest.config import load_profile
    from digest.stories.profile import LayoutProfile

    if file:
        return LayoutProfile(**load_profile(file).model_dump())
    if source is None:
        if path:
            raise UsageError("--config", "is read for a source here", "name one with --source KEY")
        return LayoutProfile()
    config = configuration(path)
    found = config.source(source)
    if found is None:
        known = ", ".join(one.key for one in config.sources) or "none"
        raise UsageError("--source", f'"{source}" is not configured', f"there are: {known}")
    return LayoutProfile(**found.profile.model_dump())


def _tell_unmatched(watch: show.Watch, document: Document, name: str, profile: LayoutProfile) -> None:
    from digest.stories.teaching import unmatched

    for one in unmatched(document, profile):
        told = f"profile.{one.setting} {one.pattern!r} fits no line of it"
        watch(events.Noted(stage="read", subject=name, message=told))


def _explain(document: Document, name: str, profile: LayoutProfile, *, as_json: bool) -> None:
    from digest import codec
    from digest.cli.explained import render
    from digest.stories.explaining import explain

    told = explain(document, profile=profile)
    if as_json:
        show.line(codec.row({"type": "explanation", "report": report(told.apart), **codec.plain(told)}))
        return
    called = document.title or document.url or name
    shown = render(told, name=called, report=report(told.apart), uncertain=UNCERTAIN)
    show.out.print(shown, "\n", sep="", soft_wrap=False)


def rows(unbundled: Unbundled, *, parts: bool) -> Iterable[str]:
    """JSON Lines of a document's stories, then, where `parts` asks for them, its parts and its events.

    A story also carries `sources`: what it cites, as a list of texts.
    """
    from digest import codec

    for story in unbundled.stories:
        yield codec.row({"type": "story", **codec.plain(story), "sources": _sources(story)})
    if parts:
        for beside in (*unbundled.parts, *unbundled.events):
            yield codec.row(beside)


def _sources(story: Story) -> list[str]:
    """What a story says it draws on, each as `publisher, title, date`, without what it does not say."""
    told = (
        ", ".join(str(part) for part in (one.publisher, one.title, one.date) if part)
        for one in story.citations
    )
    return list(dict.fromkeys(source for source in told if source))


def _table(name: str, unbundled: Unbundled) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(name), title_justify="left", show_edge=False, pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("headline")
    table.add_column("characters", justify="right")
    table.add_column("links", justify="right")
    table.add_column("sure", justify="right")
    for number, story in enumerate(unbundled.stories, 1):
        style = "yellow" if story.confidence < UNCERTAIN else ""
        cells: tuple[Any, ...] = (len(story.text), len(story.links), f"{story.confidence:.0%}")
        headline = story.title or f"{story.text[:BEGINNING]}…".replace("\n", " ")
        table.add_row(str(number), Text(headline), *map(str, cells), style=style)
    show.out.print(table)
    show.out.print(Text(report(unbundled)), "\n", sep="")


def report(unbundled: Unbundled) -> str:
    """One sentence: how many stories, how many uncertain and why, and what else there is."""
    count = len(unbundled.stories)
    told = [_count(count, "story", "stories")]
    unsure = [story for story in unbundled.stories if story.confidence < UNCERTAIN]
    if unsure:
        reasons = list(dict.fromkeys(story.reason for story in unsure if story.reason))[:LONGEST_REASONS]
        because = f", because {'; '.join(reasons)}" if reasons else ""
        told.append(f"{len(unsure)} uncertain{because}")
    if unbundled.events:
        told.append(_count(len(unbundled.events), "event", "events"))
    kinds = list(dict.fromkeys(part.kind for part in unbundled.parts))
    beside = f" (beside them: {', '.join(kinds)})" if kinds else ""
    return ", ".join(told) + beside


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
