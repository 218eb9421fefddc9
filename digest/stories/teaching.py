"""What a profile changes: the roles of lines, the ways to cut, the names of chapters; and what of it found nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories.lines import lines_of
from digest.stories.profile import fits, found_in
from digest.stories.proposal import TAUGHT, Proposal
from digest.stories.vocabulary import is_short_news, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Document
    from digest.stories.lines import Line
    from digest.stories.profile import LayoutProfile
    from digest.stories.roles import Role

NEEDED = frozenset({"heading", "split", "start", "end"})
"""The settings whose patterns must fit a line of each document."""
_NO_HEAD = frozenset({"furniture", "rule", "contents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A pattern of a profile that fits no line of a document; `setting` is its key."""

    setting: str
    pattern: str


def corrected_roles(lines: Sequence[Line], roles: Sequence[Role], profile: LayoutProfile) -> tuple[Role, ...]:
    """The roles as a profile has them: lines kept and dropped, and furniture outside of `start` and `end`."""
    if profile == type(profile)():
        return tuple(roles)
    told = list(roles)
    stay = kept(lines, profile)
    often = Counter(line.shown for line in lines)
    for line in lines:
        if any(fits(pattern, line) for pattern in profile.drop):
            told[line.index] = "furniture"
        elif line.index in stay and told[line.index] != "rule":
            told[line.index] = "text"
        elif profile.heading and often[line.shown] == 1 and fits(profile.heading, line):
            told[line.index] = "contents" if told[line.index] == "contents" else "text"
        if profile.split and fits(profile.split, line):
            told[line.index] = "rule"
    first = _first(profile.start, lines, 0)
    last = _first(profile.end, lines, len(lines))
    return tuple("furniture" if not first <= index < last else role for index, role in enumerate(told))


def kept(lines: Sequence[Line], profile: LayoutProfile) -> frozenset[int]:
    """The lines that a profile keeps in their story."""
    if not profile.keep:
        return frozenset()
    return frozenset(line.index for line in lines if any(fits(pattern, line) for pattern in profile.keep))


def _first(pattern: str, lines: Sequence[Line], otherwise: int) -> int:
    if not pattern:
        return otherwise
    return next((line.index for line in lines if fits(pattern, line)), otherwise)


def demoted(lines: Sequence[Line], profile: LayoutProfile) -> tuple[Line, ...]:
    """The lines as proposals shall see them: what is no headline is a plain paragraph."""
    if not profile.not_heading:
        return tuple(lines)
    return tuple(
        replace(line, kind="paragraph", level=0, family="", number=0, rank=0)
        if any(fits(pattern, line) for pattern in profile.not_heading)
        else line
        for line in lines
    )


def taught(lines: Sequence[Line], roles: Sequence[Role], profile: LayoutProfile) -> Proposal | None:
    """The way to cut that a profile names; None where it names none, or where no line fits it."""
    if profile.heading:
        heads, method = _named(lines, roles, profile.heading), "the profile's heading pattern"
    elif profile.split:
        heads, method = _below(lines, roles), "the profile's line between stories"
    elif profile.one_line:
        heads, method = _items(lines, roles), "the profile's stories of one line"
    else:
        return None
    if not heads:
        return None
    titles = tuple(
        (line.index, place)
        for line in lines
        if profile.heading and line.index in heads and (place := _group(profile.heading, line))
    )
    split = frozenset(line.index for line in lines if roles[line.index] == "rule" and profile.split)
    closers = (split | _closers(lines, heads) - kept(lines, profile)) - frozenset(heads)
    return Proposal(
        heads=heads,
        closers=closers,
        method=method,
        kinds=(),
        taught=TAUGHT,
        told=frozenset(heads) if profile.one_line else frozenset(),
        titles=titles,
    )


def corrected(proposal: Proposal, lines: Sequence[Line], profile: LayoutProfile) -> Proposal:
    """A way to cut without the heads that a profile forbids, and with the chapters that it names."""
    if not profile.category and not profile.not_heading:
        return proposal
    no_heads = {line.index for line in lines if any(fits(pattern, line) for pattern in profile.not_heading)}
    chapters = tuple(
        (line.index, _name(profile.category, line))
        for line in lines
        if profile.category and line.index not in no_heads and fits(profile.category, line)
    )
    named = {index for index, _ in chapters}
    return replace(
        proposal,
        heads=tuple(index for index in proposal.heads if index not in no_heads | named),
        closers=(proposal.closers - no_heads) | named,
        chapters=chapters,
    )


def unmatched(document: Document, profile: LayoutProfile) -> tuple[Unmatched, ...]:
    """The patterns of a profile that fit no line of a document."""
    patterns = tuple(profile.patterns())
    lines = lines_of(document) if patterns else ()
    return tuple(
        Unmatched(setting=setting, pattern=pattern)
        for setting, pattern in patterns
        if not any(fits(pattern, line) for line in lines)
    )


def _named(lines: Sequence[Line], roles: Sequence[Role], pattern: str) -> tuple[int, ...]:
    return tuple(line.index for line in lines if roles[line.index] not in _NO_HEAD and fits(pattern, line))


def _below(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[int, ...]:
    """The first line of text below each line between stories."""
    heads: list[int] = []
    fresh = False
    for line in lines:
        if roles[line.index] == "rule":
            fresh = True
        elif fresh and roles[line.index] == "text":
            heads.append(line.index)
            fresh = False
    return tuple(heads)


def _items(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[int, ...]:
    """The outermost items of the lists; where there is none, the paragraphs."""
    text = [line for line in lines if roles[line.index] == "text" and line.kind != "heading"]
    items = [line for line in text if line.kind in {"item", "row"} or line.family]
    top = min((line.level for line in items), default=0)
    return tuple(line.index for line in items if line.level == top) or tuple(line.index for line in text)


def _closers(lines: Sequence[Line], heads: Sequence[int]) -> frozenset[int]:
    """What ends a story though it opens none: the name of a part, a list of short news, a heading above the headlines."""
    levels = [lines[index].level for index in heads if lines[index].kind == "heading"]
    highest = min(levels, default=0)
    return frozenset(
        line.index
        for line in lines
        if (line.kind == "heading" and line.level < highest)
        or (
            (line.kind == "heading" or line.is_bare)
            and (part_of(line.text) is not None or is_short_news(line.text))
        )
    )


def _group(pattern: str, line: Line) -> Span | None:
    """The place in the document of a pattern's first group; None where it has none, or it is empty."""
    found = found_in(pattern, line)
    if found is None or not found[0].re.groups or not (found[0].group(1) or "").strip():
        return None
    match, added = found
    begins = line.start - line.shown.rfind(line.text) - added
    told = match.group(1)
    left = len(told) - len(told.lstrip())
    start = max(begins + match.start(1) + left, begins + added)
    return Span(start=start, end=begins + match.start(1) + len(told.rstrip()))


def _name(pattern: str, line: Line) -> str:
    found = found_in(pattern, line)
    group = found[0].group(1) if found and found[0].re.groups else None
    return (group or line.text).strip()
