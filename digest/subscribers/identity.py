"""Who reads mail at an address."""

from __future__ import annotations

from digest.codec import fingerprint
from digest.storage import seals


def identity(address: str) -> str:
    """The id of whoever reads mail at an address; capitals do not make another person."""
    return fingerprint("subscriber", seals.folded(address))
