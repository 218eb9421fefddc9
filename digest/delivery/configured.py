"""From the configuration to what delivery needs: the transport, the letterhead, who signs, the password."""

from __future__ import annotations

import ipaddress
import os
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.config import domains
from digest.delivery.connecting import Login, Server
from digest.delivery.dkim import Signer
from digest.delivery.keys import Key
from digest.delivery.letterhead import Letterhead
from digest.delivery.outbox import Outbox
from digest.delivery.smtp import Smtp
from digest.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.config.outgoing import Secret
    from digest.delivery.transport import Transport
    from digest.model import Language


def transport(config: Config) -> Transport:
    """Where mail goes by the configuration.

    Raises:
        UsageError: a setting or the password is missing, or the password would travel in the clear.
    """
    delivery = config.delivery
    if delivery.kind == "outbox":
        return Outbox(config.at(config.output.outbox))
    login = None
    if delivery.username:
        if delivery.security == "none" and not _loopback(delivery.host):
            raise UsageError(
                "delivery.security", "the password would travel in the clear", 'write "starttls" or "tls"'
            )
        login = Login(
            username=_plain(delivery.username, "delivery.username"),
            password=_plain(_secret(config, delivery.password, "delivery.password"), "delivery.password"),
        )
    server = Server(
        host=delivery.host,
        port=delivery.port,
        security=delivery.security,
        hello=sender_domain(config),
        timeout=delivery.timeout.total_seconds(),
        login=login,
    )
    return Smtp(server)


def letterhead(
    config: Config, *, date: datetime, language: Language | None = None, genre: str = ""
) -> Letterhead:
    """What the publication's mails say of their sender.

    Args:
        config: the publication's configuration.
        date: that of the mails.
        language: that of the edition; the publication's own where None.
        genre: the issue's; empty where the mail is none's in particular.

    Raises:
        UsageError: the sender's address cannot stand in a mail.
    """
    publication = config.publication
    local = publication.sender.address.rpartition("@")[0]
    address = f"{local}@{sender_domain(config)}"
    if not address.isascii() or not address.isprintable():
        raise UsageError(
            "publication.sender.address", f'"{address}" cannot send mail', "use letters, digits and dots"
        )
    lists = config.lists_of(genre) if genre else ()
    return Letterhead(
        name=publication.sent_by(language or publication.language),
        address=address,
        publication=publication.id,
        timezone=publication.timezone,
        date=date.replace(microsecond=0),
        unsubscribe=address,
        web=config.web.url,
        list=lists[0] if len(lists) == 1 else "",
        feedback=_feedback(genre, publication.id) if config.delivery.feedback_id else "",
    )


def signers(config: Config) -> tuple[Signer, ...]:
    """Who signs the mails: one for each table `[[delivery.dkim]]`, in their order.

    Raises:
        UsageError: a key is missing or none, or two would be published at one place.
    """
    found: dict[tuple[str, str], Signer] = {}
    for number, one in enumerate(config.delivery.dkim, start=1):
        subject = f"delivery.dkim {number} ({one.selector})"
        place = (one.domain or sender_domain(config), one.selector.lower())
        if place in found:
            raise UsageError(
                subject,
                f"{one.selector}._domainkey.{place[0]} is another key's place already",
                "give each key a selector of its own",
            )
        pem = _secret(config, one.key, subject)
        try:
            key = _key(pem.replace("\\n", "\n").encode())
        except ValueError as error:
            raise UsageError(subject, str(error), "make one: `digest dkim new SELECTOR --out FILE`") from None
        found[place] = Signer(place[0], one.selector, key)
    return tuple(found.values())


@lru_cache(maxsize=8)
def _key(pem: bytes) -> Key:
    """It is asked for when a campaign begins, and when it is sent: to check an RSA key takes as long as sixty signatures."""
    return Key(pem)


def _feedback(genre: str, publication: str) -> str:
    """What Feedback-ID says after the issue: a kind of mail, and the sender by 5 to 15 characters (Gmail's rule)."""
    return f"{genre or 'letter'}:newsletter:{publication[:15]:x<5}"


def sender_domain(config: Config) -> str:
    """The domain of the sender's address, in ASCII.

    Raises:
        UsageError: it is none.
    """
    domain = config.publication.sender.address.rpartition("@")[2]
    try:
        return domains.domain(domain)
    except ValueError:
        raise UsageError("publication.sender.address", f'"{domain}" is no domain', "correct it") from None


def _secret(config: Config, secret: Secret | None, subject: str) -> str:
    if secret is None:
        raise UsageError(subject, "is missing beside username", 'write password = { env = "SMTP_PASSWORD" }')
    if secret.env:
        found = os.environ.get(secret.env)
        if not found:
            raise UsageError(subject, f"the variable {secret.env} is not set", "set it where `digest` runs")
        return found
    assert secret.file is not None
    path = config.at(secret.file)
    try:
        # Editors of Windows put a mark before a text: no server would know the password with it.
        return path.read_text(encoding="utf-8-sig").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        told = getattr(error, "strerror", None) or error
        raise UsageError(subject, f"{path} cannot be read ({told})", "check the file") from None


def _plain(credential: str, subject: str) -> str:
    """A credential that smtplib can send: of the ways to log in, all that it knows are of plain ASCII."""
    if not credential.isascii():
        raise UsageError(
            subject, "holds a character that is not plain ASCII", "give the mail account one of plain ASCII"
        )
    return credential


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
