"""Content → Document: its identity, and who told what (the bytes, the configuration, or nobody)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.model import DatedBy, Document, Language, Precision
from digest.stories.identity import document_id

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.config import Source
    from digest.sources.formats.content import Content

DAY, MONTH = len("2025-01-13"), len("2025-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the configuration says of a document where its bytes are silent. `language` is believed before the bytes."""

    outlet: str = ""
    category: str = ""
    language: Language | None = None
    published: datetime | None = None
    precision: Precision = "time"


def document(
    content: Content, *, source_key: str, locator: str, said: Said | None = None, now: datetime | None = None
) -> Document:
    """A Document of what a format reader found.

    Args:
        content: as read.
        source_key: the key of its source.
        locator: its path within the source, posix; guid and address of the content go before it.
        said: what the configuration knows.
        now: the moment of fetching, for a document that nobody dates; None leaves it undated.
    """
    said = said or Said()
    published, precision, dated_by = _dated(content, said, now)
    name = content.guid or content.url or unicodedata.normalize("NFC", locator)
    return Document(
        id=document_id(source_key, name),
        source=source_key,
        version=fingerprint(content.title, content.text),
        format=content.format,
        text=content.text,
        title=content.title,
        blocks=content.blocks,
        links=content.links,
        stressed=content.stressed,
        gaps=content.gaps,
        url=content.url,
        outlet=content.outlet or said.outlet,
        author=content.author,
        language=said.language or content.language,
        category=content.category or said.category,
        published=published,
        precision=precision,
        dated_by=dated_by,
    )


def said_of(source: Source, path: str, zone: ZoneInfo) -> Said:
    """What the configuration says of a file of a source: the first `[[sources.files]]` that matches, then the source.

    Args:
        source: as configured.
        path: the file's path relative to the source, posix; the pattern may match it or its last part.
        zone: the publication's.
    """
    from fnmatch import fnmatchcase

    names = [unicodedata.normalize("NFC", name) for name in (path, path.rpartition("/")[2])]
    file = next((f for f in source.files if any(fnmatchcase(name, f.match) for name in names)), None)
    published = _configured(file.published, zone) if file and file.published else None
    return Said(
        outlet=(file.outlet if file else "") or source.name,
        category=(file.category if file else "") or source.category,
        language=(file.language if file else None) or source.language,
        published=published[0] if published else None,
        precision=published[1] if published else "time",
    )


def _dated(content: Content, said: Said, now: datetime | None) -> tuple[datetime | None, Precision, DatedBy]:
    if content.published:
        return content.published, content.precision, "relative" if content.relative else "document"
    if said.published:
        return said.published, said.precision, "configuration"
    return (now, "time", "fetched") if now else (None, "time", "document")


def _configured(text: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """A date of the configuration: a month, a day, or a moment (the shapes that `config` lets through)."""
    precision: Precision = "month" if len(text) == MONTH else "day" if len(text) == DAY else "time"
    try:
        found = datetime.fromisoformat(f"{text}-01" if precision == "month" else text)
    except ValueError:  # 2025-13: the configuration checks the shape only
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone), precision
