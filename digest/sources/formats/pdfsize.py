"""How much a PDF holds once it is unpacked: its reader takes what it is given, and packed zeros fill any memory."""

from __future__ import annotations

import re
import zlib

MOST_CONTENT = 20_000_000
"""Bytes of instructions for a page: text of 60,000 characters, each placed by itself, is a third of that."""
_MOST_STREAMS = 50_000
_CHUNK = 65_536
_STREAM = re.compile(rb"stream\r?\n")
_OTHER = re.compile(
    rb"/(?:Image|Length1|FontFile|ICCBased|CIDFontType0C|Type1C|OpenType|ObjStm|XRef|Metadata)\b"
)
_HEAD = 800
"""Bytes before a stream in which its dictionary stands."""


def too_large(content: bytes) -> bool:
    """Whether a stream that may tell how a page is drawn holds more than a page ever needs; never more is unpacked."""
    for number, match in enumerate(_STREAM.finditer(content)):
        if number > _MOST_STREAMS:
            return True
        if content[max(0, match.start() - 3) : match.start()] == b"end":
            continue
        head = content[max(0, match.start() - _HEAD) : match.start()].rpartition(b" obj")[2]
        if _OTHER.search(head):
            continue
        start = match.end()
        if b"/Fl" in head and _unpacks_beyond(content, start, MOST_CONTENT):
            return True
        end = content.find(b"endstream", start, start + MOST_CONTENT + len(b"endstream"))
        if end < 0 and len(content) - start > MOST_CONTENT:
            return True
    return False


def _unpacks_beyond(content: bytes, start: int, most: int) -> bool:
    """Whether what is packed from a place on unpacks to more than `most` bytes."""
    unpack = zlib.decompressobj()
    size, at = 0, start
    try:
        while at < len(content) and not unpack.eof and size <= most:
            size += len(unpack.decompress(content[at : at + _CHUNK], most))
            while unpack.unconsumed_tail and size <= most:
                size += len(unpack.decompress(unpack.unconsumed_tail, most))
            at += _CHUNK
    except zlib.error:
        pass
    return size > most
