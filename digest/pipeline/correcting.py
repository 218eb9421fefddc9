"""Corrections and withdrawals: noted in the store and beside the issue; what was sent is never touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import InputError, ResultError
from digest.model import Note, Notes
from digest.storage import corrections, issues, notefile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from digest.config import Config
    from digest.model import Issue, Language, NoteKind
    from digest.storage.store import Connection, Store


class Desk(NamedTuple):
    """Where notes are kept as text: the folder of all issues, the publication's zone and its language."""

    folder: Path
    zone: tzinfo
    language: Language


def _desk(config: Config) -> Desk:
    return Desk(config.at(config.output.issues), config.zone, config.publication.language)


def place(folder: Path, issue: str) -> Path:
    """Where the notes of an issue stand as text, in the folder of all issues."""
    return folder / issue / notefile.FILE


def editions(config: Config, store: Store, issue: Issue) -> tuple[str, ...]:
    """The ids of all editions of an issue that the store or the folder knows, this one first."""
    with store.read() as connection:
        known = issues.editions(connection, issue.id)
    folder = config.at(config.output.issues)
    there = [
        name
        for language in issue.editions
        if (folder / (name := issue.edition(language)) / "issue.json").is_file()
    ]
    return tuple(dict.fromkeys((issue.id, *known, *there)))


def notes(config: Config, store: Store, issue: str) -> Notes:
    """All notes of an issue; the store and the file have learned from each other what one of them lacked.

    Raises:
        InputError: the file has a mistake.
        ResultError: it cannot be read or written.
    """
    return _changed(_desk(config), store, issue, lambda found: found)


def every(desk: Desk, store: Store, names: Iterable[str]) -> tuple[dict[str, Notes], tuple[InputError, ...]]:
    """Issue → its notes, of these and of all that the store knows; and what is wrong in a file.

    Of an issue whose file has a mistake what the store knows of it holds.

    Raises:
        ResultError: a file cannot be read or written.
    """
    with store.read() as connection:
        kept = corrections.every(connection)
    found, faults = dict(kept), []
    for name in names:
        path = place(desk.folder, name)
        if name not in kept and not path.is_file():
            continue
        try:
            found[name] = _changed(desk, store, name, lambda one: one)
        except InputError as error:
            faults.append(error)
    return {name: one for name, one in found.items() if one.every}, tuple(faults)


def correct(config: Config, store: Store, issue: str, text: str, *, item: str = "", now: datetime) -> Note:
    """Note what was wrong in an issue, or in an item (its id) of it, and what is right.

    Raises:
        InputError: the notes' file has a mistake.
        ResultError: it cannot be written.
    """
    return _add(config, store, issue, "correction", text, item=item, now=now)


def withdraw(
    config: Config, store: Store, names: Sequence[str], reason: str, *, item: str = "", now: datetime
) -> tuple[str, ...]:
    """Take an issue, or an item of it, back in all its editions; their campaigns that run are paused.

    Returns:
        The issues whose campaigns were paused.

    Raises:
        InputError: the notes' file of an edition has a mistake.
        ResultError: it is withdrawn already, or the file cannot be written.
    """
    from digest.delivery import campaign as campaigns  # building the archive needs nothing of it

    paused = []
    for name in names:
        if notes(config, store, name).withdrawn(item) is None:
            _add(config, store, name, "withdrawal", reason, item=item, now=now)
        if campaigns.pause(store, name, reason=campaigns.ITEM_WITHDRAWN if item else campaigns.WITHDRAWN):
            paused.append(name)
    return tuple(paused)


def undo(
    config: Config,
    store: Store,
    issue: str,
    kind: NoteKind,
    *,
    now: datetime,
    number: int | None = None,
    item: str = "",
) -> Note | None:
    """Take a note back: the correction of that number, else the newest; a withdrawal of the issue, or of the item.

    Returns:
        The note, or None where there is none that stands.
    """
    found = notes(config, store, issue)
    if kind == "withdrawal":
        meant = found.withdrawn(item)
    else:
        standing = found.corrections(item or None)
        meant = next((one for one in standing if number in (None, one.number)), None)
    if meant is None:
        return None
    taken = replace(meant, undone=now)
    _changed(
        _desk(config),
        store,
        issue,
        lambda notes: Notes(every=tuple(taken if one.number == meant.number else one for one in notes.every)),
    )
    return taken


def _add(
    config: Config, store: Store, issue: str, kind: NoteKind, text: str, *, item: str, now: datetime
) -> Note:
    made: list[Note] = []

    def add(found: Notes) -> Notes:
        number = max((one.number for one in found.every), default=0) + 1
        note = Note(
            issue=issue,
            number=number,
            kind=kind,
            item=item,
            text=" ".join(text.split()),
            at=now.replace(microsecond=0),
        )
        made.append(note)
        return Notes(every=(*found.every, note))

    _changed(_desk(config), store, issue, add)
    return made[-1]


def _changed(desk: Desk, store: Store, issue: str, change: Callable[[Notes], Notes]) -> Notes:
    """Bring what both know together, change it, and let both have it: the file before the store has committed."""
    path = place(desk.folder, issue)

    def known(connection: Connection) -> tuple[Notes, Notes, Notes]:
        written, kept = notefile.read(path, issue), corrections.of(connection, issue)
        return written, kept, change(_local(notefile.merged(kept, written), desk.zone))

    with store.read() as connection:
        written, kept, wanted = known(connection)
    if wanted == written and wanted == kept:
        return wanted
    if not path.parent.is_dir():
        raise ResultError(str(path.parent), "is not there", "put the issue's folder back, then try again")
    with store.write() as connection:
        written, kept, wanted = known(connection)  # another may have noted something meanwhile
        corrections.save(connection, wanted.every)
        if wanted != written:
            notefile.write(path, issue, wanted, desk.language)
    return wanted


def _local(found: Notes, zone: tzinfo) -> Notes:
    """The moments in the publication's zone, as an editor reads them."""
    return Notes(
        every=tuple(
            replace(
                one, at=one.at.astimezone(zone), undone=one.undone.astimezone(zone) if one.undone else None
            )
            for one in found.every
        )
    )
