"""How much a PDF holds once it is unpacked: its reader takes what it is given, and packed zeros fill any memory."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from digest.sources.formats.pdfpacking import MostError, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CONTENT = 20_000_000
"""Bytes of instructions for a page: text of 60,000 characters, each placed by itself, is a third of that."""
MOST_OTHER = 300_000_000
"""Bytes of a picture or a font, or of what says that it is one."""
_MOST_STREAMS = 50_000
_MOST_FILTERS = 4
_CHUNK = 65_536
_STREAM = re.compile(rb"stream\r?\n")
_OTHER = re.compile(
    rb"/(?:Image|Length1|FontFile|ICCBased|CIDFontType0C|Type1C|OpenType|ObjStm|XRef|Metadata)\b"
)
_FILTERS = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|(/[^\s/<>\[\]()]+)|(\d+\s+\d+\s+R))")
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
_SPELLED = re.compile(rb"#([0-9A-Fa-f]{2})")
_HEAD = 800
"""Bytes before a stream in which its dictionary stands."""
_ZLIB = (b"FlateDecode", b"Fl")
_PICTURES = frozenset((b"DCTDecode", b"DCT", b"JPXDecode", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode"))


def too_large(content: bytes) -> bool:
    """Whether a stream that may tell how a page is drawn holds more than a page ever needs; never more is unpacked."""
    for number, match in enumerate(_STREAM.finditer(content)):
        if number > _MOST_STREAMS:
            return True
        if content[max(0, match.start() - 3) : match.start()] == b"end":
            continue
        head = content[max(0, match.start() - _HEAD) : match.start()].rpartition(b" obj")[2]
        head = _SPELLED.sub(lambda found: bytes((int(found[1], 16),)), head)
        most = MOST_OTHER if _OTHER.search(head) else MOST_CONTENT
        filters = _filters(head)
        if len(filters) > _MOST_FILTERS or _beyond(content, match.end(), filters, most):
            return True
    return False


def _filters(head: bytes) -> Sequence[bytes]:
    """By what a stream is packed, the outermost first; what stands elsewhere in the file may be anything: then by zlib, time and again."""
    found = _FILTERS.search(head)
    if found is None:
        return ()
    if found[3]:
        return (b"FlateDecode",) * _MOST_FILTERS
    return _NAME.findall(found[1] or found[2] or b"")


def _beyond(content: bytes, start: int, filters: Sequence[bytes], most: int) -> bool:
    """Whether a stream holds more than `most` bytes in the end, or too many at a step of its unpacking."""
    names = [
        name for name in filters if name not in _PICTURES
    ]  # they give pictures, which are never drawn here
    if len(names) == 1 and names[0] in _ZLIB:
        return _unpacks_beyond(content, start, most)
    end = content.find(b"endstream", start, start + most + len(b"endstream"))
    if end < 0:
        return len(content) - start > most
    data = content[start:end]
    for place, name in enumerate(names, 1):
        if place == len(names) and name in _ZLIB:
            return _unpacks_beyond(data, 0, most)
        try:
            data = unpacked(data, name, MOST_CONTENT)
        except MostError:
            return True
    return False


def _unpacks_beyond(content: bytes, start: int, most: int) -> bool:
    """Whether what is packed by zlib from a place on unpacks to more than `most` bytes; nothing of it is kept."""
    unpack = zlib.decompressobj()
    size = 0
    try:
        for at in range(start, len(content), _CHUNK):
            step = content[at : at + _CHUNK]
            while step:
                size += len(unpack.decompress(step, _CHUNK))
                if size > most or unpack.eof:  # at its end it gives back for ever what it has not taken
                    return size > most
                step = unpack.unconsumed_tail
    except zlib.error:
        pass
    return size > most
