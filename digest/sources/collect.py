"""One configured source → its documents. What fails on the way is handed back beside what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

from digest.config import Config, Source
from digest.errors import InputError
from digest.fingerprints import fingerprint
from digest.model import Document
from digest.sources import alike, folder
from digest.sources.addresses import elsewhere
from digest.sources.documents import document, said_of
from digest.sources.fetch import Fetched, Fetcher, NotModified, Validators
from digest.sources.formats.content import Content
from digest.sources.formats.endings import cut_off

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from digest.sources.formats.recognise import Format

__all__ = ["Collected", "Validators", "collect"]

MOST_PAGES = 30
MAIL_SUFFIXES = frozenset({".eml", ".emlx", ".mbox", ""})
SHORTEST_FULL = 200
_CONTENT = "content:"
"""Begins a validator of our own, which no server is asked by."""

Found = tuple[str, Content, bytes]
"""A document on its way: locator, content, original bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a source gave: each document with its original bytes, in the source's order, and what could not be read.

    `validators` belong to the next time; those that were known where nothing changed. `moved` is the address that the source has for
    good instead of the configured one; empty where that holds.
    """

    documents: tuple[tuple[Document, bytes], ...] = ()
    failures: tuple[InputError, ...] = ()
    validators: Validators = field(default_factory=Validators)
    moved: str = ""


@dataclass(slots=True)
class _Run:
    """The collecting of one source: what it is given, and the failures and validators it gathers."""

    source: Source
    config: Config
    fetcher: Fetcher
    known: Validators
    now: datetime
    failures: list[InputError] = field(default_factory=list)
    validators: Validators = field(default_factory=Validators)
    moved: str = ""

    def fetch(self, url: str, *, conditional: bool = False) -> Fetched | None:
        """The bytes of an address; None where nothing changed."""
        known = self.known if conditional and not self.known.etag.startswith(_CONTENT) else None
        subject = self.source.label if url == self.source.url else f"{self.source.label}, {url}"
        answer = self.fetcher.fetch(url, subject=subject, known=known)
        if isinstance(answer, NotModified):
            self.validators = self.known
            return None
        if conditional:
            self.validators = Validators(etag=answer.etag, last_modified=answer.last_modified)
            self.moved = answer.moved if elsewhere(url, answer.moved) else ""
        return answer

    def start(self) -> Fetched | None:
        """The bytes that the source names, from the web or from a file."""
        if self.source.path is None:
            return self.fetch(self.source.url, conditional=True)
        path = self.config.at(self.source.path)
        subject = f"{self.source.label}, {path}"
        return Fetched(
            content=folder.content(path, subject=subject, max_bytes=self.config.fetch.max_bytes), url=""
        )

    def same(self, answer: Fetched) -> bool:
        """Whether the bytes are those of the last time, where nobody else tells that: a file, or a server without validators."""
        if self.validators.etag or self.validators.last_modified:
            return False
        self.validators = Validators(etag=_CONTENT + fingerprint(answer.content))
        return self.validators == self.known

    def read(self, answer: Fetched, *, name: str = "", kind: Format | None = None) -> tuple[Content, ...]:
        """The contents of bytes, under the source's name."""
        from digest.sources.formats.read import read  # with all formats: where nothing is new, none is needed

        subject = f"{self.source.label}, {name}" if name else self.source.label
        return read(
            answer.content,
            name=name,
            url=answer.url,
            content_type=answer.content_type,
            zone=self.config.zone,
            now=self.now,
            kind=kind,
            subject=subject,
        )


def collect(
    source: Source, *, config: Config, fetcher: Fetcher, known: Validators, now: datetime
) -> Collected:
    """Read a source.

    Args:
        source: as configured.
        config: for paths, zone and limits.
        fetcher: asked for every address.
        known: the validators of the last time.
        now: the moment, for documents that nobody dates or that only say how old they are; file times are never used.

    Raises:
        InputError: the source as a whole cannot be had (its address, file or folder).
    """
    run = _Run(source=source, config=config, fetcher=fetcher, known=known, now=now)
    documents: dict[str, tuple[Document, bytes]] = {}
    for locator, content, original in KINDS[source.kind](run):
        if content.silent:
            continue
        said = said_of(source, locator, config.zone)
        made = document(content, source_key=source.key, locator=locator, said=said, now=now)
        documents.setdefault(made.id, (made, original))
    return Collected(
        documents=tuple(documents.values()),
        failures=alike.once(run.failures, source.label),
        validators=run.validators,
        moved=run.moved,
    )


def _feed(run: _Run) -> Iterator[Found]:
    answer = run.start()
    if answer is None or (not run.source.full_text and run.same(answer)):
        return
    entries = run.read(answer, kind="feed")
    if cut_off(answer.content):
        told = f"is cut off in the middle; {len(entries)} {'entry' if len(entries) == 1 else 'entries'} could be read"
        run.failures.append(
            InputError(run.source.label, told, "try again later; its server may have broken off")
        )
    for place, entry in enumerate(entries):
        full = _full(run, entry) if run.source.full_text and place < MOST_PAGES else None
        content, original = full or (entry, entry.original)
        yield entry.title or f"{place}", content, original


def _full(run: _Run, entry: Content) -> tuple[Content, bytes] | None:
    """The page that an entry leads to, under the entry's name and date; None where it says no more than the entry.

    A short page may be a notice about cookies, or the way in: it is the article where it has all that the entry says.
    """
    try:
        answer = run.fetch(entry.url) if entry.url else None
        page = run.read(answer, name=entry.url, kind="html")[0] if answer else None
    except InputError as error:
        run.failures.append(error)
        return None
    if answer is None or page is None or len(page.text) < len(entry.text):
        return None
    if len(page.text) < SHORTEST_FULL and not _holds(page.text, entry.text):
        return None
    full = replace(
        entry, text=page.text, blocks=page.blocks, links=page.links, stressed=page.stressed, gaps=page.gaps
    )
    if not entry.title:
        full = replace(full, title=page.title)
    if not entry.published:
        full = replace(full, published=page.published, precision=page.precision, relative=page.relative)
    return full, answer.content


def _holds(page: str, teaser: str) -> bool:
    """Whether a page has all that a teaser says, however either is spaced or cut off (…)."""
    words = "".join(teaser.split()).rstrip("….[]")
    return bool(words) and words in "".join(page.split())


def _page(run: _Run) -> Iterator[Found]:
    answer = run.start()
    if answer is None or (not run.source.pattern and run.same(answer)):
        return
    if not run.source.pattern:
        for content in run.read(answer, kind=None):
            yield answer.url or str(run.source.path), content, answer.content
        return
    for url in _matching(run, answer):
        yield from _each(run, url, partial(run.fetch, url))


def _matching(run: _Run, index: Fetched) -> list[str]:
    """The addresses on an index page that the source's pattern fits, in order, at most 30."""
    try:
        pattern = re.compile(run.source.pattern)
    except re.error as error:
        hint = "correct the source's pattern"
        raise InputError(
            run.source.label, f'"{run.source.pattern}" is no regular expression ({error})', hint
        ) from None
    from digest.sources.formats import hypertext

    page = hypertext.read(index.content, zone=run.config.zone, url=index.url, whole=True)
    found = list(dict.fromkeys(link.url for link in page.links if pattern.search(link.url)))
    if not found:
        hint = "open it in a browser and compare an article's address with the pattern"
        raise InputError(run.source.label, f'no link fits "{run.source.pattern}"', hint)
    return found[:MOST_PAGES]


def _mailbox(run: _Run) -> Iterator[Found]:
    path = run.config.at(run.source.path) if run.source.path else run.config.folder
    if path.is_file():
        yield from _file(run, path.name, path)
        return
    if folder.is_maildir(path):
        yield from _files(run, folder.letters(path), kind="mail")
        return
    hint = "save letters there as .eml files, or name an mbox file or a Maildir"
    yield from _files(run, folder.files(path, subject=run.source.label, suffixes=MAIL_SUFFIXES, hint=hint))


def _folder(run: _Run) -> Iterator[Found]:
    path = run.config.at(run.source.path) if run.source.path else run.config.folder
    yield from _files(run, folder.files(path, subject=run.source.label))


def _files(run: _Run, found: list[tuple[str, Path]], kind: Literal["mail"] | None = None) -> Iterator[Found]:
    """What the files of a folder, or the letters of a Maildir, hold; nothing where they are, byte by byte, those of the last time."""
    files, more = folder.few(found, subject=run.source.label, newest=kind == "mail")
    if more is not None:
        run.failures.append(more)
    run.validators = Validators(etag=folder.mark(files))
    if run.validators.etag == run.known.etag:
        return
    for name, file in files:
        yield from _file(run, name, file, kind)


def _file(run: _Run, name: str, path: Path, kind: Format | None = None) -> Iterator[Found]:
    def bytes_of_it() -> Fetched:
        subject = f"{run.source.label}, {name}"
        return Fetched(
            content=folder.content(path, subject=subject, max_bytes=run.config.fetch.max_bytes), url=""
        )

    yield from _each(run, name, bytes_of_it, kind)


def _each(
    run: _Run, name: str, ask: Callable[[], Fetched | None], kind: Format | None = None
) -> Iterable[Found]:
    """What one file or page of several holds; a failure is noted and gives nothing."""
    try:
        answer = ask()
        contents = run.read(answer, name=name, kind=kind) if answer else ()
    except InputError as error:
        run.failures.append(error)
        return []
    several = len(contents) > 1
    found = []
    for place, content in enumerate(contents):
        locator = f"{name}#{place}" if several else name
        if content.unread:
            run.failures.append(InputError(f"{run.source.label}, {locator}", *content.unread))
        else:
            found.append((locator, content, content.original or (answer.content if answer else b"")))
    return found


KINDS: dict[str, Callable[[_Run], Iterator[Found]]] = {
    "feed": _feed,
    "page": _page,
    "mailbox": _mailbox,
    "folder": _folder,
}
