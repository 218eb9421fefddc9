"""Which format bytes are in: by what they hold first, by their name only where that leaves it open."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from digest.sources.formats.charset import decode

Format = Literal["html", "markdown", "plain", "mail", "mbox", "feed", "pdf", "hwp", "hwpx", "docx", "binary"]

HEAD = 16_384
PDF_WITHIN = 1_024
MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"HWP Document File", "hwp"),
    (b"\x1f\x8b", "binary"),
    (b"\x89PNG", "binary"),
    (b"\xff\xd8\xff", "binary"),
    (b"GIF8", "binary"),
    (b"BZh", "binary"),
    (b"\xfd7zXZ", "binary"),
    (b"7z\xbc\xaf", "binary"),
    (b"SQLite format 3\0", "binary"),
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's container: HWP 5, but also .doc and .msg
HWP_STREAM = "HwpSummaryInformation".encode("utf-16-le")
SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".eml": "mail",
    ".emlx": "mail",
    ".mbox": "mbox",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
}
ROOT = re.compile(
    r"^(?>\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*+<(?:[\w.-]+:)?([\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)
FEED_ROOTS = ("rss", "feed", "rdf", "channel")
HTML_SIGN = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|article|section|h[1-3]|p|ul|ol|span|br|b|strong)\b",
    re.IGNORECASE,
)
MAIL_HEADER = re.compile(
    r"^(?:from|to|cc|subject|date|received|return-path|mime-version|message-id|delivered-to|content-type|reply-to"
    r"|sender|content-transfer-encoding|x-mailer|list-unsubscribe|dkim-signature)\s*:",
    re.IGNORECASE,
)
ANY_HEADER = re.compile(r"^[!-9;-~]+\s*:")
MBOX = re.compile(r"^From \S+.*\d{4}\s*\n(?:>?[!-9;-~]+\s*:)")
FRONT_MATTER = re.compile(
    r"^(?:---[ \t]*\n(?:[^\n]*\n){0,200}?---[ \t]*(?:\n|$)|\+\+\+[ \t]*\n(?:[^\n]*\n){0,200}?\+\+\+[ \t]*(?:\n|$))"
)
KEY = re.compile(r"^[\w-]+[ \t]*[:=]", re.MULTILINE)
ATX = re.compile(r"^ {0,3}#{1,6} +[^\s#]", re.MULTILINE)
MARKUP = re.compile(r"\]\((?:https?://|/|#)[^)\s]*|^```|\*\*\S[^*\n]*\*\*|^[-*+] +\[", re.MULTILINE)
LINK_MARKUP = re.compile(r"\[[^\]\n]+\]\(https?://[^)\s]+")


def recognise(content: bytes, *, name: str = "", content_type: str = "") -> Format:
    """The format of `content`.

    Args:
        content: the whole of it, or at least its head.
        name: file name or address; only its suffix counts, and only where the content leaves the format open.
        content_type: as an HTTP or MIME header gives it; heard like a suffix.
    """
    for mark, known in MAGIC:
        if content.startswith(mark):
            return known
    if _late_pdf(content):
        return "pdf"
    if content.startswith(COMPOUND):
        return "hwp" if HWP_STREAM in content else "binary"
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    head = decode(content[:HEAD]).replace("\r\n", "\n").replace("\r", "\n")
    if _binary(head):
        return _mail(head) or "binary"  # a letter's body may be in another encoding than its headers
    return _marked_up(head) or _mail(head) or _hinted(name, content_type) or _text(head)


def _late_pdf(content: bytes) -> bool:
    """Whether a PDF begins after a few bytes that are not its own, as readers of PDF allow."""
    junk = content[:PDF_WITHIN].partition(b"%PDF-1.")[0]
    return (
        len(junk) < min(len(content), PDF_WITHIN)
        and b" obj" in content
        and not re.search(rb"[:<#A-Za-z]", junk)
    )


def _zipped(content: bytes) -> Format:
    if b"application/hwp+zip" in content[:200] or b"Contents/section0.xml" in content:
        return "hwpx"
    return "docx" if b"word/" in content else "binary"


def _binary(head: str) -> bool:
    sample = head[:2000]
    strange = sum(
        1
        for character in sample
        if character in "\0\ufffd" or (character < " " and character not in "\n\t\f\x1b\x0e\x0f")
    )
    return bool(sample) and strange * 5 > len(sample)


def _marked_up(head: str) -> Format | None:
    start = head.lstrip("\ufeff \n\t")
    if start.startswith("{") and ("jsonfeed.org/version" in start or re.search(r'"items"\s*:\s*\[', start)):
        return "feed"
    if not start.startswith("<"):
        return None
    root = ROOT.match(start)
    if root and root.group(1).lower() in FEED_ROOTS:
        return "feed"
    if root and start.startswith("<?xml") and root.group(1).lower() != "html":
        return "feed"  # some other XML: the feed reader says so
    return "html" if HTML_SIGN.search(start) and not re.match(r"<https?://", start) else None


def _mail(head: str) -> Format | None:
    head = head.lstrip("\ufeff\n")
    if MBOX.match(head):
        return "mbox"
    known = 0
    lines = head.split("\n")[:80]
    for line in (
        lines[1:] if lines[0].strip().isdecimal() else lines
    ):  # Apple Mail counts the bytes above the headers
        if MAIL_HEADER.match(line):
            known += 1
        elif not line or not (line[0] in " \t" or ANY_HEADER.match(line)):
            break
    return "mail" if known >= 3 else None  # noqa: PLR2004 - two may be the first lines of any note


def _hinted(name: str, content_type: str) -> Format | None:
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return "html"
    if kind == "text/markdown":
        return "markdown"
    if kind == "message/rfc822":
        return "mail"
    if kind.endswith(("/rss+xml", "/atom+xml", "/rdf+xml", "/feed+json")):
        return "feed"
    return SUFFIXES.get(PurePosixPath(name.partition("?")[0]).suffix.lower())


def _text(head: str) -> Format:
    front = FRONT_MATTER.match(head)
    if front and KEY.search(front.group()):
        return "markdown"
    headings, marks = len(ATX.findall(head)), len(MARKUP.findall(head))
    if headings >= 2 or (headings and marks) or len(LINK_MARKUP.findall(head)) >= 2:  # noqa: PLR2004 - one may be chance
        return "markdown"
    return "plain"
