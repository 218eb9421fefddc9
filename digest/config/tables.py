"""The tables of config.toml; the reference page docs/reference/configuration.md is tested against these classes."""

from __future__ import annotations

import warnings
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from digest.codec import fingerprint
from digest.config import categories
from digest.config.base import Table
from digest.config.genres import built_in, completed
from digest.config.incoming import Fetch, Source
from digest.config.outgoing import Delivery, Live, MailingList, Notices, Schedule, Web
from digest.config.values import (
    Address,
    Branch,
    Duration,
    EditionLanguage,
    Examples,
    Filter,
    SectionKey,
    Slug,
    Text,
    Zone,
)
from digest.model import Anatomy, Box, Language, Register

if TYPE_CHECKING:
    from collections.abc import Collection


class Sender(Table):
    """Who sends the mail: what the law asks every mail to say."""

    name: str = ""
    names: dict[EditionLanguage, Text] = Field(default={})
    address: Address = "newsletter@example.org"
    contact: str = ""


class Publication(Table):
    """The newsletter itself."""

    id: Slug
    name: str = Field(min_length=1)
    names: dict[EditionLanguage, Text] = Field(default={})
    language: EditionLanguage = "ko"
    editions: tuple[EditionLanguage, ...] = ()
    timezone: Zone = "Asia/Seoul"
    sender: Sender = Sender()
    archive_url: str = ""

    @model_validator(mode="after")
    def _editions(self) -> Publication:
        twice = _repeated(self.editions)
        if twice:
            raise ValueError(f'editions: "{twice[0]}" stands there twice')
        if self.editions and self.language not in self.editions:
            raise ValueError(
                f'editions: "{self.language}", the language of the publication, is not among them'
            )
        return self

    @property
    def several(self) -> tuple[EditionLanguage, ...]:
        """The languages of its editions, the primary first; empty where there is one edition only."""
        others = tuple(one for one in self.editions if one != self.language)
        return (self.language, *others) if others else ()

    def named(self, language: Language) -> str:
        """What it is called in an edition."""
        return self.name if language == "und" else self.names.get(language, self.name)

    def sent_by(self, language: Language) -> str:
        """Who sends an edition: the sender, else the publication."""
        own = "" if language == "und" else self.sender.names.get(language, "")
        return own or self.sender.name or self.named(language)


class Storage(Table):
    """Where the program keeps what it knows."""

    path: Path = Path("var/digest.sqlite3")
    keep_texts: Duration = timedelta(days=730)


class Output(Table):
    """Where results are written."""

    issues: Path = Path("var/issues")
    archive: Path = Path("var/archive")
    outbox: Path = Path("var/outbox")
    push: Branch = ""


class Analysis(Table):
    """How stories are grouped."""

    window_days: int = Field(default=30, ge=1)
    strictness: float = Field(default=0.5, ge=0, le=1)
    user_words: tuple[str, ...] = ()
    glossary: Path = Path("glossary.txt")
    terms: Path = Path("terms.txt")


class Summary(Table):
    """How much an item tells."""

    sentences: int = Field(default=3, ge=1, le=12)
    max_characters: int = Field(default=600, ge=80)


class SectionRule(Table):
    """A section of the issue, and the words and examples that lead a story into it."""

    key: SectionKey
    title: str = Field(min_length=1)
    titles: dict[EditionLanguage, Text] = Field(default={})
    words: tuple[Text, ...] = ()
    categories: tuple[Text, ...] = ()
    examples: Examples = ()


class Interests(Table):
    """What this publication's readers care for: what ranks a story up or down, and what is not read at all."""

    more: tuple[Filter, ...] = ()
    less: tuple[Filter, ...] = ()
    drop: tuple[Filter, ...] = ()
    only: tuple[Filter, ...] = ()
    keep: tuple[Filter, ...] = ()


# A setting may be called `register`: nobody registers a virtual subclass of Genre, which is what the name shadows.
warnings.filterwarnings("ignore", 'Field name "register" in "Genre" shadows', UserWarning)


class Genre(Table):
    """A kind of issue."""

    like: Anatomy | None = None
    period: Literal["day", "week", "month", "quarter", "half-year", "year"] = "week"
    items: int = Field(default=12, ge=1, le=200)
    leads: int = Field(default=1, ge=0)
    lines: int = Field(default=8, ge=0)
    sentences: int | None = Field(default=None, ge=1, le=12)
    points: int = Field(default=4, ge=0, le=40)
    details: int = Field(default=2, ge=0, le=20)
    sections: tuple[SectionKey, ...] = ()
    title: str = ""
    titles: dict[EditionLanguage, Text] = Field(default={})
    boxes: tuple[Box, ...] = ("terms", "figures", "ahead")
    register: Register = "as-is"


WITHOUT_EFFECT: dict[str, Any] = dict.fromkeys(
    ("folder", "delivery", "storage", "output", "fetch", "lists", "web", "notices", "live"), True
) | {"schedule": {"country"}}
"""Settings that cannot change an issue."""


class Config(Table):
    """The whole of config.toml."""

    publication: Publication
    storage: Storage = Storage()
    output: Output = Output()
    sources: tuple[Source, ...] = ()
    fetch: Fetch = Fetch()
    analysis: Analysis = Analysis()
    summary: Summary = Summary()
    sections: tuple[SectionRule, ...] = ()
    interests: Interests = Interests()
    genres: dict[Slug, Genre] = Field(default={}, validate_default=True)
    schedule: Schedule = Schedule()
    lists: dict[Slug, MailingList] = Field(default={})
    delivery: Delivery = Delivery()
    web: Web = Web()
    notices: Notices = Notices()
    live: Live = Live()
    folder: Path = Field(default=Path(), exclude=True, repr=False)
    file: str = Field(default="config.toml", exclude=True, repr=False)

    @field_validator("genres", mode="before")
    @classmethod
    def _with_built_in(cls, given: Any) -> Any:
        return completed(given) if isinstance(given, dict) else given

    @model_validator(mode="after")
    def _keys(self) -> Config:
        mistakes = [
            f'sources: the key "{key}" is used twice' for key in _repeated(s.key for s in self.sources)
        ]
        mistakes += [
            f'sections: the key "{key}" is used twice' for key in _repeated(s.key for s in self.sections)
        ]
        if self.schedule.genre not in self.genres:
            known = ", ".join(sorted(self.genres))
            mistakes.append(f'schedule.genre: "{self.schedule.genre}" is not one of the genres ({known})')
        mistakes += [
            f'lists.{name}.genres: there is no genre "{genre}"'
            for name, one in self.lists.items()
            for genre in one.genres
            if genre not in self.genres
        ]
        own = {section.key for section in self.sections}
        mistakes += [
            f'genres.{name}.sections: there is no section "{key}"'
            for name, kind in self.genres.items()
            for key in kind.sections
            if key not in own
        ]
        if mistakes:
            raise ValueError("\n".join(mistakes))
        return self

    def at(self, path: Path) -> Path:
        """A configured path as an absolute one."""
        return path if path.is_absolute() else self.folder / path

    def lists_of(self, genre: str) -> tuple[str, ...]:
        """The lists (keys) whose subscribers get a genre; none: every subscriber does.

        Where the genre of the schedule goes by list, who is on no list has left them all: a genre that no list names
        (a look back, say) then goes to those on any list. Else lists are something beside the letter that goes to everybody.
        """
        named = tuple(key for key, one in self.lists.items() if genre in one.genres)
        if not named and any(self.schedule.genre in one.genres for one in self.lists.values()):
            return tuple(self.lists)
        return named

    def reaches(self, lists: Collection[str]) -> bool:
        """Whether any genre goes to somebody who is on these lists (keys) and on no other."""
        needed = [self.lists_of(genre) for genre in self.genres]
        return any(not some or not set(some).isdisjoint(lists) for some in needed)

    def source(self, key: str) -> Source | None:
        """The source of this key, or None."""
        return next((source for source in self.sources if source.key == key), None)

    def anatomy(self, genre: str) -> Anatomy:
        """The built-in genre that a genre is, or is like."""
        return self.genres[genre].like or built_in(genre)

    def title_of(self, genre: str, language: EditionLanguage) -> str:
        """What a genre's issues are titled in an edition: by its own title, else the publication's name."""
        kind = self.genres[genre]
        return kind.titles.get(language) or kind.title or self.publication.named(language)

    def sections_of(self, genre: str) -> tuple[SectionRule, ...]:
        """The sections of a genre's issues: those that it names, else the publication's, else the built-in genre's own."""
        named = self.genres[genre].sections
        if named:
            return tuple(section for key in named for section in self.sections if section.key == key)
        if self.sections:
            return self.sections
        usual = categories.OF_GENRES.get(self.anatomy(genre), {})
        named_in: dict[str, dict[EditionLanguage, str]] = {}
        for language in get_args(EditionLanguage):
            for one in usual.get(language, ()):
                named_in.setdefault(one.key, {})[language] = one.title
        return tuple(
            SectionRule(key=one.key, title=one.title, titles=named_in[one.key], words=one.words)
            for one in usual.get(self.publication.language, ())
        )

    @property
    def zone(self) -> ZoneInfo:
        """The publication's time zone."""
        return ZoneInfo(self.publication.timezone)

    @property
    def fingerprint(self) -> str:
        """A checksum of every setting that can change an issue (not of where the folder lies)."""
        return fingerprint(self.model_dump_json(exclude=WITHOUT_EFFECT))


def _repeated(keys: Any) -> list[str]:
    seen: set[str] = set()
    return [key for key in keys if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
