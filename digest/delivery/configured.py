"""From the configuration to what delivery needs: the transport, the letterhead, the password."""

from __future__ import annotations

import ipaddress
import os
from typing import TYPE_CHECKING

from digest.config import domains
from digest.delivery.message import Letterhead
from digest.delivery.outbox import Outbox
from digest.delivery.smtp import Login, Smtp
from digest.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
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
        login = Login(username=delivery.username, password=_password(config))
    return Smtp(
        host=delivery.host,
        port=delivery.port,
        security=delivery.security,
        hello=_domain(config),
        timeout=delivery.timeout.total_seconds(),
        login=login,
    )


def letterhead(config: Config, *, date: datetime, language: Language | None = None) -> Letterhead:
    """What the publication's mails say of their sender; `date` is that of the mails, `language` that of the edition.

    Raises:
        UsageError: the sender's address cannot stand in a mail.
    """
    publication = config.publication
    local = publication.sender.address.rpartition("@")[0]
    address = f"{local}@{_domain(config)}"
    if not address.isascii() or not address.isprintable():
        raise UsageError(
            "publication.sender.address", f'"{address}" cannot send mail', "use letters, digits and dots"
        )
    return Letterhead(
        name=publication.sent_by(language or publication.language),
        address=address,
        publication=publication.id,
        timezone=publication.timezone,
        date=date.replace(microsecond=0),
        unsubscribe=address,
    )


def _domain(config: Config) -> str:
    domain = config.publication.sender.address.rpartition("@")[2]
    try:
        return domains.domain(domain)
    except ValueError:
        raise UsageError("publication.sender.address", f'"{domain}" is no domain', "correct it") from None


def _password(config: Config) -> str:
    secret = config.delivery.password
    if secret is None:
        raise UsageError(
            "delivery.password", "is missing beside username", 'write password = { env = "SMTP_PASSWORD" }'
        )
    if secret.env:
        found = os.environ.get(secret.env)
        if not found:
            raise UsageError(
                "delivery.password", f"the variable {secret.env} is not set", "set it where `digest` runs"
            )
        return found
    assert secret.file is not None
    path = config.at(secret.file)
    try:
        return path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("delivery.password", f"{path} cannot be read ({error})", "check the file") from None


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
