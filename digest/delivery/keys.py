"""Private keys and their signatures (cryptography's only door)."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Literal

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

if TYPE_CHECKING:
    from collections.abc import Callable

WEAK = 1024  # bits: RFC 8301 forbids less, and verifiers refuse it


class Key:
    """A private key that signs.

    Args:
        pem: the key as PEM (PKCS #8 or PKCS #1), without a password.
        checked: whether it is known to be sound.

    Raises:
        ValueError: it is no such key; says why.
    """

    def __init__(self, pem: bytes, *, checked: bool = False) -> None:
        try:
            held = serialization.load_pem_private_key(
                pem, password=None, unsafe_skip_rsa_key_validation=checked
            )
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise ValueError("it is no private key in PEM without a password") from None
        if not isinstance(held, rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey):
            raise ValueError("it is neither an RSA nor an Ed25519 key")  # noqa: TRY004 - of the file, not of a type
        if isinstance(held, rsa.RSAPrivateKey) and held.key_size < WEAK:
            raise ValueError(f"an RSA key of {held.key_size} bits is too weak: 2048 are usual")
        self._held = held
        self.algorithm: Literal["rsa-sha256", "ed25519-sha256"] = (
            "rsa-sha256" if isinstance(held, rsa.RSAPrivateKey) else "ed25519-sha256"
        )
        """As DKIM's tag `a` names it."""
        self._sign = _rsa(held) if isinstance(held, rsa.RSAPrivateKey) else _ed25519(held)

    @property
    def bits(self) -> int:
        """How long the key is."""
        return self._held.key_size if isinstance(self._held, rsa.RSAPrivateKey) else 256

    @property
    def public(self) -> str:
        """The public key as DKIM's record publishes it, in its tag `p` (RFC 6376, 3.6.1; RFC 8463, 4)."""
        key = self._held.public_key()
        if isinstance(key, ed25519.Ed25519PublicKey):
            data = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        else:
            data = key.public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        return base64.b64encode(data).decode("ascii")

    @property
    def private(self) -> bytes:
        """The key itself as PEM (PKCS #8)."""
        return self._held.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def sign(self, data: bytes) -> bytes:
        """The signature of data: PKCS #1 1.5 with SHA-256 by RSA; Ed25519 signs their SHA-256 (RFC 8463, 3)."""
        return self._sign(data)


def _rsa(key: rsa.RSAPrivateKey) -> Callable[[bytes], bytes]:
    pad, kind = padding.PKCS1v15(), hashes.SHA256()
    return lambda data: key.sign(data, pad, kind)


def _ed25519(key: ed25519.Ed25519PrivateKey) -> Callable[[bytes], bytes]:
    return lambda data: key.sign(hashlib.sha256(data).digest())


def new(algorithm: Literal["rsa", "ed25519"]) -> bytes:
    """A new private key as PEM (PKCS #8)."""
    key = (
        rsa.generate_private_key(public_exponent=65537, key_size=2048)
        if algorithm == "rsa"
        else ed25519.Ed25519PrivateKey.generate()
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
