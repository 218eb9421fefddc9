"""The packings of PDF (ISO 32000-1, 7.4) undone as far as is allowed: what asks for more is refused, not unpacked."""

from __future__ import annotations

import base64
import re
import zlib

_WHITE = re.compile(rb"[\x00\t\n\x0c\r ]")
_NO_HEX = re.compile(rb"[^0-9A-Fa-f]")
_CLEAR, _END = 256, 257
_NARROWEST, _WIDEST = 9, 12
_LAST = 128


class MostError(Exception):
    """More comes out than is allowed."""


def unpacked(data: bytes, name: bytes, most: int) -> bytes:
    """What one filter gives; as far as it goes where the data are broken, and nothing where nobody knows the filter.

    Args:
        data: as they are packed.
        name: of the filter, long or short.
        most: the bytes that may come out.

    Raises:
        MostError: it would be more.
    """
    match name:
        case b"FlateDecode" | b"Fl":
            return _flate(data, most)
        case b"ASCII85Decode" | b"A85":
            return _of_85(data)
        case b"ASCIIHexDecode" | b"AHx":
            digits = _NO_HEX.sub(b"", data.partition(b">")[0])
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        case b"LZWDecode" | b"LZW":
            return _lzw(data, most)
        case b"RunLengthDecode" | b"RL":
            return _runs(data, most)
    return b""


def _flate(data: bytes, most: int) -> bytes:
    unpack = zlib.decompressobj()
    try:
        found = unpack.decompress(data, most + 1)
    except zlib.error:
        return b""
    if len(found) > most:
        raise MostError
    return found


def _of_85(data: bytes) -> bytes:
    text = _WHITE.sub(b"", data.partition(b"~")[0])
    try:
        return base64.a85decode(text)
    except ValueError:
        return b""


def _lzw(data: bytes, most: int) -> bytes:
    """Each code names a string, or is the next of the table: the string before and the first byte of this one."""
    table = _letters()
    out = bytearray()
    before = b""
    held = bits = 0
    width = _NARROWEST
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == _END:
            break
        if code == _CLEAR:
            table, before, width = _letters(), b"", _NARROWEST
            continue
        known = table[code] if code < len(table) else before + before[:1]
        if before and len(table) < 1 << _WIDEST:
            table.append(before + known[:1])
        width = min(max((len(table) + 1).bit_length(), _NARROWEST), _WIDEST)
        out += known
        before = known
        if len(out) > most:
            raise MostError
    return bytes(out)


def _letters() -> list[bytes]:
    return [*(bytes((code,)) for code in range(_CLEAR)), b"", b""]


def _runs(data: bytes, most: int) -> bytes:
    """A byte below 128 is followed by one more bytes than it says; one above it by the byte that it stands for so often."""
    out = bytearray()
    at = 0
    while at < len(data) and data[at] != _LAST:
        length = data[at]
        out += data[at + 1 : at + 2 + length] if length < _LAST else data[at + 1 : at + 2] * (257 - length)
        at += length + 2 if length < _LAST else 2
        if len(out) > most:
            raise MostError
    return bytes(out)
