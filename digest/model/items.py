"""What an issue tells: items with their headlines, sentences and references."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from digest.model.groups import Cluster, GoesOn, Storyline
from digest.model.nottold import NotTold
from digest.model.said import Change, Disagreement, KeyFigure, Quotation
from digest.model.texts import Citation, DatedBy, Language, Link, Precision, Rights, Sentence

Day = date  # the codec reads the fields' types when the program runs
Box = Literal["terms", "figures", "ahead", "quotations", "key-figures"]
"""What an issue may show beside its items' sentences."""

Register = Literal["as-is", "noun", "plain", "polite"]
"""How the Korean sentences of an issue end: as they were written, in nouns (개조식), in -다, in -습니다."""


Anatomy = Literal["weekly", "brief", "report", "review", "retrospective"]
"""How an issue is put together: the built-in genres, on one of which each genre of a publication's own rests."""

PassageKind = Literal[
    "contents",
    "point",
    "note",
    "features",
    "achievements",
    "tasks",
    "outlook",
    "happened",
    "matters",
    "effect",
    "after",
    "then",
    "now",
    "forecast",
]
"""What sentences are to the item whose part they are.

A `contents` is a sub-headline alone, and a `point` a sentence with its details, `note` what explains words of
those before it (genre `brief`); `features`, `achievements`
and `tasks` are short facts, `outlook` what sources expect (`report`); `happened`, `matters`, `effect` and `after` are the steps
of an affair (`review`); `then`, `now` and `forecast`, what was said of it and when (`retrospective`).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One feature that spoke for (or, below zero, against) a choice, how much it weighed, and on what it rests."""

    feature: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Why an item stands in its section, and how likely that is right (0 to 1).

    `by`: the editor said so; a text names the category; its words speak for it; they speak for none clearly enough.
    `runner_up` is the section that comes next, or that the words speak for where they do not decide.
    """

    by: Literal["editor", "category", "words", "nothing"]
    confidence: float
    runner_up: str = ""
    runner_up_confidence: float = 0.0
    reasons: tuple[Reason, ...] = ()


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
class Passage:
    """Sentences of an item that stand together, apart from its picks.

    Args:
        kind: what they are to the item.
        heading: what stands over them: a title, a sub-headline of a story, or the editor's; None where only the genre's
            own words do.
        day: the local day that they are of; the first of the month where `precision` is no finer.
        precision: of `day`.
        picks: the sentences; of a `point` the first is the point and the others are its details.
    """

    kind: PassageKind
    heading: Headline | None = None
    day: Day | None = None
    precision: Precision = "day"
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A story as an issue cites it. Its number within the item is its place there, from 1.

    `fingerprint` is that of the story's whole text, which stands in the store, never in the issue. `citations` are what
    the story says it draws on, where the genre shows that.
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
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of an issue: what happened, in cited sentences, with all its sources.

    `outlets` are the distinct outlets of independent texts ("출처 N곳"), `copies` how many of its stories repeat one of those.
    `score`, the sum of its `reasons`, is what ranked it; `placement` says why it stands in its section, `goes_on` says of its
    clusters why they go on a storyline, or nearly do. The next three are its boxes, filled where the genre shows them;
    `passages` are laid out as its genre does. `note` and `links` are the editor's own.
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
    goes_on: tuple[GoesOn, ...] = ()
    placement: Placement | None = None
    disagreements: tuple[Disagreement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    changes: tuple[Change, ...] = ()
    passages: tuple[Passage, ...] = ()
    note: str = ""
    links: tuple[Link, ...] = ()

    @property
    def told(self) -> tuple[Pick, ...]:
        """Its sentences and those of its passages."""
        return (*self.picks, *(pick for passage in self.passages for pick in passage.picks))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that was read and is not told, with the reason."""

    story: str
    title: str
    reason: NotTold
