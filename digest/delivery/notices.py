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
    """Send what is in the queue; False where something of it waits for the next time.

    A fault is told, never raised: no notice keeps an issue back. One editor's full mailbox keeps nothing from the others.
    """
    with store.read() as connection:
        if not kept.waiting(connection):
            return True
    try:
        with alone(store, "notices") as free:
            return not free or _Round(config, store, observer).send()
    except DigestError as error:
        _say(observer, error.subject, f"{error.message}: the notices to the editors wait")
        return False


class _Round:
    """One passing through the queue."""

    def __init__(self, config: Config, store: Store, observer: events.Observer) -> None:
        self._config, self._store, self._observer = config, store, observer
        self._later: set[str] = (
            set()
        )  # whose mail is not taken now: they are not asked for again with each notice

    def send(self) -> bool:
        """Bring to everybody what they lack; False where something waits."""
        with self._store.read() as connection:
            waiting = kept.waiting(connection)
        transport = configured.transport(self._config)
        opened = False
        try:
            for key, mail in waiting:
                try:
                    queued = codec.load(Queued, mail, subject="notice")
                except InputError:  # of another version of the program
                    self._keep(key, None)
                    continue
                if not opened:
                    transport.open()
                    opened = True
                if not self._deliver(transport, key, queued):
                    return False
        finally:
            transport.close()
        return not self._later

    def _deliver(self, transport: Transport, key: str, queued: Queued) -> bool:
        """Bring one notice to those who lack it and whose mail is taken now; False where the way out is closed."""
        note = queued.note
        head = configured.letterhead(self._config, date=note.at, language=note.language)
        signers = configured.signers(self._config)
        for address in (one for one in queued.to if one not in self._later):
            message = noticemail.write(note, head, key=key, address=address, signers=signers)
            answer = transport.deliver(message, lambda: None)
            if answer.kind == "deferred" and answer.about != "sender":
                _say(self._observer, masked(address), f"{answer.bare}: the notices to the editors wait")
                self._later.add(address)
                continue
            if answer.kind in ("deferred", "closed") or _refuses_us(answer):
                _say(self._observer, transport.label, f"{answer.told}: the notices to the editors wait")
                return False
            queued = replace(queued, to=tuple(one for one in queued.to if one != address))
            self._keep(key, queued if queued.to else None)
            if answer.kind == "accepted":
                _say(self._observer, masked(address), f"told: {note.subject}")
            else:  # refused for good; or nobody knows, and an editor would rather miss one than be told twice
                _say(self._observer, masked(address), f'notice "{note.subject}" was not taken: {answer.told}')
            if answer.kind == "unknown":
                return False
        return True

    def _keep(self, key: str, queued: Queued | None) -> None:
        with self._store.write() as connection:
            kept.change(connection, key, codec.dump(queued) if queued else "")


def _refuses_us(answer: Answer) -> bool:
    """Whether it is us whom the server does not want (5.7.x too), not the editor's address: it is mended here, and the notice then goes."""
    return answer.kind == "refused" and (answer.about == "sender" or answer.enhanced.startswith("5.7."))


def now_of(config: Config, at: datetime) -> str:
    """A moment as people read it, in the publication's zone."""
    return f"{at.astimezone(config.zone):%Y-%m-%d %H:%M}"


def _say(observer: events.Observer, subject: str, message: str) -> None:
    observer(events.Noted(stage="send", subject=subject, message=message))
