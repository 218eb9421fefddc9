"""Runs: a headline, or what closes one, and the lines below it up to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.model import Span
from digest.stories.lines import BARE_COUNT, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.judging import Verdict
    from digest.stories.roles import Role

_NAMED_CHAPTER, _CAPITALS = 28, 3
_TOLD = 20
"""Characters of a sentence, not of a number in a table or list."""
_COUNTED = re.compile(r"\d{2}\s+[^\W\d]")
_CHAPTER_NAME = re.compile(r"[^\W\d][^\d.,:;()%]{1,23}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A head and the lines up to the next; `told` is the part of the head that is the headline, None = as usual."""

    head: Line | None
    body: tuple[Line, ...]
    opens: bool = False
    told: Span | None = None


def _all_runs(lines: Sequence[Line], verdict: Verdict) -> Iterator[Run]:
    heads, titles = set(verdict.proposal.heads), dict(verdict.proposal.titles)
    bodies: list[tuple[Line | None, list[Line]]] = [(None, [])]
    for line in lines:
        if line.index in heads or line.index in verdict.proposal.closers:
            bodies.append((line, []))
        else:
            bodies[-1][1].append(line)
    for head, body in bodies:
        if head:
            opens, told = head.index in heads, titles.get(head.index) or _uncounted(head, verdict)
            yield Run(head=head, body=tuple(body), opens=opens, told=told)
        elif body:
            yield Run(head=None, body=tuple(body))


def runs_of(lines: Sequence[Line], roles: Sequence[Role], verdict: Verdict) -> list[Run]:
    """The runs of a document that is cut at a verdict's heads and closers."""
    return _with_chapters(list(_all_runs(lines, verdict)), roles)


def _with_chapters(runs: Sequence[Run], roles: Sequence[Role]) -> list[Run]:
    """The runs; a last line that names the chapter of the next story is a run of its own.

    It does in capitals or counted, and where it is but a short name if that is a habit.
    """
    named = {place: sure for place in range(len(runs) - 1) if (sure := _names_next(runs, place, roles))}
    habit = sum(sure < 1 for sure in named.values()) > 1
    out: list[Run] = []
    for place, run in enumerate(runs):
        if named.get(place, 0) >= (0.5 if habit else 1):
            out += [replace(run, body=run.body[:-1]), Run(head=run.body[-1], body=())]
        else:
            out.append(run)
    return out


def _names_next(runs: Sequence[Run], place: int, roles: Sequence[Role]) -> float:
    """How sure it is that a run's last line names the next one's chapter: 1, 0.5 where only a habit tells, or 0."""
    run = runs[place]
    if not (run.opens and runs[place + 1].opens) or len(run.body) < 2:  # noqa: PLR2004 - a text and a name
        return 0
    above, line = run.body[-2:]
    bare = line.is_bare and roles[line.index] == "text" and len(line.text) <= _NAMED_CHAPTER
    told = above.is_sentence and len(above.text) >= _TOLD
    if not bare or not (told or roles[above.index] != "text") or line.links:
        return 0
    capitals = line.text.isupper() and len(line.text) > _CAPITALS and line.text.isascii()
    if capitals or _COUNTED.match(line.text):
        return 1
    return 0.5 if _CHAPTER_NAME.fullmatch(line.text) else 0


def are_ruled(runs: Sequence[Run], roles: Sequence[Role]) -> bool:
    """Whether rules stand between sections, so that what follows a rule belongs to none."""
    ends = [run.body[-1] for run in runs[:-1] if run.opens and run.body]
    return bool(ends) and 2 * sum(roles[line.index] == "rule" for line in ends) >= len(ends)


def _uncounted(head: Line, verdict: Verdict) -> Span | None:
    """A headline's place without the number before it, where most headlines have one and nothing between."""
    found = BARE_COUNT.match(head.text) if head.index in verdict.counted and not head.number else None
    return Span(start=head.start + found.end(), end=head.end) if found else None
