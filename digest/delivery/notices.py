"""Notices to the editors by mail: each thing told once, kept until the way out is open, and never in the way of an issue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest import codec, events
from digest.delivery import configured, noticemail
from digest.delivery.noticemail import Note
from digest.errors import DigestError, InputError
from digest.model import masked
from digest.storage import notices as kept
from digest.storage.lock import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from digest.config import Config
    from digest.config.outgoing import Notice
    from digest.delivery.transport import Answer, Transport
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A notice that has not reached everybody: `to` are those who still lack it."""

    note: Note
    to: tuple[str, ...]


def tell(
    config: Config, store: Store, about: Notice, keys: Sequence[str], note: Callable[[frozenset[str]], Note]
) -> bool:
    """Put a notice in the queue, if the editors want to be told of this and have not been.

    Args:
        config: the publication's configuration.
        store: its store.
        about: what it is about.
        keys: the things that it tells of; each is told once.
        note: makes the notice of those things that are new.

    Returns:
        Whether there is something new to tell.
    """
    if not keys or not wanted(config, about):
        return False
    with store.read() as connection:
        if not set(keys) - kept.told(connection, keys):
            return False
    with store.write() as connection:
        known = kept.told(connection, keys)
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if not new:
            return False
        made = note(frozenset(new))
        mail = codec.dump(Queued(note=made, to=config.notices.to))
        for number, key in enumerate(new):
            kept.put(connection, key, about=about, mail="" if number else mail, now=made.at)
    return True


def wanted(config: Config, about: Notice) -> bool:
    """Whether anybody is told of this by mail."""
    return bool(config.notices.to) and about in config.notices.about


def flush(config: Config, store: Store, *, observer: events.Observer) -> bool:
    """Send what is in the queue; False where the way out is closed, and it waits for the next time.

    A fault is told, never raised: no notice keeps an issue back.
    """
    with store.read() as connection:
        if not kept.waiting(connection):
            return True
    try:
        with alone(store, "notices") as free:
            return not free or _send(config, store, observer)
    except DigestError as error:
        _say(observer, error.subject, f"{error.message}: the notices to the editors wait")
        return False


def _send(config: Config, store: Store, observer: events.Observer) -> bool:
    with store.read() as connection:
        waiting = kept.waiting(connection)
    transport = configured.transport(config)
    opened = False
    try:
        for key, mail in waiting:
            try:
                queued = codec.load(Queued, mail, subject="notice")
            except InputError:  # of another version of the program
                _keep(store, key, None)
                continue
            if not opened:
                transport.open()
                opened = True
            if not _deliver(config, store, transport, key=key, queued=queued, observer=observer):
                return False
    finally:
        transport.close()
    return True


def _deliver(
    config: Config,
    store: Store,
    transport: Transport,
    *,
    key: str,
    queued: Queued,
    observer: events.Observer,
) -> bool:
    """Bring one notice to everybody who lacks it; False where the rest waits."""
    note = queued.note
    head = configured.letterhead(config, date=note.at, language=note.language)
    signers = configured.signers(config)
    for address in queued.to:
        message = noticemail.write(note, head, key=key, address=address, signers=signers)
        answer = transport.deliver(message, lambda: None)
        if answer.kind in ("deferred", "closed") or _refuses_us(answer):
            told = f"{answer.told}: the notices to the editors wait"
            _say(observer, transport.label, told)
            return False
        queued = replace(queued, to=tuple(one for one in queued.to if one != address))
        _keep(store, key, queued if queued.to else None)
        if answer.kind == "accepted":
            _say(observer, masked(address), f"told: {note.subject}")
        else:  # refused for good; or nobody knows, and an editor would rather miss one than be told twice
            _say(observer, masked(address), f'notice "{note.subject}" was not taken: {answer.told}')
        if answer.kind == "unknown":
            return False
    return True


def _refuses_us(answer: Answer) -> bool:
    """Whether it is us whom the server does not want (5.7.x too), not the editor's address: it is mended here, and the notice then goes."""
    return answer.kind == "refused" and (answer.about == "sender" or answer.enhanced.startswith("5.7."))


def _keep(store: Store, key: str, queued: Queued | None) -> None:
    with store.write() as connection:
        kept.change(connection, key, codec.dump(queued) if queued else "")


def now_of(config: Config, at: datetime) -> str:
    """A moment as people read it, in the publication's zone."""
    return f"{at.astimezone(config.zone):%Y-%m-%d %H:%M}"


def _say(observer: events.Observer, subject: str, message: str) -> None:
    observer(events.Noted(stage="send", subject=subject, message=message))
