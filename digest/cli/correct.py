"""`digest correct` and `digest withdraw`: what an editor says of an issue that readers have."""

from __future__ import annotations

import sys
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
    from digest.config import Config
    from digest.model import Issue, Item, Note
    from digest.storage.store import Store

NamedIssue = Annotated[
    str,
    typer.Argument(metavar="ISSUE", help="An issue's id, its folder or its issue.json.", show_default=False),
]
ItemOption = Annotated[
    str,
    typer.Option(
        "--item",
        metavar="N",
        help="An item's number, as `digest preview` counts, or its id.",
        show_default="the issue",
    ),
]
LONGEST = 2000


def correct(
    issue: NamedIssue,
    text: Annotated[
        str,
        typer.Argument(metavar="[TEXT]", help="What was wrong, and what is right.", show_default=False),
    ] = "",
    item: ItemOption = "",
    listed: Annotated[bool, typer.Option("--list", help="Show the notes of ISSUE.")] = False,
    undo: Annotated[
        int | None,
        typer.Option(
            "--undo",
            metavar="NUMBER",
            help="Take the correction of this number back, as --list counts.",
            show_default=False,
        ),
    ] = None,
    config: ConfigOption = None,
    json_: JsonOption = False,
    now: NowOption = None,
) -> None:
    """Note a correction: dated, at the top of the issue's page, at the item, and in the feed. What was sent stays."""
    from digest.pipeline import correcting

    show.one_of(list=listed, undo=undo is not None)
    if text and (listed or undo is not None):
        raise UsageError(
            "TEXT", "goes with a new correction alone", "leave out --list or --undo, or the text"
        )
    settings = configuration(config)
    store, value = open_store(settings), read_issue(find_issue(settings, issue))
    if listed:
        _list(settings, store, value, json_=json_)
        return
    if undo is not None:
        note = correcting.undo(
            settings, store, value.id, "correction", number=undo, now=moment(now, settings.zone)
        )
        if note is None:
            raise ResultError(
                f"correction {undo}",
                f"is not among those of {value.id}",
                f"see `digest correct {value.id} --list`",
            )
        show.say(f"{value.id}: correction {note.number} is taken back; `digest archive` follows it")
        return
    told = _told(text, "TEXT", "say what was wrong and what is right")
    of = _item(value, item).id if item else ""
    note = correcting.correct(settings, store, value.id, told, item=of, now=moment(now, settings.zone))
    show.say(f"{value.id}: correction {note.number} noted; `digest archive` shows it")
    others = [
        name
        for name in correcting.editions(settings, store, value)
        if name != value.id and not correcting.notes(settings, store, name).corrections(of or None)
    ]
    if others:
        show.say(f"of this edition alone; not yet of {', '.join(others)}")


def withdraw(
    issue: NamedIssue,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; readers are told.")] = "",
    item: ItemOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Show it again.")] = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Take an issue, or one item of it, out of the site; its address tells the day and the reason.

    All its editions go with it. What has not left of it is not sent. What was sent stays as it is.
    """
    from digest.pipeline import correcting

    show.one_of(reason=reason or None, undo=undo)
    settings = configuration(config)
    store, value = open_store(settings), read_issue(find_issue(settings, issue))
    of = _item(value, item) if item else None
    name = of.id if of else ""
    names = correcting.editions(settings, store, value)
    about = f'item "{of.headline.text}" of {value.id}' if of else " and ".join(names)
    if undo:
        at = moment(now, settings.zone)
        done = [correcting.undo(settings, store, one, "withdrawal", item=name, now=at) for one in names]
        if not any(done):
            raise ResultError(about, "is not withdrawn")
        show.say(f"{about}: shown again; `digest archive` follows it")
        for one in names if not of else ():
            _tell_of_pause(store, one)
        return
    told = _told(reason, "--reason", 'say why, as in --reason "the source took its report back"')
    if not yes:
        _ask(about)
    paused = correcting.withdraw(settings, store, names, told, item=name, now=moment(now, settings.zone))
    show.say(f"{about}: withdrawn; `digest archive` takes it out of the site")
    for one in paused:
        rest = (
            f"`digest campaign resume {one}` sends the rest, with the item"
            if of
            else "nothing more of it is sent"
        )
        show.say(f"{one}: its campaign is paused; {rest}")


def _item(issue: Issue, name: str) -> Item:
    """The item of that number or id.

    Raises:
        ResultError: the issue has no such item.
    """
    for number, item in enumerate(issue.items, 1):
        if name in (str(number), item.id):
            return item
    raise ResultError(
        f'item "{name}"',
        f"is not in {issue.id}",
        f"it has the items 1 to {len(issue.items)}: see `digest preview {issue.id}`",
    )


def _told(text: str, subject: str, hint: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise UsageError(subject, "is missing", hint)
    if len(told) > LONGEST:
        raise UsageError(subject, f"has {len(told)} characters", f"readers are told in {LONGEST} at most")
    return told


def _ask(about: str) -> None:
    """Let a person confirm.

    Raises:
        UsageError: nobody is there who could.
    """
    if not sys.stdin.isatty():
        raise UsageError("--yes", "is missing", "nobody is there to be asked: give --yes if you mean it")
    if not typer.confirm(f"Withdraw {about}?", default=False, err=True):
        raise typer.Exit(1)


def _tell_of_pause(store: Store, name: str) -> None:
    from digest.delivery import campaign as campaigns

    report = campaigns.report(store, name)
    if report is not None and report.state == "paused" and report.reason == campaigns.WITHDRAWN:
        show.say(f"{name}: its campaign is paused still: `digest campaign resume {name}` sends the rest")


def _list(settings: Config, store: Store, issue: Issue, *, json_: bool) -> None:
    from digest import codec
    from digest.pipeline import correcting

    found = correcting.notes(settings, store, issue.id)
    if not found.every and not json_:
        show.say(f"{issue.id}: no notes")
    for note in found.every:
        show.line(codec.row(codec.plain(note)) if json_ else _row(issue, note))


def _row(issue: Issue, note: Note) -> str:
    numbers = {item.id: number for number, item in enumerate(issue.items, 1)}
    about = f", item {numbers.get(note.item, note.item)}" if note.item else ""
    undone = f" (taken back {note.undone:%Y-%m-%d %H:%M})" if note.undone else ""
    return f"{note.number}  {note.at:%Y-%m-%d %H:%M}  {note.kind}{about}{undone}: {note.text}"
