"""What stands in the headers of mail: encoded words (RFC 2047), parameters (RFC 2231), addresses; broken ones too."""

from __future__ import annotations

import binascii
import re
from email.utils import getaddresses
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from digest.sources.formats.charset import decode
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Parameters = dict[str, str]
LONGEST = 4_000
"""Bytes of a header that are read: more are nobody's subject or sender, and some of what follows takes their square."""
_WORD = re.compile(
    r"=\?([^?\s]{1,60})\?(?:([Bb])\?([^?]*)(?:\?=?|\Z)"
    r"|([Qq])\?((?:(?!=\?[^?\s]{1,60}\?[BbQq]\?).)*?)(?:\?=(?![0-9A-Fa-f]{2}\S)|\Z|(?==\?[^?\s]{1,60}\?[BbQq]\?)))",
    re.DOTALL,
)
_PARAMETER = re.compile(
    r""";\s*([^=;\s*]{1,60})(\*\d{0,3}\*?)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))""", re.DOTALL
)
_LOOSE = re.compile(r"""\b(charset|boundary|name)\s*=\s*"?([^\s;"]{1,200})""", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{12,}|\d{5,}", re.IGNORECASE)
_SIMPLE = re.compile(r"([^<>\"@]*)<([^\s<>@,;]+@[^\s<>@,;]+)>")
_AROUND = "\"'“”‘’ ,;"
_ADDRESS = re.compile(r"[^\s<>@,;]+@[^\s<>@,;]+")


def unfolded(lines: Iterable[bytes]) -> bytes:
    """The value of a header from its lines, no longer than anything will read of it."""
    kept, length = [], 0
    for line in lines:
        kept.append(line)
        length += len(line)
        if length > LONGEST:
            break
    return b" ".join(b"".join(kept).split()) if len(kept) == 1 else _fold(kept)


def _fold(lines: list[bytes]) -> bytes:
    first, *rest = lines
    return b"".join([first.strip(), *(b" " + line.strip() for line in rest)])


def words(raw: bytes) -> str:
    """A header's text: encoded words decoded, raw eight-bit text guessed. Tidy.

    Words of one charset that stand side by side are decoded as one: their writers part them inside a character.
    """
    text = _decoded(raw[:LONGEST])
    if text.startswith("=?") and _WORD.match(text):  # encoded twice, by somebody who encoded what was encoded
        text = _decoded(text.encode())
    return tidy(text.replace("\n", " "))


def _decoded(raw: bytes) -> str:
    text = decode(raw)
    out: list[str] = []
    at, pending, charset = 0, b"", ""
    for found in _WORD.finditer(text):
        between = text[at : found.start()]
        name = found.group(1).partition("*")[0].lower()
        if (between.strip() or name != charset) and (pending or charset):
            out.append(decode(pending, charset))
            pending = b""
        if between.strip() or not charset:
            out.append(between)
        pending += _base64(found.group(3)) if found.group(2) else _quoted(found.group(5))
        charset, at = name, found.end()
    if charset:
        out.append(decode(pending, charset))
    return "".join([*out, text[at:]])


def _base64(text: str) -> bytes:
    kept = re.sub(r"[^A-Za-z0-9+/]", "", text)
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    return binascii.a2b_base64(kept + "=" * (-len(kept) % 4))


def _quoted(text: str) -> bytes:
    return binascii.a2b_qp(text.encode("utf-8", "surrogateescape"), header=True)


def parameters(raw: bytes) -> Parameters:
    """The parameters of a Content-Type or Content-Disposition, RFC 2231 undone; names in small letters."""
    text = raw[:LONGEST].decode("utf-8", "surrogateescape")
    plain: Parameters = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for found in _PARAMETER.finditer(text):
        name, star = found.group(1).lower(), found.group(2) or ""
        value = (
            re.sub(r"\\(.)", r"\1", found.group(3)) if found.group(3) is not None else found.group(4).strip()
        )
        if star:
            number = int(star.strip("*") or 0)
            pieces.setdefault(name, {}).setdefault(number, (value, star.endswith("*")))
        else:
            plain.setdefault(name, value)
    for name, numbered in pieces.items():
        plain.setdefault(name, _assembled(numbered))
    for found in _LOOSE.finditer(text):  # "text/html charset=utf-8": the semicolon was forgotten
        plain.setdefault(found.group(1).lower(), found.group(2))
    return {
        name: words(value.encode("utf-8", "surrogateescape")) if "=?" in value else value
        for name, value in plain.items()
    }


def _assembled(numbered: Mapping[int, tuple[str, bool]]) -> str:
    charset = ""
    out = b""
    for number in sorted(numbered):
        value, encoded = numbered[number]
        if encoded and number == min(numbered) and value.count("'") >= 2:  # noqa: PLR2004 - charset'language'text
            charset, _, value = value.split("'", 2)
        data = value.encode("utf-8", "surrogateescape")
        out += unquote_to_bytes(data) if encoded else data
    return decode(out, charset)


def address(raw: bytes) -> tuple[str, str]:
    """Name and address of the first sender that a header names; the name is empty where it is but the address."""
    text = " ".join(decode(raw[:LONGEST]).split())
    simple = _SIMPLE.fullmatch(text)
    if simple:  # also where its name has a comma that should have been quoted
        name = words(simple.group(1).encode()).strip(_AROUND)
        return ("" if name.lower() == simple.group(2).lower() else name), simple.group(2)
    try:
        found = getaddresses([text])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        found = []
    name, mail = next(((name, mail) for name, mail in found if "@" in mail), ("", ""))
    if not mail:  # what is no address by the book: a comma or bracket in a bare name
        text = words(raw)
        written = _ADDRESS.search(text)
        mail = written.group() if written else ""
        name = text.partition("<")[0] if mail else text.replace("<", "").replace(">", "")
    name = words(name.encode()).strip(_AROUND)
    return ("" if mail and name.lower() == mail.lower() else name), mail


def list_name(raw: bytes) -> str:
    """The phrase of a List-Id, where it is one for people: `"Morning News" <morning.example.com>`."""
    phrase = words(raw).partition("<")[0].strip("\"' ")
    told = sum(map(str.isalpha, phrase))
    return phrase if told > 1 and not _HASH.search(phrase) and not _ADDRESS.search(phrase) else ""
