"""An issue for the terminal: brief, headlines, sentences with their [n], boxes, sources, charts, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from digest.rendering import strings
from digest.rendering.arrange import arrange
from digest.rendering.terminal import hand, report
from digest.rendering.terminal.charts import COLOURS, charts
from digest.rendering.terminal.hanging import grid, hanging
from digest.rendering.terminal.passages import passages
from digest.rendering.wrapping import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import RenderableType

    from digest.model import Issue
    from digest.rendering.saidview import AgreedView, FigureView, QuotationView
    from digest.rendering.strings import Strings
    from digest.rendering.view import IssueView, ItemView, SentenceView, SourceView


SOURCES = 8
"""The most sources of an item that are named, beside those that it cites."""


def render_terminal(issue: Issue, *, folder: Path | None) -> RenderableType:
    """What a rich console prints for an issue; nothing in it is read as markup.

    Raises:
        ResultError: the table of strings is wrong.
    """
    words = strings.load(folder, issue.language)
    view = arrange(issue, words)
    parts: list[RenderableType] = [
        *_masthead(view, words),
        *hand.greeting(view),
        *report.counts(view),
    ]
    for section in view.sections:
        colour = COLOURS[section.colour % len(COLOURS)]
        parts += [Text(), Rule(Text(section.title, style=f"bold {colour}"), align="left", style=colour)]
        for item in section.full:
            parts += _item(item, colour, words)
        if section.lines:
            parts.append(Text())
            parts += [_line(item, words) for item in section.lines]
    parts += [*report.closing(view, words), *hand.conclusion(view, words), *hand.advertisement(view, words)]
    parts += [*_terms(view, words), *_events(view, words)]
    for heading, chart in charts(view, words):
        parts.extend((Text(), _heading(heading), chart))
    parts += _closing(view, words)
    return Group(*parts)


def _masthead(view: IssueView, words: Strings) -> list[RenderableType]:
    top = Table.grid(expand=True, padding=(0, 2, 0, 0))
    top.add_column(ratio=1)
    top.add_column(justify="right")
    when = Text(f"{view.number}\n".lstrip(), style="bold")
    when.append(view.period, style="not bold dim")
    top.add_row(Text(view.title, style="bold"), when)
    rule = Rule(characters="━", style="default")
    if not view.sections:
        return [top, rule, Text(words("terminal_empty"), style="dim")]
    count = Text(words("count", n=view.count, minutes=view.minutes), style="dim")
    return [top, rule, count, *_brief(view)]


def _brief(view: IssueView) -> list[RenderableType]:
    rows = grid(gap=1)
    for number, line in enumerate(view.brief, 1):
        colour = COLOURS[line.colour % len(COLOURS)]
        rows.add_row(Text(str(number), style=f"bold {colour}"), Text(line.text, style="bold"))
    return [Text(), rows] if view.brief else []


def _heading(text: str, style: str = "dim") -> Rule:
    return Rule(Text(text, style="bold not dim"), align="left", style=style)


def _item(item: ItemView, colour: str, words: Strings) -> list[RenderableType]:
    named = Text(item.headline, style="bold")
    for mark in _marks(item, words):
        named.append(f"  ({mark})", style=f"not bold dim {colour}")
    head = hanging(Text(f"{item.number}.", style=colour), named)
    told = [
        Padding(_sentence(sentence, colour, words), (0, 0, 0, 3), expand=False) for sentence in item.sentences
    ]
    within = passages(item, words, lambda one: _sentence(one, colour, words))
    told.extend(Padding(line, (0, 0, 0, 3), expand=False) for line in within)
    told.extend(_framed([*_boxes(item, words), *_ongoing(item, words)]))
    told.extend(Padding(line, (0, 0, 0, 3), expand=False) for line in hand.note(item, words))
    if item.sources:
        told.append(Padding(_sources(item, colour, words), (0, 0, 0, 3), expand=False))
    return [Text(), head, *told]


def _framed(lines: list[Text]) -> list[Padding]:
    """The lines in a box; nothing where there are none."""
    frame = Panel(Group(*lines), box=box.ROUNDED, border_style="dim", expand=False)
    return [Padding(frame, (0, 0, 0, 2), expand=False)] if lines else []


def _boxes(item: ItemView, words: Strings) -> Iterator[Text]:
    """A line for each heading, figure and quotation, with the numbers of its sources."""
    yield from _changes(item, words)
    if item.key_figures:
        yield Text(words("key_figures"), style="dim")
    for figure in item.key_figures:
        line = Text("· ")
        line.append(f"{figure.before} " if figure.before else "")
        line.append(figure.figure, style="bold")
        line.append(f" {figure.behind}" if figure.behind else "")
        yield _cited(line, figure, words)
    for one in item.disagreements:
        yield Text(words("disagreement", counted=one.counted), style="dim")
        for told in one.figures:
            line = Text("· ")
            line.append(told.figure, style="bold")
            line.append(f" ({', '.join(told.outlets)}) ", style="dim")
            line.append(told.sentence)
            yield _cited(line, told, words)
    if item.quotations:
        yield Text(words("quotations"), style="dim")
    for quotation in item.quotations:
        line = _cited(Text(f"· “{quotation.text}”"), quotation, words)
        line.append(f" {', '.join(filter(None, (quotation.speaker, quotation.office)))}", style="dim")
        yield line


def _changes(item: ItemView, words: Strings) -> Iterator[Text]:
    if item.changes:
        yield Text(words("changes"), style="dim")
    for one in item.changes:
        line = Text(f"· {one.counted}  {one.was}")
        line.append(f"[{one.was_source.number}]" if one.was_source else "", style="dim")
        line.append(f" ({one.was_when})", style="dim")
        line.append(" → ")
        line.append(one.now, style="bold")
        line.append(f"[{one.now_source.number}]" if one.now_source else "", style="dim")
        line.append(f" ({one.now_when})", style="dim")
        yield line


def _cited(line: Text, one: AgreedView | FigureView | QuotationView, words: Strings) -> Text:
    line.append("".join(f"[{source.number}]" for source in one.sources), style="dim")
    if one.foreign:
        line.append(f" ({words('foreign_sentence')})", style="dim")
    return line


def _ongoing(item: ItemView, words: Strings) -> Iterator[Text]:
    """What is new since it was told last, and how it went so far."""
    for place, kind in enumerate(item.new):
        line = Text(f"{item.since}  " if not place else " " * (display_width(item.since) + 2), style="dim")
        line.append(f"{kind.label}: ", style="dim")
        line.append(", ".join(fact.text for fact in kind.facts), style="bold not dim")
        yield line
    if item.steps:
        yield Text(words("flow"), style="dim")
    for step in item.recent:
        line = Text(f"{'●' if step.now else '○'} {step.when}  ", style="dim")
        line.append(step.title, style="default not dim")
        line.append("".join(f"[{source.number}]" for source in step.sources))
        line.append(f"  {step.label}" if step.label else "")
        yield line


def _marks(item: ItemView, words: Strings) -> list[str]:
    marks = []
    if item.ongoing:
        marks.append(words("storyline_nth", n=item.part) if item.part else words("storyline"))
    if item.foreign:
        marks.append(words("foreign" if item.sources else "foreign_sentence"))
    return marks


def _sentence(sentence: SentenceView, colour: str, words: Strings) -> Text:
    text = Text(sentence.text)
    if sentence.source:
        text.append(f"[{sentence.source.number}]", style=_linked(sentence.source, colour))
    if sentence.by_editor:
        text.append(f" ({words('by_editor')})", style="dim")
    if sentence.foreign:
        text.append(f" ({words('foreign_sentence')})", style="dim")
    if sentence.original:
        text.append(words("rewritten_mark"), style="dim")
    return text


def _sources(item: ItemView, colour: str, words: Strings) -> Text:
    """How many outlets, and each source's with its number; both lead to it where the terminal can follow links."""
    count = len(item.outlets)
    told = words("sources_count", n=count) if count else words("references_count", n=len(item.sources))
    text = Text(told, style="dim")
    if item.copies:
        text.append(f" ({words('copies_count', n=item.copies)})")
    free = SOURCES - len(item.cited)
    others = [source for source in item.sources if source.number not in item.cited]
    named = item.cited | {source.number for source in others[: max(0, free)]}
    for source in item.sources:
        if source.number not in named:
            continue
        text.append(" · ")
        text.append(source.outlet or source.title, style=_linked(source, "default not dim"))
        text.append(f"[{source.number}]", style=_linked(source, f"{colour} not dim"))
        text.append(f" {source.when}")
    if len(named) < len(item.sources):
        text.append(f" · {words('more_references', n=len(item.sources) - len(named))}")
    return text


def _line(item: ItemView, words: Strings) -> Table:
    text = Text(item.headline)
    named = " · ".join(item.named) or (words("references_count", n=len(item.sources)) if item.sources else "")
    text.append(f"  {' · '.join(filter(None, [named, *_marks(item, words)]))}".rstrip(), style="dim")
    return hanging(f"{item.number}.", text)


def _terms(view: IssueView, words: Strings) -> Iterator[RenderableType]:
    if view.terms:
        yield from (Text(), _heading(words("terms")))
    for term in view.terms:
        line = Text(term.term, style="bold")
        line.append(f"  {term.means}", style="not bold")
        if term.foreign:
            line.append(f" ({words('foreign_sentence')})", style="not bold dim")
        told = term.source.outlet or term.source.title if term.source else words("term_editor")
        line.append(f"  {' · '.join(filter(None, (told, term.label)))}", style="not bold dim")
        yield hanging("·", line)


def _events(view: IssueView, words: Strings) -> Iterator[RenderableType]:
    if not view.events:
        return
    yield from (Text(), _heading(words("events")))
    rows = grid(gap=2)
    for event in view.events:
        line = Text(event.name)
        if event.original:
            line.append(words("rewritten_mark"), style="dim")
        about = [event.place, (event.source.outlet or event.source.title) if event.source else ""]
        about.append(words("event_item", n=event.number) if event.number else "")
        line.append(f"  {' · '.join(filter(None, about))}".rstrip(), style="dim")
        rows.add_row(Text(event.when, style="dim"), line)
    yield rows


def _closing(view: IssueView, words: Strings) -> list[RenderableType]:
    note = [Text(), Text(words("rewritten_note"), style="dim")] if view.rewritten else []
    return [*note, *_left_out(view, words)]


def _left_out(view: IssueView, words: Strings) -> list[RenderableType]:
    if not view.left_out:
        return []
    reasons = " · ".join(words("left_out_row", reason=why, n=n) for why, n in view.left_out_reasons)
    told = words("terminal_left_out", read=view.stories_read, left=view.left_out)
    return [Text(), Text(f"{told} ({reasons})" if reasons else told, style="dim")]


def _linked(source: SourceView, style: str) -> str:
    # A style is a language of words: an address with anything but plain characters is shown without its link.
    plain = source.url.isascii() and " " not in source.url
    return f"{style} link {source.url}" if source.url and plain else style
