"""What the other pages of the archive need of an issue: made once from its view, and kept between two builds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from digest import codec
from digest.model import Language
from digest.rendering.ics import Event

NameKind = Literal["person", "term", "name"]
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Day = date  # the codec reads the fields' types when the program runs


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSentence:
    """A sentence of an item as its page shows it, and where it stands there; `original` is not empty where it was rewritten."""

    anchor: str
    text: str
    language: Language
    original: str = ""
    by_editor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFact:
    """A new fact as its source writes it; `und` where it has no source of its own."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNew:
    """The new facts of a kind (`figure`, `date`, `name`, `outlet`), and what heads them."""

    kind: str
    label: str
    facts: tuple[CardFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFigure:
    """A figure and what it counts; `anchor` is that of its source on the page, `day` that of what it says.

    `before` and `behind` are the words around it. `unit` and `value` are what it says in numbers; the value is None where
    that is not known.
    """

    text: str
    counted: str
    language: Language
    anchor: str
    outlet: str
    day: Day
    before: str = ""
    behind: str = ""
    unit: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardName:
    """A name that the item gives: of somebody who speaks, of a term that is explained, or one that was new."""

    text: str
    kind: NameKind


class CardTold(NamedTuple):
    """An earlier item of the same storyline."""

    issue: str
    item: str
    day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBody:
    """What an item says: `told` is the sentence it is told by, `sentences` are all that its page shows, in order."""

    told: CardSentence | None = None
    new: tuple[CardNew, ...] = ()
    figures: tuple[CardFigure, ...] = ()
    sentences: tuple[CardSentence, ...] = ()


@dataclass(frozen=True, kw_only=True)  # without slots: what was unpacked is kept beside the fields
class CardItem:
    """An item: `number` is its place in the issue, from 1, `day` that of its latest story.

    `storyline` is the id of its storyline, empty where it has none, `affair` that storyline's name; `sources` counts its
    references, `by_editor` says that the headline is the editor's, `outlets` names their independent outlets, `cited` all that it has a reference of. `text` is all that it says, as names are looked up in it.

    Most pages of most builds ask little of an item. So the earlier items of its storyline and what it says stand here as JSON
    (`before`, a line each; `body`) and are unpacked where they are asked for.
    """

    id: str
    number: int
    anchor: str
    headline: str
    language: Language
    day: Day
    line: bool
    by_editor: bool = False
    affair: str = ""
    storyline: str = ""
    outlets: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    sources: int = 0
    names: tuple[CardName, ...] = ()
    text: str = ""
    before: str = ""
    body: str = "{}"

    @property
    def told(self) -> CardSentence | None:
        """The sentence it is told by."""
        return self._said.told

    @property
    def new(self) -> tuple[CardNew, ...]:
        """What is new since its storyline was last told of."""
        return self._said.new

    @property
    def figures(self) -> tuple[CardFigure, ...]:
        """Its key figures, and both of each quantity that changed."""
        return self._said.figures

    @property
    def sentences(self) -> tuple[CardSentence, ...]:
        """All that its page shows, in order."""
        return self._said.sentences

    @cached_property
    def _said(self) -> CardBody:
        return codec.load(CardBody, self.body, subject=f"card of {self.id}")


def unsaid(item: CardItem, said: set[str]) -> Iterator[CardTold]:
    """The earlier items of an item's storyline that were not `said` before; now they are."""
    for line in item.before.splitlines():
        if line not in said:
            said.add(line)
            yield _told(line)


def packed(said: CardBody) -> str:
    """What an item says, as its card keeps it."""
    return codec.row(said)


def packed_earlier(told: Iterable[CardTold]) -> str:
    """The earlier items of a storyline, as the card of an item keeps them."""
    return "\n".join(json.dumps([one.issue, one.item, one.day.isoformat()]) for one in told)


def _told(line: str) -> CardTold:
    issue, item, day = json.loads(line)
    return CardTold(issue, item, date.fromisoformat(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An issue as other pages know it.

    Args:
        primary: the id of its primary edition; its own where there is one edition only.
        path: its page's place in the site.
        url: its page's address, or its place where the publication has no archive address.
        number: as the reader sees it, empty where issues are not counted.
        period: as the reader sees it.
        start: the first day of the period; `end` is the day after its last.
        published: when the issue was made.
        updated: when the issue was made, or the editor's last note of it.
        has_calendar: whether a calendar stands beside its page.
        entry: the issue in HTML, for the feed.
        authority: the domain that ids in feeds rest on.
        items: in the order of the page; none that is withdrawn.
        kind: what tells it from issues of other genres that have the same number; empty where there are none.
        withdrawn: nothing is left of it but its address and its entry in the feed.
        events: its dates ahead that have a day; none where it is withdrawn.
        linked: ids of the issues whose pages its own leads to, where they have one.
    """

    issue: str
    primary: str
    language: Language
    editions: tuple[Language, ...]
    selection: str
    publication: str
    path: str
    url: str
    archive_url: str
    title: str
    number: str
    period: str
    start: Day
    end: Day
    published: datetime
    updated: datetime
    timezone: str
    genre: str
    sender: str
    contact: str
    authority: str
    entry: str
    entry_id: str
    has_calendar: bool
    items: tuple[CardItem, ...]
    linked: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    withdrawn: bool = False
    kind: str = ""

    @property
    def year(self) -> int:
        """The year under which the issue is listed."""
        return self.start.year

    @property
    def label(self) -> str:
        """What names the issue where there is little room."""
        return self._with_kind(self.number or self.period)

    @property
    def name(self) -> str:
        """What names the issue beside its period."""
        return self._with_kind(self.number or ("" if self.kind else self.title))

    @property
    def numbered(self) -> str:
        """What names the issue beside its title."""
        return f"{'' if self.kind == self.title else self.kind} {self.number}".strip()

    @property
    def called(self) -> str:
        """What names the issue where nothing stands beside it."""
        return f"{self.title} {self.numbered}".strip() + f" · {self.period}"

    def _with_kind(self, told: str) -> str:
        return f"{self.kind} {told}".strip()

    def edition(self, language: Language) -> str:
        """The id of the edition in a language."""
        return f"{self.selection}-{language}"
