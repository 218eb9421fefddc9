"""What can be told of a line by the lines around it, and by those of its style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from digest.stories.bags import alike, all_of, covered
from digest.stories.facts import Facts, names_no_story
from digest.stories.proposal import READ
from digest.stories.tagging.traits import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from digest.stories.lines import Line
    from digest.stories.proposal import Proposal
    from digest.stories.roles import Role

    Numbers = npt.NDArray[np.float32]

KINDS = (
    "by headings",
    "by large lines",
    "by bold lines",
    "by run-in heads",
    "by authors",
    "by the title",
    "by strong signs",
    "by signs",
    "by emoji",
    "by squares",
    "by brackets",
    "by numbers",
    "by list marks",
    "by other signs",
    "by counted news",
    "by contents",
    "by rules before",
    "by labels",
    "by sources",
    "by short lines",
    "by boxes",
    "by addresses below",
    "by addresses below headlines",
    "by rules below",
    "by capitals",
    "by outlets",
    "by links",
    "by some links",
    "by items in chapters",
    "by headlines in lines",
)
"""Kinds of proposals, in the order of their columns: a new kind comes last, and the tagger is trained anew."""
_PLACE = {kind: place for place, kind in enumerate(KINDS)}
_PROSE, _LINKED, _LONG, _CAPPED = 60, 120, 100, 400
_WINDOW, _SOON = 4, 2


def styles(facts: Facts) -> list[int]:
    """A number for each line: lines of one number look alike."""
    known: dict[tuple[object, ...], int] = {}
    return [
        known.setdefault(_style(line, role, labelled=labelled), len(known))
        for line, role, labelled in zip(facts.lines, facts.roles, facts.labels, strict=True)
    ]


def _style(line: Line, role: Role, *, labelled: bool) -> tuple[object, ...]:
    if line.kind == "heading":
        return ("heading", line.level)
    if role != "text":
        return (role,)
    return (
        line.kind,
        line.stressed is not None,
        f"#{line.family}" if line.number else line.family,
        line.is_sentence or len(line.text) > _LONG,
        bool(line.links) and len(line.text) < _LINKED,
        labelled,
        line.text.isupper(),
    )


def shifted(table: Numbers, steps: Sequence[int]) -> Numbers:
    """The rows of a table, each beside the rows so many lines below it (or above, if negative); -1 where there is none."""
    count = len(table)
    out = np.full((count, table.shape[1] * len(steps)), -1.0, dtype=np.float32)
    for place, step in enumerate(steps):
        columns = slice(place * table.shape[1], (place + 1) * table.shape[1])
        if step >= 0:
            out[: max(0, count - step), columns] = table[step:]
        else:
            out[-step:, columns] = table[:step]
    return out


def next_read(facts: Facts, table: Numbers) -> Numbers:
    """For each line the row of the next line that is read; -1 where there is none."""
    places = np.array(facts.next_read, dtype=np.intp)
    return np.where(places[:, None] >= 0, table[places], np.float32(-1))


def of_styles(facts: Facts, style: Sequence[int]) -> Numbers:
    """Lines × what is usual of the lines of its style, and where among them it stands."""
    lines, roles, count = facts.lines, facts.roles, len(facts.lines)
    kinds = np.array(style, dtype=np.intp)
    after = np.array(facts.next_read, dtype=np.intp)
    before = _last_read(roles)
    has_next, has_last = after >= 0, before >= 0
    sentence = np.array([line.is_sentence for line in lines], dtype=np.float32)
    length = np.minimum(np.array([len(line.text) for line in lines], dtype=np.float32), _CAPPED)
    item = np.array([line.kind == "item" or bool(line.family) for line in lines], dtype=np.float32)
    text = np.array([role == "text" for role in roles], dtype=np.float32)
    source = np.array([role in {"source", "further"} for role in roles], dtype=np.float32)
    prose = sentence * (length >= _PROSE)
    told = np.column_stack(
        (
            has_next * (kinds[after] == kinds),
            has_next * prose[after],
            has_next * item[after],
            np.append(source[1:], 0),
            np.where(has_last, np.maximum(sentence[before], 1 - text[before]), 1),
            np.insert(1 - text[:-1], 0, 0),
            np.array(facts.newsiness),
            np.array(facts.generic, dtype=np.float32),
            length,
            sentence,
            np.arange(count) / count,
            np.array([names_no_story(line.text) for line in lines], dtype=np.float32),
            np.array([bool(line.links) for line in lines], dtype=np.float32),
            np.array(facts.asks, dtype=np.float32),
            length * length,
        )
    )
    many = np.bincount(kinds)
    means = np.column_stack([np.bincount(kinds, column) / many for column in told.T])
    means[:, -1] = np.sqrt(np.maximum(0, means[:, -1] - means[:, 8] ** 2))
    order, gaps, onward = _order(style)
    whole = np.maximum(1, many - 1)
    gap = np.bincount(kinds, gaps) / whole
    spread = np.sqrt(np.maximum(0, np.bincount(kinds, gaps * gaps) / whole - gap**2)) / np.maximum(1, gap)
    sizes = np.concatenate(([0], np.cumsum(facts.sizes)))
    here = np.arange(count)
    total = max(1, int(sizes[-1]))
    own = np.column_stack(
        (
            many[kinds],
            many[kinds] / count,
            gap[kinds],
            spread[kinds],
            order,
            many[kinds] - 1 - order,
            sizes[onward] - sizes[here + 1],
            onward - here,
            here / count,
            sizes[:-1] / total,
            count - here,
            here,
        )
    )
    return np.hstack((means[kinds], own)).astype(np.float32)


def _last_read(roles: Sequence[Role]) -> npt.NDArray[np.intp]:
    """The index of the last line that is read before each; -1 where there is none."""
    found, last = [], -1
    for index, role in enumerate(roles):
        found.append(last)
        if role in READ:
            last = index
    return np.array(found, dtype=np.intp)


def _order(
    style: Sequence[int],
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64], npt.NDArray[np.intp]]:
    """For each line: how many of its style stand before it, the lines since the last of them, and where the next stands."""
    seen: dict[int, int] = {}
    last: dict[int, int] = {}
    order, gaps, onward = [], [], [len(style)] * len(style)
    for index, kind in enumerate(style):
        order.append(seen.get(kind, 0))
        gaps.append(float(index - last[kind]) if kind in last else 0.0)
        if kind in last:
            onward[last[kind]] = index
        seen[kind], last[kind] = order[-1] + 1, index
    return np.array(order), np.array(gaps), np.array(onward)


def of_words(facts: Facts) -> Numbers:
    """Lines × how its words come again below it, above it and in the title."""
    title, count = facts.title_words, len(facts.lines)
    bags = [0] * _WINDOW + facts.bags + [0] * (_WINDOW + _SOON)
    rows = []
    for here in range(_WINDOW, _WINDOW + count):
        own, after, before = bags[here], bags[here + 1], bags[here - 1]
        above = all_of(bags[here - _WINDOW : here])
        below = all_of(bags[here + 1 : here + 1 + _WINDOW])
        soon = here + 1 + _SOON
        rows.append(
            (
                own.bit_count(),
                covered(own, below),
                covered(own, above),
                covered(own, after),
                covered(own, before),
                alike(above, own | below),
                alike(above, below),
                covered(own, title),
                covered(title, own),
                alike(all_of(bags[here + 1 : soon]), all_of(bags[soon : soon + 3])),
            )
        )
    return np.array(rows, dtype=np.float32)


def of_proposals(count: int, proposals: Iterable[Proposal]) -> Numbers:
    """Lines × the kinds of proposals in which it opens a story (with how many others), and how many open, end or list so."""
    table = np.zeros((count, len(KINDS) + 3), dtype=np.float32)
    for proposal in proposals:
        heads = list(proposal.heads)
        table[heads, _PLACE[proposal.kinds[0]]] = len(heads)
        table[heads, -1] += 1
        table[list(proposal.closers), -2] += 1
        if len(heads) > 2:  # noqa: PLR2004 - two alike are chance
            table[heads, -3] += 1
    return table


def of_document(facts: Facts) -> Numbers:
    """What is told of the whole document, once for each line."""
    lines, count = facts.lines, len(facts.lines)
    roles = [facts.roles.count(role) / count for role in ROLES]
    whole = (
        count,
        sum(facts.sizes),
        facts.is_page,
        *roles,
        sum(line.kind == "heading" for line in lines) / count,
        sum(bool(line.links) for line in lines) / count,
        sum(line.is_bare for line in lines) / count,
        sum(line.is_sentence for line in lines) / count,
        *facts.of_the_whole.values(),
    )
    return np.repeat(np.array([whole], dtype=np.float32), count, axis=0)


def of_tags(style: Sequence[int], begin: Numbers, outside: Numbers) -> Numbers:
    """Lines × what a first guess says of the line, of those of its style, and of those above and below."""
    sure = 0.4
    count = len(begin)
    kinds = np.array(style, dtype=np.intp)
    many = np.bincount(kinds)
    likely = (begin > sure).astype(np.float32)
    others = np.maximum(1, many - 1)[kinds]
    alone = many[kinds] == 1

    def rest(values: Numbers) -> Numbers:
        """The mean over the other lines of the style; -1 where there are none."""
        return np.where(alone, -1, (np.bincount(kinds, values)[kinds] - values) / others)

    here = np.arange(count)
    last = np.maximum.accumulate(np.where(likely > 0, here, -1))
    last = np.concatenate(([-1], last[:-1]))
    onward = np.minimum.accumulate(np.where(likely > 0, here, count)[::-1])[::-1]
    onward = np.append(onward[1:], count)
    far = 60
    said = np.concatenate(([0.0], np.cumsum(outside)))
    total = float(likely.sum())
    top = np.maximum.accumulate(begin)
    bottom = np.maximum.accumulate(begin[::-1])[::-1]
    return np.column_stack(
        (
            begin,
            outside,
            rest(begin),
            rest(likely),
            rest(outside),
            np.full(count, np.log1p(begin.sum())),
            np.where(last >= 0, here - last, far),
            np.where(onward < count, onward - here, far),
            (last >= 0) & (kinds[last] == kinds),
            (onward < count) & (kinds[np.minimum(onward, count - 1)] == kinds),
            np.full(count, total),
            total - np.bincount(kinds, likely)[kinds],
            np.concatenate(([0], top[:-1])),
            np.append(bottom[1:], 0),
            (said[-1] - said[here + 1]) / np.maximum(1, count - here - 1),
            said[here] / np.maximum(1, here),
            last < 0,
            onward >= count,
            said[onward] - said[here + 1],
        )
    ).astype(np.float32)
