"""Mail in mail: where a forwarded original begins and who wrote it, and what is new in a reply.

Works on lines, so that text and HTML are read alike. Mail programs write four or five lines of headers above what
they forward (`From:`, `보낸 사람:`), mostly below a line that says so; in HTML some of these come glued into one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.model import Precision
from digest.sources.formats.flowed import depth
from digest.sources.formats.mailwords import LONGEST, address
from digest.sources.formats.moments import moment
from digest.stories.dates import locate_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo


_NAMES = {
    "sender": r"From|Sender|보낸 ?사람|보낸 ?이|보낸 ?분|보내는 ?사람|발신(?:인|자)?|差出人|Von|De",
    "date": r"Date|Sent|Sent on|날짜|보낸 ?날짜|보낸 ?시간|보낸 ?일시|받은 ?날짜|발신 ?일시|발송일|日付|Datum|Gesendet",
    "subject": r"Subject|제목|件名|Betreff|Objet",
    "to": r"To|Cc|Bcc|Reply-To|받는 ?사람|받은 ?사람|받는 ?이|수신(?:인|자)?|참조|숨은 ?참조|답장 ?받는 ?사람|宛先|An",
    "other": r"Content-[A-Za-z-]{2,30}|M(?:IME|ime)-Version|Message-I[Dd]|In-Reply-To|References|Return-Path|Received|(?:X|List|DKIM)-[\w-]{2,40}|Importance|Attachments?|Organization|중요도|첨부(?: ?파일)?|우선 ?순위",
}
_LABEL = re.compile(
    r"(?:(?<=\s)|(?<![^\s|>*]))\*{0,2}(?:"
    + "|".join(f"(?P<{field}>{names})" for field, names in _NAMES.items())
    + r")[ \t]?[:：]\*{0,2}[ \t]*\|?[ \t]*"
)
_FORWARD = re.compile(
    r"(?:-{2,}\s*(?:forwarded message|forwarded by\b[^-\n]{0,120}|전달된 ?(?:메시지|메일|편지)|전달 ?메시지|weitergeleitete nachricht|message transféré)\s*-{2,}"
    r"|begin forwarded message\s*:|(?:시작\s*-\s*)?전달된 메시지(?: ?시작)?\s*:)\s*",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"(?:-{2,}\s*(?:original (?:message|mail|appointment)|(?:원본|원래) ?(?:메시지|메일|편지)|원문|ursprüngliche nachricht)\s*-{2,}|_{10,})\s*",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"(?:On\b.{6,200}|.{0,200}[\d@>].{0,80})\b(?:wrote|writes)\s*:|(?=.{0,200}\d).{4,200}(?:님이|이|가|께서|(?=\s))\s?(?:작성|쓴 글|쓰신 글|보낸 글|쓰길|쓰시길|다음과 같이).{0,20}[:：]"
)
_BEGINS = re.compile(r"On\b|.{0,20}\b(?:19|20)\d\d\b|.{0,12}\d{1,2}월")
_SHORT_ATTRIBUTION = re.compile(r".{2,80}\b(?:wrote|writes)\s*:|.{2,60}님(?:이|의) (?:글|말|작성).{0,10}:")
_WRITER = re.compile(r"[^,<>\d]{0,60}<[^<>@\s]+@[^<>\s]+>")
_REPLY = re.compile(r"\s*(?:re|aw|sv|회신|답장|답변)\s*(?:\[\d+\]|\d+)?\s*[:：]", re.IGNORECASE)
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|전달)\s*[:：]|\s*\[(?:fwd?|전달)\b", re.IGNORECASE)
_PREFIXES = re.compile(
    r"(?:\s*(?:\[(?:fwd?|전달)\]|(?:re|fwd?|fw|aw|wg|sv|tr|회신|답장|답변|전달)\s*(?:\[\d+\]|\d+)?\s*[:：]))+\s*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"--\s?|sent from my .{1,40}|(?:나의|내) .{1,30}에서 보냄\.?|.{0,30}에서 보낸 (?:메일|메시지)\.?|get outlook for .{1,20}",
    re.IGNORECASE,
)
_AT = re.compile(r"\s+at\s+(?=\d)")
_ODD_ZONE = re.compile(r"\(?(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d\d))?\)?")
_WEEKDAY = re.compile(
    r"\(?[월화수목금토일](?:요일\)?,?|\))|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"^\s*(\d\d)\.(?=\s?\d{1,2}\.\s?\d{1,2}\b)")
_CLOCK_KO = re.compile(r"(\d{1,2})시\s?(\d{1,2})분(?:\s?\d{1,2}초)?")
_LEAST = 3
_TALLEST = 14
"""Lines that a block of headers may take, folded lines of many receivers and empty ones among them."""
_PLAIN_LABEL = 400
_MOST_TRIES = 300
"""So many lines that look like a header are a list of something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A forwarded or quoted message inside another: `start` is the line that announces it, `end` its first line of text."""

    start: int
    end: int
    sender: str = ""
    subject: str = ""
    published: datetime | None = None
    precision: Precision = "time"
    forwarded: bool = False


def find(lines: Sequence[str], zone: ZoneInfo, above: int = 0) -> Original | None:
    """The first block of headers in a text, or None; `above` lines stand before these, its places count them.

    A sender, a subject and one more header make one; below a line that announces an original, one header does.
    """
    tries = 0
    for place, line in enumerate(lines):
        bare = _bare(line)
        said = _FORWARD.match(bare) or _ORIGINAL.match(bare)
        rest = bare[said.end() :] if said else bare
        if not said and not _LABEL.match(rest):
            continue
        tries += 1
        if tries > _MOST_TRIES:
            break
        fields, end = _block(lines, place, rest)
        told = {"sender", "subject", "date"} & set(fields)
        enough = bool(told) if said else told >= {"sender", "subject"} and len(fields) >= _LEAST
        if enough:
            when = moment_of(fields.get("date", ""), zone)
            return Original(
                start=above + place,
                end=above + end,
                sender=fields.get("sender", ""),
                subject=fields.get("subject", ""),
                published=when[0] if when else None,
                precision=when[1] if when else "time",
                forwarded=bool(said and _FORWARD.match(bare)),
            )
    return None


def _bare(line: str) -> str:
    return re.sub(r"^[\s>|]+", "", line).rstrip()


def _block(lines: Sequence[str], place: int, first: str) -> tuple[dict[str, str], int]:
    """The headers that begin at a line, by field, and the first line below them."""
    fields: dict[str, str] = {}
    waiting = ""  # the label that stood alone on its line
    end = place + 1
    gap = 0
    for number in range(place, min(len(lines), place + _TALLEST)):
        line = first if number == place else _bare(lines[number])
        if not line:
            gap += bool(fields)
            if gap > 1 and "subject" in fields | {waiting: ""} and "date" in fields:
                break
            continue
        pairs = _pairs(line)
        if gap and pairs and pairs[0][0] in fields:
            break
        if pairs:
            for field, value in pairs:
                fields.setdefault(field, value) if value else None
            waiting = pairs[-1][0] if not pairs[-1][1] else ""
        elif waiting and not gap:
            fields.setdefault(waiting, line[:LONGEST])
            waiting = ""
        elif (gap or not fields or not _more_receivers(line, fields)) and number > place:
            break
        gap, end = 0, number + 1
    while end < len(lines) and not _bare(lines[end]):
        end += 1
    return fields, end


def _more_receivers(line: str, fields: dict[str, str]) -> bool:
    return bool(fields) and "@" in line and len(line.split()) <= _TALLEST and line.endswith((">", ",", ";"))


def _pairs(line: str) -> list[tuple[str, str]]:
    """The headers in a line (several, where a mail program's line breaks were lost); none if it begins otherwise."""
    marks = list(_LABEL.finditer(line[:_PLAIN_LABEL]))
    if not marks or marks[0].start():
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    return [
        (mark.lastgroup or "", " ".join(line[mark.end() : end][:LONGEST].split()).strip(" *|"))
        for mark, end in zip(marks, ends, strict=True)
    ]


def moment_of(text: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The moment in a header that a mail program wrote for people: `Monday, January 13, 2025 at 7:00 AM`."""
    text = _SHORT_YEAR.sub(r"20\1.", text)
    told = _ODD_ZONE.sub(lambda found: f" {found[1]}{found[2]:0>2}{found[3] or '00'}", text[:200])
    told = _CLOCK_KO.sub(lambda found: f"{found[1]}:{found[2]:0>2}", _WEEKDAY.sub(" ", _AT.sub(" ", told)))
    told = " ".join(told.replace("\u202f", " ").split()).strip(" ,")
    exact = moment(text, zone)
    if exact and exact[1] == "time":
        return exact
    place = locate_date(told, anchor=None, zone=zone)
    return (place.moment, place.precision) if place else exact


def is_reply(subject: str) -> bool:
    """Whether a subject says that the mail answers another."""
    return bool(_REPLY.match(subject))


def is_forward(subject: str) -> bool:
    """Whether a subject says that the mail hands another on."""
    return bool(_FORWARDED.match(subject))


def was_forwarded(subject: str) -> bool:
    """Whether a subject says that the mail, or one that it answers, handed another on (`RE: FW: …`)."""
    prefixes = _PREFIXES.match(subject)
    return prefixes is not None and any(
        _FORWARDED.match(prefixes[0], at)
        for at in range(prefixes.end())
        if not at or not prefixes[0][at - 1].isalnum()
    )


def plain_subject(subject: str) -> str:
    """A subject without what mail programs put before it (`Fwd: Re:`); itself where nothing would be left."""
    return _PREFIXES.sub("", subject, count=1) if _PREFIXES.match(subject) else subject


def sender_name(told: str) -> str:
    """The name, else the domain, of a sender as a header names him."""
    cleaned = re.sub(r"\[mailto:[^\]]*\]|\s*<mailto:[^>]*>|(?<=\S)\s*\((?:[^()\s]+@[^()\s]+)\)", " ", told)
    name, mail = address(cleaned.replace("*", "").encode())
    mail = mail or next(iter(re.findall(r"[\w.+-]+@[\w.-]+", told)), "")
    return name or mail.rpartition("@")[2]


def new_lines(lines: Sequence[str], quoted: Sequence[bool]) -> list[int]:
    """The lines of a reply that are new: not quoted, no line that announces a quotation, no signature.

    Args:
        lines: all of them.
        quoted: of each, whether it stands in a quotation (`>`, blockquote).
    """
    new = [number for number in range(len(lines)) if not quoted[number]]
    kept = []
    for at, number in enumerate(new):
        bare = lines[number].strip()
        if _SIGNATURE.fullmatch(bare) and not any(quoted[number:]):
            break
        following = lines[new[at + 1]].strip() if at + 1 < len(new) and new[at + 1] == number + 1 else ""
        ahead = any(quoted[number + 1 : number + 5])
        announces = attributes(bare) or (ahead and _could_attribute(bare))
        begins = (
            ahead and _BEGINS.match(bare) and not attributes(following) and attributes(f"{bare} {following}")
        )
        above = lines[new[at - 1]].strip() if at else ""
        ends = ahead and _BEGINS.match(above) and not attributes(above) and attributes(f"{above} {bare}")
        if not (announces or begins or ends):
            kept.append(number)
    return kept


def attributes(line: str) -> bool:
    """Whether a line is what a mail program writes above a quotation: `On … X wrote:`, `…님이 작성:`."""
    return _exact(line) is not None and _could_attribute(line)


def handed_on(lines: Sequence[str], quoted: Sequence[bool], zone: ZoneInfo) -> Original | None:
    """The original that a message hands on as a quotation, below a line that says whose it is; None where there is none.

    The quotation must hold more letters than what stands around it.

    Args:
        lines: all of them.
        quoted: of each, whether it stands in a quotation.
        zone: of moments that name none.
    """
    sizes = [sum(map(str.isalnum, line)) for line in lines]
    old = sum(size for size, inside in zip(sizes, quoted, strict=True) if inside)
    said = next((place for place, line in enumerate(lines) if attributes(line.strip())), None)
    if said is None or 2 * old <= sum(sizes) or True not in quoted[said:]:
        return None
    first = quoted.index(True, said)
    writer = _WRITER.search(lines[said])
    when = moment_of(lines[said], zone)
    return Original(
        start=said,
        end=first,
        sender=writer[0].strip(" ,") if writer else "",
        published=when[0] if when else None,
        precision=when[1] if when else "time",
        forwarded=True,
    )


def _could_attribute(line: str) -> bool:
    return (
        len(line) <= _PLAIN_LABEL
        and (_ATTRIBUTION.fullmatch(line) or _SHORT_ATTRIBUTION.fullmatch(line)) is not None
    )


def _exact(line: str) -> re.Match[str] | None:
    """Whether it names an address or a clock: journalists quote with the day alone."""
    return re.search(r"\S@\S|\d:\d\d|\d시", line[:_PLAIN_LABEL])


def quotes(lines: Sequence[str]) -> list[bool]:
    """Of each line of a plain text, whether it stands in a quotation."""
    return [depth(line) > 0 for line in lines]
