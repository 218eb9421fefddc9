"""Unbundling: one document, its stories, and what else it holds.

`proposals` names the ways to cut that a rule tells, `tagging` what each line looks like by itself, `looks` the ways
to cut that follow from that; `judging` weighs them all, and where none convinces the document is one story.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.model import Document, Part, Span, Story, Unbundled
from digest.stories.assembling import assemble, headline_only, subhead_families
from digest.stories.calendar import Calendar, listed, tables
from digest.stories.categories import categorised
from digest.stories.cutting import Cut, cut_up, one_piece
from digest.stories.facts import Facts
from digest.stories.identity import normalise, story_id
from digest.stories.judging import ENOUGH, Verdict, judge
from digest.stories.lines import Line, lines_of
from digest.stories.looks import by_look
from digest.stories.outskirts import trimmed
from digest.stories.pieces import Piece
from digest.stories.profile import LayoutProfile
from digest.stories.proposals import proposals
from digest.stories.references import read_references, referring
from digest.stories.roles import Role, roles_of
from digest.stories.tagging.tagger import seen, tagger
from digest.stories.tags import Tags
from digest.stories.teaching import corrected, corrected_roles, demoted, kept, taught

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.model import CalendarEvent, PartKind

_UNTAUGHT = LayoutProfile()
_MOST_LINES = 5_000
"""A document of more is a book or a log: it is read by rules alone, in the memory that its text takes."""
_ALMOST, _SURELY = 0.5, 0.9
"""How little less may speak for a reading that knows chapters, and how likely these must be to belong to no story."""
_NEAR = 0.4
"""How far below enough a verdict is still worth a doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document as unbundling sees it before it cuts: its lines, what each is for, and its tables of events."""

    lines: tuple[Line, ...]
    roles: tuple[Role, ...]
    calendar: Calendar


def unbundle(document: Document, *, profile: LayoutProfile = _UNTAUGHT) -> Unbundled:
    """Take a document apart.

    Stories and parts stand in the document's order and never overlap; `Story.text` is the joining of its spans by
    line feeds. Any text is answered; one without letters holds no story.
    """
    if document.title and not any(char.isalnum() for char in document.text):
        return Unbundled(document=document.id, stories=(headline_only(document),))
    page = layout(document, profile)
    lines, calendar = page.lines, page.calendar
    readings = weigh(document, page, profile)
    verdict, doubt = choose(readings.verdicts, profile)
    stay = kept(lines, profile)
    sure = 0.95 if profile.whole else 0.9 - doubt
    cut = (
        cut_up(document, lines, page.roles, verdict, stay, tags=readings.tags)
        if verdict
        else one_piece(document, lines, page.roles, stay, tags=readings.tags, sure=sure, doubt=doubt > 0)
    )
    if readings.tags:
        cut = trimmed(cut, readings.tags, stay)
    subheads = subhead_families(lines)
    stories = [assemble(document, section, cut.roles, subheads) for section in categorised(cut.sections)]
    stories = _named([story for story in stories if any(char.isalnum() for char in story.text)])
    references = read_references(piece.lines for piece in cut.pieces if piece.kind == "references")
    stories = [referring(story, references) for story in stories]
    pieces = _with_furniture(cut, lines, calendar.lines)
    return Unbundled(
        document=document.id,
        stories=tuple(stories),
        parts=tuple(_part(document, piece) for piece in pieces),
        events=_events(document, calendar.events, pieces),
    )


def layout(document: Document, profile: LayoutProfile) -> Layout:
    """The lines of a document and their roles, before any story is known."""
    lines = lines_of(document)
    calendar = tables(document, lines)
    roles = corrected_roles(lines, roles_of(lines, profile), profile)
    roles = tuple("furniture" if line.index in calendar.lines else roles[line.index] for line in lines)
    return Layout(lines=lines, roles=roles, calendar=calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Every way to cut that was thought of, the best first, and the tags of the lines, if they were asked for."""

    verdicts: tuple[Verdict, ...]
    tags: Tags | None = None


def weigh(document: Document, page: Layout, profile: LayoutProfile, tags: Tags | None = None) -> Readings:
    """Every way to cut that was thought of, the best first; a profile's own word before all others, and alone.

    Args:
        document: the document.
        page: its layout.
        profile: what an editor taught of its source.
        tags: of its lines, where they are known already; else the tagger is asked.
    """
    lines = demoted(page.lines, profile)
    facts = Facts(lines=lines, roles=page.roles, title=document.title, is_page=document.format == "html")
    known = taught(lines, page.roles, profile)
    if known:
        known = corrected(known, lines, profile)
        return Readings(verdicts=(judge(known, facts),) if known.heads else ())
    asked = (corrected(proposal, lines, profile) for proposal in proposals(lines, page.roles, document.title))
    found = [proposal for proposal in asked if proposal.heads]
    if not 0 < len(lines) <= _MOST_LINES or (not found and _is_prose_alone(lines, page.roles)):
        tags = None
    else:
        tags = tags or tagger().tags(seen(facts, found))
        looks = (corrected(proposal, lines, profile) for proposal in by_look(lines, page.roles, tags))
        found += [proposal for proposal in looks if proposal.heads]
    verdicts = sorted(
        (judge(proposal, facts, tags) for proposal in found), key=lambda verdict: -verdict.score
    )
    return Readings(verdicts=tuple(_chaptered(verdicts, tags) if tags else verdicts), tags=tags)


def _chaptered(verdicts: list[Verdict], tags: Tags) -> list[Verdict]:
    """The verdicts, first of all one with the best one's headlines, and almost its score, that knows more chapters.

    Chapters are lines that end a story, where these surely belong to none.
    """
    for verdict in verdicts[1:]:
        same, best = verdict.proposal, verdicts[0].proposal
        if (
            same.heads == best.heads
            and same.closers > best.closers
            and verdict.score > verdicts[0].score - _ALMOST
            and all(tags.outside[index] > _SURELY for index in same.closers - best.closers)
        ):
            return [verdict, *(one for one in verdicts if one is not verdict)]
    return verdicts


def _is_prose_alone(lines: Sequence[Line], roles: Sequence[Role]) -> bool:
    """Whether all below the first line is sentences in plain letters: an article, of which no line needs a second look."""
    return all(
        line.kind == "paragraph"
        and line.is_sentence
        and not line.family
        and not line.links
        and line.stressed is None
        and roles[line.index] == "text"
        for line in lines[1:]
    )


def choose(verdicts: Sequence[Verdict], profile: LayoutProfile) -> tuple[Verdict | None, float]:
    """The verdict to cut by, or None for one story with how much doubt there is (0 to .3).

    Args:
        verdicts: the best first.
        profile: may say that each document is one story.
    """
    if profile.whole or not verdicts:
        return None, 0.0
    best = verdicts[0]
    if best.proposal.taught:
        return best, 0.0
    if best.score < ENOUGH - _NEAR:
        return None, 0.0
    if best.score < ENOUGH:
        return None, round(0.3 * (best.score - ENOUGH + _NEAR) / _NEAR, 2)
    return best, 0.0


def _named(stories: Iterable[Story]) -> list[Story]:
    """Stories with their ids; a headline that comes again is counted."""
    seen: dict[str, int] = {}
    named = []
    for story in stories:
        key = normalise(story.title)
        named.append(replace(story, id=story_id(story.document, story.title, seen.get(key, 0))))
        seen[key] = seen.get(key, 0) + 1
    return named


def _with_furniture(cut: Cut, lines: Sequence[Line], calendar: frozenset[int]) -> list[Piece]:
    """The cut's parts and, beside them, every run of lines that is furniture, contents, an advertisement or a calendar's table."""
    kinds: dict[int, PartKind] = {}
    for piece in cut.pieces:
        kinds.update({line.index: piece.kind for line in piece.lines})
    heads = {section.head.index for section in cut.sections if section.head}
    for line in lines:
        role = cut.roles[line.index]
        if line.index in heads:
            continue  # a headline that only looked like furniture
        if line.index in calendar:
            kinds[line.index] = "calendar"
        elif role == "contents":
            kinds[line.index] = "contents"
        elif role == "advertisement":
            kinds[line.index] = "advertisement"
        elif role in {"furniture", "fixed"} and kinds.get(line.index) not in {"calendar", "advertisement"}:
            kinds[line.index] = "furniture"
    runs: list[list[int]] = []
    for index in sorted(kinds):
        if runs and runs[-1][-1] == index - 1 and kinds[index - 1] == kinds[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [Piece(kind=kinds[run[0]], lines=tuple(lines[index] for index in run)) for run in runs]


def _part(document: Document, piece: Piece) -> Part:
    spans = tuple(Span(start=line.start, end=line.end) for line in piece.lines)
    return Part(
        kind=piece.kind,
        document=document.id,
        spans=spans,
        text="\n".join(document.text[span.start : span.end] for span in spans),
    )


def _events(
    document: Document, known: tuple[CalendarEvent, ...], pieces: Sequence[Piece]
) -> tuple[CalendarEvent, ...]:
    """Events of tables, and of the dated lines of parts that are calendars and hold no table."""
    if known:
        return known
    return tuple(
        event for piece in pieces if piece.kind == "calendar" for event in listed(document, piece.lines)
    )
