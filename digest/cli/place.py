"""`digest place`: the section that the editor puts an item in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    NowOption,
    configuration,
    find_item,
    moment,
    open_store,
    take_back,
)
from digest.cli.storylines import IssueOption, ItemArgument  # noqa: TC001 - typer reads them
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.config import Config

SectionArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[SECTION]",
        help="The key of a section, as in config.toml; `other` for the rest.",
        show_default=False,
    ),
]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take back where ITEM was placed.")]


def place(
    item: ItemArgument,
    section: SectionArgument = None,
    undo: UndoOption = False,
    issue: IssueOption = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Put an item in a section, whatever its words say, from the next build on."""
    from digest.storage import sections as kept

    settings = configuration(config)
    if undo:
        _undo(settings, issue, item)
        return
    _check(settings, section)
    _, one = find_item(settings, issue, item)
    stories = [reference.story for reference in one.references]
    with open_store(settings).write() as connection:
        kept.place(connection, one.id, stories, str(section), now=moment(now, settings.zone))
    show.say(f"{one.id}: stands in {section}; `digest build` follows it from now on")


def _check(settings: Config, section: str | None) -> None:
    from digest.editing.sections import OTHER

    keys = [one.key for one in settings.sections]
    known = ", ".join([*keys, OTHER])
    if not keys:
        raise UsageError("SECTION", "there are no sections", "add [[sections]] to config.toml")
    if section not in (*keys, OTHER):
        fault = "is missing" if section is None else f'"{section}" is no section'
        raise UsageError("SECTION", fault, f"name one of {known}")


def _undo(settings: Config, issue: str | None, name: str) -> None:
    from digest.storage import sections as kept

    item = take_back(
        settings,
        issue,
        name,
        "was not placed by the editor",
        decided=lambda connection: [one.item for one in kept.decisions(connection)],
        undo=kept.undo,
    )
    show.say(f"{item}: taken back")
