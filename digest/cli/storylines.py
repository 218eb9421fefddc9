"""`digest storylines`, `digest follow` and `digest unfollow`: the affairs that go on, and what the editor says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    JsonOption,
    NowOption,
    configuration,
    find_item,
    moment,
    open_store,
    take_back,
)
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.model import Item
    from digest.storage.store import Connection
    from digest.storage.storylines import Line

ItemArgument = Annotated[
    str,
    typer.Argument(
        metavar="ITEM",
        help="An item's number on the page, or its id, as `digest explain` shows them.",
        show_default=False,
    ),
]
StorylineArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[STORYLINE]",
        help="Its id, or the id of an item, as `digest storylines --all` shows them (the beginning is enough).",
        show_default=False,
    ),
]
IssueOption = Annotated[
    str | None, typer.Option("--issue", help="The issue that ITEM is in.", show_default="the newest")
]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take back what was said of ITEM.")]
SEVERAL = 2


def storylines(
    config: ConfigOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also items that nothing goes on yet: each may begin a storyline.")
    ] = False,
    json_: JsonOption = False,
) -> None:
    """List the affairs that go on from issue to issue, with their parts."""
    from digest import codec
    from digest.storage import storylines as kept

    settings = configuration(config)
    publication = settings.publication
    edition = publication.language if publication.several else ""
    with open_store(settings).read() as connection:
        lines = kept.listed(connection, edition=edition)
    found = [line for line in lines if every or len(line.parts) >= SEVERAL]
    for line in found:
        if json_:
            show.line(codec.row(line))
        else:
            _tell(line)
    if not json_:
        show.say(f"{len(found)} storyline{'' if len(found) == 1 else 's'}", style="dim")


def follow(
    item: ItemArgument,
    storyline: StorylineArgument = None,
    undo: UndoOption = False,
    issue: IssueOption = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Say that an item goes on a storyline, whatever its words say, from the next build on."""
    from digest.storage import storylines as kept

    settings = configuration(config)
    if undo:
        _undo(settings, issue, item)
        return
    if not storyline:
        raise UsageError("STORYLINE", "is missing", "`digest storylines --all` lists them with their ids")
    of, one = find_item(settings, issue, item)
    with open_store(settings).write() as connection:
        line = kept.storyline(connection, storyline, genre=of.genre)
        if line.id == one.id:
            raise UsageError(
                "STORYLINE", f'"{line.id}" is the item itself', "`digest unfollow` lets it begin anew"
            )
        _keep(settings, one, line.id, now, connection)
    told = f'"{one.headline.text}" goes on "{line.name}"'
    show.say(f"{told} ({one.id} on {line.id}); `digest build` follows it from now on")
    if not any(part.state == "sent" or part.telling.issue == of.id for part in line.parts):
        waits = ", ".join(sorted({part.telling.issue for part in line.parts}))
        show.say(f"nothing of {line.id} has been sent: it holds once {waits} is sent", style="yellow")


def unfollow(
    item: ItemArgument,
    undo: UndoOption = False,
    issue: IssueOption = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Say that an item begins a story of its own, from the next build on."""
    settings = configuration(config)
    if undo:
        _undo(settings, issue, item)
        return
    _, one = find_item(settings, issue, item)
    with open_store(settings).write() as connection:
        _keep(settings, one, "", now, connection)
    show.say(f'"{one.headline.text}" begins anew ({one.id}); `digest build` follows it from now on')


def _keep(settings: Config, item: Item, line: str, now: str | None, connection: Connection) -> None:
    from digest.storage import placing as kept

    stories = [reference.story for reference in item.references]
    kept.follow(connection, item.id, stories, line, now=moment(now, settings.zone))


def _undo(settings: Config, issue: str | None, name: str) -> None:
    from digest.storage import placing as kept

    item = take_back(
        settings,
        issue,
        name,
        "nothing was decided of it",
        decided=lambda connection: [one.item for one in kept.decisions(connection)],
        undo=kept.undo,
    )
    show.say(f"{item}: taken back")


def _tell(line: Line) -> None:
    from rich.text import Text

    count = len(line.parts)
    head = Text.assemble((line.name, "bold"), (f"  {line.id}", "dim"))
    head.append(f"  {line.genre}, {count} part{'s' if count > 1 else ''}, {line.first} to {line.last}")
    show.out.print(head)
    for number, part in enumerate(line.parts, 1):
        told = part.telling
        state = "" if part.state == "sent" else f" ({part.state})"
        show.out.print(Text(f"   {number}. {told.day}  {told.headline}"))
        show.out.print(Text(f"      {told.issue}{state}  {told.item}", style="dim"))
