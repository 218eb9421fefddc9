"""JSON Lines of stories, as the filters take them: what can be read, and one fault for each line that cannot.

Absent or null means unknown; unknown fields are ignored; rows whose `type` is not `story` are passed over, so that
`digest stories … --json | digest group -` works as it stands.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.errors import InputError, UsageError
from digest.language.detect import detect
from digest.model import Sentence, Story

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from digest.model import Language, Precision

_TEXTS = (
    "title",
    "text",
    "source",
    "document",
    "url",
    "outlet",
    "category",
    "language",
    "cluster",
    "copy_of",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Stories in the order of the input, and what could not be read.

    `given` is the row of each story as it came, `clusters` the cluster that it named, `copies` the story that it said it repeats.
    """

    stories: tuple[Story, ...] = ()
    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    faults: tuple[InputError, ...] = ()


def read_stories(source: str, *, kept: bool = False) -> Rows:
    """Read stories from a file of JSON Lines, or from the standard input where `source` is `-`.

    Where they are to be `kept` under their ids, an id that no file can hold is a fault.

    Raises:
        UsageError: the file cannot be read.
    """
    return parse(*read(source), kept=kept)


def read(source: str) -> tuple[bytes, str]:
    """The bytes of a file, or of the standard input where `source` is `-`, and what faults call it.

    Raises:
        UsageError: the file cannot be read.
    """
    if source == "-":
        return sys.stdin.buffer.read(), "standard input"
    try:
        return Path(source).read_bytes(), source
    except OSError as error:
        hint = "name a file of JSON Lines, or - for the standard input"
        raise UsageError(source, f"cannot be read ({error.strerror or error})", hint) from None


def parse(data: bytes, subject: str, *, kept: bool = False) -> Rows:
    """Stories from the bytes of JSON Lines; `subject` names their origin in faults, `kept` is as in `read_stories`."""
    stories: dict[str, Story] = {}
    clusters: dict[str, str] = {}
    copies: dict[str, str] = {}
    given: dict[str, dict[str, Any]] = {}
    faults: list[InputError] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{subject}, line {number}"
        try:
            row = _row(line, where)
            if row.get("type") not in (None, "story"):
                continue
            story = _story(row, where, stories)
            if kept:
                _keepable(story.id, where)
        except InputError as fault:
            faults.append(fault)
            continue
        if row.get("published") is not None and story.published is None:
            hint = "write 2025-02-03 or 2025-02-03T09:00+09:00"
            faults.append(InputError(where, f'"published" is not a date ({row["published"]!r:.60})', hint))
        stories[story.id] = story
        given[story.id] = row
        if row.get("cluster"):
            clusters[story.id] = row["cluster"]
        if row.get("copy_of"):
            copies[story.id] = row["copy_of"]
    return Rows(
        stories=tuple(stories.values()), given=given, clusters=clusters, copies=copies, faults=tuple(faults)
    )


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError(where, "not UTF-8", "save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        told = getattr(error, "msg", "nested too deeply")
        hint = "one JSON object a line, as `digest stories … --json` writes them"
        raise InputError(where, f"not JSON ({told})", hint) from None
    if not isinstance(row, dict):
        raise InputError(where, "not a JSON object", 'write {"id": …, "title": …, "text": …}')
    for name in ("id", *_TEXTS):
        if row.get(name) is not None and not isinstance(row[name], str):
            raise InputError(where, f'"{name}" is not a text', "put it in quotation marks")
    return row


def _story(row: dict[str, Any], where: str, known: Container[str]) -> Story:
    if not row.get("id"):
        raise InputError(where, "no id", 'give each story an "id"')
    if row["id"] in known:
        raise InputError(where, f'the id "{row["id"]}" stands twice', "give each story its own id")
    title = row.get("title") or ""
    text, sentences = _text(row, where)
    if not title.strip() and not text.strip():
        raise InputError(where, f'story "{row["id"]}" has neither title nor text', "leave it out")
    published, precision = _published(row.get("published"))
    story = Story(
        id=row["id"],
        document=row.get("document") or row["id"],
        source=row.get("source") or "",
        title=title,
        text=text,
        language=_language(row.get("language"), title, text),
        published=published,
        precision=precision,
        url=row.get("url") or "",
        outlet=row.get("outlet") or "",
        category=row.get("category") or "",
    )
    return replace(story, sentences=sentences) if sentences else story


def _keepable(name: str, where: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        told = f"the id {name!a:.60} holds half a sign (a lone surrogate)"
        raise InputError(where, told, "give each story an id of whole signs") from None


def _text(row: dict[str, Any], where: str) -> tuple[str, tuple[Sentence, ...]]:
    given = row.get("sentences") or []
    if not isinstance(given, list):
        raise InputError(where, '"sentences" is not a list', "give a list of texts")
    plain = [one.get("text") if isinstance(one, dict) else one for one in given]
    found = [one for one in plain if isinstance(one, str)]
    if len(found) < len(plain):
        raise InputError(where, '"sentences" holds something that is not a text', "give a list of texts")
    if not found:
        return row.get("text") or "", ()
    return "\n".join(found), tuple(_places(row["id"], found))


def _places(story: str, sentences: list[str]) -> Iterator[Sentence]:
    at = 0
    for text in sentences:
        yield Sentence(story=story, start=at, end=at + len(text), text=text)
        at += len(text) + 1


def _language(given: str | None, title: str, text: str) -> Language:
    if not given:
        return detect(title, text)
    main = given.replace("_", "-").partition("-")[0].lower()
    known: dict[str, Language] = {"ko": "ko", "kor": "ko", "en": "en", "eng": "en"}
    return known.get(main, "und")


def _published(value: object) -> tuple[datetime | None, Precision]:
    if not isinstance(value, str):
        return None, "time"
    text = value.strip()
    month = len(text) == len("2025-02")
    try:
        found = datetime.fromisoformat(f"{text}-01" if month else text)
    except ValueError:
        return None, "time"
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    if month:
        return aware, "month"
    return aware, "day" if len(text) <= len("2025-02-03") else "time"
