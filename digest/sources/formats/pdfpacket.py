"""What a PDF says of itself in its XMP packet: some write no other fields."""

from __future__ import annotations

import re
from html import unescape

_BEGIN, _END = b"<x:xmpmeta", b"</x:xmpmeta>"
_LONGEST = 200_000
"""Bytes of a packet."""
_FIELDS = {
    "Title": re.compile(r"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^<>]*>([^<>]*)</rdf:li>"),
    "Author": re.compile(r"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^<>]*>([^<>]*)</rdf:li>"),
    "CreationDate": re.compile(r"<xmp:CreateDate>([^<>]*)</xmp:CreateDate>|xmp:CreateDate=\"([^\"]*)\""),
}
_NO_DIGITS = re.compile(r"[-:T]")


def packet(content: bytes) -> dict[str, str]:
    """The fields `Title`, `Author` and `CreationDate` of a PDF's only packet; of several, most are pictures' own."""
    start = content.find(_BEGIN)
    end = content.find(_END, start, start + _LONGEST)
    if start < 0 or end < 0 or content.find(_BEGIN, end) >= 0:
        return {}
    text = content[start:end].decode("utf-8", "replace")
    found: dict[str, str] = {}
    for name, pattern in _FIELDS.items():
        match = pattern.search(text)
        value = unescape(next((group for group in match.groups() if group), "")).strip() if match else ""
        if value:
            found[name] = _date(value) if name == "CreationDate" else value
    return found


def _date(value: str) -> str:
    """`2025-03-04T05:06:07+09:00` in the way of PDF's own fields: `D:20250304050607+09'00'`."""
    day, zone = value[:19], value[19:]
    return f"D:{_NO_DIGITS.sub('', day)}{zone.replace(':', chr(39))}"
