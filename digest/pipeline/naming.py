"""Names in both scripts, as a publication knows them at a moment: its archive and its glossary."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from digest import codec
from digest.errors import ConfigurationError, InputError
from digest.language.glossary import EMPTY, read
from digest.language.glosses import RULES
from digest.language.names import LEXICON, TRADES
from digest.language.pairs import Known
from digest.storage import sightings

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from digest.config import Config
    from digest.language.glossary import Glossary
    from digest.storage.store import Store


def glossary_of(config: Config) -> Glossary:
    """The publication's glossary; an empty one where there is no such file.

    Raises:
        ConfigurationError: every mistake in it, one line each.
    """
    path = config.at(config.analysis.glossary)
    return read_glossary(path) if path.exists() else EMPTY


def good_lines_of_glossary(path: Path) -> tuple[Glossary, InputError | None]:
    """A glossary without the lines that are wrong, and what is to be told of these.

    Raises:
        ConfigurationError: it cannot be read.
    """
    if not path.exists():
        return EMPTY, None
    glossary, mistakes = read(glossary_text(path))
    if not mistakes:
        return glossary, None
    count = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "1 mistake"
    told = f"is followed but for {count} ({mistakes[0]})"
    return glossary, InputError(str(path), told, "`digest check` lists all")


def read_glossary(path: Path) -> Glossary:
    """The glossary in a file.

    Raises:
        ConfigurationError: every mistake in it, one line each.
    """
    glossary, mistakes = read(glossary_text(path))
    if mistakes:
        raise ConfigurationError(str(path), tuple(map(str, mistakes)))
    return glossary


def glossary_text(path: Path) -> str:
    """A glossary's file as it stands.

    Raises:
        ConfigurationError: it cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), (f"cannot be read ({error}): save it as UTF-8 text",)) from None


def known_names(config: Config, store: Store, *, now: datetime) -> Known:
    """What the publication knows by a moment, from sources that are read and not private.

    Raises:
        ConfigurationError: the glossary has mistakes.
    """
    glossary = glossary_of(config)
    told = [source.key for source in config.sources if source.enabled and source.rights != "private"]
    with store.write() as connection:
        sightings.learn(connection)
    with store.read() as connection:
        archive = sightings.seen(connection, told, by=now)
    return Known(glossary=glossary, archive=archive)


def fingerprint_of_glossary(config: Config, glossary: Glossary) -> str:
    """A checksum of the settings together with what the glossary says; its comments and lines change nothing."""
    if not glossary.entries:
        return config.fingerprint
    told = sorted(
        f"{entry.korean}\t{entry.refused}\t{latin}" for entry in glossary.entries for latin in entry.latin
    )
    return codec.fingerprint(config.fingerprint, *told)


def told_by_archive(known: Known) -> tuple[str, ...]:
    """What the archive gives, a line a sighting, for the fingerprint of an issue's memory."""
    return tuple(f"{one.korean}\t{one.latin}\t{one.by}\t{one.document}\t{one.times}" for one in known.archive)


def lexicon_version() -> str:
    """Of the word lists between Korean and English, and of the rules by which texts teach names."""
    data = resources.files("digest.language") / "data"
    return codec.fingerprint(*((data / name).read_bytes() for name in (*LEXICON, TRADES)), RULES)[:12]
