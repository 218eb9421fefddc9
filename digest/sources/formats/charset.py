"""Bytes to text: what they say of their encoding is heard first and believed only where it fits."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SNIFFED = 4096
DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:\-]{1,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:\-]{1,40})""",
    re.IGNORECASE,
)
# Names that mean a smaller table than what is really written: the superset reads both.
WIDER = {
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
ALIASES = {
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "x-windows-949": "cp949",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
}
# Codecs that are not a writing of text, or that can be made to hide text.
REFUSED = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "mbcs", "oem"}
FIRST_WIDE = "\u0800"  # from here on UTF-8 takes three bytes: no accident in another encoding
HANGUL = re.compile("[가-힣]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def decode(content: bytes, declared: str = "") -> str:
    """The text of the bytes. Never fails: what cannot be read becomes U+FFFD.

    Order: byte order mark; UTF-8 where it is unmistakable; `declared` (the HTTP or MIME header), then what the head of
    the text says of itself, where it fits; UTF-8; CP949; Windows-1252.
    """
    for mark, name in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    if name := _two_or_four_bytes(content[:SNIFFED]):
        return content.decode(name, "replace")
    unmistakable = _strict(content, "utf-8")
    if (
        unmistakable is not None
        and (content.isascii() or max(unmistakable) >= FIRST_WIDE)
        and b"\0" not in content
    ):
        return _escapes(content, declared) or unmistakable
    for name in (declared, sniff(content)):
        codec = _codec(name)
        text = _strict(content, codec)
        if text is not None:
            # Latin-1 fits any bytes: pages that say so by default and are Korean are many.
            return (_korean(content, "strict") if codec == "cp1252" else None) or text
    return unmistakable if unmistakable is not None else _guess(content)


def sniff(content: bytes) -> str:
    """The encoding that an XML declaration or an HTML meta element at the head names; empty where none does."""
    found = DECLARED.search(content[:SNIFFED])
    return (found.group(1) or found.group(2)).decode("ascii") if found else ""


def _escapes(content: bytes, declared: str) -> str | None:
    """Seven-bit encodings (ISO-2022-KR, -JP) look like ASCII: only the declaration tells."""
    name = _codec(declared)
    return _strict(content, name) if name.startswith("iso2022") and b"\x1b" in content + b"\x0e" else None


def _codec(name: str) -> str:
    cleaned = name.strip().strip("\"'").lower()
    if not cleaned or cleaned in ("x-user-defined", "8bit", "binary"):
        return ""
    try:
        found = codecs.lookup(ALIASES.get(cleaned, cleaned))
    except (LookupError, ValueError):
        return ""
    if found.name in REFUSED or not getattr(found, "_is_text_encoding", True):
        return ""
    return WIDER.get(found.name, found.name)


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name) if name else None
    except (UnicodeError, ValueError, LookupError):
        return None


def _two_or_four_bytes(head: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: its ASCII letters show as zeros at regular places."""
    head = head[: len(head) // 4 * 4]
    quarter = len(head) // 4
    if not quarter or head.count(0) * 4 < len(head):
        return ""
    zeros = [head[place::4].count(0) * 2 > quarter for place in range(4)]
    patterns = {
        (0, 1, 1, 1): "utf-32-le",
        (1, 1, 1, 0): "utf-32-be",
        (0, 1, 0, 1): "utf-16-le",
        (1, 0, 1, 0): "utf-16-be",
    }
    return patterns.get((int(zeros[0]), int(zeros[1]), int(zeros[2]), int(zeros[3])), "")


def _guess(content: bytes) -> str:
    lenient = content.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    whole = len(NOT_ASCII.findall(lenient)) - broken  # in another encoding such sequences are rare accidents
    if broken * 10 <= whole:
        return lenient
    korean = _korean(content, "replace")
    if korean is not None:
        return korean
    return content.decode("cp1252", "replace")


def _korean(content: bytes, errors: str) -> str | None:
    """The bytes as CP949, where most of what is not ASCII then is Hangul."""
    try:
        text = content.decode("cp949", errors)
    except UnicodeError:
        return None
    strange = len(NOT_ASCII.findall(text))
    likely = strange > 1 and len(HANGUL.findall(text)) * 2 > strange and text.count("\ufffd") * 10 <= strange
    return text if likely else None
