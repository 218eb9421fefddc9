"""A document with everything that unbundling thought of it: what each line is for, which cuts were weighed, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.model import Document, PartKind, Reason, Span, Unbundled
from digest.stories.judging import ENOUGH
from digest.stories.margins import is_stamp, stands_above
from digest.stories.profile import LayoutProfile, as_seen
from digest.stories.suggesting import suggestion
from digest.stories.teaching import Unmatched, unmatched
from digest.stories.unbundle import Layout, choose, layout, unbundle, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Story
    from digest.stories.judging import Verdict
    from digest.stories.lines import Line

Use = (
    PartKind
    | Literal[
        "headline", "text", "lead", "point", "detail", "note", "subhead",
        "source", "further", "caption", "byline", "rule", "unread",
    ]
)  # fmt: skip
"""What a line is for. `unread`: it stands in no story and is no part (a document of nothing else)."""
_MOST_READINGS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedLine:
    """A line of the document: its number (from 1), what it is for, and the story it belongs to (from 1; 0 = none).

    `text` is the line as the patterns of a profile see it, `opens` whether a story begins with it.
    """

    number: int
    use: Use
    text: str
    story: int = 0
    opens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A way to cut that was weighed: what its headlines have in common, how many, its score, and what spoke for it."""

    method: str
    stories: int
    score: float
    weights: tuple[Reason, ...] = ()
    chosen: bool = False
    headlines: tuple[int, ...] = ()
    """The numbers of the lines that would be headlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A document come apart, line by line.

    `readings` are the ways to cut that were weighed, the best first; from a score of `enough` a document is cut.
    `suggestion` is a `[sources.profile]` that would pin the cut, as TOML, empty where a profile has patterns already; `unmatched` are the patterns of the given
    profile that fit no line.
    """

    document: str
    title: str
    lines: tuple[ExplainedLine, ...]
    apart: Unbundled
    readings: tuple[Reading, ...] = ()
    enough: float = ENOUGH
    suggestion: str = ""
    unmatched: tuple[Unmatched, ...] = ()


def explain(document: Document, *, profile: LayoutProfile) -> Explained:
    """What `unbundle` makes of a document, with its reasons."""
    apart = unbundle(document, profile=profile)
    page = layout(document, profile)
    verdicts = weigh(document, page, profile).verdicts
    chosen, _ = choose(verdicts, profile)
    return Explained(
        document=document.id,
        title=document.title,
        lines=tuple(_lines(page, apart)),
        apart=apart,
        readings=tuple(_readings(verdicts, chosen)),
        suggestion="" if any(profile.patterns()) else suggestion(page.lines, page.roles, verdicts, chosen),
        unmatched=unmatched(document, profile),
    )


def _readings(verdicts: Sequence[Verdict], chosen: Verdict | None) -> Iterator[Reading]:
    seen: set[tuple[int, ...]] = set()
    for verdict in verdicts:
        if verdict.stories in seen or not verdict.weights or len(seen) >= _MOST_READINGS:
            continue
        seen.add(verdict.stories)
        yield Reading(
            method=verdict.proposal.method,
            stories=len(verdict.stories),
            score=round(verdict.score, 2),
            weights=tuple(sorted(verdict.weights, key=lambda one: -abs(one.weight))),
            chosen=verdict is chosen,
            headlines=tuple(index + 1 for index in verdict.stories),
        )


def _lines(page: Layout, apart: Unbundled) -> Iterator[ExplainedLine]:
    uses = _uses(apart)
    story = 0
    for line in page.lines:
        use, owner = _use(line, page, uses)
        opens = owner > story
        story = max(owner, story)
        inside = owner or (story if use in {"source", "further", "rule"} else 0)
        yield ExplainedLine(number=line.index + 1, use=use, text=as_seen(line), story=inside, opens=opens)


def _use(line: Line, page: Layout, uses: dict[int, tuple[Use, int]]) -> tuple[Use, int]:
    """What a line is for, and the story whose text it is (0 = none)."""
    role = page.roles[line.index]
    start, end = min(line.start, line.end - len(line.shown)), max(line.end, line.start + 1)
    use, owner = next((uses[place] for place in range(start, end) if place in uses), ("unread", 0))
    if role == "rule":
        use = "rule"
    elif owner:
        pass
    elif role == "source" or (
        use == "unread" and role in {"further", "advertisement", "contents", "furniture"}
    ):
        use = role
    elif use == "furniture" and line.kind == "caption":
        use = "caption"
    elif use == "furniture" and stands_above(line.shown) and not is_stamp(line.shown):
        use = "byline"
    return use, owner


def _uses(apart: Unbundled) -> dict[int, tuple[Use, int]]:
    """Where each span of a story or part begins → what it is for, and the number of the story (0 = a part's)."""
    uses: dict[int, tuple[Use, int]] = {}
    for part in apart.parts:
        uses.update({span.start: (part.kind, 0) for span in part.spans})
    for number, story in enumerate(apart.stories, 1):
        uses.update({span.start: (use, number) for span, use in _blocks(story)})
        if story.title_span:
            uses[story.title_span.start] = ("headline", number)
    return uses


def _blocks(story: Story) -> Iterator[tuple[Span, Use]]:
    kinds: dict[str, Use] = {
        "lead": "lead", "subhead": "subhead", "point": "point", "detail": "detail", "note": "note", "caption": "caption",
    }  # fmt: skip
    for span, block in zip(story.spans, story.blocks, strict=False):
        yield span, kinds.get(block.kind, "text")
