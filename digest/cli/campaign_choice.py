"""Which campaigns and which of their mails a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import find_issue, read_issue
from digest.errors import InputError, ResultError, UsageError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.storage.campaigns import CampaignState
    from digest.storage.store import Store

CampaignArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ISSUE]",
        help="An issue's id, its folder or its issue.json, all its editions or one; the campaign begun last where none is named.",
        show_default=False,
    ),
]
AddressOption = Annotated[
    list[str] | None,
    typer.Option("--address", metavar="ADDRESS", help="Only the mail to this address; may be repeated."),
]
LaterOption = Annotated[
    bool, typer.Option("--later", help="Send nothing now: `digest schedule` or `digest run` goes on with it.")
]


def meant(
    settings: Config, store: Store, name: str | None, *states: CampaignState, all_states: bool = False
) -> tuple[str, ...]:
    """The campaigns that a command is about.

    Raises:
        ResultError: there is none.
    """
    from digest.delivery import status

    states = () if all_states else states
    found = status.meant(store, name, states=states)
    if not found and name:
        name = read_issue(find_issue(settings, name)).id
        found = status.meant(store, name, states=states)
    if not found:
        subject = f'issue "{name}"' if name else "campaign"
        raise ResultError(
            subject,
            "was never sent" if name else "nothing was sent yet",
            f"run `digest send {name or ''}`".rstrip(" `") + "`",
        )
    return found


def holding(store: Store, names: tuple[str, ...], wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    """Of several editions, those that the addresses are recipients of; all where none was named."""
    from digest.storage import standing

    if wanted is None or len(names) == 1:
        return names
    with store.read() as connection:
        found = tuple(
            name for name in names if len(standing.strangers(connection, name, wanted)) < len(wanted)
        )
    return found or names


def plain(given: list[str] | None) -> tuple[str, ...] | None:
    """The addresses of `--address` as the ledger has them; None where none was given.

    Raises:
        UsageError: one of them is no address.
    """
    from digest.subscribers.address import normal

    try:
        return tuple(normal(address) for address in given) if given else None
    except InputError as error:
        raise UsageError("--address", str(error)) from None
