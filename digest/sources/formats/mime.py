"""A message as a tree of parts, read from the outside in: an outer boundary always ends what stands inside it.

Written for mail as it comes, not as it should: a part without its closing boundary, a boundary that nobody declared,
a header line that lost its fold. The work is bounded by `DEEPEST` and `MOST_PARTS` whatever the message claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from digest.sources.formats.mailwords import Parameters, parameters, unfolded

DEEPEST = 30
MOST_PARTS = 500
MOST_HEADERS = 2_000
_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_KNOWN = re.compile(
    rb"(?:from|to|cc|subject|date|received|mime-version|message-id|reply-to|sender|return-path|content-[a-z-]+"
    rb"|list-[a-z-]+|x-[a-z0-9-]+|dkim-signature)[ \t]*:",
    re.IGNORECASE,
)
_GUESSED = re.compile(rb"^--(?!\s)([^\n]{4,100}?)[ \t]*\nContent-[A-Za-z-]+:", re.MULTILINE)
_KIND = re.compile(r"\s*([\w.+-]{1,60})\s*/\s*([\w.+-]{1,80})")
_WRITTEN_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A message or a part of one.

    Attributes:
        headers: in order, names in small letters, values unfolded but otherwise raw.
        body: the bytes after the headers, line ends as line feeds, still in their transfer encoding.
        kind: media type, in small letters: `text/plain` where nothing or nonsense is declared.
        parameters: those of Content-Type, names in small letters.
        parts: of a multipart, or the one message inside a message/rfc822.
    """

    headers: tuple[tuple[str, bytes], ...] = ()
    body: bytes = b""
    kind: str = "text/plain"
    parameters: Parameters
    parts: tuple[Entity, ...] = ()

    def header(self, name: str) -> bytes:
        """The first value of a header, empty where there is none."""
        return next((value for key, value in self.headers if key == name), b"")

    @property
    def main(self) -> str:
        """The first half of the media type."""
        return self.kind.partition("/")[0]


def parse(content: bytes) -> Entity:
    """The tree of a message; never fails."""
    return _Reader().entity(line_feeds(content).lstrip(b" \t\n"), depth=0)


def line_feeds(content: bytes) -> bytes:
    """The bytes with each line end (CRLF, CR CRLF; CR, where there is no other) as a line feed."""
    if b"\n" not in content:
        return content.replace(b"\r", b"\n")
    return content.replace(b"\r\n", b"\n").replace(b"\r\n", b"\n")


def headers_of(content: bytes) -> tuple[tuple[tuple[str, bytes], ...], bytes]:
    """The headers of a message (line feeds only) and its body."""
    found: list[tuple[str, list[bytes]]] = []
    at = 0
    while at < len(content):
        end = content.find(b"\n", at) + 1 or len(content)
        line = content[at:end].rstrip(b"\n")
        if not line.strip():
            return _joined(found), content[end:] if line or end else b""
        name = _NAME.match(line)
        if line[:1] in b" \t" and found:
            found[-1][1].append(line)
        elif name:
            found.append((name.group(1).decode("ascii").lower(), [line[name.end() :]]))
        elif at and not line.startswith((b"From ", b">From ")):
            if not _KNOWN.match(
                content, end
            ):  # a lone line without its fold is one only if headers go on below it
                break
            if found:
                found[-1][1].append(line)
        elif not line.startswith((b"From ", b">From ")):
            break
        at = end
    return _joined(found), content[at:]


def _joined(found: list[tuple[str, list[bytes]]]) -> tuple[tuple[str, bytes], ...]:
    return tuple((name, unfolded(lines)) for name, lines in found[:MOST_HEADERS])


class _Reader:
    """Reads one message; counts its parts, so that no message can have too many."""

    def __init__(self) -> None:
        self._left = MOST_PARTS

    def entity(self, content: bytes, *, depth: int, default: str = "text/plain") -> Entity:
        self._left -= 1
        headers, body = headers_of(content)
        told = next((value for name, value in headers if name == "content-type"), b"")
        kind = _kind(told, default)
        if _names_a_message(told, headers) and not kind.startswith(("multipart/", "message/", "text/html")):
            kind = "message/rfc822"
        found = Entity(headers=headers, body=body, kind=kind, parameters=parameters(told))
        if kind == "text/plain" and _WRITTEN_HTML.match(body):
            return replace(found, kind="text/html")
        if depth >= DEEPEST:
            return found
        if found.main == "multipart":
            return self._multipart(found, depth)
        return self._enclosing(found, depth) if kind in ("message/rfc822", "message/global") else found

    def _multipart(self, found: Entity, depth: int) -> Entity:
        declared = found.parameters.get("boundary", "").encode("utf-8", "surrogateescape")
        pieces = _pieces(found.body, declared, self._left) if declared else []
        guess = None if pieces else _GUESSED.search(found.body)
        if guess:
            pieces = _pieces(found.body, guess.group(1), self._left)
        if not pieces:
            # It says that it has parts and has none: what stands there is its text.
            html = re.match(rb"\s*<", found.body)
            return replace(found, kind="text/html" if html else "text/plain")
        default = "message/rfc822" if found.kind == "multipart/digest" else "text/plain"
        parts: list[Entity] = []
        for piece in pieces:
            if self._left <= 0:
                break
            parts.append(self.entity(piece, depth=depth + 1, default=default))
        return replace(found, parts=tuple(_adopted(parts, declared)))

    def _enclosing(self, found: Entity, depth: int) -> Entity:
        from digest.sources.formats.transfer import decoded

        encoding = found.header("content-transfer-encoding")
        written = decoded(found.body, encoding) if encoding else found.body
        inner = line_feeds(written).lstrip(b" \t\n")
        return replace(found, parts=(self.entity(inner, depth=depth + 1),)) if inner.strip() else found


def _kind(told: bytes, default: str) -> str:
    text = told.decode("latin-1").lower()
    found = _KIND.match(text)
    if found:
        return f"{found.group(1)}/{found.group(2)}"
    return "text/html" if "html" in text[:40] else default


def _names_a_message(told: bytes, headers: tuple[tuple[str, bytes], ...]) -> bool:
    """Whether a file's name says that it is a message, whatever its type says."""
    placed = next((value for name, value in headers if name == "content-disposition"), b"")
    if b".eml" not in (told + placed).lower():
        return False
    names = (parameters(told).get("name", ""), parameters(placed).get("filename", ""))
    return any(name.lower().endswith(".eml") for name in names)


def _pieces(body: bytes, boundary: bytes, most: int) -> list[bytes]:
    """What stands between the lines of a boundary; up to the end where the last one is missing."""
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\n|\Z)", re.MULTILINE)
    pieces: list[bytes] = []
    start: int | None = None
    for mark in line.finditer(body):
        if start is not None:
            pieces.append(body[start : max(start, mark.start() - 1)])
        start = None if mark.group(1) else mark.end()
        if len(pieces) >= most:
            return pieces
    if start is not None and body[start:].strip():
        pieces.append(body[start:])
    return pieces


def _adopted(parts: list[Entity], boundary: bytes) -> list[Entity]:
    """The parts; a multipart that took its parent's boundary for its own gets back what stands after it."""
    for place, part in enumerate(parts):
        same = part.parameters.get("boundary", "").encode("utf-8", "surrogateescape") == boundary
        lost = _KIND.match(part.header("content-type").decode("latin-1").lower())
        if (
            same
            and boundary
            and not part.parts
            and lost
            and lost.group(1) == "multipart"
            and parts[place + 1 :]
        ):
            kind = f"multipart/{lost.group(2)}"
            return [*parts[:place], replace(part, kind=kind, parts=tuple(parts[place + 1 :]))]
    return parts
