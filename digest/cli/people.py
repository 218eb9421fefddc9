"""What the commands of `digest subscribers` have in common: their options, and how these are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.table import Column

from digest.cli.context import moment
from digest.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from digest.config import Config
    from digest.model import Language, Left
    from digest.subscribers.known import Known

REASONS = ("unsubscribed", "bounced", "complained", "removed")

ADDRESSES = Column("address", no_wrap=True)
"""A column of a table for people: half an address is none."""

ON_NO_LIST = "on no list: issues that lists of config.toml name go to those on them alone (--list KEY)"
"""Where a publication has lists, said of who was put on none."""

AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="The e-mail address.")]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", help="The edition: ko or en.", show_default="the publication's language"),
]
ListOption = Annotated[
    list[str] | None, typer.Option("--list", metavar="KEY", help="A list of config.toml (repeatable).")
]
ConsentedOption = Annotated[
    str | None, typer.Option("--consented", metavar="ISO", help="When consent was given.", show_default="now")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="unsubscribed, bounced, complained or removed.")]


def given(text: str | None, otherwise: datetime, zone: tzinfo, option: str = "--consented") -> datetime:
    """The moment that an option names.

    Raises:
        UsageError: it names none.
    """
    if text is None:
        return otherwise
    try:
        return moment(text, zone)
    except UsageError as error:
        raise UsageError(option, error.message, error.hint) from None


def edition(config: Config, language: str | None) -> Language:
    """The edition that `--language` names; the publication's language where it is not given.

    Raises:
        UsageError: there is no such edition.
    """
    if language in (None, "ko", "en"):
        return cast("Language", language or config.publication.language)
    raise UsageError("--language", f'"{language}" is no edition', "write ko or en")


def listed(config: Config, keys: Sequence[str] | None) -> tuple[str, ...]:
    """The lists that `--list` names, each once.

    Raises:
        UsageError: config.toml has no such list.
    """
    for key in keys or ():
        if key not in config.lists:
            known = ", ".join(config.lists)
            hint = (
                f"there are: {known}"
                if known
                else "add [lists.KEY] to config.toml (docs/how-to/subscribers.md)"
            )
            raise UsageError("--list", f'"{key}" is no list', hint)
    return tuple(dict.fromkeys(keys or ()))


def reason_of(text: str, option: str = "--reason") -> Left:
    """The reason that an option names.

    Raises:
        UsageError: it is none that is kept.
    """
    if text not in REASONS:
        raise UsageError(option, f'"{text}" is not known', f"write {', '.join(REASONS)}")
    return cast("Left", text)


def about(found: Known, local: Callable[[datetime], str]) -> Iterator[tuple[str, str]]:
    """What is known of a person, as rows for a reader: what, and what of it."""
    from digest.subscribers.wishes import WAY_BACK

    yield "address", found.shown if found.shown == found.address else f"{found.shown} ({found.address})"
    if found.person is not None:
        yield "name", found.person.name or "(none)"
        yield "language", found.person.language
        yield "lists", ", ".join(found.person.lists) or "(none)"
        yield "subscribed since", local(found.added) if found.added else "(not known)"
    else:
        yield "subscribed", "no"
    for record in found.consents:
        yield f"consent {record.kind}", f"{local(record.at)}  {record.source}"
    if found.due:
        yield "consent", "older than two years: ask, and note it with `digest subscribers confirm`"
    if (gone := found.suppression) is not None:
        kept = "" if gone.address else "  (only a seal of the address is kept)"
        yield "not written to", f"{gone.reason} on {local(gone.at)}  {gone.detail}{kept}"
    if (kept_for := found.departure) is not None:
        chosen = " ".join((kept_for.name, kept_for.language, *kept_for.lists)).strip()
        yield "had chosen", f"{chosen}  (kept for {WAY_BACK.days} days, to come back by the page for readers)"
    for mail in found.mails:
        yield f"mail {mail.issue}", f"{mail.state} on {local(mail.changed)}  {mail.answer}"
    if found.link:
        yield "link to unsubscribe", "works; it is made of their id and kept nowhere"
