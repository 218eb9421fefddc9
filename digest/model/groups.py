"""What grouping makes of stories: clusters with their evidence, and storylines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from digest.model.texts import Language, Precision

Day = date  # the codec reads the fields' types when the program runs
TermKind = Literal["word", "name", "number", "date"]
AgainstKind = Literal[
    "days",
    "document",
    "outlet",
    "names",
    "strangers",
    "proof",
    "pivots",
    "figures",
    "weekdays",
    "form",
    "untied",
    "single",
]
FactKind = Literal["figure", "date", "name", "outlet"]


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
class Telling:
    """An item of an earlier issue: `place` is its place on the page there, from 1, `day` that of its latest story.

    `language` is that of its headline; `outlets` is how many told of it then, 0 where that is not known.
    """

    issue: str
    number: int
    item: str
    place: int
    headline: str
    day: Day
    language: Language = "und"
    precision: Precision = "day"
    outlets: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What an affair had not told before, as `story` writes it; an outlet that never told of it has no story."""

    kind: FactKind
    text: str
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoesOn:
    """Why a cluster goes on a storyline, or (`followed` is false) what it was nearest to and is not.

    `by` says what decided: what it tells; that it holds a story that was told there; or the editor. `chance` (0 to 1) is
    that of what it tells. `shared` is told by both, the most telling first; against it speak `strangers`, names that the
    cluster is about and the storyline never told, and `missing`, names that the storyline is about and the cluster does
    not tell. `headline` is that of the storyline's last telling; `needed` the chance from which it goes on, 0 where a former version did not say.
    """

    cluster: str
    storyline: str
    headline: str = ""
    followed: bool = True
    by: Literal["words", "story", "editor"] = "words"
    chance: float = 0.0
    shared: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    needed: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """The same affair going on: clusters (ids) of one issue, ordered by time, and what earlier issues told of it.

    `id` is the id of its first item. `earlier` is in the order of telling; `new` is what it had not told then.
    """

    id: str
    name: str
    clusters: tuple[str, ...]
    earlier: tuple[Telling, ...] = ()
    new: tuple[Fact, ...] = ()
