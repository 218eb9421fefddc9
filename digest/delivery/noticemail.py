"""A notice to an editor → the bytes of a mail: plain text and simple HTML, that say the same."""

from __future__ import annotations

import base64
import hashlib
import html
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.codec import fingerprint
from digest.delivery import dkim, headers
from digest.delivery.letterhead import Letterhead, Message
from digest.model import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FONT = "font-family:Pretendard,-apple-system,'Apple SD Gothic Neo','Noto Sans KR','Malgun Gothic',sans-serif"
_MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,D2Coding,monospace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an editor is told.

    `facts` are named figures, `details` what is beside them under `details_title`, each in one line or several, `todo` what to
    do, each with the command or the address that does it.
    """

    at: datetime
    language: Language
    subject: str
    title: str
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    details_title: str = ""
    details: tuple[str, ...] = ()
    todo_title: str = ""
    todo: tuple[tuple[str, str], ...] = ()
    foot: str = ""


def write(
    note: Note, letterhead: Letterhead, *, key: str, address: str, signers: Sequence[dkim.Signer] = ()
) -> Message:
    """The mail that brings a notice to one editor; the same always gives the same bytes."""
    mark = fingerprint("notice", key, note.at.isoformat(), address)
    boundary = f"ganchu_{fingerprint('boundary', mark)}"
    date = note.at.astimezone(ZoneInfo(letterhead.timezone)).replace(microsecond=0)
    identifier = f"<{mark}@{letterhead.domain}>"
    fields = {
        "From": headers.mailbox("From", letterhead.name, letterhead.address),
        "To": headers.field("To", f"<{address}>"),
        "Subject": headers.unstructured("Subject", note.subject),
        "Date": headers.field("Date", format_datetime(date)),
        "Message-ID": headers.field("Message-ID", identifier),
        "Auto-Submitted": headers.field(
            "Auto-Submitted", "auto-generated"
        ),  # RFC 3834: no machine answers it
        "MIME-Version": headers.field("MIME-Version", "1.0"),
        "Content-Type": headers.field("Content-Type", "multipart/alternative;", f'boundary="{boundary}"'),
        "Content-Language": headers.field("Content-Language", note.language),
    }
    body = b"".join(
        (
            f"--{boundary}\r\n".encode("ascii"),
            _part("plain", plain(note)),
            f"--{boundary}\r\n".encode("ascii"),
            _part("html", page(note)),
            f"--{boundary}--\r\n".encode("ascii"),
        )
    )
    hashed, relaxed = hashlib.sha256(body).digest(), [dkim.canonical(one) for one in fields.values()]
    signed = (
        dkim.signature(signer, tuple(fields), relaxed, hashed, when=int(date.timestamp()))
        for signer in signers
    )
    return Message(
        id=identifier,
        sender=letterhead.address,
        recipient=address,
        data=b"".join((*signed, *fields.values(), b"\r\n", body)),
    )


def plain(note: Note) -> str:
    """The text part."""
    lines = [note.title, ""]
    if note.lead:
        lines += [note.lead, ""]
    if note.facts:
        lines += [*(f"- {name}: {value}" for name, value in note.facts), ""]
    if note.details:
        lines += [
            *([note.details_title] if note.details_title else []),
            *("- " + one.replace("\n", "\n  ") for one in note.details),
            "",
        ]
    if note.todo:
        lines.append(note.todo_title)
        for what, command in note.todo:
            lines += [f"- {what}", *([f"    {command}"] if command else [])]
        lines.append("")
    return "\n".join([*lines, "-- ", note.foot])


def page(note: Note) -> str:
    """The HTML part; a mail program that shows dark has its own colours."""
    parts = [f'<h1 style="margin:0 0 12px;font-size:20px;line-height:1.4">{_safe(note.title)}</h1>']
    if note.lead:
        parts.append(f'<p style="margin:0 0 16px">{_safe(note.lead)}</p>')
    if note.facts:
        rows = "".join(
            '<tr><th style="padding:4px 16px 4px 0;text-align:left;vertical-align:top;font-weight:400;'
            f'opacity:.7;white-space:nowrap">{_safe(name)}</th>'
            f'<td style="padding:4px 0;vertical-align:top;word-break:break-word">{_linked(value)}</td></tr>'
            for name, value in note.facts
        )
        parts.append(f'<table style="margin:0 0 16px;border-collapse:collapse">{rows}</table>')
    if note.details:
        parts += [_heading(note.details_title), _list(_lines(one) for one in note.details)]
    if note.todo:
        parts += [_heading(note.todo_title), _list(_step(what, command) for what, command in note.todo)]
    foot = f'<p style="margin:24px 0 0;font-size:13px;opacity:.7">{_safe(note.foot)}</p>'
    return (
        f'<!doctype html><html lang="{note.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{_safe(note.subject)}</title></head>"
        f'<body style="margin:0;padding:24px;font-size:16px;line-height:1.6;{_FONT}">'
        f'<div style="max-width:600px;margin:0 auto;word-break:keep-all;overflow-wrap:anywhere">{"".join(parts)}{foot}</div>'
        "</body></html>\n"
    )


def _heading(text: str) -> str:
    return f'<h2 style="margin:0 0 4px;font-size:16px">{_safe(text)}</h2>' if text else ""


def _list(items: Iterable[str]) -> str:
    shown = "".join(f'<li style="margin:0 0 6px">{one}</li>' for one in items)
    return f'<ul style="margin:0 0 16px;padding-left:20px">{shown}</ul>'


def _step(what: str, command: str) -> str:
    code = f'<br><code style="font-size:14px;{_MONO}">{_linked(command)}</code>' if command else ""
    return _safe(what) + code


def _lines(value: str) -> str:
    return "<br>".join(_linked(line) for line in value.split("\n"))


def _linked(value: str) -> str:
    safe = _safe(value)
    if value.startswith(("https://", "http://")) and " " not in value:
        return f'<a href="{safe}">{safe}</a>'
    return safe


def _safe(text: str) -> str:
    return html.escape(text)


def _part(subtype: str, text: str) -> bytes:
    head = headers.field("Content-Type", f"text/{subtype};", "charset=utf-8") + headers.field(
        "Content-Transfer-Encoding", "base64"
    )
    lines = text.rstrip("\n").replace("\r", "").replace("\n", "\r\n") + "\r\n"
    return head + b"\r\n" + base64.encodebytes(lines.encode("utf-8", "replace")).replace(b"\n", b"\r\n")
