"""The parts of a mail's body, encoded once for all its readers: only what is a reader's own is encoded for each mail.

Base64 (RFC 2045, 6.8) takes three octets at a time. A stretch that every reader gets is therefore kept in three encodings,
one for each number of octets (0, 1, 2) that what stands before it may need to be full, and begins a new line; what stands
before it ends its line without padding. Lines may be of any length up to 76, so every reader of base64 takes it.
"""

from __future__ import annotations

from binascii import b2a_base64
from typing import TYPE_CHECKING

from digest.delivery import headers
from digest.rendering import marks

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = 57  # octets that make a line of 76 characters
_SHARED = 3 * _LINE  # shorter stretches are encoded with what is the reader's own


class Part:
    """One part of a mail.

    Args:
        subtype: `plain` or `html`.
        text: its text, with marks; their conditions are decided.
        before: what stands before its header, such as the boundary.
    """

    def __init__(self, subtype: str, text: str, *, before: bytes = b"") -> None:
        head = headers.field("Content-Type", f"text/{subtype};", "charset=utf-8")
        coding = headers.field("Content-Transfer-Encoding", "base64")
        texts, self._marks = marks.cut(_lined(text))
        stretches = [stretch.encode("utf-8", "replace") for stretch in texts]
        first = _Stretch(stretches[0])
        self.opening = before + head + coding + b"\r\n" + first.at(0)[0]
        """What every reader's part begins with."""
        self._rest = first.at(0)[1]
        self._stretches = [_Stretch(stretch) for stretch in stretches[1:]]

    def after(self, values: Mapping[str, bytes]) -> list[bytes]:
        """What follows the opening for one reader; `values` has the octets for each mark."""
        pieces = []
        rest = self._rest  # octets that are not encoded yet: they begin a line
        for mark, stretch in zip(self._marks, self._stretches, strict=True):
            rest += values[mark]
            if stretch.short:
                rest += stretch.data
                continue
            shift = -len(rest) % 3
            pieces.append(_encoded(rest + stretch.data[:shift]))
            lines, rest = stretch.at(shift)
            pieces.append(lines)
        pieces.append(_encoded(rest))
        return pieces


class _Stretch:
    """Octets that every reader gets."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.short = len(data) < _SHARED
        self._encodings = [self._encode(shift) for shift in range(3)]

    def at(self, shift: int) -> tuple[bytes, bytes]:
        """Its full lines without its first `shift` octets, and the octets that fill no line."""
        return self._encodings[shift]

    def _encode(self, shift: int) -> tuple[bytes, bytes]:
        end = len(self.data) - (len(self.data) - shift) % _LINE if not self.short else shift
        return _encoded(self.data[shift:end]), self.data[end:]


def _encoded(data: bytes) -> bytes:
    if len(data) <= _LINE:
        return b2a_base64(data, newline=False) + b"\r\n" if data else b""
    lines = [b2a_base64(data[start : start + _LINE], newline=False) for start in range(0, len(data), _LINE)]
    return b"\r\n".join([*lines, b""])


def _lined(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").replace("\n", "\r\n") + "\r\n"
