"""`digest edit` and `digest hold`: the editor's file of an issue, opened, checked, followed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    NowOption,
    configuration,
    find_item,
    moment,
    open_store,
    read_editions,
)
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from digest.config import Config
    from digest.errors import DigestError
    from digest.model import Issue
    from digest.storage.store import Store


def edit(
    issue: IssueArgument = None,
    check: Annotated[
        bool, typer.Option("--check", help="Say whether the file is right; open and build nothing.")
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Open an issue's edit file in your editor ($VISUAL, else $EDITOR), then check it, build again, and show what changed.

    Without --check, sources are not asked again.
    """
    from digest.pipeline import hands
    from digest.storage.lock import alone

    settings = configuration(config)
    value = read_editions(settings, issue)[0]
    path = hands.place(settings, value.id)
    if check:
        hands.find(path, _sections(settings, value))
        show.say(
            f"{path}: {'no mistakes' if path.is_file() else 'is not there yet: `digest build` writes it'}"
        )
        return
    command = _editor(path)
    store = open_store(settings)
    at = moment(now, settings.zone)
    _refuse_sent(store, value)
    with alone(store, "edit") as free:
        if not free:
            raise ResultError(
                "digest edit",
                "is open already, in another window or by another person",
                "close it there first",
            )
        if not path.is_file():
            value = _built(settings, store, value, at)[0]
        _session(settings, store, value, command, path, at)


def hold(
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="[ITEM]",
            help="An item's number on the page, or its id; with --undo all of the issue where none is named.",
            show_default=False,
        ),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Tell it in this issue after all.")] = False,
    issue: Annotated[
        str | None, typer.Option("--issue", help="The issue that it is in.", show_default="the newest")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Leave an item out of this issue and tell it in the next, from the next build on; `hold = true` in the edit file."""
    from digest.pipeline import hands

    settings = configuration(config)
    value = read_editions(settings, issue)[0]
    _refuse_sent(open_store(settings), value)
    path, sections = hands.place(settings, value.id), _sections(settings, value)
    held = [one.id for one in hands.find(path, sections).read.hand.items if one.hold]
    if undo:
        names = held if item is None else [one for one in held if one == item]
        if not names:
            about = f'item "{item}"' if item else value.id
            raise ResultError(
                about, "is not held" if item else "holds nothing", f"held are: {', '.join(held) or 'none'}"
            )
    elif item is None:
        raise UsageError("ITEM", "is missing", "name its number on the page, or its id")
    else:
        names = [find_item(settings, issue, item)[1].id]
    for name in names:
        hands.set_key(path, sections, name, "hold", None if undo else "true")
        show.say(
            f"{name}: {'told in this issue after all' if undo else 'held'}; `digest build` follows it from now on"
        )


def _session(
    settings: Config, store: Store, value: Issue, command: list[str], path: Path, at: datetime
) -> None:
    """Edit, check and build until the file is right, or until the editor has enough."""
    from digest.cli import changes
    from digest.pipeline import hands

    start = path.read_bytes()
    while True:
        _run(command, path)
        if path.is_file() and path.read_bytes() == start:
            show.say(f"{path}: nothing was changed")
            return
        try:
            hands.find(path, _sections(settings, value))
        except UsageError as error:
            _reopen_or_leave(error)
            continue
        built, failures = _built(settings, store, value, at)
        if not changes.tell(value, built):
            show.say(f"{built.id}: nothing that a reader sees has changed")
        show.say(f"{built.id}: built again, {len(built.items)} items; `digest approve` lets it go out")
        if not failures:
            return
        if not _again():
            raise typer.Exit(show.IN_PART)
        start, value = b"", built


def _built(settings: Config, store: Store, value: Issue, at: datetime) -> tuple[Issue, list[DigestError]]:
    """The issue built again, and what failed on the way."""
    from digest.pipeline.workbench import rebuild

    with show.Watch() as watch:
        built = rebuild(settings, store, value, now=at, observer=watch)
    if built.issue is None:
        raise ResultError(value.id, f"was not built: {built.reason}", "look at what the file drops and holds")
    return built.issue, watch.failures


def _reopen_or_leave(error: UsageError) -> None:
    """Tell a mistake; return where the editor wants to mend it now.

    Raises:
        UsageError: nobody is there to ask, or the editor does not; the file stays as it is.
    """
    if not sys.stdin.isatty():
        raise error
    show.fault(error)
    if not _again():
        raise typer.Exit(error.exit_status)


def _again() -> bool:
    return sys.stdin.isatty() and typer.confirm("Open it again?", default=True, err=True)


def _editor(path: Path) -> list[str]:
    """The editor's program and its options.

    Raises:
        UsageError: none is named.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        command = []
    if not command:
        raise UsageError(
            "digest edit",
            "no editor is named in VISUAL or EDITOR",
            f"set one (export EDITOR=nano), or edit {path} yourself and run `digest build`",
        )
    return command


def _run(command: list[str], path: Path) -> None:
    hint = f"set VISUAL or EDITOR anew, or edit {path} yourself and run `digest build`"
    try:
        done = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        raise UsageError(
            f'editor "{command[0]}"', f"cannot be run ({error.strerror or error})", hint
        ) from None
    if done.returncode:
        told = f"ended with status {done.returncode}; {path} is as it left it, and nothing was built"
        raise UsageError(f'editor "{command[0]}"', told, "open it again, or run `digest build`")


def _refuse_sent(store: Store, value: Issue) -> None:
    from digest.storage import issues

    with store.read() as connection:
        row = issues.row(connection, value.id)
    if row is not None and row.state == "sent":
        raise ResultError(f'issue "{value.id}"', "has been sent and stays as it is", "name another")


def _sections(settings: Config, value: Issue) -> list[str]:
    from digest.pipeline.settings import section_keys

    return section_keys(settings, value.genre)
