"""How big a mail is, and which items make it so: Gmail cuts mails off at some 102 KB."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.editing.remark import Level, Remark, of_issue, of_item
from digest.rendering.mail import REFUSE_BYTES, WARN_BYTES, render_mail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from digest.model import Issue
    from digest.rendering.drawing import Drawn

NAMED = 3
"""The biggest items are named."""
WEIGHED = 12
"""Items of the longest texts that are weighed: each costs a rendering."""


def findings(drawn: Drawn, *, folder: Path | None, pages: Collection[str] | None) -> Iterator[Remark]:
    """Nothing below 80 KB; then how big it is, and how many bytes the mail loses without each of the biggest items."""
    told = tuple(of_mail(drawn))
    yield from told
    if not told:
        return
    size = len(drawn.rendition.html.encode())
    weighed = [(_without(drawn, place, size, folder, pages), place) for place in _longest(drawn.issue)]
    for saved, place in sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:NAMED]:
        yield of_item(
            drawn.issue,
            drawn.issue.items[place].id,
            kind="size",
            message=f"is one of the biggest: {saved:,} bytes as it is rendered",
            hint="shorten it, or make it one line",
        )


def of_mail(drawn: Drawn) -> Iterator[Remark]:
    """How big a mail is, where that is too big."""
    size = len(drawn.rendition.html.encode())
    if size < WARN_BYTES:
        return
    level: Level = "error" if size > REFUSE_BYTES else "warning"
    yield of_issue(
        kind="size",
        level=level,
        message=f"the HTML has {size:,} bytes (refused over {REFUSE_BYTES:,}: Gmail cuts mails off at some 102,000)",
        hint="build it with fewer items ([genres.NAME] items, lines) or shorter ones ([summary] sentences)",
    )


def _without(drawn: Drawn, place: int, size: int, folder: Path | None, pages: Collection[str] | None) -> int:
    """How many bytes the mail loses without the item at a place."""
    items = drawn.issue.items
    smaller = replace(drawn.issue, items=(*items[:place], *items[place + 1 :]))
    made = render_mail(smaller, folder=folder, web_url=drawn.web_url, pages=pages)
    return size - len(made.html.encode())


def _longest(issue: Issue) -> list[int]:
    """The places of the items that can be the biggest."""
    told = [
        sum(len(pick.shown or pick.sentence.text) for pick in item.told)
        + sum(len(one.title) + len(one.url) for one in item.references)
        + sum(len(one.text) for one in item.quotations)
        + sum(len(figure.sentence.text) for one in item.disagreements for figure in one.figures)
        for item in issue.items
    ]
    return sorted(range(len(told)), key=lambda place: (-told[place], place))[:WEIGHED]
