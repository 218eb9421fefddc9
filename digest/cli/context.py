"""What a command needs before it works: the configuration, the store, the issue meant, the moment."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.errors import InputError, ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

    from digest.config import Config
    from digest.model import Issue, Item
    from digest.storage.store import Connection, Store

NAMED = 5
"""How many issues are named where the one that was asked for is not there."""

ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="The configuration file.", show_default="config.toml")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON for programs instead of a table for people.")]
NowOption = Annotated[
    str | None, typer.Option("--now", metavar="ISO", help="Take this as the present moment (ISO 8601).")
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period", help="2025-02, 2025-W05 or 2025-01-01..2025-07-31 instead of the last complete one."
    ),
]
IssueArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ISSUE]",
        help="An issue's id, its folder or its issue.json; where none is named, the one whose period begins last.",
        show_default=False,
    ),
]


def configuration(path: Path | None) -> Config:
    """The configuration that holds, validated."""
    from digest import config
    from digest.cli import show

    found = config.load(config.locate(path))
    show.speak(found.publication.language)
    return found


def open_store(config: Config) -> Store:
    """The publication's store, created or migrated where needed; an older copy learns from its journal who has left since."""
    from digest.cli import show
    from digest.storage.store import Store
    from digest.storage.takingup import take_up

    store = Store.open(config.at(config.storage.path))
    taken = take_up(store)
    if taken.left or taken.back:
        show.say(
            f"store: taken up from the journal of suppressions: {taken.left} left, {taken.back} came back"
        )
    if taken.lost:
        show.say(
            f"store: {taken.lost} came back whom this copy does not know: `digest subscribers add ADDRESS --again`"
        )
    return store


def moment(given: str | None, zone: tzinfo) -> datetime:
    """The moment that the command takes for the present; one without a zone is in the publication's.

    Raises:
        UsageError: `given` is not a moment.
    """
    if given is None:
        return datetime.now(zone)
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise UsageError("--now", f'"{given}" is not an ISO moment', "write 2025-11-24T07:00+09:00") from None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def issue_file(name: str | None, config: Path | None) -> Path:
    """The issue.json that is meant; where it is named by its path, no configuration is asked for.

    Raises:
        ResultError: there is none.
    """
    named = [Path(name), Path(name) / "issue.json"] if name else []
    found = next((path for path in named if path.is_file()), None)
    return found or find_issue(configuration(config), name)


def find_issue(config: Config, name: str | None) -> Path:
    """The issue.json that is meant: by path, by folder, by id, or the newest by period.

    Of several editions, where none is named, that in the publication's language.

    Raises:
        ResultError: there is none.
    """
    folder = config.at(config.output.issues)
    if name:
        paths = (Path(name), Path(name) / "issue.json", folder / name / "issue.json")
        for path in (*paths, _primary(folder, name, config)):
            if path.is_file():
                return path
        raise ResultError(f'issue "{name}"', "not found", _there_are(folder, name))
    found = sorted(folder.glob("*/issue.json"), key=lambda path: _period_start(path.parent.name))
    if not found:
        raise ResultError(str(folder), "there is no issue yet", "run `digest build`")
    newest = found[-1]
    selection = re.sub(r"(\d{4}-\d{2}-\d{2}(?:-[0-9a-f]{8})?)-(?:ko|en)$", r"\1", newest.parent.name)
    primary = _primary(folder, selection, config)
    return primary if primary in found else newest


def _there_are(folder: Path, name: str) -> str:
    """Which issues there are: those whose ids are like the name first, then the newest."""
    from difflib import get_close_matches

    ids = sorted((path.parent.name for path in folder.glob("*/issue.json")), key=_period_start, reverse=True)
    if not ids:
        return "there is no issue yet: run `digest build`"
    like = get_close_matches(name, ids, n=NAMED, cutoff=0.6)
    named = [*like, *(one for one in ids if one not in like)][:NAMED]
    more = f" and {len(ids) - len(named)} more in {folder}" if len(ids) > len(named) else ""
    return f"there are {', '.join(named)}{more}"


def _primary(folder: Path, selection: str, config: Config) -> Path:
    return folder / f"{selection}-{config.publication.language}" / "issue.json"


def read_editions(config: Config, name: str | None) -> tuple[Issue, ...]:
    """All editions of the issue that is meant, the primary first; the issue alone where it has no others.

    Raises:
        ResultError: there is none, or one of its editions is missing.
    """
    path = find_issue(config, name)
    issue = read_issue(path)
    found = []
    for language in issue.editions or (issue.language,):
        own = path if language == issue.language else path.parent.parent / issue.edition(language) / path.name
        if not own.is_file():
            raise ResultError(
                str(own), f"the edition {language} of {issue.selection} is missing", "run `digest build`"
            )
        found.append(read_issue(own))
    return tuple(found)


def read_issue(path: Path) -> Issue:
    """The issue that stands in an issue.json.

    Raises:
        ResultError: it holds none.
    """
    from digest import codec
    from digest.model import Issue

    try:
        return codec.load(Issue, path.read_bytes(), subject=str(path))
    except InputError as error:
        raise ResultError(error.subject, error.message, error.hint) from None


BEGINNING = 4
"""Signs of the beginning of an id, at least."""


def take_back(
    config: Config,
    issue: str | None,
    name: str,
    fault: str,
    *,
    decided: Callable[[Connection], Iterable[str]],
    undo: Callable[[Connection, str], int],
) -> str:
    """Take back what was decided of an item, and give its id.

    `decided` tells the items of which anything was, `undo` takes it back and says how often. Of any that `digest decisions` lists by its id, also where no issue has it.

    Raises:
        ResultError: nothing was (`fault`), or the issue has no such item.
    """
    with open_store(config).write() as connection:
        item = _begun(decided(connection), name) or find_item(config, issue, name)[1].id
        done = undo(connection, item)
    if not done:
        raise ResultError(f'item "{item}"', fault, "see `digest decisions`")
    return item


def find_item(config: Config, issue: str | None, name: str) -> tuple[Issue, Item]:
    """The item that is meant, by its number in the issue, its id there or the beginning of it; and the issue.

    Raises:
        ResultError: the issue has no such item, or several.
    """
    value = read_issue(find_issue(config, issue))
    meant = _begun((item.id for item in value.items), name)
    for number, item in enumerate(value.items, 1):
        if str(number) == name or item.id == meant:
            return value, item
    hint = f"its items are numbered 1 to {len(value.items)}; of another issue, name it with --issue"
    raise ResultError(f'item "{name}"', f"is not in {value.id}", hint)


def _begun(ids: Iterable[str], name: str) -> str:
    """The one of some ids that is meant: all of it, or a beginning that no other has and that is no number of an item; else nothing."""
    known = set(ids)
    found = [one for one in known if one.startswith(name)] if len(name) >= BEGINNING else []
    if len(found) > 1 and name not in known:
        raise ResultError(f'item "{name}"', "several begin so", "write more of its id")
    return name if name in known else "".join(found)


def _period_start(issue_id: str) -> tuple[str, str]:
    # <publication>-<genre>-<period start>[-<edition>]: the last date in the name decides.
    dates = re.findall(r"\d{4}-\d{2}-\d{2}", issue_id)
    return (dates[-1] if dates else "", issue_id)
