"""`digest translations`: what an edition lacks in its language, out to a spreadsheet and in again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    NowOption,
    configuration,
    moment,
    open_store,
    read_editions,
)
from digest.errors import InputError, ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.config import Config
    from digest.model import Issue, Language

app = typer.Typer(no_args_is_help=True)


@app.command()
def export(
    issue: IssueArgument = None,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="A .csv file to write; - for stdout.", show_default="stdout"),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ko|en", help="Only for the edition in this language.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Write the texts that an issue's editions lack as CSV (UTF-8, as Excel reads it), to be translated in place."""
    from digest.pipeline import translating
    from digest.storage import files

    if issue and file is None and (issue == "-" or issue.lower().endswith(".csv")):
        issue, file = None, issue  # of the newest issue
    settings = configuration(config)
    editions = read_editions(settings, issue)
    languages = _languages(editions, to)
    written = translating.export(settings, open_store(settings), editions, languages)
    if file in (None, "-"):
        sys.stdout.buffer.write(written.table.encode())
    else:
        files.write(Path(str(file)), written.table)
        show.line(str(file))
    show.say(f"{editions[0].selection}: {written.texts} texts, {written.translated} of them translated")


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The table; - for stdin.", show_default=False)],
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Keep the translations of a table: all of them, or none where a line is wrong. Empty cells change nothing."""
    from digest.pipeline import translating

    settings = configuration(config)
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(file, f"cannot be read ({error.strerror})", "name a CSV file") from None
    try:
        taken = translating.take(
            settings,
            open_store(settings),
            data,
            subject=file,
            drafts=list(_drafts(settings)),
            now=moment(now, settings.zone),
        )
    except InputError as error:
        raise ResultError(error.subject, error.message, error.hint) from None
    parts = [f"{taken.kept} new or changed"]
    parts += [f"{taken.known} as before"] if taken.known else []
    parts += [f"{taken.empty} empty"] if taken.empty else []
    show.say(f"{file}: {', '.join(parts)}; `digest build` shows them from now on", style="green")
    for one in taken.outdated:
        told = "what it translates has changed since: it is kept, and not shown until it is looked at again"
        show.say(f'{one.what} of {one.of}: "{one.text[:60]}": {told}', style="yellow")
    if taken.outdated:
        raise typer.Exit(show.IN_PART)


@app.command()
def forget(
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="As the table has it, such as item:3fa9….", show_default=False),
    ],
    config: ConfigOption = None,
) -> None:
    """Take back every translation of an item, a section or an issue."""
    from digest.storage import translations

    settings = configuration(config)
    name = id_.partition(":")[2] or id_
    with open_store(settings).write() as connection:
        found = [one for one in translations.kept(connection) if one.of == name]
        for one in found:
            translations.forget(connection, one)
    if not found:
        raise ResultError(id_, "nothing of it is translated", "`digest translations export` shows what is")
    show.say(f"{id_}: {len(found)} taken back")


def _languages(editions: tuple[Issue, ...], to: str | None) -> tuple[Language, ...]:
    issue = editions[0]
    if not issue.editions:
        raise ResultError(
            f'issue "{issue.id}"',
            "has one edition only",
            "name several in [publication] editions, and build it",
        )
    if to is None:
        return issue.editions
    chosen = tuple(language for language in issue.editions if language == to)
    if not chosen:
        raise UsageError("--to", f'there is no edition in "{to}"', f"there are: {', '.join(issue.editions)}")
    return chosen


def _drafts(config: Config) -> Iterator[tuple[Issue, ...]]:
    """The editions of every issue that stands in several."""
    folder = config.at(config.output.issues)
    for language in config.publication.several[:1]:
        for path in sorted(folder.glob(f"*-{language}/issue.json")):
            try:
                yield read_editions(config, str(path))
            except ResultError:
                continue  # what cannot be read is told where it is used
