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
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "ksc_5601": "cp949",
    "x-windows-949": "cp949",
    "windows-949": "cp949",
    "x-euc-kr": "cp949",
    "x-ksc5601": "cp949",
    "korean": "cp949",
    "iso-2022-kr-7bit": "iso2022_kr",
    "csiso2022kr": "iso2022_kr",
    "csiso2022jp": "iso2022_jp",
    "x-sjis": "cp932",
    "x-ms-cp932": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-gb2312": "gb18030",
    "x-cp1252": "cp1252",
    "x-ansi": "cp1252",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "iso-8859-8-i": "iso8859_8",
    "iso-8859-8-e": "iso8859_8",
    "utf8mb4": "utf-8",
    "x-utf-8": "utf-8",
    "unicode": "utf-16",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
}
# Codecs that are not a writing of text, or that can be made to hide text.
REFUSED = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
SEVEN_BIT = ("iso2022", "hz", "utf-7")
"""Encodings that look like ASCII: believed only where a header outside the text declares them."""
FIRST_WIDE = "\u0800"  # from here on UTF-8 takes three bytes: no accident in another encoding
HANGUL = re.compile("[가-힣]")
COMMON = re.compile("[가-힣 -~\n]")
SIXTEEN_BIT = ("utf-16", "utf-16-be", "utf-16-le")
UNSURE = ("utf-7", *SIXTEEN_BIT)
"""Read with more care than by their codec alone."""
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
        text = _sixteen(content) if codec in SIXTEEN_BIT else None
        text = _strict(content, codec) if codec not in UNSURE else text
        if text is not None:
            if codec != "cp1252":
                return text
            # Latin-1 fits any bytes: pages that say so by default and are Korean, or UTF-8, are many.
            return unmistakable or _korean(content, "strict") or text
    return unmistakable if unmistakable is not None else _guess(content)


def sniff(content: bytes) -> str:
    """The encoding that an XML declaration or an HTML meta element at the head names; empty where none does."""
    found = DECLARED.search(content[:SNIFFED])
    return (found.group(1) or found.group(2)).decode("ascii") if found else ""


def _escapes(content: bytes, declared: str) -> str | None:
    """Seven-bit encodings look like ASCII: their escapes tell, or a declaration (UTF-7, HZ)."""
    if b"\x1b$)C" in content or (b"\x0e" in content and _codec(declared) == "iso2022_kr"):
        return _shifted(content)
    if any(escape in content for escape in (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b$(D", b"\x1b(I")):
        return content.decode("iso2022_jp_ext", "replace")
    name = _codec(declared)
    if not name.startswith(SEVEN_BIT) or not any(mark in content for mark in (b"\x1b", b"~{", b"+")):
        return None
    return _strict(content, name)


def _shifted(content: bytes) -> str:
    """ISO-2022-KR, read leniently: what stands between shift-out and shift-in is KS X 1001 without its eighth bit."""
    raised = bytes(byte | 0x80 if byte > 0x20 else byte for byte in range(256))  # noqa: PLR2004 - letters, not controls
    plain = content.replace(b"\x1b$)C", b"")
    text = re.sub(rb"\x0e([^\x0e\x0f\n]*)\x0f?", lambda found: found.group(1).translate(raised), plain)
    return text.replace(b"\x0f", b"").decode("cp949", "replace")


def _sixteen(content: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which most of it is Hangul or ASCII; None where that is neither."""
    texts = [content.decode(name, "replace") for name in ("utf-16-be", "utf-16-le")]
    common, text = max((len(COMMON.findall(text)), text) for text in texts)
    told = (
        b"\0" in content or _korean(content, "strict") is None
    )  # a space in UTF-16 has a zero, CP949 never has
    return text if told and common * 2 > len(text) else None


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
    wide = any(FIRST_WIDE <= character != "\ufffd" for character in lenient)
    korean = _korean(content, "strict")
    if korean is not None:
        return korean
    if wide and b"\n" in content:
        return _mixed(content)
    korean = _korean(content, "replace")
    return content.decode("cp1252", "replace") if korean is None else korean


def _mixed(content: bytes) -> str:
    """Lines of more than one encoding, as a relay's footer makes them: each line is read for itself."""
    lines = []
    for line in content.split(b"\n"):
        text = _strict(line, "utf-8")
        text = _korean(line, "replace") if text is None else text
        lines.append(line.decode("cp1252", "replace") if text is None else text)
    return "\n".join(lines)


def _korean(content: bytes, errors: str) -> str | None:
    """The bytes as CP949, where most of what is not ASCII then is Hangul."""
    try:
        text = content.decode("cp949", errors)
    except UnicodeError:
        return None
    strange = len(NOT_ASCII.findall(text))
    likely = strange > 1 and len(HANGUL.findall(text)) * 2 > strange and text.count("\ufffd") * 10 <= strange
    return text if likely else None
