"""Tokens that let a reader, and nobody else, unsubscribe.

A token is the subscriber's id and an HMAC-SHA256 (RFC 2104) of it under a key that never leaves the store.
"""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING

from digest.storage.subscribers import secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.storage.store import Connection, Store

KEY = "unsubscribe-tokens"
LONGEST = 256
"""Characters of a token, at most; ours have fewer."""


def make(key: bytes, subscriber_id: str) -> str:
    """The token of a subscriber: URL-safe ASCII, `<id>.<43 characters>`."""
    return f"{subscriber_id}.{_seal(key, subscriber_id)}"


def check(key: bytes, token: str) -> str | None:
    """The subscriber's id that a token was made for; None where it was not made with this key."""
    token = token.strip()
    if len(token) > LONGEST:
        return None
    subscriber_id, _, seal = token.partition(".")
    good = hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(key, subscriber_id).encode("ascii"))
    return subscriber_id if good else None


def signer(store: Store) -> Callable[[str], str]:
    """What makes the tokens of a store: subscriber's id → token."""
    with store.write() as connection:
        made = key(connection)
    return lambda subscriber_id: make(made, subscriber_id)


def key(connection: Connection) -> bytes:
    """The store's key, made at the first question."""
    return secret(connection, KEY)


def _seal(key: bytes, subscriber_id: str) -> str:
    mac = hmac.digest(key, b"unsubscribe:" + subscriber_id.encode("utf-8", "replace"), "sha256")
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode("ascii")
