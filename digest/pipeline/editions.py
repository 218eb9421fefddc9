"""The editions of an issue: what the configuration and the store say of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import events
from digest.pipeline import explaining
from digest.pipeline.settings import issue_settings
from digest.storage import storylines, translations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from digest.analysis.prepared import Prepared
    from digest.config import Config
    from digest.editing.editions import Edition
    from digest.editing.remark import Remark
    from digest.editing.translations import Translated, Wanted
    from digest.model import Issue, Language
    from digest.storage.store import Connection, Store

NAMED = 3
"""Texts that a note names."""


def of(
    config: Config, store: Store, *, genre: str, before: str, examples: Mapping[str, tuple[Prepared, ...]]
) -> tuple[Edition, ...]:
    """What each edition of an issue (`before`) has of its own, the primary first; none where there is one only."""
    from digest.editing.editions import Edition
    from digest.editing.translations import into

    primary = config.publication.language
    with store.read() as connection:
        kept = translations.kept(connection) if config.publication.several else ()
        return tuple(
            Edition(
                settings=issue_settings(config, genre, examples, language),
                bank=explaining.bank(config, connection, genre=genre, before=before, language=language),
                translated=into(language, kept),
                untitled=untitled(config, language),
                earlier={} if language == primary else storylines.edition(connection, language, genre=genre),
            )
            for language in config.publication.several
        )


def untitled(config: Config, language: Language) -> tuple[str, ...]:
    """The keys of the sections that have no title in an edition's language."""
    if language == config.publication.language:
        return ()
    return tuple(one.key for one in config.sections if language not in one.titles)


def given(config: Config, connection: Connection, *, genre: str, before: str) -> Iterator[str]:
    """What editions are built from beside the selection, as lines for a fingerprint; none where there is one only."""
    if config.publication.several:
        yield from map(repr, translations.kept(connection))
    for language in config.publication.several[1:]:
        bank = explaining.bank(config, connection, genre=genre, before=before, language=language)
        yield repr(sorted(bank.lately))
        yield repr(sorted(storylines.edition(connection, language, genre=genre).items()))


def lacking(
    config: Config, connection: Connection, editions: Sequence[Issue], to: Language
) -> tuple[tuple[Wanted, ...], Translated]:
    """What an edition of these lacks in its language, and what of it is translated."""
    from digest.editing.translations import into, wanted

    asked = wanted(editions, to, untitled(config, to))
    return asked, into(to, translations.kept(connection))


def note_changed(config: Config, store: Store, editions: Sequence[Issue], observer: events.Observer) -> None:
    """Tell of translations that are not shown, because what they translate has changed since."""
    if not config.publication.several:
        return
    for issue in editions:
        with store.read() as connection:
            asked, translated = lacking(config, connection, editions, issue.language)
        stale = [one for one in asked if translated.stale(one)]
        if stale:
            named = ", ".join(f'"{_short(translated.stale(one))}"' for one in stale[:NAMED])
            told = (
                f"not shown: {len(stale)} {'translation' if len(stale) == 1 else 'translations'} of texts that have changed"
                f" since ({named}): run `digest translations export` and look at them"
            )
            observer(events.Noted(stage="build", subject=issue.id, message=told))


def remarks(config: Config, store: Store, editions: Sequence[Issue], *, now: datetime) -> tuple[Remark, ...]:
    """What the editions of an issue tell otherwise; none where there is one only."""
    from digest.editing.lint_editions import lint_editions
    from digest.language.pairs import pairs
    from digest.pipeline.naming import known_names

    if len(editions) < 2:  # noqa: PLR2004 - one has nothing to differ from
        return ()
    known = pairs(known_names(config, store, now=now))
    return lint_editions(
        editions,
        [(one.korean, one.latin) for one in known if one.believed],
        {one.language: untitled(config, one.language) for one in editions},
    )


def note_differing(
    config: Config, store: Store, editions: Sequence[Issue], *, now: datetime, observer: events.Observer
) -> None:
    """Tell how much the editions of an issue tell otherwise, before they are sent."""
    from digest.editing.remark import tallied

    found = remarks(config, store, editions, now=now)
    if found:
        issue = editions[0].primary
        message = f"between its editions {tallied(found)}: see `digest lint {issue}`"
        observer(events.Noted(stage="send", subject=issue, message=message))


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
