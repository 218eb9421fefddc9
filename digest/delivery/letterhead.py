"""What every mail of a campaign says of its sender, to whom one goes, and by which links a reader gets out.

A process that signs loads this for each campaign anew: nothing here needs more than the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

from digest.fingerprints import fingerprint


class Sheet(Protocol):
    """What a mail is made of, as a `Rendition` has it."""

    @property
    def issue(self) -> str:
        """The issue's id."""

    @property
    def language(self) -> str:
        """Its language; `und` where it is not known."""

    @property
    def subject(self) -> str:
        """Its subject."""

    @property
    def html(self) -> str:
        """The page, with marks."""

    @property
    def text(self) -> str:
        """The text, with marks."""


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
