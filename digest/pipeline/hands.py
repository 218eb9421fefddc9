"""The editor's file of an issue: read before it is built, written anew when it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, get_args

from digest import codec, events
from digest.analysis.constraints import NONE, Constraints
from digest.config.values import EditionLanguage
from digest.delivery.phrases import korean
from digest.editing.hand.reading import NOTHING, EditError, Read
from digest.editing.hand.reading import read as parse
from digest.editing.hand.setting import with_key
from digest.editing.hand.values import Hand, Remark
from digest.editing.hand.writing import refresh
from digest.editing.sections import OTHER
from digest.errors import DigestError, InputError, ResultError, UsageError
from digest.storage import decisions, files, hands
from digest.storage.hands import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from digest.config import Config
    from digest.editing.edited import Edited
    from digest.editing.hand.listing import Listing  # noqa: TC004 - what reads an edit file needs none of what lists
    from digest.model import Issue, Story
    from digest.storage.store import Connection

FILE = "issue.edit.toml"
ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An edit file as it was found: its bytes (None: there is none) and what they say."""

    data: bytes | None = None
    read: Read = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was made of an edit file: what it shall show; and what later issues remember.

    `items` is story → item before anything was merged or split; `remarks` are what could not be done as it is written.
    """

    found: Found
    listing: Listing
    items: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    decided: Constraints = NONE
    held: tuple[Held, ...] = ()
    dropped: frozenset[str] = frozenset()


def place(config: Config, issue: str) -> Path:
    """Where the edit file of an issue stands."""
    return config.at(config.output.issues) / issue / FILE


def find(path: Path, sections: Sequence[str]) -> Found:
    """The edit file as it stands there.

    Raises:
        EditError: it has mistakes.
        ResultError: it cannot be read.
    """
    data = files.read(path)
    if data is None:
        return Found()
    return Found(data=data, read=parse(_text(path, data), subject=str(path), sections=(*sections, OTHER)))


def left_behind(config: Config, issue: Issue, sections: Sequence[str]) -> Path | None:
    """The edit file of the same issue from before `[publication] editions` was changed, which gave it another id, if anything is edited there."""
    ids = [issue.selection] if issue.editions else [issue.edition(one) for one in get_args(EditionLanguage)]
    for path in (place(config, one) for one in ids):
        try:
            edited = bool(find(path, sections).read.hand.lines)
        except DigestError:  # it has mistakes, and so more than the program wrote
            edited = True
        if edited:
            return path
    return None


def done(found: Found, made: Edited, stories: Iterable[Story]) -> Done:
    """What was made of an edit file, where the draft was `made` of these stories."""
    hand, named, issue = found.read.hand, made.named, made.draft.issue.id
    held = {edit.id for edit in hand.items if edit.hold}
    dropped = {edit.id for edit in hand.items if edit.drop}
    return Done(
        found=found,
        listing=made.listing,
        items=made.items,
        remarks=made.listing.remarks,
        decided=made.decided,
        held=tuple(
            Held(issue=issue, story=one.id, item=named[one.id], document=one.document)
            for one in stories
            if named.get(one.id) in held
        ),
        dropped=frozenset(story for story, item in named.items() if item in dropped),
    )


def keep(connection: Connection, issue: str, genre: str, done: Done, *, now: datetime) -> None:
    """Keep in the store what later issues and later buildings go by."""
    hands.name_items(connection, issue, done.items)
    hands.follow(connection, issue, _fingerprint(done.found.read.hand))
    hands.hold(connection, genre, issue, done.held)
    hands.drop(connection, issue, done.dropped)
    decisions.follow_file(connection, issue, done.decided, now=now)


def write(path: Path, done: Done, sections: Sequence[str]) -> Literal["written", "newer"]:
    """Write the file anew. What the editor has saved since it was read is kept, and not yet followed: `newer`.

    Raises:
        ResultError: it cannot be written.
    """
    for _ in range(ATTEMPTS):
        data = files.read(path)
        try:
            read = done.found.read if data == done.found.data else _again(path, data, sections)
        except UsageError:
            return "newer"  # the editor is in the midst of it: a mistake is told when it is built from
        text = _text(path, data) if data is not None else ""
        made = refresh(text, _worded(done.listing), read).encode()
        _check(path, made, read, sections)
        if files.replace(path, made, data):
            return "written" if data == done.found.data else "newer"
    return "newer"


def set_key(path: Path, sections: Sequence[str], item: str, key: str, value: str | None) -> None:
    """Set a key of an item in the file to a value that is TOML, or take it away.

    Raises:
        EditError: the file has mistakes, or would have with it; it stays as it is.
        ResultError: it cannot be written, or is being saved by somebody else.
    """
    data = files.read(path)
    text = _text(path, data) if data is not None else ""
    parse(text, subject=str(path), sections=(*sections, OTHER))
    made = with_key(text, item, key, value)
    parse(made, subject=str(path), sections=(*sections, OTHER))
    if not files.replace(path, made.encode(), data):
        raise ResultError(str(path), "was saved by somebody else just now", "try again")


def unbuilt(connection: Connection, path: Path, issue: str, sections: Sequence[str]) -> bool:
    """Whether the file says something that the issue was not built from.

    Raises:
        EditError: it has mistakes.
    """
    return hands.followed(connection, issue) != mark(path, sections)


def mark(path: Path, sections: Sequence[str]) -> str:
    """What the edits that stand in the file are known by; empty where there are none.

    Raises:
        EditError: it has mistakes.
    """
    return _fingerprint(find(path, sections).read.hand)


def tell(path: Path, done: Done, observer: events.Observer) -> None:
    """Tell what could not be done as it is written: what is refused fails in part, what no longer applies is noted."""
    headlines = {one.id: one.headline for one in (*done.listing.page, *done.listing.aside)}
    for one in done.remarks:
        name = headlines.get(one.item, one.item)
        subject = f'{path.parent.name}/{path.name}, "{name}"'
        told = f"{one.key}: {one.message}" if one.key else one.message
        if one.kind == "refused":
            observer(events.Failed(stage="build", error=InputError(subject, told, one.hint)))
        else:
            more = f" ({one.hint})" if one.hint else ""
            observer(events.Noted(stage="build", subject=subject, message=f"{told}{more}"))


def _worded(listing: Listing) -> Listing:
    """A listing whose remarks are in the language of the file; the terminal is told the same in English."""
    if listing.language != "ko":
        return listing
    told = (
        replace(one, message=korean(f"{one.message}: {one.hint}" if one.hint else one.message), hint="")
        for one in listing.remarks
    )
    return replace(listing, remarks=tuple(told))


def _fingerprint(hand: Hand) -> str:
    """What a hand is known by; empty where nothing was written."""
    return codec.fingerprint(*hand.lines) if hand.lines else ""


def _again(path: Path, data: bytes | None, sections: Sequence[str]) -> Read:
    if data is None:
        return NOTHING
    return parse(_text(path, data), subject=str(path), sections=(*sections, OTHER))


def _check(path: Path, made: bytes, read: Read, sections: Sequence[str]) -> None:
    """Refuse to write what would not say the same: an editor's work is never lost to a fault of ours."""
    if _again(path, made, sections).hand != read.hand:
        raise ResultError(
            str(path),
            "would not say the same when written anew, and stays as it is",
            "please report this file",
        )


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")  # Windows editors write a byte order mark
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise EditError(str(path), (f"line {line}: not UTF-8: save it as UTF-8 text",)) from None
