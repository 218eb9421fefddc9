"""An issue for the terminal: headlines, sentences with their [n], sources, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from digest.rendering import strings
from digest.rendering.arrange import arrange
from digest.rendering.terminal import hand, report
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

COLOURS = ("blue", "green", "magenta", "yellow")


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
    parts += [*report.closing(view, words), *hand.conclusion(view, words)]
    parts += [*_terms(view, words), *_events(view, words), *_closing(view, words)]
    return Group(*parts)


def _masthead(view: IssueView, words: Strings) -> list[RenderableType]:
    top = Text(view.title, style="bold")
    top.append(f"  {view.number}".rstrip(), style="bold")
    top.append(f"  {view.period}", style="dim")
    if not view.sections:
        return [top, Text(words("terminal_empty"), style="dim")]
    return [top, Text(words("count", n=view.count, minutes=view.minutes), style="dim")]


def _item(item: ItemView, colour: str, words: Strings) -> list[RenderableType]:
    head = Text(f"{item.number}. ", style=colour)
    head.append(item.headline, style="bold")
    for mark in _marks(item, words):
        head.append(f"  ({mark})", style=f"dim {colour}")
    told = [
        Padding(_sentence(sentence, colour, words), (0, 0, 0, 3), expand=False) for sentence in item.sentences
    ]
    within = passages(item, words, lambda one: _sentence(one, colour, words))
    told += [Padding(line, (0, 0, 0, 3), expand=False) for line in within]
    told += [Padding(line, (0, 0, 0, 3), expand=False) for line in _boxes(item, words)]
    told += [Padding(line, (0, 0, 0, 3), expand=False) for line in _ongoing(item, words)]
    told += [Padding(line, (0, 0, 0, 3), expand=False) for line in hand.note(item, words)]
    return [Text(), head, *told, Padding(_sources(item, words), (0, 0, 0, 3), expand=False)]


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
        line.append(f"  {step.label}" if step.label else "")
        yield line


def _marks(item: ItemView, words: Strings) -> list[str]:
    marks = []
    if item.ongoing:
        marks.append(words("storyline_nth", n=item.part) if item.part else words("storyline"))
    if item.foreign:
        marks.append(words("foreign"))
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


def _sources(item: ItemView, words: Strings) -> Text:
    count = len(item.outlets)
    told = words("sources_count", n=count) if count else words("references_count", n=len(item.sources))
    if item.copies:
        told += f" ({words('copies_count', n=item.copies)})"
    text = Text(f"{told} ", style="dim")
    for source in item.sources:
        text.append(f" [{source.number}] ", style="dim")
        text.append(source.outlet or source.title, style=_linked(source, "dim"))
        text.append(f", {source.when}", style="dim")
    return text


def _line(item: ItemView, words: Strings) -> Text:
    text = Text("· ", style="dim")
    text.append(item.headline, style="default not dim")
    named = " · ".join(item.named) or words("references_count", n=len(item.sources))
    text.append(f"  {' · '.join([named, *_marks(item, words)])}")
    return text


def _terms(view: IssueView, words: Strings) -> Iterator[RenderableType]:
    if view.terms:
        yield from (Text(), Rule(Text(words("terms"), style="bold"), align="left", style="dim"))
    for term in view.terms:
        line = Text("· ", style="dim")
        line.append(term.term, style="bold not dim")
        line.append(f"  {term.means}", style="default not dim")
        if term.foreign:
            line.append(f" ({words('foreign_sentence')})")
        told = term.source.outlet or term.source.title if term.source else words("term_editor")
        line.append(f"  {' · '.join(filter(None, (told, term.label)))}")
        yield line


def _events(view: IssueView, words: Strings) -> Iterator[RenderableType]:
    if view.events:
        yield from (Text(), Rule(Text(words("events"), style="bold"), align="left", style="dim"))
    for event in view.events:
        line = Text(f"{event.when}  ", style="dim")
        line.append(event.name, style="default not dim")
        if event.original:
            line.append(words("rewritten_mark"))
        about = [event.place, (event.source.outlet or event.source.title) if event.source else ""]
        about.append(words("event_item", n=event.number) if event.number else "")
        line.append(f"  {' · '.join(filter(None, about))}".rstrip())
        yield line


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
