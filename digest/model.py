"""The nouns, as immutable values.

Sequences are tuples; times are aware; ids come from content. Offsets are Unicode code points into the text they
name. What each noun means is told in docs/explanation.md; who makes which is told in `digest/__init__.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Day = date  # fields are called `date`, and a field hides the type of its name
Language = Literal["ko", "en", "und"]
Precision = Literal["time", "day", "month"]
DatedBy = Literal["document", "relative", "configuration", "fetched"]
Rights = Literal["open", "quote", "link-only", "private"]
TermKind = Literal["word", "name", "number", "date"]
AgainstKind = Literal["days", "document", "outlet", "names", "proof", "pivots", "figures"]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTerm:
    """What two stories both tell, as the first writes it; `share` (0 to 1) is its part of their similarity."""

    text: str
    share: float
    kind: TermKind = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What spoke against two stories being one event.

    `weight` (0 to 1) is the part of their similarity that it took; 0 where it is only noted. `detail` says which days,
    names, figures or outlet.
    """

    what: AgainstKind
    detail: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why two stories stand together: their similarity (0 to 1) and the terms that carry most of it.

    `by` says what joined them: their words; that one repeats the other (then `similarity` is how much of it stands there);
    or the editor, whatever the words say. `terms` and `against` are filled in where an explanation was asked for.
    """

    left: str
    right: str
    similarity: float
    shared: tuple[str, ...] = ()
    terms: tuple[SharedTerm, ...] = ()
    against: tuple[Against, ...] = ()
    by: Literal["words", "copy", "editor"] = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A story that repeats the text of another, `of`: shortened, with another headline, a few words changed."""

    story: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A cluster (its id) that almost joined this one, by how much it failed, and the strongest link between the two.

    `measured` fell short of `needed`: the mean affinity; or, where strictness asks for it, the mean similarity of the words;
    or nothing did, and the editor keeps the two apart. `link.left` is a story of this cluster, `link.right` of the other.
    """

    cluster: str
    because: Literal["affinity", "words", "editor"]
    measured: float
    needed: float
    link: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Stories (ids) that report the same event. `id` is the id of its first story.

    `copies` are those of its stories that repeat another's text, and corroborate nothing; no copy is copied again.
    """

    id: str
    stories: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    copies: tuple[Copy, ...] = ()
    near: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """The same affair going on: clusters (ids), ordered by time."""

    id: str
    name: str
    clusters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One feature that spoke for (or, below zero, against) a choice, and how much it weighed."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A sentence chosen for an item. `shown` is a rewritten text, None where it stands verbatim; `rule` rewrote it."""

    sentence: Sentence
    shown: str | None = None
    rule: str | None = None
    provenance: Literal["verbatim", "register", "editor"] = "verbatim"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """An item's headline and the story it was taken from (empty where the editor wrote it)."""

    text: str
    story: str
    language: Language
    provenance: Literal["verbatim", "editor"] = "verbatim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A story as an issue cites it. Its number within the item is its place there, from 1.

    `fingerprint` is that of the story's whole text, which stands in the store, never in the issue.
    """

    story: str
    document: str
    title: str
    outlet: str
    url: str
    published: datetime | None
    precision: Precision
    language: Language
    fingerprint: str
    rights: Rights = "quote"
    dated_by: DatedBy = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of an issue: what happened, in cited sentences, with all its sources.

    `outlets` are the distinct outlets of independent texts ("출처 N곳"), `copies` how many of its stories repeat one of those.
    `score` is what ranked it.
    """

    id: str
    headline: Headline
    picks: tuple[Pick, ...]
    references: tuple[Reference, ...]
    clusters: tuple[Cluster, ...]
    outlets: tuple[str, ...]
    section: str
    size: Literal["lead", "full", "line"] = "full"
    storyline: Storyline | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that was read and is not told, with the reason."""

    story: str
    title: str
    reason: str


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
class Issue:
    """One issue of the publication: everything that is shown, and nothing that is not.

    `items` are in the order of the page. `timezone` is the publication's (IANA).
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """An issue as mail: `html` and `text` still carry the marks that are filled in for each subscriber."""

    issue: str
    language: Language
    subject: str
    preheader: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person who asked for the publication."""

    id: str
    address: str
    name: str = ""
    language: Language = "ko"
    consented: datetime | None = None
    consent_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that is never written to, and why."""

    address: str
    reason: Literal["unsubscribed", "bounced", "complained", "removed"]
    at: datetime


DeliveryState = Literal["pending", "claimed", "body", "sent", "retry", "failed", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the ledger: what became of (issue, subscriber)."""

    issue: str
    subscriber: str
    address: str
    state: DeliveryState
    attempts: int = 0
    due: datetime | None = None
    answer: str = ""
