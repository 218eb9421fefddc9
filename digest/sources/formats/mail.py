"""Mail → Content: one message, or an mbox of them. Whatever is malformed is read as far as it goes."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.header import decode_header
from email.utils import getaddresses
from typing import TYPE_CHECKING

from digest.sources.formats import hypertext, plain
from digest.sources.formats.charset import decode
from digest.sources.formats.content import Content
from digest.sources.formats.head import language
from digest.sources.formats.moments import moment
from digest.stories.clean import tidy
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message
    from zoneinfo import ZoneInfo

    from digest.model import Precision

POSTMARK = re.compile(rb"^From [^\r\n]+\r?\n", re.MULTILINE)
QUOTED_POSTMARK = re.compile(rb"^>(>*From )", re.MULTILINE)
MOST_PARTS = 500
TEXT_TYPES = ("text/html", "text/plain")
FAULTS = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)


def read(content: bytes, *, zone: ZoneInfo, name: str = "") -> Content:
    """One message: its HTML part, else its plain text; subject, sender, date and Message-ID as metadata.

    Args:
        content: the message as it came.
        zone: of a date that names none.
        name: for the plain text reader.
    """
    message = _parse(content)
    body = _body(message, zone=zone, name=name)
    sender = _sender(message)
    dated = _date(message, zone)
    return replace(
        body,
        format="mail",
        title=tidy(_header(message, "Subject")) or body.title,
        guid=tidy(_header(message, "Message-ID")).strip("<> "),
        outlet=sender,
        author="",
        url=canonical(_header(message, "Archived-At").strip("<> ")),
        language=language(_header(message, "Content-Language")),
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
    )


def split(content: bytes) -> Iterator[bytes]:
    """The messages of an mbox, in order, without their postmarks (`From …` lines) and with `>From` undone."""
    marks = [
        found
        for found in POSTMARK.finditer(content)
        if not found.start() or content[: found.start()].endswith((b"\n\n", b"\r\n\r\n", b"\n\r\n"))
    ]
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(content)
        yield QUOTED_POSTMARK.sub(rb"\1", content[mark.end() : end])


def _parse(content: bytes) -> Message:
    try:
        return email.message_from_bytes(content.lstrip(b"\r\n"))
    except FAULTS:  # the standard library's parser has raised on broken boundaries before
        return email.message_from_string("\n" + decode(content))


def _header(message: Message, name: str) -> str:
    try:
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return _words(str(raw))
    except FAULTS:
        return ""


def _words(raw: str) -> str:
    """RFC 2047: encoded words decoded, raw eight-bit text guessed."""
    told = (
        raw.encode("utf-8", "surrogateescape") if any("\udc80" <= mark <= "\udcff" for mark in raw) else None
    )
    if told is not None:
        raw = decode(told)
    parts = []
    for text, charset in decode_header(re.sub(r"[\r\n]+[ \t]*", " ", raw)):
        parts.append(decode(text, charset or "") if isinstance(text, bytes) else text)
    return "".join(parts)


def _sender(message: Message) -> str:
    """The display name of the sender, else the domain that it writes from."""
    try:
        found = getaddresses([_header(message, "From")])
    except FAULTS:
        return ""
    name, address = found[0] if found else ("", "")
    return tidy(name).strip("\"' ") or address.rpartition("@")[2]


def _date(message: Message, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    told = re.sub(r"\s*\([^)]*\)", "", _header(message, "Date"))
    if found := moment(told, zone):
        return found
    received = _header(message, "Received").rpartition(";")[2]
    return moment(re.sub(r"\s*\([^)]*\)", "", received), zone)


def _body(message: Message, *, zone: ZoneInfo, name: str) -> Content:
    texts = _texts(message)
    for kind in TEXT_TYPES:
        parts = [part for part in texts if part.get_content_type() == kind]
        read_parts = [_part(part, kind, zone=zone, name=name) for part in parts[:1]]
        if read_parts and read_parts[0].text:
            return read_parts[0]
    return Content(format="mail")


def _texts(message: Message) -> list[Message]:
    """The text parts that are the message itself, not attached files; those of a forwarded message as a last resort."""
    try:
        parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
    except FAULTS:
        return []
    found = [part for part in parts if part.get_content_type() in TEXT_TYPES and not part.is_multipart()]
    return [part for part in found if _shown(part)] or found


def _shown(part: Message) -> bool:
    return not _header(part, "Content-Disposition").strip().lower().startswith("attachment")


def _part(part: Message, kind: str, *, zone: ZoneInfo, name: str) -> Content:
    payload = _payload(part)
    charset = _charset(part)
    if kind == "text/html":
        return hypertext.read(payload, zone=zone, charset=charset, whole=True)
    return plain.read(decode(payload, charset), name=name)


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except FAULTS:
        payload = None
    if isinstance(payload, bytes):
        return payload
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except FAULTS:
        return ""
