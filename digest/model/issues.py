"""An issue of the publication, what it is a function of, and the mail that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from digest.model.explained import Ahead, Term
from digest.model.items import Anatomy, Item, LeftOut
from digest.model.texts import CalendarEvent, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Local days [start, end) in the publication's zone."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of an issue, in its order; `title` is what the reader sees."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A word that many stories of the period used: in how many, and in how many of the period before (if known)."""

    text: str
    stories: int
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """How many of the issue's references come from an outlet."""

    outlet: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who sends: what every mail must say of its sender, and where the archive stands."""

    name: str
    address: str
    contact: str = ""
    archive_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The five things an issue is a function of, as fingerprints, and the versions of what made it."""

    documents: str
    configuration: str
    overrides: str
    memory: str
    moment: datetime
    program: str
    analyser: str
    lexicon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What earlier *sent* issues left behind: how many there were, and which stories they told.

    `told` is story → the last issue that told it, `items` story → the item it was first told under, in the order of
    sending; `keywords` are those of the last issue.
    """

    issues: int = 0
    told: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """An advertisement: what it says, where it leads, and whose it is. An issue that has one is declared as such."""

    text: str
    url: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What the editor writes of an issue; what is empty leaves no trace. A blank line parts paragraphs.

    `subject` and `preheader` stand in place of those that are made from the items.
    """

    greeting: str = ""
    conclusion: str = ""
    sponsor: Sponsor | None = None
    subject: str = ""
    preheader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of the publication: everything that is shown, and nothing that is not.

    `items` are in the order of the page. `timezone` is the publication's (IANA). `language` is that of this edition,
    `editions` are those of all where there are several, the primary first. `anatomy` is the built-in genre that its own is,
    or is like. `choice` is the item that the genre puts before all others, if it does. `numbering` says whether references
    are counted anew in each item, or through the issue and listed at its end.
    """

    id: str
    number: int
    publication: str
    title: str
    genre: str
    language: Language
    timezone: str
    period: Period
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    publisher: Publisher
    provenance: Provenance
    documents_read: int = 0
    stories_read: int = 0
    keywords: tuple[Keyword, ...] = ()
    outlets: tuple[OutletCount, ...] = ()
    events: tuple[CalendarEvent, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    terms: tuple[Term, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    slots: Slots = Slots()
    editions: tuple[Language, ...] = ()
    anatomy: Anatomy = "weekly"
    choice: str = ""
    numbering: Literal["item", "issue"] = "item"

    @property
    def selection(self) -> str:
        """The id without the edition: what all editions of an issue have in common."""
        return self.id.removesuffix(f"-{self.language}") if self.editions else self.id

    @property
    def primary(self) -> str:
        """The id of the primary edition, by which memory knows the issue; its own where there is one edition only."""
        return self.edition(self.editions[0]) if self.editions else self.id

    def edition(self, language: Language) -> str:
        """The id of the edition in a language."""
        return f"{self.selection}-{language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """An issue as mail: `html` and `text` still carry the marks that are filled in for each subscriber."""

    issue: str
    language: Language
    subject: str
    preheader: str
    html: str
    text: str
