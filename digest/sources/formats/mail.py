"""Mail → Contents: a letter is one, a digest or a letter that hands others on may be several. Read as far as it goes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.sources.formats import mbox
from digest.sources.formats.charset import BOMS, decode
from digest.sources.formats.forwarding import is_forward, is_reply, plain_subject, sender_name
from digest.sources.formats.head import language
from digest.sources.formats.mailbody import Body, Letter, body
from digest.sources.formats.mailfaults import fault
from digest.sources.formats.mailwords import address, list_name, words
from digest.sources.formats.mime import Entity, parse
from digest.sources.formats.moments import moment
from digest.sources.formats.online import address_online
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from digest.model import Precision
    from digest.sources.formats.content import Content

_COMMENT = re.compile(r"\s*\([^()]*\)")
_SENDERS = ("from", "sender", "reply-to", "return-path")
_DATES = ("date", "resent-date", "delivery-date", "x-original-date")
_APPLE = re.compile(rb"\s*(\d{1,9})[ \t]*\r?\n(?=[!-9;-~]{1,80}[ \t]*:)")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MOST_NESTED = 4

split = mbox.split


def read(content: bytes, *, zone: ZoneInfo, name: str = "") -> Content:
    """One message: the first of `letters`.

    Args:
        content: the message as it came.
        zone: of a date that names none.
        name: for the plain text reader.
    """
    return next(letters(content, zone=zone, name=name))


def letters(content: bytes, *, zone: ZoneInfo, name: str = "") -> Iterator[Content]:
    """What a message brings: itself, or the messages attached to it where it only hands them on. At least one.

    Subject, sender, date and Message-ID are metadata; those of a forwarded original go before the forwarder's.

    Args:
        content: the message as it came.
        zone: of a date that names none.
        name: for the plain text reader.
    """
    yield from _letters(parse(_octets(content)), zone=zone, name=name, depth=0)


def _octets(content: bytes) -> bytes:
    """The message as mail is: a mark of UTF-8 or an Apple count above it gone, text in UTF-16 as UTF-8."""
    if content.startswith(_WIDE) or (b"\0" in content[:4] and content[:4].count(0) > 1):
        content = decode(content).encode("utf-8", "replace")
    content = content.removeprefix(BOMS[0][0])
    counted = _APPLE.match(content)
    return content[counted.end() :][: int(counted.group(1))] if counted else content


def _letters(entity: Entity, *, zone: ZoneInfo, name: str, depth: int) -> Iterator[Content]:
    own = _content(entity, zone=zone, name=name)
    if own.unread:
        yield own
        return
    attached = _attached(entity) if depth < _MOST_NESTED else []
    inner = [
        _under(letter, own)
        for part in attached
        for letter in _letters(part, zone=zone, name=name, depth=depth + 1)
    ]
    longest = max((len(letter.text) for letter in inner), default=0)
    if longest > len(own.text) or (longest and is_forward(words(entity.header("subject")))):
        yield from (letter for letter in inner if letter.text)
    else:
        yield own


def _attached(entity: Entity) -> list[Entity]:
    """The messages inside a message, the outermost only."""
    found: list[Entity] = []
    pending = [entity]
    while pending:
        part = pending.pop()
        if part is not entity and part.main == "message" and part.parts:
            found.append(part.parts[0])
        else:
            pending += reversed(part.parts)
    if entity.main == "message" and entity.parts:
        return [entity.parts[0]]
    return found


def _under(letter: Content, own: Content) -> Content:
    """An attached message; what it does not say of itself the outer one says."""
    return replace(
        letter,
        title=letter.title or plain_subject(own.title),
        outlet=letter.outlet or own.outlet,
        published=letter.published or own.published,
        precision=letter.precision if letter.published else own.precision,
    )


def _content(entity: Entity, *, zone: ZoneInfo, name: str) -> Content:
    subject = words(entity.header("subject"))
    letter = Letter(
        subject=subject,
        answers=is_reply(subject) or (bool(entity.header("in-reply-to")) and not is_forward(subject)),
        zone=zone,
        name=name,
    )
    read_body = body(entity, letter)
    content = read_body.content
    outlet, author = _sender(entity)
    dated = _date(entity, zone)
    found = replace(
        content,
        format="mail",
        title=subject or content.title,
        guid=words(entity.header("message-id")).strip("<> "),
        outlet=outlet,
        author=author,
        url=_address(entity, content),
        language=language(words(entity.header("content-language"))),
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
        unread=fault(entity, content),
    )
    return _as_original(found, read_body)


def _as_original(found: Content, read_body: Body) -> Content:
    """The content under the name, sender and date of the original that was forwarded, where there is one."""
    original = read_body.original
    if original is None:
        return found
    return replace(
        found,
        title=plain_subject(original.subject or found.title),
        outlet=sender_name(original.sender) or found.outlet,
        author="",
        published=original.published or found.published,
        precision=original.precision if original.published else found.precision,
    )


def _sender(entity: Entity) -> tuple[str, str]:
    """Outlet and author: a list's name for people and who wrote to it; else the sender's name, or his domain."""
    senders = (address(entity.header(header)) for header in _SENDERS if entity.header(header).strip())
    name, mail = next((found for found in senders if any(found)), ("", ""))
    sender = name or mail.rpartition("@")[2]
    listed = list_name(entity.header("list-id"))
    writer = name.partition(" via ")[0].strip("' ")
    return (listed, writer if writer != listed else "") if listed else (sender, "")


def _date(entity: Entity, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    told = [words(entity.header(header)) for header in _DATES]
    told += [words(value).rpartition(";")[2] for key, value in entity.headers[:50] if key == "received"]
    return next((found for text in told if (found := moment(_COMMENT.sub("", text), zone))), None)


def _address(entity: Entity, content: Content) -> str:
    told = words(entity.header("archived-at")).strip("<> ")
    return canonical(told) or address_online(content)
