"""Bytes → Contents: the one way in for every format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.errors import InputError
from digest.sources.formats.charset import decode
from digest.sources.formats.recognise import Format, recognise
from digest.stories.clean import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from digest.sources.formats.content import Content

SEOUL = ZoneInfo("Asia/Seoul")
NOT_YET: dict[Format, tuple[str, str]] = {
    "hwp": ("HWP is not read yet", "save it as PDF, HTML or text"),
    "hwpx": ("HWPX is not read yet", "save it as PDF, HTML or text"),
    "docx": ("DOCX is not read yet", "save it as PDF, HTML or text"),
    "binary": ("not a text", "give HTML, Markdown, plain text, PDF, mail or a feed"),
}


def read(
    content: bytes,
    *,
    name: str,
    url: str = "",
    content_type: str = "",
    zone: ZoneInfo = SEOUL,
    now: datetime | None = None,
    kind: Format | None = None,
    subject: str = "",
) -> tuple[Content, ...]:
    """What the bytes hold: one Content, or one for each entry of a feed (there may be none) and message of an mbox.

    Of several, some may be `unread` and say why: that is the caller's to report. An entry of a feed may be silent (it
    is only an address): whoever makes documents of them leaves it out.

    Args:
        content: the bytes.
        name: file name or address; helps where the content leaves its format open.
        url: where it stood on the web; empty for a file.
        content_type: of the HTTP or MIME header.
        zone: of dates that name none.
        now: the moment of fetching, from which `3시간 전` counts (aware); without it such dates stay unknown.
        kind: the format where it is known; None = recognised.
        subject: what an error names; else the name.

    Raises:
        InputError: not a format that is read, or nothing in it.
    """
    about = tidy(subject or name or url) or "the input"
    if not content.strip():
        raise InputError(about, "is empty", "look at the file; it may not have been written to the end")
    form = kind or recognise(content, name=name or url, content_type=content_type)
    if form in NOT_YET:
        raise InputError(about, *NOT_YET[form])
    found = tuple(
        _in_lines(each)
        for each in _as(
            form,
            content,
            name=name,
            url=url,
            charset=_charset(content_type),
            zone=zone,
            now=now,
            subject=about,
        )
    )
    if len(found) == 1 and found[0].unread:
        raise InputError(about, *found[0].unread)
    if form != "feed" and all(content.silent for content in found):
        raise InputError(about, "there is no text in it", "look at it in a browser or an editor")
    return found


def _as(
    form: Format,
    content: bytes,
    *,
    name: str,
    url: str,
    charset: str,
    zone: ZoneInfo,
    now: datetime | None,
    subject: str,
) -> Iterator[Content]:
    from digest.sources.formats import feed, hypertext, jsonfeed, mail, markdown, plain

    match form:
        case "html":
            yield hypertext.read(content, zone=zone, now=now, url=url, charset=charset)
        case "markdown":
            yield markdown.read(decode(content, charset), zone=zone, now=now, url=url, name=name)
        case "mail":
            yield from mail.letters(content, zone=zone, name=name)
        case "mbox":
            for message in mail.split(content):
                for letter in mail.letters(message, zone=zone, name=name):
                    yield replace(letter, original=message)
        case "pdf":
            from digest.sources.formats import pdf

            yield replace(pdf.read(content, zone=zone, subject=subject), url=url)
        case "feed":
            text = decode(content, charset)
            form_of_feed = jsonfeed if text.lstrip("\ufeff \t\r\n").startswith("{") else feed
            yield from form_of_feed.read(text, subject=subject, zone=zone, url=url)
        case _:
            yield replace(plain.read(decode(content, charset), name=name, zone=zone, now=now), url=url)


def _in_lines(content: Content) -> Content:
    """The content with each thing it tells of itself in one line, free of characters that no text may hold."""
    return replace(
        content,
        title=tidy(content.title),
        author=tidy(content.author),
        outlet=tidy(content.outlet),
        category=tidy(content.category),
    )


def _charset(content_type: str) -> str:
    for part in content_type.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""
