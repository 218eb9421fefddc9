"""Dates ahead as an iCalendar file (RFC 5545): whole days, the same bytes for the same issue.

Lines end in CRLF and are folded at 75 octets, never within a character. What is known by its month alone has no day and
is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.model import Language
from digest.rendering.arrange import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.model import CalendarEvent, Issue, Reference

Day = date  # the codec reads the fields' types when the program runs
Moment = datetime

NAME = "calendar.ics"
"""The file beside an issue's page."""
OCTETS = 75
"""Of a line, without its CRLF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A date ahead, of whole days.

    Args:
        key: what tells it from the others of its issue.
        affair: what tells it from those of all issues: another issue that tells of the same has the same.
        first: its first day; `last` is its last.
        summary: what it is; `about` is more of it.
    """

    key: tuple[str, ...]
    affair: tuple[str, ...]
    first: Day
    last: Day
    summary: str
    language: Language
    about: str = ""
    place: str = ""
    url: str = ""


def events(issue: Issue) -> tuple[Event, ...]:
    """The dates ahead of an issue that have a day, what was announced before what was told."""
    return (*(_announced(issue, one) for one in issue.events if one.start), *_told(issue))


def calendar(issue: Issue) -> str:
    """The file's text; empty where no event of the issue has a day."""
    stamp = issue.provenance.moment
    told = [
        entry(one, fingerprint(issue.id, *one.key), publication=issue.publication, stamp=stamp)
        for one in events(issue)
    ]
    return written(told, name=f"{issue.title} {issue.number}", language=issue.language)


def written(entries: Sequence[Iterable[str]], *, name: str, language: Language) -> str:
    """The text of a file of entries; empty where there is none."""
    if not entries:
        return ""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ganchu//digest//" + language.upper(),
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:" + escaped(name),
    ]
    lines = [*head, *(line for one in entries for line in one), "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def entry(one: Event, uid: str, *, publication: str, stamp: Moment) -> list[str]:
    """The lines of an event, unfolded; `stamp` is when it was told."""
    spoken = f";LANGUAGE={one.language}" if one.language != "und" else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@{escaped(publication)}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY{spoken}:{escaped(one.summary)}",
        *([f"DESCRIPTION:{escaped(one.about)}"] if one.about else []),
        *([f"LOCATION:{escaped(one.place)}"] if one.place else []),
        *([f"URL:{one.url}"] if one.url else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def cancelled(issue: Issue, told: str) -> str:
    """The file of an issue that was taken back: the same events by their UIDs, cancelled, with `told` for all their words.

    Calendars that took them in strike them out.
    """
    words = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL")
    kept = []
    for line in calendar(issue).replace("\r\n ", "").split("\r\n"):
        name = line.partition(":")[0].partition(";")[0]
        if name == "SUMMARY":
            kept += [f"SUMMARY:{escaped(told)}", "STATUS:CANCELLED", "SEQUENCE:1"]
        elif name not in words:
            kept.append(line)
    return "\r\n".join(folded(line) for line in kept)


def escaped(text: str) -> str:
    """A text as a property's value: on one line, without controls, its backslashes, semicolons and commas escaped."""
    parts = (
        " ".join("".join(char if char.isprintable() else " " for char in line).split())
        for line in text.split("\n")
    )
    plain = "\n".join(parts)
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most OCTETS, each further one behind a space, and none within a character."""
    if len(line.encode()) <= OCTETS:
        return line
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    return "\r\n".join([*pieces, piece])


def _told(issue: Issue) -> Iterator[Event]:
    items = {item.id: item for item in issue.items}
    for one in issue.ahead:
        if one.precision != "day" or one.item not in items:
            continue
        item = items[one.item]
        source = next((ref for ref in item.references if ref.story == one.pick.sentence.story), None)
        about = [item.headline.text, _cited(source) if source else ""]
        yield Event(
            key=(one.id, str(one.first)),
            affair=(item.storyline.id if item.storyline else item.id, str(one.first)),
            first=one.first,
            last=one.last,
            summary=one.pick.sentence.text,
            language=source.language if source else issue.language,
            about="\n".join(filter(None, about)),
            url=safe_url(source.url) if source and source.rights != "private" else "",
        )


def _cited(source: Reference) -> str:
    return f"{source.outlet}: {source.title}" if source.title else source.outlet


def _announced(issue: Issue, one: CalendarEvent) -> Event:
    first = one.start or issue.period.end
    return Event(
        key=(one.document, one.name, str(first)),
        affair=("".join(one.name.split()).casefold(), str(first)),
        first=first,
        last=one.end or first,
        summary=one.name,
        language="und",
        place=one.place,
        url=safe_url(one.url),
    )
