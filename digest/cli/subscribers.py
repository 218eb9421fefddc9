"""`digest subscribers`: who receives the publication."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads this annotation
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer
from rich.table import Table

from digest.cli import show
from digest.cli.context import ConfigOption, JsonOption, NowOption, configuration, moment, open_store
from digest.errors import InputError, UsageError

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from digest.config import Config
    from digest.model import Language

app = typer.Typer(no_args_is_help=True)

AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="The e-mail address.")]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", help="The edition: ko or en.", show_default="the publication's language"),
]
SourceOption = Annotated[
    str, typer.Option("--consent-source", metavar="TEXT", help="Where consent was given, for the record.")
]
ConsentedOption = Annotated[
    str | None, typer.Option("--consented", metavar="ISO", help="When consent was given.", show_default="now")
]


@app.command()
def add(
    address: AddressArgument,
    name: Annotated[str, typer.Option("--name", help="The subscriber's name.")] = "",
    language: LanguageOption = None,
    consent_source: SourceOption = "added by the editor",
    consented: ConsentedOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="The owner of an address that had left asked to come back.")
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Add one subscriber."""
    from digest.subscribers import roster

    settings = configuration(config)
    at = moment(now, settings.zone)
    consent = roster.Consent(source=consent_source, at=_given(consented, at, settings.zone))
    edition = _edition(settings, language)
    store = open_store(settings)
    new = roster.add(store, address, consent=consent, now=at, name=name, language=edition, again=again)
    show.say("added" if new else "was there already")


@app.command("import")
def bring_in(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="A table with a column email (or 이메일).")],
    language: LanguageOption = None,
    consent_source: SourceOption = "",
    consented: ConsentedOption = None,
    config: ConfigOption = None,
    now: NowOption = None,
    json_: JsonOption = False,
) -> None:
    """Add the subscribers of a CSV file; each line that cannot be taken is told."""
    from digest import codec
    from digest.subscribers import roster

    settings = configuration(config)
    at = moment(now, settings.zone)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(
            str(file), f"cannot be read ({error.strerror or error})", "name a CSV file"
        ) from None
    consent = roster.Consent(
        source=consent_source or f"import of {file.name}", at=_given(consented, at, settings.zone)
    )
    edition = _edition(settings, language)
    store = open_store(settings)
    done = roster.bring_in(store, data, subject=str(file), consent=consent, now=at, language=edition)
    watch = show.Watch()
    watch.fail_all(
        InputError(f'{file.name}, line {one.line} "{one.address}"', one.reason) for one in done.refused
    )
    if json_:
        show.line(
            codec.row({"added": done.added, "known": done.known, "refused": codec.plain(done)["refused"]})
        )
    show.say(f"{done.added} added, {done.known} were there already, {len(done.refused)} refused")
    watch.exit()


@app.command()
def remove(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS|TOKEN", help="The address, or the token that a reader sent to unsubscribe."
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", help="unsubscribed, bounced, complained or removed.")
    ] = "removed",
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Remove a subscriber; the address is never written to again, and no import brings it back."""
    from digest.subscribers import roster

    known = ("unsubscribed", "bounced", "complained", "removed")
    if reason not in known:
        raise UsageError("--reason", f'"{reason}" is not known', f"write {', '.join(known)}")
    settings = configuration(config)
    told = cast("Literal['unsubscribed', 'bounced', 'complained', 'removed']", reason)
    store, at = open_store(settings), moment(now, settings.zone)
    if "@" in address:
        roster.remove(store, address, now=at, reason=told)
    else:
        address = roster.unsubscribe(store, address.removeprefix("unsubscribe "), now=at)
    show.say(f"{address} is removed and not written to any more")


@app.command("list")
def list_(config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Show all subscribers."""
    from digest import codec
    from digest.subscribers import roster

    settings = configuration(config)
    people = roster.listed(open_store(settings))
    if json_:
        for person in people:
            show.line(codec.row(codec.plain(person)))
        return
    table = Table("address", "name", "language", "consented", "consent source", box=None)
    for person in people:
        day = f"{person.consented.astimezone(settings.zone):%Y-%m-%d}" if person.consented else ""
        table.add_row(person.address, person.name, person.language, day, person.consent_source)
    show.out.print(table)
    show.say(f"{len(people)} subscribers")


def _given(text: str | None, otherwise: datetime, zone: tzinfo) -> datetime:
    if text is None:
        return otherwise
    try:
        return moment(text, zone)
    except UsageError as error:
        raise UsageError("--consented", error.message, error.hint) from None


def _edition(config: Config, given: str | None) -> Language:
    if given in (None, "ko", "en"):
        return cast("Language", given or config.publication.language)
    raise UsageError("--language", f'"{given}" is no edition', "write ko or en")
