"""The tables of config.toml that say how an issue goes out: when, to whom, by what, and what is checked before."""

from __future__ import annotations

from datetime import date, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from digest.config.base import Table
from digest.config.values import ELSEWHERE, Cron, Domain, Duration, EditionLanguage, Mailbox, Text, Wait

Notice = Literal["draft", "live", "waiting", "source", "campaign"]
"""What an editor may be told by mail: a draft is ready, cited pages changed before a send, an issue waits, a source keeps failing, a campaign has ended."""

Consequence = Literal["ignore", "warn", "hold", "drop"]
"""What follows where a cited page has changed: nothing, a word, the issue waits for a person, the item goes."""

COUNTRY = r"^(?:[A-Z]{2}(?:-[A-Z0-9]{1,3})?)?$"
SELECTOR = r"^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$"


class Schedule(Table):
    """When issues go out."""

    cron: Cron = ""
    genre: str = "weekly"
    grace: Duration = timedelta(hours=6)
    approval: Literal["required", "automatic"] = "required"
    holidays: Literal["ignore", "skip", "before", "after"] = "ignore"
    country: str = Field(default="KR", pattern=COUNTRY)
    dates: tuple[date, ...] = ()


class Secret(Table):
    """A secret that stands elsewhere: in an environment variable or in a file."""

    env: str = ""
    file: Path | None = None

    @model_validator(mode="after")
    def _one(self) -> Secret:
        if bool(self.env) == bool(self.file):
            raise ValueError(ELSEWHERE)
        return self


class Dkim(Table):
    """A key that signs the mails (RFC 6376): its kind, RSA or Ed25519, is read from the key itself."""

    selector: str = Field(pattern=SELECTOR)
    key: Secret
    domain: Domain = ""


class Delivery(Table):
    """How mail leaves."""

    kind: Literal["outbox", "smtp"] = "outbox"
    host: str = "localhost"
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str = ""
    password: Secret | None = None
    timeout: Wait = timedelta(seconds=30)
    uncertain: Literal["hold", "resend"] = "hold"
    per_second: float = Field(default=0, ge=0)
    per_domain: dict[Domain, float] = Field(default={})
    connections: int = Field(default=4, ge=1, le=64)
    recycle: int = Field(default=500, ge=1)
    first: int = Field(default=0, ge=0)
    test_to: Mailbox = ""
    feedback_id: bool = False
    dkim: tuple[Dkim, ...] = ()

    @field_validator("per_domain")
    @classmethod
    def _rates(cls, given: dict[str, float]) -> dict[str, float]:
        for domain, rate in given.items():
            if not rate > 0:
                raise ValueError(f'"{domain}": write how many mails a second, more than 0')
        return given


class MailingList(Table):
    """A list that a reader may be on: its genres go to those on it alone."""

    name: str = Field(min_length=1)
    names: dict[EditionLanguage, Text] = Field(default={})
    genres: tuple[str, ...] = ()


class Web(Table):
    """The pages by which readers unsubscribe and choose (`digest serve`).

    The address stands whole in a header field, whose lines hold 998 octets (RFC 5322, 2.1.1).
    """

    url: str = Field(default="", max_length=400)
    host: str = "127.0.0.1"
    port: int = Field(default=8025, ge=1, le=65535)
    proxies: tuple[str, ...] = ()
    per_minute: int = Field(default=60, ge=1)

    @field_validator("proxies")
    @classmethod
    def _networks(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for one in given:
            try:
                ip_network(one, strict=False)
            except ValueError:
                raise ValueError(f'"{one}" is no IP address and no network such as 10.0.0.0/8') from None
        return given

    @field_validator("url")
    @classmethod
    def _https(cls, given: str) -> str:
        parts = urlsplit(given)
        local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
        if given and not (parts.hostname and (parts.scheme == "https" or local)):
            raise ValueError(
                f'"{given}" is no address that mail programs unsubscribe at; begin it with https://'
            )
        if parts.query or parts.fragment or not given.isascii():
            raise ValueError(f'"{given}" must be plain ASCII, without ? and #')
        return given.rstrip("/")


class Notices(Table):
    """What the editors are told by mail."""

    to: tuple[Mailbox, ...] = ()
    about: tuple[Notice, ...] = ("draft", "live", "waiting", "source", "campaign")
    source_failures: int = Field(default=3, ge=1)


class Live(Table):
    """What follows where a cited page is not any more what was read (`digest verify --live`, and before each send)."""

    before: Duration = timedelta(minutes=30)
    changed: Consequence = "warn"
    gone: Consequence = "warn"
    dead: Consequence = "warn"
    moved: Literal["ignore", "warn", "hold"] = "warn"
