"""DKIM signatures (RFC 6376, relaxed/relaxed; Ed25519 by RFC 8463), several of them on one mail.

The mails are our own: their body is base64 in lines that end in CRLF, so that its relaxed form (RFC 6376, 3.4.4) is the
body itself, and only header fields have to be brought into theirs.
"""

from __future__ import annotations

from binascii import b2a_base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.delivery.keys import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = 76
# Named once more than they stand in the mail, so that none can be added without breaking the signature (RFC 6376, 5.4.2
# and 8.15): whoever did could show another sender, or lead one-click unsubscription elsewhere (RFC 8058, 4).
OVERSIGNED = (
    "From",
    "To",
    "Cc",
    "Reply-To",
    "Subject",
    "Date",
    "Content-Type",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
)


@dataclass(frozen=True, slots=True)
class Signer:
    """In whose name mails are signed, and by which key: its public half stands at `selector._domainkey.domain`."""

    domain: str
    selector: str
    key: Key


def canonical(field: bytes) -> bytes:
    """A header field, with its CRLF, in relaxed form (RFC 6376, 3.4.2)."""
    name, _, value = field.partition(b":")
    return name.rstrip().lower() + b":" + b" ".join(value.split()) + b"\r\n"


def signature(
    signer: Signer, names: tuple[str, ...], fields: Sequence[bytes], body: bytes, *, when: int
) -> bytes:
    """The field DKIM-Signature of a mail, folded, with its CRLF; for more than one mail, keep a `Stamp`.

    Args:
        signer: who signs.
        names: the names of the mail's header fields, each there once, in their order.
        fields: the same fields in relaxed form.
        body: SHA-256 of the body, 32 bytes.
        when: seconds since 1970: the same mail is signed with the same bytes each time.
    """
    return Stamp(signer, names, when=when).field(b"".join(fields), b2a_base64(body, newline=False))


class Stamp:
    """Signs mails that have the same header fields: what is the same in all their signatures is made once.

    Args:
        signer: who signs.
        names: the names of the mails' header fields, each there once, in their order.
        when: seconds since 1970.
    """

    def __init__(self, signer: Signer, names: tuple[str, ...], *, when: int) -> None:
        opening, relaxed = _opening(signer.key.algorithm, signer.domain, signer.selector, names, when)
        self._opening, self._relaxed, self._sign = opening, relaxed, signer.key.sign

    def field(self, fields: bytes, body: bytes) -> bytes:
        """The field of one mail: `fields` are its header fields in relaxed form, `body` its body's SHA-256 in base64."""
        signed = b2a_base64(self._sign(b"".join((fields, self._relaxed, body, b"; b="))), newline=False)
        return b"".join((self._opening, body, b";\r\n b=", _lines(signed), b"\r\n"))


def record(key: Key) -> tuple[str, ...]:
    """The TXT record that publishes a key, as the strings of at most 255 octets that it is to be written in (RFC 6376, 3.6.2.2)."""
    kind = "rsa" if key.algorithm == "rsa-sha256" else "ed25519"
    text = f"v=DKIM1; k={kind}; p={key.public}"
    return tuple(text[start : start + 255] for start in range(0, len(text), 255))


def _opening(
    algorithm: str, domain: str, selector: str, names: tuple[str, ...], when: int
) -> tuple[bytes, bytes]:
    """The field up to the hash of the body: as it is written, and in relaxed form."""
    signed = [*names, *OVERSIGNED]
    lines = [
        f"DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed; t={when};",
        *(
            [f"d={domain};", f"s={selector};"]
            if len(domain + selector) > _LINE - 8
            else [f"d={domain}; s={selector};"]
        ),
        "h=",
    ]
    for position, name in enumerate(signed):
        word = name + (";" if position == len(signed) - 1 else ":")
        if len(lines[-1]) + len(word) + 1 > _LINE:
            lines.append("")
        lines[-1] += word
    opening = "\r\n ".join([*lines, "bh="]).encode("ascii")
    return opening, canonical(opening).removesuffix(b"\r\n")


def _lines(text: bytes) -> bytes:
    return b"\r\n ".join([text[start : start + 72] for start in range(0, len(text), 72)])
