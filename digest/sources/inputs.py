"""Paths, folders, addresses and standard input, as a user names them on the command line → Documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.config import Fetch
from digest.errors import InputError
from digest.sources import folder
from digest.sources.documents import document
from digest.sources.fetch import Fetched, Fetcher
from digest.sources.formats.read import read
from digest.stories.links import host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from digest.model import Document

STDIN = "-"
MAIL = "message/rfc822"


def documents(
    inputs: Sequence[str], *, zone: ZoneInfo, stdin: Callable[[], bytes], now: datetime | None = None
) -> Iterator[tuple[str, Document | InputError]]:
    """The documents of all inputs, in order, each with its name; one that cannot be read is answered by its error.

    Args:
        inputs: paths of files and folders, addresses, and `-` for standard input.
        zone: of dates that name none.
        stdin: gives the bytes of standard input.
        now: dates what nobody dates or only its age (`3시간 전`); None leaves both undated.
    """
    seen: set[str] = set()
    for given in inputs:
        for name, answer in _opened(given, stdin):
            for found in _read(name, answer, zone=zone, now=now):
                if isinstance(found, InputError):
                    yield name, found
                elif found.id in seen:
                    yield name, InputError(name, "the same document came before", "leave one of them out")
                else:
                    seen.add(found.id)
                    yield name, found


def _opened(given: str, stdin: Callable[[], bytes]) -> Iterator[tuple[str, Fetched | InputError]]:
    """The bytes of each document that an input names."""
    limit = Fetch().max_bytes
    path = Path(given)
    try:
        if given == STDIN:
            yield given, Fetched(content=stdin(), url="")
        elif given.lower().startswith(("http://", "https://")):
            yield given, _fetched(given)
        elif path.is_dir():
            yield from _opened_folder(given, path, limit)
        else:
            yield from _opened_file(path.as_posix(), path, limit)
    except InputError as error:
        yield given, error


def _opened_folder(given: str, path: Path, limit: int) -> Iterator[tuple[str, Fetched | InputError]]:
    letters = folder.is_maildir(path)
    found = folder.letters(path) if letters else folder.files(path, subject=given)
    files, more = folder.few(found, subject=given, newest=letters)
    for name, file in files:
        yield from _opened_file(
            f"{path.as_posix()}/{name}", file, limit, content_type=MAIL if letters else ""
        )
    if more is not None:
        yield given, more


def _opened_file(
    name: str, path: Path, limit: int, *, content_type: str = ""
) -> Iterator[tuple[str, Fetched | InputError]]:
    try:
        content = folder.content(path, subject=name, max_bytes=limit)
        yield name, Fetched(content=content, url="", content_type=content_type)
    except InputError as error:
        yield name, error


def _fetched(url: str) -> Fetched:
    # Who types an address allows its host; where that redirects to is checked as always.
    settings = Fetch(allow_hosts=(host(url), f"www.{host(url)}"))
    with Fetcher(settings) as fetcher:
        answer = fetcher.fetch(url)
    if not isinstance(answer, Fetched):
        raise InputError(url, "answered without a text", "try again")
    return answer


def _read(
    name: str, answer: Fetched | InputError, *, zone: ZoneInfo, now: datetime | None
) -> Iterator[Document | InputError]:
    if isinstance(answer, InputError):
        yield answer
        return
    label = "standard input" if name == STDIN else name
    try:
        contents = [
            content
            for content in read(
                answer.content,
                name=name,
                url=answer.url,
                content_type=answer.content_type,
                zone=zone,
                now=now,
                subject=label,
            )
            if not content.silent
        ]
    except InputError as error:
        yield error
        return
    if not contents:
        yield InputError(label, "the feed has no entries", "nothing to do if it is new")
    known = set[str]()
    for place, content in enumerate(contents):
        locator = f"{name}#{place}" if len(contents) > 1 else name
        if content.unread:
            yield InputError(f"{label}#{place}", *content.unread)
            continue
        # Of one file, what tells entries apart may be missing or repeated: the place then does.
        own = content.guid or content.url
        repeated = len(contents) > 1 and own in known
        known.add(own)
        named = replace(content, guid=f"{content.guid or content.url}#{place}") if repeated else content
        yield document(named, source_key="", locator=locator, now=now)
