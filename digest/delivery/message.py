"""Rendition and subscriber → the bytes of a mail: the same two always give the same bytes."""

from __future__ import annotations

import hashlib
import html
from binascii import b2a_base64
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from digest.delivery import dkim, headers
from digest.delivery.letterhead import (
    Message,
    Recipient,
    message_id,
    preferences_link,
    unsubscribe_link,
    unsubscribe_mail,
)
from digest.delivery.parts import Part
from digest.fingerprints import fingerprint
from digest.rendering import marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.delivery.letterhead import Letterhead, Sheet


def write(
    rendition: Sheet, letterhead: Letterhead, recipient: Recipient, signers: Sequence[dkim.Signer] = ()
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

    def __init__(self, rendition: Sheet, letterhead: Letterhead, signers: Sequence[dkim.Signer] = ()) -> None:
        self.rendition, self.letterhead, self.signers = rendition, letterhead, tuple(signers)
        self._boundary = f"ganchu_{fingerprint('boundary', rendition.issue)}"
        self._closing = f"--{self._boundary}--\r\n".encode("ascii")
        self._mail = unsubscribe_mail(letterhead, "")
        before, after = self._shared()
        self._before, self._after = _Fields(before), _Fields(after)
        self._stamps = {
            way_out: self._made_stamps(signers, before, after, way_out=way_out) for way_out in (False, True)
        }
        self._bodies = {
            (name, preferences): self._body(name=name, preferences=preferences)
            for name in (False, True)
            for preferences in {False, bool(letterhead.web)}
        }

    def write(self, recipient: Recipient, head: bytes | None = None) -> Message:
        """The mail to one recipient: the same bytes each time. `head` is theirs, where it was made before.

        Raises:
            ValueError: the address cannot stand in a mail.
        """
        ways = self._ways_out(recipient)
        body = self._filled(recipient, ways[0])
        if head is None:
            # In one piece: each call that hashes a long one lets go of the interpreter and has to wait for it again.
            body = body._replace(pieces=[b"".join(body.pieces)])
            head = self.signed(self._headed(recipient, ways, body))
        return Message(
            id=message_id(self.letterhead, self.rendition.issue, recipient.subscriber),
            sender=self.letterhead.address,
            recipient=recipient.address,
            data=b"".join((head, body.opening, *body.pieces)),
            dots=False,  # base64, boundaries, names of fields, and white space where these are folded
        )

    def head(self, recipient: Recipient) -> bytes:
        """What the mail begins with: signatures, header fields and the empty line after them.

        Raises:
            ValueError: the address cannot stand in a mail.
        """
        return self.signed(self.unsigned(recipient))

    def unsigned(self, recipient: Recipient) -> Unsigned:
        """The same before it is signed: all that can fail, and all that is long.

        Raises:
            ValueError: the address cannot stand in a mail.
        """
        ways = self._ways_out(recipient)
        return self._headed(recipient, ways, self._filled(recipient, ways[0]))

    def signed(self, head: Unsigned) -> bytes:
        """What a mail begins with, signed."""
        signatures = [stamp.field(head.relaxed, head.hashed) for stamp in self._stamps[head.way_out]]
        return b"".join((*signatures, self._before.data, *head.own, self._after.data, b"\r\n"))

    def _ways_out(self, recipient: Recipient) -> tuple[str, str]:
        """The link that unsubscribes, and the mail that does."""
        mail = self._mail + quote(recipient.token, safe=".")
        return (unsubscribe_link(self.letterhead, recipient.token) if self.letterhead.web else mail), mail

    def _headed(self, recipient: Recipient, ways: tuple[str, str], body: _Filled) -> Unsigned:
        identifier = message_id(self.letterhead, self.rendition.issue, recipient.subscriber)
        own = [*self._own(recipient, identifier, *ways).values()]
        relaxed, hashed = b"", b""
        if self.signers:
            hashed = body.hashed()
            fields = [dkim.canonical(field) for field in own]
            relaxed = b"".join((self._before.relaxed, *fields, self._after.relaxed))
        return Unsigned(own, relaxed, hashed, way_out=bool(recipient.token))

    def _filled(self, recipient: Recipient, link: str) -> _Filled:
        name = headers.one_line(recipient.name)
        preferences = preferences_link(self.letterhead, recipient.token)
        plain, page, opened = self._bodies[bool(name), bool(preferences)]
        own = {marks.UNSUBSCRIBE: link, marks.PREFERENCES: preferences, marks.NAME: name}
        text = {mark: value.encode() for mark, value in own.items()}
        escaped = {mark: html.escape(value).encode() for mark, value in own.items()}
        pieces = [*plain.after(text), page.opening, *page.after(escaped), self._closing]
        return _Filled(plain.opening, pieces, opened)

    def _body(self, *, name: bool, preferences: bool) -> tuple[Part, Part, hashlib._Hash]:
        """The parts for readers with or without a name and a page of preferences, and the hash of their beginning."""
        before = f"--{self._boundary}\r\n".encode("ascii")
        plain, page = (
            Part(subtype, marks.settled(text, name=name, preferences=preferences), before=before)
            for subtype, text in (("plain", self.rendition.text), ("html", self.rendition.html))
        )
        return plain, page, hashlib.sha256(plain.opening)

    def _own(self, recipient: Recipient, identifier: str, link: str, mail: str) -> dict[str, bytes]:
        """The fields that differ from reader to reader, by their names."""
        fields = {
            "To": headers.mailbox("To", recipient.name, recipient.address),
            "Message-ID": headers.field("Message-ID", identifier),
        }
        if recipient.token:
            ways = (f"<{link}>,", f"<{mail}>") if self.letterhead.web else (f"<{mail}>",)
            fields["List-Unsubscribe"] = headers.field("List-Unsubscribe", *ways)
            if self.letterhead.web.startswith("https://"):  # RFC 8058, 3.1 asks for it
                fields["List-Unsubscribe-Post"] = _ONE_CLICK
        return fields

    def _made_stamps(
        self,
        signers: Sequence[dkim.Signer],
        before: Mapping[str, bytes],
        after: Mapping[str, bytes],
        *,
        way_out: bool,
    ) -> tuple[dkim.Stamp, ...]:
        """What signs the mails of those who can unsubscribe, or of those who cannot."""
        somebody = Recipient(subscriber="", address="", name="", token="x" if way_out else "")
        names = (*before, *self._own(somebody, "", "", ""), *after)
        when = int(self.letterhead.date.timestamp())
        return tuple(dkim.Stamp(signer, names, when=when) for signer in signers)

    def _shared(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """The fields that all readers get, before and after their own, by their names."""
        letterhead, rendition = self.letterhead, self.rendition
        local_date = letterhead.date.astimezone(ZoneInfo(letterhead.timezone))
        kept = [letterhead.list] if letterhead.list else []
        identity = ".".join([*kept, letterhead.publication, letterhead.domain])
        before = {
            "From": headers.mailbox("From", letterhead.name, letterhead.address),
            "Subject": headers.unstructured("Subject", rendition.subject),
            "Date": headers.field("Date", format_datetime(local_date)),
        }
        after = {"List-Id": headers.field("List-Id", f"<{identity}>")}
        if letterhead.feedback:
            after["Feedback-ID"] = headers.field("Feedback-ID", f"{rendition.issue}:{letterhead.feedback}")
        after["MIME-Version"] = headers.field("MIME-Version", "1.0")
        kind = headers.field("Content-Type", "multipart/alternative;", f'boundary="{self._boundary}"')
        after["Content-Type"] = kind
        if rendition.language != "und":
            after["Content-Language"] = headers.field("Content-Language", rendition.language)
        return before, after


class Unsigned(NamedTuple):
    """The reader's own header fields, all fields in relaxed form, the body's hash in base64, and whether there is a way out."""

    own: list[bytes]
    relaxed: bytes
    hashed: bytes
    way_out: bool


class _Filled(NamedTuple):
    """A body: what all readers' begins with, the rest of this one, and the hash of the beginning."""

    opening: bytes
    pieces: list[bytes]
    opened: hashlib._Hash

    def hashed(self) -> bytes:
        """Its SHA-256 in base64."""
        state = self.opened.copy()
        for piece in self.pieces:
            state.update(piece)
        return b2a_base64(state.digest(), newline=False)


class _Fields:
    """Header fields as they are sent, and as they are signed."""

    def __init__(self, fields: Mapping[str, bytes]) -> None:
        self.data = b"".join(fields.values())
        self.relaxed = b"".join(dkim.canonical(field) for field in fields.values())


_ONE_CLICK = headers.field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
