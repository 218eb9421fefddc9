"""Translations of an edition, out to a table and in from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.editing import translation_table
from digest.editing.translations import OF_ISSUE, Translation, into, print_of, wanted
from digest.errors import ResultError
from digest.pipeline.editions import untitled
from digest.storage import issues, translations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from digest.config import Config
    from digest.editing.translations import Wanted
    from digest.model import Issue, Language
    from digest.storage.store import Connection, Store

TOLD = 20
"""Mistakes of a table that are told; of more, how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an import did: how many translations it kept, how many were kept so before, how many cells were empty.

    `outdated` are those of texts that read otherwise by now: they are kept and not shown.
    """

    kept: int
    known: int
    empty: int
    outdated: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A table, how many texts it has, and how many of them are translated."""

    table: str
    texts: int
    translated: int


def export(config: Config, store: Store, editions: Sequence[Issue], languages: Sequence[Language]) -> Written:
    """The table of what the editions in these languages lack."""
    with store.read() as connection:
        kept = translations.kept(connection)
    rows = [
        (one, into(language, kept))
        for language in languages
        for one in wanted(editions, language, untitled(config, language))
    ]
    return Written(
        table=translation_table.write(rows),
        texts=len(rows),
        translated=sum(bool(known.of(one)) for one, known in rows),
    )


def take(
    config: Config,
    store: Store,
    data: bytes,
    *,
    subject: str,
    drafts: Sequence[Sequence[Issue]],
    now: datetime,
) -> Taken:
    """Keep the translations of a table: all of them, or none where one line is wrong.

    Args:
        config: the publication's.
        store: its store.
        data: the table.
        subject: its name.
        drafts: the editions of the issues that stand, to tell which translations are of an earlier text.
        now: the moment.

    Raises:
        ResultError: it holds mistakes; every one is told.
        InputError: it is no such table.
    """
    read = translation_table.read(data, subject=subject)
    own = {item.id for editions in drafts for issue in editions for item in issue.items}
    with store.write() as connection:
        mistakes = [*read.mistakes, *_strangers(config, connection, read.found, own)]
        if mistakes:
            more = [f"and {len(mistakes) - TOLD} more"] if len(mistakes) > TOLD else []
            told = "\n  ".join([f"{len(mistakes)} mistakes, nothing was taken", *mistakes[:TOLD], *more])
            raise ResultError(subject, told, "mend these lines, or export the table again")
        found = [one for _, one in read.found]
        changed = translations.keep(connection, found, now=now)
    texts = {(one.key, one.to): one for editions in drafts for one in _every(config, editions)}
    return Taken(
        kept=changed,
        known=len(found) - changed,
        empty=read.empty,
        outdated=tuple(
            one
            for one in found
            if (text := texts.get((one.key, one.to))) and print_of(text.source) != one.source
        ),
    )


def _every(config: Config, editions: Sequence[Issue]) -> Iterator[Wanted]:
    for issue in editions:
        yield from wanted(editions, issue.language, untitled(config, issue.language))


def _strangers(
    config: Config, connection: Connection, found: Sequence[tuple[int, Translation]], own: Collection[str]
) -> Iterator[str]:
    """A line for each id that nothing in the store is called by, and each language that has no edition."""
    sections = {section.key for section in config.sections}
    for line, one in found:
        if config.publication.several and one.to not in config.publication.several:
            yield f"line {line}: to: there is no edition in {one.to} ([publication] editions)"
        if one.what == "section":
            known = one.of in sections
        elif one.what in OF_ISSUE:
            known = issues.selection(connection, one.of)
        else:
            known = one.of in own or issues.item(connection, one.of)
        if not known:
            yield f'line {line}: id: there is no {_named(one)} "{one.of}"'


def _named(one: Translation) -> str:
    return "section" if one.what == "section" else "issue" if one.what in OF_ISSUE else "item"
