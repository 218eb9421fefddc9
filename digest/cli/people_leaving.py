"""`digest subscribers remove`, `suppress`, `suppressed` and `forget`: who is not written to any more."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from digest.cli import show
from digest.cli.context import ConfigOption, JsonOption, NowOption, configuration, moment, open_store
from digest.cli.people import ADDRESSES, AddressArgument, ReasonOption, reason_of

DetailOption = Annotated[str, typer.Option("--detail", metavar="TEXT", help="More about it, for the record.")]


def remove(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS|TOKEN", help="The address, or the token that a reader sent to unsubscribe."
        ),
    ],
    reason: ReasonOption = "removed",
    detail: DetailOption = "",
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Remove a subscriber; the address is never written to again, and no import brings it back."""
    from digest.model import masked
    from digest.subscribers import roster

    why = reason_of(reason)
    settings = configuration(config)
    store, at = open_store(settings), moment(now, settings.zone)
    if "@" in address:
        roster.remove(store, address, now=at, reason=why, detail=detail)
    else:
        address = roster.unsubscribe(store, address.removeprefix("unsubscribe "), now=at)
    show.say(f"{masked(address)} is removed and not written to any more")


def suppress(
    address: AddressArgument,
    reason: ReasonOption = "removed",
    detail: DetailOption = "",
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Never write to an address, whether it is subscribed or not."""
    from digest.subscribers import roster

    why = reason_of(reason)
    settings = configuration(config)
    at = moment(now, settings.zone)
    new = roster.suppress(open_store(settings), address, now=at, reason=why, detail=detail)
    show.say("it is not written to any more" if new else "it was not written to before")


def suppressed(
    reason: Annotated[
        str | None, typer.Option("--reason", help="Only these: unsubscribed, bounced, complained or removed.")
    ] = None,
    config: ConfigOption = None,
    json_: JsonOption = False,
) -> None:
    """Show every address that is never written to, since when and why."""
    from digest import codec
    from digest.storage import subscribers as rows
    from digest.subscribers.address import shown

    why = None if reason is None else reason_of(reason)
    settings = configuration(config)
    with open_store(settings).read() as connection:
        found = [one for one in rows.suppressions(connection) if why in (None, one.reason)]
    if json_:
        for one in found:
            show.line(codec.row(codec.plain(one)))
        return
    if not found:
        show.say("no address is" + (f" {reason} and" if reason else "") + " not written to")
        return
    table = Table(ADDRESSES, "reason", "since", "detail", box=None)
    for one in found:
        day = f"{one.at.astimezone(settings.zone):%Y-%m-%d}"
        table.add_row(shown(one.address) or "(forgotten)", one.reason, day, one.detail)
    show.out.print(table)
    show.say(f"{len(found)} address{' is' if len(found) == 1 else 'es are'} not written to")


def forget(
    address: AddressArgument,
    and_allow: Annotated[
        bool,
        typer.Option("--and-allow", help="Let go of its seal too: imports may bring the address back."),
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Erase a person everywhere. Only a seal of the address stays, by which no import brings them back."""
    from digest.subscribers import forgetting

    settings = configuration(config)
    done = forgetting.forget(
        open_store(settings),
        address,
        now=moment(now, settings.zone),
        outbox=settings.at(settings.output.outbox),
        allow=and_allow,
    )
    show.say(
        f"forgotten: {'a subscriber' if done.subscribed else 'nobody subscribed'}, {_many(done.consents, 'entry', 'entries')} of consent,"
        f" {_many(done.mails, 'row', 'rows')} of the ledger made anonymous, {_many(done.files, 'mail', 'mails')} in the outbox erased"
    )
    show.say(
        "nothing tells this store the address again: an import may bring it back"
        if and_allow
        else "a seal stays that only this store can read: no import brings the address back"
    )
    show.say(
        "out of reach: backups, mails that were sent, logs of mail servers, exports (docs/how-to/subscribers.md)"
    )


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
