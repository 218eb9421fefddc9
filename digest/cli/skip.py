"""`digest skip`: an issue that is not to be sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import ConfigOption, NowOption, configuration, moment, open_store
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from digest.config import Config


def skip(
    issue: Annotated[
        str,
        typer.Argument(
            metavar="ISSUE", help="An issue's id, also of one that is not built yet.", show_default=False
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why; the schedule keeps it.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it be sent after all.")] = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Say that an issue is not to be sent: the schedule passes over it, and `digest send` refuses."""
    from digest.storage import campaigns, hands, issues

    settings = configuration(config)
    name = _known(settings, issue)
    if not undo and not reason.strip():
        raise UsageError("--reason", "is missing", 'say why, as in --reason "holidays"')
    with open_store(settings).write() as connection:
        name = next(iter(issues.editions(connection, name)), "") or _primary(settings, name)
        row = issues.row(connection, name)
        editions = issues.editions(connection, name)
        if row is not None and row.state == "sent" and not campaigns.left_behind(connection, editions):
            raise ResultError(f'issue "{name}"', "has been sent already")
        if undo:
            if not hands.unskip(connection, name):
                raise ResultError(f'issue "{name}"', "is not skipped")
        else:
            told = " ".join(reason.split())
            hands.skip(connection, name, told, now=moment(now, settings.zone))
    show.say(f"{name}: {'may be sent again' if undo else 'is not sent'}")


def _primary(settings: Config, name: str) -> str:
    """The id of the primary edition of an issue that is not built yet, or that is named without its edition."""
    publication = settings.publication
    if not publication.several:
        return name
    plain = re.sub(rf"-(?:{'|'.join(publication.several)})$", "", name)
    return f"{plain}-{publication.language}"


def _known(settings: Config, name: str) -> str:
    """The id, where it may be one of this publication."""
    genres = "|".join(map(re.escape, settings.genres))
    if not re.fullmatch(
        rf"{re.escape(settings.publication.id)}-(?:{genres})-\d{{4}}-\d{{2}}-\d{{2}}[\w-]*", name
    ):
        raise UsageError(
            "ISSUE",
            f'"{name}" is no id of an issue',
            f"write {settings.publication.id}-GENRE-YYYY-MM-DD, the first day of its period",
        )
    return name
