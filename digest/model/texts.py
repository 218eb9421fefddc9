"""What sources deliver, and what unbundling makes of it: documents, stories and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Day = date  # fields are called `date`, and a field hides the type of its name
Language = Literal["ko", "en", "und"]
Precision = Literal["time", "day", "month"]
DatedBy = Literal["document", "relative", "configuration", "fetched"]
Rights = Literal["open", "quote", "link-only", "private"]
PartKind = Literal[
    "greeting",
    "contents",
    "overview",
    "conclusion",
    "outlook",
    "references",
    "calendar",
    "advertisement",
    "furniture",
]
BlockKind = Literal[
    # of a document: what its layout says
    "heading",
    "paragraph",
    "item",
    "quote",
    "row",
    "caption",
    "rule",
    # of a story: what it is for
    "lead",
    "subhead",
    "point",
    "detail",
    "note",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters [start, end) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link, canonical and without tracking parameters; `span` is the linked text's place, where it has one."""

    url: str
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a text with its role: `level` is the depth of a heading or of a nested item (1 = outermost).

    `label` is what marked the block: `◆`, `1.`, `n`, `∙`, or the name of a definition; empty where nothing did.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a text says it draws on (`☞ 출처: publisher, title, date`)."""

    publisher: str = ""
    title: str = ""
    date: Day | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a source delivered, read: canonical text after hygiene, and the layout that was found in it.

    `id` is the fingerprint of (source key, guid or canonical URL or relative path); `version` that of its content.
    `published` is when it reached its readers; `dated_by` says who told: the document, the document by how long ago
    it was at the first fetch (`relative`), the configuration, or, for lack of all, the first fetch.
    `stressed` are the beginnings of lines that stand in bold where their line goes on in plain letters; `gaps`,
    where the format tells it, is the empty space above each block in tenths of a line.
    """

    id: str
    source: str
    version: str
    format: str
    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    stressed: tuple[Span, ...] = ()
    gaps: tuple[int, ...] = ()
    url: str = ""
    outlet: str = ""
    author: str = ""
    language: Language | None = None
    category: str = ""
    published: datetime | None = None
    precision: Precision = "time"
    dated_by: DatedBy = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a story, verbatim: `text == story.text[start:end]`."""

    story: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One piece of news, told by one document.

    `spans` are ordered slices of the document's text and `text` is their joining by a line feed. `blocks` are places
    in `text`. `author` and `published` are its own where the document tells them, else the document's. `confidence`
    (0 to 1) is how sure unbundling is of this story's boundaries, `reason` why.
    """

    id: str
    document: str
    source: str
    title: str
    text: str
    spans: tuple[Span, ...] = ()
    title_span: Span | None = None
    language: Language = "und"
    author: str = ""
    published: datetime | None = None
    precision: Precision = "time"
    url: str = ""
    outlet: str = ""
    category: str = ""
    links: tuple[Link, ...] = ()
    citations: tuple[Citation, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands in a document beside its stories."""

    kind: PartKind
    document: str
    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """An event announced in a document; `start` and `end` are local days, both inclusive."""

    name: str
    document: str
    start: date | None = None
    end: date | None = None
    place: str = ""
    url: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbundled:
    """A document come apart: its stories in order, and what else it holds."""

    document: str
    stories: tuple[Story, ...] = ()
    parts: tuple[Part, ...] = ()
    events: tuple[CalendarEvent, ...] = ()
