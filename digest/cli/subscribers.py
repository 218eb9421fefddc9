"""`digest subscribers`: who receives the publication, and who does not any more."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer
from rich.table import Table

from digest.cli import people_files, people_leaving, show
from digest.cli.context import ConfigOption, JsonOption, NowOption, configuration, moment, open_store
from digest.cli.people import (
    ADDRESSES,
    ON_NO_LIST,
    AddressArgument,
    ConsentedOption,
    LanguageOption,
    ListOption,
    about,
    edition,
    given,
    listed,
)
from digest.errors import UsageError

app = typer.Typer(no_args_is_help=True)
app.command("import")(people_files.bring_in)
app.command("export")(people_files.export)
for _leaving in (
    people_leaving.remove,
    people_leaving.suppress,
    people_leaving.suppressed,
    people_leaving.forget,
):
    app.command()(_leaving)


SourceOption = Annotated[
    str, typer.Option("--consent-source", metavar="TEXT", help="Where consent was given, for the record.")
]


@app.command()
def add(
    address: AddressArgument,
    name: Annotated[str, typer.Option("--name", help="The subscriber's name.")] = "",
    language: LanguageOption = None,
    lists: ListOption = None,
    consent_source: SourceOption = "added by the editor",
    consented: ConsentedOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="The owner of an address that had left asked to come back.")
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Add one subscriber."""
    from digest.subscribers import roster, slips
    from digest.subscribers.address import normal

    settings = configuration(config)
    at = moment(now, settings.zone)
    consent = roster.Consent(source=consent_source, at=given(consented, at, settings.zone))
    chosen, wanted = edition(settings, language), listed(settings, lists)
    new = roster.add(
        open_store(settings),
        address,
        consent=consent,
        now=at,
        name=name,
        language=chosen,
        lists=wanted,
        again=again,
    )
    on = f", on {', '.join(wanted)}" if wanted else ""
    show.say(f"added{on}" if new else f"was there already{on}")
    if settings.lists and new and not wanted:
        show.say(ON_NO_LIST, style="yellow")
    if hint := slips.hint(normal(address)):
        show.say(f"look at the address again: {hint}", style="yellow")


@app.command()
def change(
    address: AddressArgument,
    name: Annotated[str | None, typer.Option("--name", help="The subscriber's name.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="The edition: ko or en.")] = None,
    lists: ListOption = None,
    off: Annotated[
        list[str] | None, typer.Option("--off", metavar="KEY", help="Take them off this list (repeatable).")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Change a subscriber's name, language or lists; what is not named stays."""
    from digest.subscribers import roster

    settings = configuration(config)
    chosen = None if language is None else edition(settings, language)
    person = roster.change(
        open_store(settings), address, name=name, language=chosen, on=listed(settings, lists), off=off or ()
    )
    on = ", ".join(person.lists) or "no list"
    show.say(f"{person.name or 'the subscriber'}: {person.language}, on {on}")


@app.command()
def confirm(
    address: AddressArgument,
    consent_source: SourceOption = "confirmed to the editor",
    at: Annotated[
        str | None, typer.Option("--at", metavar="ISO", help="When they said so.", show_default="now")
    ] = None,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Note that a subscriber said again that they want to be written to (Korean law has it asked every two years)."""
    from digest.subscribers import roster

    settings = configuration(config)
    said = given(at, moment(now, settings.zone), settings.zone, option="--at")
    roster.confirm(open_store(settings), address, consent=roster.Consent(source=consent_source, at=said))
    show.say(f"noted: confirmed on {said:%Y-%m-%d}")


@app.command("show")
def show_(
    address: AddressArgument, config: ConfigOption = None, now: NowOption = None, json_: JsonOption = False
) -> None:
    """Show all that is known of an address: consent, lists, mails, why it is not written to."""
    from digest import codec
    from digest.subscribers import known

    settings = configuration(config)
    found = known.known(open_store(settings), address, now=moment(now, settings.zone))
    if json_:
        show.line(codec.row(codec.plain(found)))
        return
    table = Table.grid(padding=(0, 2))
    for row in about(found, lambda at: f"{at.astimezone(settings.zone):%Y-%m-%d %H:%M}"):
        table.add_row(*row)
    show.out.print(table)


@app.command("list")
def list_(
    lists: ListOption = None,
    due: Annotated[
        bool, typer.Option("--due", help="Only those whose last word of consent is older than two years.")
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
    json_: JsonOption = False,
) -> None:
    """Show subscribers."""
    from digest import codec
    from digest.storage import known
    from digest.storage import subscribers as rows
    from digest.subscribers import dates
    from digest.subscribers.address import shown

    settings = configuration(config)
    wanted = set(listed(settings, lists))
    past = dates.long_past(moment(now, settings.zone))
    with open_store(settings).read() as connection:
        old = known.agreed(connection, before=past)
        people = (one for one in rows.each(connection) if not wanted or wanted & set(one.lists))
        chosen = (one for one in people if not due or one.id in old)
        if json_:
            for person in chosen:
                show.line(codec.row(codec.plain(person)))
            return
        count = 0
        # A long table is drawn in parts: a million rows are never held at once.
        while part := list(islice(chosen, 1000)):
            table = Table(ADDRESSES, "name", "language", "lists", "consented", "consent source", box=None)
            for person in part:
                day = f"{person.consented.astimezone(settings.zone):%Y-%m-%d}" if person.consented else ""
                on = ", ".join(person.lists)
                table.add_row(
                    shown(person.address), person.name, person.language, on, day, person.consent_source
                )
            count += len(part)
            show.out.print(table)
    show.say(f"{count} subscribers")
    if old and not due:
        show.say(
            f"the consent of {len(old)} is older than two years: see `digest subscribers list --due`, ask them, and"
            " note it with `digest subscribers confirm ADDRESS`"
        )


@app.command()
def lists(config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Show the lists, what each gets, and how many are on it."""
    from digest import codec
    from digest.storage import known

    settings = configuration(config)
    with open_store(settings).read() as connection:
        counts = known.on_lists(connection)
    keys = [*settings.lists, *(key for key in counts if key not in settings.lists)]
    if not keys:
        raise UsageError(
            "lists", "there are none", "add [lists.KEY] to config.toml (docs/how-to/subscribers.md)"
        )
    table = Table("list", "name", "genres", "subscribers", box=None)
    for key in keys:
        one = settings.lists.get(key)
        name, genres = (one.name, one.genres) if one else ("(not in config.toml)", ())
        if json_:
            row = {"list": key, "name": name, "genres": genres, "subscribers": counts.get(key, 0)}
            show.line(codec.row(row))
        table.add_row(key, name, ", ".join(genres), str(counts.get(key, 0)))
    if not json_:
        show.out.print(table)
