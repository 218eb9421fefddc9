"""Rendition and subscriber → the bytes of a mail: the same two always give the same bytes."""

from __future__ import annotations

import hashlib
import html
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from digest.codec import fingerprint
from digest.delivery import dkim, headers
from digest.delivery.parts import Part
from digest.rendering import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Rendition


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What every mail of a campaign says of its sender; frozen with the campaign.

    `unsubscribe` is the address that takes an unsubscription by mail, `web` that of the pages for readers (empty where
    there are none); `list` names the one list that the campaign goes to, `feedback` what Feedback-ID says after the issue.
    """

    name: str
    address: str
    publication: str
    timezone: str
    date: datetime
    unsubscribe: str
    web: str = ""
    list: str = ""
    feedback: str = ""

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
    """A mail ready to leave: envelope and bytes (CRLF, 7-bit); `dots`: whether a line of it may begin with one."""

    id: str
    sender: str
    recipient: str
    data: bytes
    dots: bool = True


def message_id(letterhead: Letterhead, issue: str, subscriber: str) -> str:
    """The Message-ID of (issue, subscriber), with its angle brackets: the same each time it is asked for."""
    return f"<{fingerprint('message', issue, subscriber)}@{letterhead.domain}>"


def unsubscribe_link(letterhead: Letterhead, token: str) -> str:
    """Where a reader unsubscribes: their page, or a mail to the sender where there are no pages."""
    return f"{letterhead.web}/u/{token}" if letterhead.web else unsubscribe_mail(letterhead, token)


def unsubscribe_mail(letterhead: Letterhead, token: str) -> str:
    """The mail that unsubscribes a reader, as an address: to the sender, the token in its subject."""
    return f"mailto:{quote(letterhead.unsubscribe, safe='@+')}?subject=unsubscribe%20{quote(token, safe='.')}"


def preferences_link(letterhead: Letterhead, token: str) -> str:
    """Where a reader chooses what they get; empty where there are no pages."""
    return f"{letterhead.web}/p/{token}" if letterhead.web and token else ""


def write(
    rendition: Rendition, letterhead: Letterhead, recipient: Recipient, signers: Sequence[dkim.Signer] = ()
) -> Message:
    """The mail that brings a rendition to one recipient; for more than one, keep a `Writer`."""
    return Writer(rendition, letterhead, signers).write(recipient)


class Writer:
    """Writes the mails of a campaign; threads may share it.

    A mail is multipart/alternative, both parts UTF-8 in base64 (Korean in quoted-printable would grow 2.7 times), its
    header fields written by hand (`email.policy.SMTP` folds a long List-Unsubscribe into encoded words).

    Args:
        rendition: what is sent.
        letterhead: what it says of its sender.
        signers: who signs each mail, the first at its top.
    """

    def __init__(
        self, rendition: Rendition, letterhead: Letterhead, signers: Sequence[dkim.Signer] = ()
    ) -> None:
        self._rendition, self._letterhead, self._signers = rendition, letterhead, tuple(signers)
        self._when = int(letterhead.date.timestamp())
        self._boundary = f"ganchu_{fingerprint('boundary', rendition.issue)}"
        self._closing = f"--{self._boundary}--\r\n".encode("ascii")
        self._before, self._after = self._shared()
        self._bodies = {
            (name, preferences): self._body(name=name, preferences=preferences)
            for name in (False, True)
            for preferences in {False, bool(letterhead.web)}
        }

    def write(self, recipient: Recipient) -> Message:
        """The mail to one recipient: the same bytes each time.

        Raises:
            ValueError: the address cannot stand in a mail.
        """
        identifier = message_id(self._letterhead, self._rendition.issue, recipient.subscriber)
        mail = unsubscribe_mail(self._letterhead, recipient.token)
        link = unsubscribe_link(self._letterhead, recipient.token) if self._letterhead.web else mail
        body, hashed = self._filled(recipient, link)
        fields = [*self._before, *self._own(recipient, identifier, link, mail), *self._after]
        names = tuple([field.name for field in fields])
        relaxed = [field.relaxed for field in fields] if self._signers else []
        signatures = [
            dkim.signature(signer, names, relaxed, hashed, when=self._when) for signer in self._signers
        ]
        return Message(
            id=identifier,
            sender=self._letterhead.address,
            recipient=recipient.address,
            data=b"".join((*signatures, *[field.data for field in fields], b"\r\n", *body)),
            dots=False,  # base64, boundaries, names of fields, and white space where these are folded
        )

    def _filled(self, recipient: Recipient, link: str) -> tuple[list[bytes], bytes]:
        """The body in pieces, and its SHA-256 where somebody signs."""
        name = headers.one_line(recipient.name)
        preferences = preferences_link(self._letterhead, recipient.token)
        plain, page, opened = self._bodies[bool(name), bool(preferences)]
        own = {marks.UNSUBSCRIBE: link, marks.PREFERENCES: preferences, marks.NAME: name}
        text = {mark: value.encode() for mark, value in own.items()}
        escaped = {mark: html.escape(value).encode() for mark, value in own.items()}
        # In one piece: each call that hashes a long one lets go of the interpreter and has to wait for it again.
        rest = b"".join((*plain.after(text), page.opening, *page.after(escaped), self._closing))
        if not self._signers:
            return [plain.opening, rest], b""
        state = opened.copy()
        state.update(rest)
        return [plain.opening, rest], state.digest()

    def _body(self, *, name: bool, preferences: bool) -> tuple[Part, Part, hashlib._Hash]:
        """The parts for readers with or without a name and a page of preferences, and the hash of their beginning."""
        before = f"--{self._boundary}\r\n".encode("ascii")
        plain, page = (
            Part(subtype, marks.settled(text, name=name, preferences=preferences), before=before)
            for subtype, text in (("plain", self._rendition.text), ("html", self._rendition.html))
        )
        return plain, page, hashlib.sha256(plain.opening)

    def _own(self, recipient: Recipient, identifier: str, link: str, mail: str) -> list[_Field]:
        """The fields that differ from reader to reader."""
        fields = [
            _Field("To", headers.mailbox("To", recipient.name, recipient.address)),
            _Field("Message-ID", headers.field("Message-ID", identifier)),
        ]
        if recipient.token:
            ways = [f"<{link}>,", f"<{mail}>"] if self._letterhead.web else [f"<{mail}>"]
            fields.append(_Field("List-Unsubscribe", headers.field("List-Unsubscribe", *ways)))
            if self._letterhead.web.startswith("https://"):  # RFC 8058, 3.1 asks for it
                fields.append(_ONE_CLICK)
        return fields

    def _shared(self) -> tuple[list[_Field], list[_Field]]:
        """The fields that all readers get, before and after their own."""
        letterhead, rendition = self._letterhead, self._rendition
        local_date = letterhead.date.astimezone(ZoneInfo(letterhead.timezone))
        kept = [letterhead.list] if letterhead.list else []
        identity = ".".join([*kept, letterhead.publication, letterhead.domain])
        before = [
            _Field("From", headers.mailbox("From", letterhead.name, letterhead.address)),
            _Field("Subject", headers.unstructured("Subject", rendition.subject)),
            _Field("Date", headers.field("Date", format_datetime(local_date))),
        ]
        after = [_Field("List-Id", headers.field("List-Id", f"<{identity}>"))]
        if letterhead.feedback:
            told = f"{rendition.issue}:{letterhead.feedback}"
            after.append(_Field("Feedback-ID", headers.field("Feedback-ID", told)))
        after.append(_Field("MIME-Version", headers.field("MIME-Version", "1.0")))
        kind = headers.field("Content-Type", "multipart/alternative;", f'boundary="{self._boundary}"')
        after.append(_Field("Content-Type", kind))
        if rendition.language != "und":
            after.append(_Field("Content-Language", headers.field("Content-Language", rendition.language)))
        return before, after


class _Field:
    """A header field as it is sent, and as it is signed."""

    __slots__ = ("_relaxed", "data", "name")

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        self._relaxed = b""

    @property
    def relaxed(self) -> bytes:
        if not self._relaxed:
            self._relaxed = dkim.canonical(self.data)
        return self._relaxed


_ONE_CLICK = _Field(
    "List-Unsubscribe-Post", headers.field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
)
