"""`digest subscribers import` and `export`: tables of subscribers, as spreadsheets and mailing services write them."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path  # noqa: TC003 - Typer reads this annotation
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from digest.cli import show
from digest.cli.context import ConfigOption, JsonOption, NowOption, configuration, moment, open_store
from digest.cli.people import (
    ON_NO_LIST,
    ConsentedOption,
    LanguageOption,
    ListOption,
    edition,
    given,
    listed,
    reason_of,
)
from digest.errors import InputError, ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from digest.config import Config
    from digest.storage.store import Store
    from digest.subscribers.export import Target, Written
    from digest.subscribers.taken import Intake

TARGETS = ("own", "stibee", "mailchimp", "listmonk")
ENCODINGS = ("utf-8", "cp949")


def bring_in(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="A table with a column email (or 이메일).")],
    language: LanguageOption = None,
    lists: ListOption = None,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="REASON",
            help="All its people have left: unsubscribed, bounced, complained or removed.",
        ),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns", metavar="WHAT=NAME,…", help='What columns mean: "email=Contact,name=Full title".'
        ),
    ] = None,
    consent_source: Annotated[
        str,
        typer.Option(
            "--consent-source",
            metavar="TEXT",
            help="Where consent was given, for lines that do not say.",
            show_default="import of the file",
        ),
    ] = "",
    consented: ConsentedOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do; change nothing.")] = False,
    config: ConfigOption = None,
    now: NowOption = None,
    json_: JsonOption = False,
) -> None:
    """Take in the subscribers of a CSV file, also an export of Stibee, Mailchimp or listmonk.

    Who has left, there or here, is never written to. Each line that cannot be taken is told, with its number.
    """
    from digest import codec
    from digest.subscribers import filenames, intake, taken

    settings = configuration(config)
    at = moment(now, settings.zone)
    consent = taken.Consent(
        source=consent_source or f"import of {file.name}", at=given(consented, at, settings.zone)
    )
    left = reason_of(as_, "--as") if as_ else filenames.left(file.name)
    wanted = taken.Wanted(
        language=edition(settings, language),
        lists=listed(settings, lists),
        names=_names(settings),
        left=left,
        given=_columns(columns or []),
    )
    done = intake.bring_in(
        open_store(settings), file, subject=str(file), consent=consent, now=at, wanted=wanted, dry=dry_run
    )
    watch = show.Watch()
    # The address is shown whole: the file is the editor's own, and they have to find the line in it.
    watch.fail_all(
        InputError(f'{file.name}, line {one.line} "{one.address}"', one.reason) for one in done.refused
    )
    for one in (*done.taken_off, *done.doubtful):
        show.say(f'{file.name}, line {one.line} "{one.address}": {one.reason}', style="dim")
    if json_:
        show.line(codec.row(codec.plain(done)))
    for line in _summary(done, dated=consented is not None, lists=bool(settings.lists)):
        show.say(f"{'(dry run) ' if dry_run else ''}{line}")
    watch.exit()


def export(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="CSV", help="Where to write; none: to standard output.", show_default=False),
    ] = None,
    for_: Annotated[
        str, typer.Option("--for", help="own (loses nothing), stibee, mailchimp or listmonk.")
    ] = "own",
    encoding: Annotated[
        str, typer.Option("--encoding", help="utf-8 (with the mark that Excel looks for) or cp949.")
    ] = "utf-8",
    lists: ListOption = None,
    suppressed: Annotated[
        bool, typer.Option("--suppressed", help="Those who are never written to, instead of subscribers.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Write the subscribers as CSV: for another Ganchu, or as a mailing service takes them in."""
    if for_ not in TARGETS:
        raise UsageError("--for", f'"{for_}" is not known', f"write {', '.join(TARGETS)}")
    if encoding not in ENCODINGS:
        raise UsageError("--encoding", f'"{encoding}" is not known', f"write {' or '.join(ENCODINGS)}")
    if suppressed and lists:
        raise UsageError("--suppressed --list", "exclude each other", "who has left is on no list")
    settings = configuration(config)
    chosen = listed(settings, lists)
    store = open_store(settings)

    def write(out: Callable[[bytes], object]) -> Written:
        return _export(store, out, for_, encoding, settings.zone, chosen, suppressed)

    done = write(sys.stdout.buffer.write) if file is None else _to_file(file, write)
    watch = show.Watch()
    watch.fail_all(InputError(f'address "{address}"', lost) for address, lost in done.lost)
    show.say(
        f"{done.people} subscribers" + (f", {done.left} who have left" if done.left or suppressed else "")
    )
    if done.sealed:
        show.say(
            f"not among them, because only this store knows them again: forgotten addresses, {done.sealed}"
        )
    watch.exit()


def _export(
    store: Store,
    out: Callable[[bytes], object],
    target: str,
    encoding: str,
    zone: tzinfo,
    lists: tuple[str, ...],
    suppressed: bool,
) -> Written:
    from digest.subscribers import export as exporting

    return exporting.export(
        store,
        out,
        target=cast("Target", target),
        encoding=cast("Any", encoding),
        zone=zone,
        lists=lists,
        gone=True if suppressed else None,
    )


def _to_file(path: Path, write: Callable[[Callable[[bytes], object]], Written]) -> Written:
    """Write a file whole or not at all, readable by its owner alone: it holds people's addresses."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            done = write(file.write)
        beside.replace(path)
    except OSError as error:
        raise ResultError(
            str(path), f"cannot be written ({error.strerror or error})", "name another"
        ) from None
    finally:
        with suppress(OSError):
            beside.unlink()
    return done


def _names(config: Config) -> dict[str, str]:
    """What a cell may call a list: its key, or a name of it."""
    found = {}
    for key, one in config.lists.items():
        for name in (one.name, *one.names.values(), key):
            found[name.casefold()] = key
    return found


def _columns(texts: list[str]) -> dict[str, str]:
    """What `--columns` says: meaning → name of the column; a comma may stand in a name."""
    from digest.subscribers.columns import NAMES

    found = {}
    for text in texts:
        for pair in re.split(r",(?=\s*\w+\s*=)", text):
            meaning, equals, name = (part.strip() for part in pair.partition("="))
            if not equals or not name or meaning not in NAMES:
                raise UsageError(
                    "--columns",
                    f'"{pair.strip()}" does not say what a column means',
                    f"write WHAT=NAME; WHAT is one of {', '.join(NAMES)}",
                )
            found[meaning] = name
    return found


def _summary(done: Intake, *, dated: bool, lists: bool) -> list[str]:
    joined = f" ({done.joined} put on another list)" if done.joined else ""
    said = [f"{done.added} added", f"{done.known} were there already{joined}"]
    if done.left:
        off = f" (subscribed here and taken off: {len(done.taken_off)})" if done.taken_off else ""
        said.append(f"{done.left} have left and are not written to{off}")
    said.append(f"{len(done.refused)} refused")
    lines = [f"read as an export of {done.service}"] if done.service else []
    lines.append(", ".join(said))
    if done.undated and not dated:
        lines.append(
            f"lines that date no consent: {done.undated}; the moment of the import stands for it, `--consented ISO` says better"
        )
    if lists and done.listless:
        lines.append(f"{done.listless} {ON_NO_LIST}")
    if done.doubtful:
        lines.append(
            f"addresses that look like slips of the keyboard: {len(done.doubtful)}; look at them again"
        )
    return lines
