"""Transfer encodings undone: quoted-printable, base64, uuencode, as they come."""

from __future__ import annotations

import binascii
import re

_SOFT_BREAK = re.compile(rb"=[ \t]+\n")
_ESCAPED = re.compile(rb"=(?:[0-9A-Fa-f]{2}|\n)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_SEGMENT = re.compile(rb"[A-Za-z0-9+/]+")
_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} [^\n]*\n", re.MULTILINE)
_FORGOTTEN = 3
"""So many escapes and soft line breaks tell of quoted-printable that no header declares."""


def decoded(body: bytes, encoding: bytes) -> bytes:
    """The bytes that a body (line feeds only) stands for.

    Args:
        body: as it stands.
        encoding: the value of Content-Transfer-Encoding; an unknown one changes nothing, and one that the body
            plainly is not written in neither.
    """
    name = encoding.decode("latin-1").strip().strip("\"'").lower().partition(";")[0].strip()
    if name == "quoted-printable":
        return quoted_printable(body)
    if name == "base64":
        return base64(body)
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uuencoded(body)
    return quoted_printable(body) if not name and _seems_quoted(body) else body


def quoted_printable(body: bytes) -> bytes:
    """Quoted-printable; white space after a soft line break is junk of a relay."""
    return binascii.a2b_qp(_SOFT_BREAK.sub(b"=\n", body))


def _seems_quoted(body: bytes) -> bool:
    return (
        body.isascii()
        and body.count(b"=\n") >= _FORGOTTEN
        and sum(1 for _ in _ESCAPED.finditer(body)) >= body.count(b"=\n") + _FORGOTTEN
        and body.count(b"=3D") + body.count(b"=E") + body.count(b"=C") + body.count(b"=B") >= _FORGOTTEN
    )


def base64(body: bytes) -> bytes:
    """Base64, junk left out; a plain footer that a mailing list hung on is cut, and text that is none stays."""
    lines = [line.strip() for line in body.split(b"\n")]
    written = [line for line in lines if line]
    spaced = sum(b" " in line or not line.isascii() for line in written)
    if spaced * 2 > len(written):
        return body
    kept: list[bytes] = []
    for line in written:
        closed = kept and (kept[-1].endswith(b"=") or len(kept[-1]) < len(kept[0]))
        if closed and (b" " in line or b"__" in line or line.startswith(b"--")):
            break
        kept.append(_NOT_BASE64.sub(b"", line))
    return b"".join(_quads(segment) for segment in _SEGMENT.findall(b"".join(kept)))


def _quads(segment: bytes) -> bytes:
    """One run up to its padding; a single letter too many is junk."""
    whole = segment[:-1] if len(segment) % 4 == 1 else segment
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def uuencoded(body: bytes) -> bytes:
    """Uuencoded: what stands between `begin` and `end`."""
    start = _BEGIN.search(body)
    out: list[bytes] = []
    for line in body[start.end() if start else 0 :].split(b"\n"):
        if line.strip() in (b"end", b"===="):
            break
        out.append(_uu_line(line))
    return b"".join(out)


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        length = (
            (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
        )  # trailing junk, as many writers leave it
    try:
        return binascii.a2b_uu(line[:length])
    except binascii.Error:
        return b""


def without_attachments(body: bytes) -> bytes:
    """A plain text without the uuencoded files that stand in it."""
    out: list[bytes] = []
    at = 0
    for start in _BEGIN.finditer(body):
        if start.start() < at:
            continue
        end = body.find(b"\nend\n", start.end() - 1)
        if end < 0:
            if body.rstrip().endswith(b"\nend"):
                return b"".join([*out, body[at : start.start()]])
            break
        out.append(body[at : start.start()])
        at = end + len(b"\nend\n")
    return b"".join([*out, body[at:]])
