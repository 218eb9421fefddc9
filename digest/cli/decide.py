"""`digest merge`, `digest split` and `digest decisions`: what the editor puts together and apart, and all that was decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    JsonOption,
    NowOption,
    configuration,
    find_issue,
    moment,
    open_store,
    read_issue,
)
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from digest.config import Config
    from digest.storage.decisions import Kind
    from digest.storage.store import Connection

StoriesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="STORY STORY…",
        help="3.2: source 2 of item 3; ids as `digest explain` shows them (their beginning is enough), or the keys of sources in the edit file.",
        show_default=False,
    ),
]
IssueOption = Annotated[
    str | None,
    typer.Option("--issue", help="The issue that 3.2 counts in.", show_default="the newest"),
]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take it back.")]
_VERBS = {"together": "merge", "apart": "split"}


def merge(
    stories: StoriesArgument,
    undo: UndoOption = False,
    issue: IssueOption = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Tell stories as one from the next build on, whatever their words say."""
    _decide("together", stories, undo=undo, issue=issue, config=config, now=now)


def split(
    stories: StoriesArgument,
    undo: UndoOption = False,
    issue: IssueOption = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Never tell these stories as one, each apart from each, from the next build on."""
    _decide("apart", stories, undo=undo, issue=issue, config=config, now=now)


def decisions(config: ConfigOption = None, json_: JsonOption = False) -> None:
    """List what was merged and split, and which items were put on a storyline, taken off it, or placed in a section."""
    from rich.text import Text

    from digest import codec
    from digest.storage import decisions as kept
    from digest.storage import placing
    from digest.storage import sections as places

    settings = configuration(config)
    zone = settings.zone
    with open_store(settings).read() as connection:
        found = kept.listed(connection)
        lines = placing.decisions(connection)
        placed = places.decisions(connection)
    for one in found:
        if json_:
            show.line(codec.row(one))
            continue
        by = (
            f"in the edit file of {one.issue}"
            if one.issue
            else f"`digest {_VERBS[one.kind]} --undo` takes it back"
        )
        day = f"  {one.decided.astimezone(zone):%Y-%m-%d}  "
        show.out.print(Text.assemble((one.kind, "bold"), day, (by, "dim")))
        for story, title in ((one.left, one.left_title), (one.right, one.right_title)):
            show.out.print(Text(f"   {title or '(no title known)'}  {story}"))
    for line in lines:
        if json_:
            kind = "follows" if line.storyline else "begins"
            show.line(codec.row({"kind": kind, **codec.plain(line)}))
            continue
        told = f"goes on {line.storyline}" if line.storyline else "begins anew"
        show.out.print(Text.assemble((told, "bold"), f"  {line.decided.astimezone(zone):%Y-%m-%d}"))
        show.out.print(Text(f"   {line.headline or '(no headline known)'}  {line.item}"))
    for place in placed:
        if json_:
            show.line(codec.row({"kind": "placed", **codec.plain(place)}))
            continue
        show.out.print(
            Text.assemble(
                (f"stands in {place.section}", "bold"), f"  {place.decided.astimezone(zone):%Y-%m-%d}"
            )
        )
        show.out.print(Text(f"   {place.headline or '(no headline known)'}  {place.item}"))
    if not json_:
        count = len(found) + len(lines) + len(placed)
        show.say(f"{count} decision{'' if count == 1 else 's'}", style="dim")


def _decide(
    kind: Kind, stories: list[str], *, undo: bool, issue: str | None, config: Path | None, now: str | None
) -> None:
    from digest.storage import decisions as kept

    settings = configuration(config)
    with open_store(settings).write() as connection:
        ids = [_meant(settings, connection, issue, name) for name in stories]
        if len(set(ids)) < 2:  # noqa: PLR2004 - a pair
            raise UsageError("STORY", "one story alone is neither merged nor split", "name two or more")
        by_file: list[str] = []
        if undo:
            by_file = _by_file(connection, kind, ids)
            done = kept.undo(connection, kind, ids)
        else:
            done = kept.decide(connection, kind, ids, now=moment(now, settings.zone))
        known = kept.titles(connection, ids)
    names = [known.get(one) or one for one in dict.fromkeys(ids)]
    if undo and not done:
        listed = ", ".join(f'"{name}"' for name in names)
        raise ResultError(listed, "nothing of the kind was decided", "see `digest decisions`")
    told = (
        "taken back"
        if undo
        else "kept; `digest build` follows it from now on"
        if done
        else "was decided already"
    )
    show.say(f"{kind}: {told}")
    for name in names:
        show.say(f"   {name}", style="dim")
    for name in by_file:
        show.say(
            f"the edit file of {name} says so, too: take it out there, or the next build keeps it again",
            style="yellow",
        )


def _by_file(connection: Connection, kind: Kind, stories: Collection[str]) -> list[str]:
    """The issues that may still be built and whose edit files decide something of this kind between some stories."""
    from digest.storage import decisions as kept
    from digest.storage import issues

    decided = (
        one for one in kept.listed(connection) if one.kind == kind and {one.left, one.right} <= set(stories)
    )
    return sorted(
        name
        for name in {one.issue for one in decided if one.issue}
        if (row := issues.row(connection, name)) is not None and row.state != "sent"
    )


def _meant(config: Config, connection: Connection, issue: str | None, name: str) -> str:
    """The story that is meant.

    Raises:
        ResultError: there is none; says so of an item whose id it is.
    """
    from digest.storage import decisions as kept

    if numbered := _numbered(config, issue, name):
        return numbered
    try:
        return kept.story(connection, name)
    except ResultError as error:
        items = read_issue(find_issue(config, issue)).items
        number = next((number for number, item in enumerate(items, 1) if item.id == name), 0)
        if not number:
            raise
        hint = f"write {number}.1 for its first source, or `merge_with` and `split` in the edit file"
        raise ResultError(f'story "{name}"', "is an item", hint) from error


def _numbered(config: Config, issue: str | None, name: str) -> str:
    """The story that `3.2` means: source 2 of item 3; empty where a name is none of this form.

    Raises:
        UsageError: it is the number of an item, which would be taken for the beginning of whatever id it is.
        ResultError: the issue has no such item or source.
    """
    if re.fullmatch(r"\d{1,3}", name):
        hint = f"write {name}.1 for the first source of item {name}, or more of a story's id"
        raise UsageError(f'STORY "{name}"', "names no source of an item", hint)
    found = re.fullmatch(r"(\d{1,4})\.(\d{1,4})", name)
    if not found:
        return ""
    value = read_issue(find_issue(config, issue))
    item, source = (int(number) - 1 for number in found.groups())
    if 0 <= item < len(value.items) and 0 <= source < len(value.items[item].references):
        return value.items[item].references[source].story
    raise ResultError(name, f"{value.id} has no such item or source", "`digest explain` numbers both")
