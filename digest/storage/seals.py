"""Addresses sealed: what still tells an address again after it was forgotten, and tells it to this store alone."""

from __future__ import annotations

import hashlib
import hmac

KEY = "address-seals"
"""The store's secret that seals addresses."""


def folded(address: str) -> str:
    """The address as it is compared: nobody has two mailboxes that differ in capitals only."""
    return address.casefold()


def seal(key: bytes, address: str) -> str:
    """An address as HMAC-SHA256 (RFC 2104), 32 hexadecimal digits: the same for each writing of its capitals."""
    return hmac.new(key, folded(address).encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]
