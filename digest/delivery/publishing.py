"""DKIM keys as their owner meets them: a new one in a file of its own, and what to publish of those that are configured."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.delivery import configured, dkim, keys
from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.config import Config
    from digest.delivery.dkim import Signer

USUAL = 2048  # bits of an RSA key (RFC 8301, 3.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A TXT record of the domain name system, and what is to be said of its key."""

    name: str
    algorithm: str
    strings: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The record's strings as zone files write them."""
        return " ".join(f'"{text}"' for text in self.strings)


def create(path: Path, algorithm: Literal["rsa", "ed25519"]) -> keys.Key:
    """Write a new private key into a new file that its owner alone may read.

    Raises:
        ResultError: there is a file already, or it cannot be written.
    """
    pem = keys.new(algorithm)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ResultError(
            str(path), "is there already, and keys are never overwritten", "give another --out"
        ) from None
    except OSError as error:
        raise ResultError(
            str(path), f"cannot be written ({error.strerror})", "check the folder and its permissions"
        ) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    return keys.Key(pem)


def published(config: Config) -> tuple[Published, ...]:
    """What to publish for each configured key.

    Raises:
        UsageError: a key cannot be read.
    """
    signers = configured.signers(config)
    head = configured.sender_domain(config)
    return tuple(
        Published(
            name=f"{signer.selector}._domainkey.{signer.domain}",
            algorithm=signer.key.algorithm,
            strings=dkim.record(signer.key),
            notes=tuple(_notes(signer, head, one.key.file and config.at(one.key.file))),
        )
        for signer, one in zip(signers, config.delivery.dkim, strict=True)
    )


def _notes(signer: Signer, sender: str, path: Path | None) -> Iterator[str]:
    if path is not None and os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield f"{path} can be read by others than its owner: chmod 600"
    if signer.key.algorithm == "rsa-sha256" and signer.key.bits < USUAL:
        yield f"an RSA key of {signer.key.bits} bits is weak: make one of {USUAL}, under another selector"
    if not _aligned(signer.domain, sender):
        yield f"{signer.domain} is not the sender's domain ({sender}): for DMARC it does not count"


def _aligned(domain: str, sender: str) -> bool:
    """Whether DMARC's relaxed alignment may hold (RFC 7489, 3.1.1): one is the other, or below it."""
    return domain == sender or domain.endswith(f".{sender}") or sender.endswith(f".{domain}")
