"""A document as unbundling read it, line by line, for the terminal; what colours tell stands in the margin too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from digest.model import CalendarEvent, Story
    from digest.stories.explaining import Explained, ExplainedLine, Reading

COLOURS = ("cyan", "green", "magenta", "bright_blue")
"""Of the stories, in turn."""
UNSURE = "yellow"
STYLES = {
    "headline": "bold", "subhead": "bold", "lead": "bold", "note": "italic dim",
    "source": "italic", "further": "italic",
    "advertisement": "red", "calendar": "yellow",
    "greeting": "dim", "contents": "dim", "overview": "dim", "conclusion": "dim", "outlook": "dim", "references": "dim",
    "furniture": "dim", "caption": "dim", "byline": "dim", "rule": "dim", "unread": "dim",
}  # fmt: skip
LABEL = len("advertisement")
NUMBER = 4
_MOST = 8
"""Links, citations and reasons that are shown of each."""


def render(explained: Explained, *, name: str, report: str, uncertain: float) -> RenderableType:
    """What a rich console prints; nothing in it is read as markup.

    Args:
        explained: the document.
        name: how the user names it.
        report: the sentence at the end.
        uncertain: below this confidence a story is shown as uncertain.
    """
    parts: list[RenderableType] = [Text(name, style="bold")]
    rows: list[ExplainedLine] = []
    after = _after(explained.lines)
    for line in explained.lines:
        if line.opens:
            parts += _grid(rows)
            rows = []
            parts += _opening(line.story, explained.apart.stories[line.story - 1], uncertain)
        elif rows and rows[-1].story and not line.story and after[line.number] != rows[-1].story:
            parts += _grid(rows)
            rows = []
            parts.append(Rule(style="dim", characters="┄"))
        rows.append(line)
    parts += _grid(rows)
    parts += _events(explained.apart.events)
    parts += _readings(explained)
    parts += _suggestion(explained)
    parts += [Text(), Text(report, style="bold")]
    return Group(*parts)


def colour(story: int) -> str:
    """The colour of a story, by its number from 1."""
    return COLOURS[(story - 1) % len(COLOURS)]


def _after(lines: tuple[ExplainedLine, ...]) -> dict[int, int]:
    """Line number → the story of the next line that has one, itself included (0 = none)."""
    found, story = {}, 0
    for line in reversed(lines):
        story = line.story or story
        found[line.number] = story
    return found


def _grid(rows: list[ExplainedLine]) -> list[RenderableType]:
    if not rows:
        return []
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", width=NUMBER, no_wrap=True)
    grid.add_column(width=LABEL, no_wrap=True)
    grid.add_column(width=1)
    grid.add_column(ratio=1, overflow="fold")
    grid.expand = True
    for row in rows:
        style = STYLES.get(row.use, "")
        margin = f"{colour(row.story)} bold" if row.story else "dim"
        told = "bold" if row.use == "headline" else style if not row.story or row.use != "text" else ""
        grid.add_row(
            Text(str(row.number), style="dim"),
            Text(row.use, style=margin if row.story else style or "dim"),
            Text("┃" if row.story else "┊", style=margin),
            Text(row.text, style=told),
        )
    return [grid]


def _opening(number: int, story: Story, uncertain: float) -> Iterator[RenderableType]:
    """A rule with number, confidence and headline; below it the reason, and what was found of the story."""
    style = UNSURE if story.confidence < uncertain else colour(number)
    sure = f"{story.confidence:.0%}" + (" uncertain" if story.confidence < uncertain else "")
    yield Text()
    yield Rule(
        Text.assemble((f"{number} ", f"bold {style}"), (f"({sure}) ", style), (story.title, f"bold {style}")),
        align="left",
        style=style,
        characters="━",
    )
    for label, told in _found(story):
        line = Text.assemble((f"{label}: ", "dim"), (told, "dim"))
        yield Padding(line, (0, 0, 0, NUMBER + 1), expand=False)


def _found(story: Story) -> Iterator[tuple[str, str]]:
    if story.reason:
        yield "because", story.reason
    if story.author:
        yield "author", story.author
    if story.category:
        yield "category", story.category
    if story.published:
        yield (
            "date",
            story.published.strftime(
                {"month": "%Y-%m", "day": "%Y-%m-%d"}.get(story.precision, "%Y-%m-%d %H:%M %z")
            ),
        )
    for cited in story.citations[:_MOST]:
        told = ", ".join(str(part) for part in (cited.publisher, cited.title, cited.date, cited.url) if part)
        yield "cites", told
    for link in story.links[:_MOST]:
        yield "link", f"{link.text} → {link.url}" if link.text and link.text != link.url else link.url
    if len(story.links) > _MOST:
        yield "link", f"and {len(story.links) - _MOST} more"


def _events(events: tuple[CalendarEvent, ...]) -> Iterator[RenderableType]:
    if not events:
        return
    yield Rule(Text(f"{len(events)} events", style="bold yellow"), align="left", style="yellow")
    for event in events:
        days = " to ".join(dict.fromkeys(str(day) for day in (event.start, event.end) if day))
        told = ", ".join(part for part in (days, event.place, event.url) if part)
        yield Text.assemble((f"  {event.name}", "yellow"), (f"  {told}", "dim"))


def _readings(explained: Explained) -> Iterator[RenderableType]:
    """The ways to cut that were weighed: `→` is the one taken, `+` spoke for it, `-` against it."""
    yield Text()
    yield Rule(Text("Readings that were weighed", style="bold"), align="left", style="dim")
    if not any(reading.chosen for reading in explained.readings):
        taught = "the profile says so, or nothing" if explained.readings else "nothing"
        yield Text(f"→ one story: {taught} reached {explained.enough:.1f}", style="bold")
    for reading in explained.readings:
        yield _reading(reading)
    if not explained.readings:
        yield Text("  no line repeats as headlines do", style="dim")


def _reading(reading: Reading) -> RenderableType:
    mark, style = ("→", "bold") if reading.chosen else (" ", "")
    lines = ", ".join(map(str, reading.headlines[:_MOST])) + ("…" if len(reading.headlines) > _MOST else "")
    head = Text(f"{mark} {reading.score:+5.2f}  {reading.method}: {reading.stories} stories", style=style)
    head.append(f" (lines {lines})" if lines else "", style="dim")
    told = Text()
    for weight in reading.weights:
        if weight.feature != reading.method:
            told.append(
                f"{weight.feature} {weight.weight:+.2f}   ", style="green" if weight.weight > 0 else "red"
            )
    return Group(head, Padding(told, (0, 0, 0, NUMBER * 2 + 1), expand=False)) if told else head


def _suggestion(explained: Explained) -> Iterator[RenderableType]:
    if not explained.suggestion:
        return
    yield Rule(
        Text("To pin this cut, in config.toml below the source", style="bold"), align="left", style="dim"
    )
    yield Text(explained.suggestion.rstrip("\n"), style="cyan")
