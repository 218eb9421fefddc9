"""Rendition and subscriber → the bytes of a mail: the same two always give the same bytes."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from digest.codec import fingerprint
from digest.delivery import headers
from digest.rendering import marks

if TYPE_CHECKING:
    from digest.model import Rendition


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What every mail of a campaign says of its sender; frozen with the campaign.

    `unsubscribe` is the address that takes an unsubscription by mail: until the web endpoint exists, no link may
    say that it is there.
    """

    name: str
    address: str
    publication: str
    timezone: str
    date: datetime
    unsubscribe: str

    @property
    def domain(self) -> str:
        """The domain in whose name the mail is sent."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """To whom one mail goes; `token` lets them, and nobody else, unsubscribe. A test mail has none: it names no way out."""

    subscriber: str
    address: str
    name: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail ready to leave: envelope and bytes (CRLF, 7-bit)."""

    id: str
    sender: str
    recipient: str
    data: bytes


def message_id(letterhead: Letterhead, issue: str, subscriber: str) -> str:
    """The Message-ID of (issue, subscriber), with its angle brackets: the same each time it is asked for."""
    return f"<{fingerprint('message', issue, subscriber)}@{letterhead.domain}>"


def unsubscribe_link(letterhead: Letterhead, token: str) -> str:
    """Where a reader unsubscribes: a mail to the sender, its token in the subject."""
    return (
        f"mailto:{quote(letterhead.unsubscribe, safe='@+')}?subject={quote(f'unsubscribe {token}', safe='.')}"
    )


def write(rendition: Rendition, letterhead: Letterhead, recipient: Recipient) -> Message:
    """The mail that brings a rendition to one recipient.

    multipart/alternative, both parts UTF-8 in base64 (Korean in quoted-printable would grow 2.7 times).
    """
    identifier = message_id(letterhead, rendition.issue, recipient.subscriber)
    boundary = f"ganchu_{fingerprint('boundary', rendition.issue, recipient.subscriber)}"
    head = b"".join(_head(rendition, letterhead, recipient, identifier, boundary))
    link = unsubscribe_link(letterhead, recipient.token)
    name = headers.one_line(recipient.name)
    body = b"".join(
        (
            f"--{boundary}\r\n".encode("ascii"),
            _part("plain", _filled(rendition.text, link=link, name=name)),
            f"--{boundary}\r\n".encode("ascii"),
            _part("html", _filled(rendition.html, link=html.escape(link), name=html.escape(name))),
            f"--{boundary}--\r\n".encode("ascii"),
        )
    )
    return Message(
        id=identifier, sender=letterhead.address, recipient=recipient.address, data=head + b"\r\n" + body
    )


def _head(
    rendition: Rendition, letterhead: Letterhead, recipient: Recipient, identifier: str, boundary: str
) -> list[bytes]:
    local_date = letterhead.date.astimezone(ZoneInfo(letterhead.timezone))
    fields = [
        headers.mailbox("From", letterhead.name, letterhead.address),
        headers.mailbox("To", recipient.name, recipient.address),
        headers.unstructured("Subject", rendition.subject),
        headers.field("Date", format_datetime(local_date)),
        headers.field("Message-ID", identifier),
        headers.field("List-Id", f"<{letterhead.publication}.{letterhead.domain}>"),
        *(
            [headers.field("List-Unsubscribe", f"<{unsubscribe_link(letterhead, recipient.token)}>")]
            if recipient.token
            else []
        ),
        headers.field("MIME-Version", "1.0"),
        headers.field("Content-Type", "multipart/alternative;", f'boundary="{boundary}"'),
    ]
    if rendition.language != "und":
        fields.append(headers.field("Content-Language", rendition.language))
    return fields


def _part(subtype: str, text: str) -> bytes:
    head = headers.field("Content-Type", f"text/{subtype};", "charset=utf-8") + headers.field(
        "Content-Transfer-Encoding", "base64"
    )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").replace("\n", "\r\n") + "\r\n"
    coded = base64.encodebytes(lines.encode("utf-8", "replace")).replace(b"\n", b"\r\n")
    return head + b"\r\n" + coded


def _filled(text: str, *, link: str, name: str) -> str:
    return text.replace(marks.UNSUBSCRIBE, link).replace(marks.NAME, name)
