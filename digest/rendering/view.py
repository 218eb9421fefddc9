"""What templates read: an issue's numbered items in their sections, each sentence beside the source it cites."""

from __future__ import annotations

from dataclasses import dataclass

from digest.model import Language, PassageKind
from digest.rendering.chartview import BarView, CoverageView, MixView
from digest.rendering.cited import SourceView as SourceView  # noqa: PLC0414 - part of the view
from digest.rendering.reportview import ChoiceView, CountView
from digest.rendering.saidview import ChangeView, DisagreementView, FigureView, QuotationView

NAMED_OUTLETS = 4
RECENT_STEPS = 4
REFERENCES_IN_MAIL = 60
"""The most that the HTML of a mail lists in full: it is cut off at 102 KB. The text part and the page list all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence as shown. `head + tail == text`; the tail is kept on one line with the citation."""

    text: str
    head: str
    tail: str
    anchor: str
    source: SourceView | None
    quoted: str
    language: Language
    foreign: bool
    original: str
    by_editor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """How a storyline went: an item of an earlier issue (its id, and the place on its page), or a cluster of this item.

    `when` is the day of its news; `label` names the earlier issue; `now` is what this item tells last; `sources` are those of
    this item that tell it.
    """

    when: str
    title: str
    now: bool = False
    label: str = ""
    issue: str = ""
    anchor: str = ""
    language: Language = "und"
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A new fact and the source that tells it."""

    text: str
    source: SourceView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewView:
    """Facts of a kind that are new, each as its source writes it; an outlet is its own source."""

    label: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingView:
    """Why two stories stand together; `similarity` is a percentage. `copy`: one repeats the other."""

    left: str
    right: str
    similarity: int
    shared: tuple[str, ...]
    copy: bool
    by_editor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """Sentences of an item that stand together: `kind` says what they are to it, `heading` and `when` may be empty.

    `source` is that of the heading; `foreign` and `by_editor` are the heading's, too.
    """

    kind: PassageKind
    heading: str
    when: str
    source: SourceView | None
    language: Language
    foreign: bool
    by_editor: bool
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link that the editor set; `text` is never empty: of a `bare` one, which was given no words, it is the address cut short."""

    text: str
    url: str
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorView:
    """An advertisement, in paragraphs; `url` is empty where there is no safe link."""

    paragraphs: tuple[str, ...]
    url: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item: `number` is its place in the issue, from 1; `part` its place in its storyline, 0 where nothing was told before.

    `chosen` is what the genre puts before all others; `more` says that its passages stand on the web page alone; `outlook`
    stands at the end of the issue; `note` is the editor's, in paragraphs, as are `links`.
    `withdrawn` says that nothing is left of it but its place.
    `line` says that it is one line, `storyline` is the id of its storyline (`affair` its name); `since` heads what is new.
    """

    number: int
    anchor: str
    headline: str
    url: str
    language: Language
    foreign: bool
    by_editor: bool
    lead: bool
    line: bool
    score: float
    ongoing: bool
    part: int
    sentences: tuple[SentenceView, ...]
    sources: tuple[SourceView, ...]
    outlets: tuple[str, ...]
    copies: int
    steps: tuple[StepView, ...]
    groupings: tuple[GroupingView, ...]
    storyline: str = ""
    affair: str = ""
    since: str = ""
    new: tuple[NewView, ...] = ()
    disagreements: tuple[DisagreementView, ...] = ()
    quotations: tuple[QuotationView, ...] = ()
    key_figures: tuple[FigureView, ...] = ()
    changes: tuple[ChangeView, ...] = ()
    passages: tuple[PassageView, ...] = ()
    note: tuple[str, ...] = ()
    links: tuple[LinkView, ...] = ()
    chosen: bool = False
    more: bool = False
    outlook: tuple[SentenceView, ...] = ()
    withdrawn: bool = False

    @property
    def told(self) -> tuple[SentenceView, ...]:
        """Its sentences and those of its passages, what it has of the outlook among them."""
        inside = (one for passage in self.passages for one in passage.sentences)
        return (*self.sentences, *inside, *self.outlook)

    @property
    def cited(self) -> frozenset[int]:
        """The numbers of the sources that its sentences, headings and boxes point to."""
        found = [*(told.source for told in self.told), *(passage.source for passage in self.passages)]
        found += [source for change in self.changes for source in (change.was_source, change.now_source)]
        found += [fact.source for kind in self.new for fact in kind.facts]
        for told in self.disagreements:
            found += [source for one in told.figures for source in one.sources]
        found += [source for figure in self.key_figures for source in figure.sources]
        found += [source for quotation in self.quotations for source in quotation.sources]
        return frozenset(source.number for source in found if source)

    @property
    def said(self) -> tuple[str, ...]:
        """The sentences and quotations of its boxes."""
        told = (figure.sentence for one in self.disagreements for figure in one.figures)
        return (*told, *(one.text for one in self.quotations))

    @property
    def boxed(self) -> bool:
        """Whether it has a box."""
        return bool(self.disagreements or self.quotations or self.key_figures or self.changes)

    @property
    def forecasts(self) -> tuple[PassageView, ...]:
        """What its sources said would happen by a day that has passed."""
        return tuple(one for one in self.passages if one.kind == "forecast")

    @property
    def beside(self) -> tuple[tuple[tuple[PassageView, ...], tuple[PassageView, ...]], ...]:
        """What was told then, in rows, each beside what is told now: one sentence each side, or a list."""
        rows: list[tuple[list[PassageView], list[PassageView]]] = []
        for one in self.passages:
            if one.kind == "then" and (not rows or rows[-1][1]):
                rows.append(([], []))
            if one.kind in ("then", "now"):
                rows = rows or [([], [])]
                rows[-1][one.kind == "now"].append(one)
        return tuple((tuple(then), tuple(now)) for then, now in rows)

    @property
    def named(self) -> tuple[str, ...]:
        """The outlets that a short line names."""
        return self.outlets[:NAMED_OUTLETS]

    @property
    def recent(self) -> tuple[StepView, ...]:
        """The last steps, for where there is no room for all."""
        return self.steps[-RECENT_STEPS:]

    @property
    def unnamed(self) -> int:
        """How many outlets the short line leaves out."""
        return len(self.outlets) - len(self.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section that has items; `colour` is its place among them, from 0."""

    key: str
    title: str
    colour: int
    items: tuple[ItemView, ...]

    @property
    def full(self) -> tuple[ItemView, ...]:
        """The items that are told."""
        return tuple(item for item in self.items if not item.line)

    @property
    def lines(self) -> tuple[ItemView, ...]:
        """The items that are only named."""
        return tuple(item for item in self.items if item.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """A line of the brief, and the item that it is about; it is the editor's, or a sentence that was rewritten, or neither."""

    text: str
    language: Language
    anchor: str
    colour: int
    by_editor: bool = False
    rewritten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event announced; or (`source`) a sentence that says what will happen, and the number of its item.

    `original` is what stands in the source, where the sentence is shown in another register.
    """

    when: str
    name: str
    place: str
    url: str
    language: Language = "und"
    foreign: bool = False
    source: SourceView | None = None
    number: int = 0
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term and what it means. `label` and `issue` are of the earlier issue whose sources explain it."""

    term: str
    means: str
    language: Language
    foreign: bool
    by_editor: bool
    source: SourceView | None
    label: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    """The whole issue, ready to be laid out; `rewritten` sentences stand in another register than their source.

    `greeting` and `conclusion` are the editor's, in paragraphs; `subject` and `preheader` too, empty where they are made.
    `numbered` says that sources are counted through the issue, and stand at its end.
    `wing` is the folder of its edition in the archive, empty for the primary one.
    """

    id: str
    title: str
    number: str
    period: str
    language: Language
    minutes: int
    count: int
    brief: tuple[BriefView, ...]
    sections: tuple[SectionView, ...]
    bars: tuple[BarView, ...]
    mix: tuple[MixView, ...]
    outlet_count: int
    events: tuple[EventView, ...]
    stories_read: int
    left_out: int
    left_out_reasons: tuple[tuple[str, int], ...]
    sender: str
    address: str
    contact: str
    archive_url: str
    rewritten: int = 0
    terms: tuple[TermView, ...] = ()
    has_calendar: bool = False
    coverage: tuple[CoverageView, ...] = ()
    genre: str = ""
    greeting: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    sponsor: SponsorView | None = None
    subject: str = ""
    preheader: str = ""
    wing: str = ""
    overview: tuple[CountView, ...] = ()
    choice: ChoiceView | None = None
    numbered: bool = False

    @property
    def outlook(self) -> tuple[ItemView, ...]:
        """The items of which sources say what is to come."""
        return tuple(item for item in self.items if item.outlook)

    @property
    def references(self) -> tuple[SourceView, ...]:
        """All sources by their numbers, where these are counted through the issue."""
        told = (source for item in self.items for source in item.sources)
        return tuple(sorted(told, key=lambda source: source.number)) if self.numbered else ()

    @property
    def listed(self) -> tuple[SourceView, ...]:
        """The references that a mail has room for: all, or where they are many, those that its sentences point to."""
        if len(self.references) <= REFERENCES_IN_MAIL:
            return self.references
        told = {one.source.number for item in self.items for one in item.told if one.source}
        return tuple(source for source in self.references if source.number in told)

    @property
    def items(self) -> tuple[ItemView, ...]:
        """The items in the order of the page."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def looks_back(self) -> bool:
        """Whether it tells what was, sentences and figures by the days on which they were told."""
        return any(
            item.beside or item.changes or any(one.when for one in item.passages) for item in self.items
        )

    @property
    def compared(self) -> bool:
        """Whether the keywords are compared with an issue before."""
        return any(bar.change is not None for bar in self.bars)
