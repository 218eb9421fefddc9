"""Terms as a publication knows them: its term bank in the store, and its own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import codec
from digest.editing.bank import Bank
from digest.errors import ConfigurationError
from digest.language.termlist import read
from digest.language.usage import key_of
from digest.pipeline.naming import glossary_text
from digest.storage import terms

if TYPE_CHECKING:
    from digest.config import Config
    from digest.language.termlist import Given
    from digest.model import Language
    from digest.storage.store import Connection


def given(config: Config) -> tuple[Given, ...]:
    """The entries of the publication's list of terms; none where there is no such file.

    Raises:
        ConfigurationError: every mistake in it, one line each.
    """
    path = config.at(config.analysis.terms)
    if not path.exists():
        return ()
    entries, mistakes = read(glossary_text(path))
    if mistakes:
        raise ConfigurationError(str(path), tuple(map(str, mistakes)))
    return entries


def bank(
    config: Config, connection: Connection, *, genre: str, before: str, language: Language | None = None
) -> Bank:
    """What is known of terms when an issue (`before`) is made; nothing of a source that may no longer be quoted.

    `language` is that of the edition, by default the primary one.

    Raises:
        ConfigurationError: the list has mistakes.
    """
    own = given(config)
    silent = {source.key for source in config.sources if source.rights in ("link-only", "private")}
    return Bank(
        learned=tuple(one for one in terms.bank(connection, before=before) if one.source not in silent),
        lately=frozenset(
            map(key_of, terms.lately(connection, genre=genre, before=before, language=language))
        ),
        given={one.term: one.means for one in own if one.means},
        refused=frozenset(key_of(one.term) for one in own if not one.means),
    )


def configuration(fingerprint: str, known: Bank) -> str:
    """A checksum of the settings together with the list of terms."""
    if not known.given and not known.refused:
        return fingerprint
    return codec.fingerprint(
        fingerprint,
        *(f"{term}\t{means}" for term, means in sorted(known.given.items())),
        *sorted(known.refused),
    )


def remembered(known: Bank) -> tuple[str, ...]:
    """What the term bank holds, a line an entry, for the fingerprint of an issue's memory."""
    return (*map(codec.row, known.learned), *sorted(known.lately))
