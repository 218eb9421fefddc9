"""What is odd about items: headlines told twice, a section of one line, sources without a day or with trackers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.editing.remark import Remark, of_issue, of_item
from digest.stories import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Issue, Item, Reference

_NOT_A_LETTER = re.compile(r"[\W_]+")
SHOWN = 3
"""Outlets or titles that a finding names."""


def findings(issue: Issue) -> Iterator[Remark]:
    """The findings about an issue's items, in the order of the page; then those about its sections."""
    if not issue.items:
        yield of_issue(
            kind="section",
            level="error",
            message="it tells nothing",
            hint="build it again, or do not send it",
        )
    first: dict[str, int] = {}
    addressed = any(_addressed(item) for item in issue.items)
    if issue.items and not addressed:
        yield of_issue(
            kind="unlinked",
            message="no source has an address: no reader can read on",
            hint="give the sources their `url`, or leave it where they stand nowhere",
        )
    for number, item in enumerate(issue.items, 1):
        yield from _headline(issue, item, number, first)
        yield from _undated(issue, item)
        yield from _tracking(issue, item)
        if addressed:
            yield from _unlinked(issue, item)
    yield from _thin_sections(issue)


def _headline(issue: Issue, item: Item, number: int, first: dict[str, int]) -> Iterator[Remark]:
    bare = _NOT_A_LETTER.sub("", item.headline.text).casefold()
    if not bare:
        yield of_item(
            issue,
            item.id,
            kind="headline",
            level="error",
            message="has no headline",
            hint="give it one in the edit file",
        )
        return
    before = first.setdefault(bare, number)
    if before != number:
        yield of_item(
            issue,
            item.id,
            kind="repeated",
            message=f"has the headline of item {before}",
            hint=f"merge the two (`digest merge {before}.1 {number}.1`), or give one another headline",
        )


def _undated(issue: Issue, item: Item) -> Iterator[Remark]:
    """A source that tells no day; a month or the day of its first fetch is shown in its place."""
    undated = [one for one in item.references if one.published is None or one.dated_by == "fetched"]
    if undated:
        yield of_item(
            issue,
            item.id,
            kind="undated",
            text=_named(undated),
            message=f"{_count(len(undated), 'source tells', 'sources tell')} no date",
            hint="state it in config.toml ([[sources.files]] published), or leave it: it is marked so",
        )


def _tracking(issue: Issue, item: Item) -> Iterator[Remark]:
    """An address that still tells the source who sent the reader."""
    for reference in item.references:
        names = links.trackers(reference.url)
        if names:
            yield of_item(
                issue,
                item.id,
                kind="tracking",
                text=reference.url,
                message=f"its address follows the reader ({', '.join(names)})",
                hint="build the issue again: addresses are cleaned when they are read",
            )


def _unlinked(issue: Issue, item: Item) -> Iterator[Remark]:
    """Nothing but a headline, and nowhere to read on."""
    if not item.told and not _addressed(item):
        yield of_item(
            issue,
            item.id,
            kind="unlinked",
            message="is a headline alone, and none of its sources has an address",
            hint="drop it, or choose sentences for it",
        )


def _thin_sections(issue: Issue) -> Iterator[Remark]:
    """A section under whose title one line stands."""
    if len({item.section for item in issue.items}) <= 1:
        return
    for section in issue.sections:
        held = [item for item in issue.items if item.section == section.key]
        if len(held) == 1 and held[0].size == "line":
            yield of_item(
                issue,
                held[0].id,
                kind="section",
                text=section.title,
                message="is all that its section holds, and is one line",
                hint=f"move it (`digest place {held[0].id} SECTION`), or tell it in full",
            )


def _addressed(item: Item) -> bool:
    return any(one.url and one.rights != "private" for one in item.references)


def _named(references: list[Reference]) -> str:
    titles = [one.outlet or one.title or one.story for one in references]
    shown = list(dict.fromkeys(titles))
    return ", ".join(shown[:SHOWN]) + (f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else "")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
