"""Forgetting a person, as the law lets them ask for: here, in the ledger, and in the mails that lie in the outbox."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import TYPE_CHECKING

from digest.errors import InputError, ResultError, UsageError
from digest.storage import forgetting as storage
from digest.storage import seals
from digest.subscribers.address import normal
from digest.subscribers.identity import identity

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from digest.storage.store import Store

PATIENCE = 20
"""How often a mail that is just leaving is waited for, half a second each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was erased: a subscriber, a suppression's address, entries of consent, rows of the ledger, mails in the outbox."""

    subscribed: bool
    suppressed: bool
    consents: int
    mails: int
    files: int


def forget(
    store: Store,
    address: str,
    *,
    now: datetime,
    outbox: Path | None = None,
    allow: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> Forgotten:
    """Erase a person everywhere; nothing but the seal of their address stays (not even that with `allow`).

    Args:
        store: the publication's store.
        address: theirs.
        now: the moment.
        outbox: the folder of `.eml` files; those addressed to them go.
        allow: let the address come back, as if it had never been here.
        sleep: what waits for a mail that is just leaving.

    Raises:
        UsageError: no mail can be sent to the address.
        ResultError: nothing is known of it; or a mail to it was leaving all the time; or the file could not be written anew.
    """
    try:
        plain = normal(address)
    except InputError as error:
        raise UsageError(error.subject, error.message, error.hint) from None
    done = storage.forget(store, plain, identity(plain), now=now, allow=allow)
    for _ in range(PATIENCE):
        if not done.held:
            break
        sleep(0.5)
        done = storage.forget(store, plain, identity(plain), now=now, allow=allow)
    if done.held:
        raise ResultError("this person", "is just being sent a mail", "give the command again in a moment")
    files = _clear(outbox, plain) if outbox is not None else 0
    storage.scrub(store)
    if not done.known and not files:
        raise ResultError("this person", "is not known here, and nothing was erased", "check the address")
    return Forgotten(
        subscribed=done.subscribed,
        suppressed=done.suppressed,
        consents=done.consents,
        mails=done.mails,
        files=files,
    )


def _clear(outbox: Path, address: str) -> int:
    """Delete the mails in a folder that are addressed to somebody."""
    wanted, count = seals.folded(address), 0
    for path in sorted([*outbox.glob("*.eml"), *outbox.glob("*.part")]):
        try:
            if wanted in _recipients(path):
                path.unlink()
                count += 1
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ResultError(
                str(path), f"cannot be erased ({error.strerror or error})", "check its permissions"
            ) from None
    return count


def _recipients(path: Path) -> set[str]:
    with path.open("rb") as file:
        mail = BytesHeaderParser().parse(file)
    given = [str(value) for name in ("To", "Cc", "Bcc") for value in mail.get_all(name, [])]
    return {seals.folded(address) for _, address in getaddresses(given)}
