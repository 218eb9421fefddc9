"""What two editions tell otherwise: figures, days and known names of a translation that what it translates does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.editing.remark import of_issue, of_item
from digest.editing.translations import tells
from digest.language.strange_figures import strange_figures
from digest.language.strange_names import strange_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from digest.editing.remark import Kind, Remark
    from digest.language.strange_names import Name
    from digest.model import Issue, Item, Language


def lint_editions(
    issues: Sequence[Issue],
    names: Iterable[Name] = (),
    untitled: Mapping[Language, Collection[str]] | None = None,
) -> tuple[Remark, ...]:
    """The findings in the translations of an issue's editions, edition by edition, in the order of the page.

    Args:
        issues: all editions of one selection.
        names: that the publication knows in both scripts.
        untitled: language → the keys of the sections that the publication gives no title in it (a title may well read the
            same in both); None where that is not known: every section that is called as in the primary edition.
    """
    known = tuple(names)
    return tuple(
        remark
        for issue in issues
        for remark in (*_edition(issue, issues, known), *_untitled(issue, issues, untitled))
    )


def _edition(issue: Issue, issues: Sequence[Issue], names: Sequence[Name]) -> Iterator[Remark]:
    for item in issue.items:
        others = [
            (other, theirs)
            for other in issues
            if other.id != issue.id
            for theirs in other.items
            if theirs.id == item.id
        ]
        told = [(text, other.language) for other, theirs in others for text in _texts(theirs, other)]
        days = {day for _, theirs in others for day in _days(theirs, issue.timezone)}
        for text in _translations(item, issue):
            for found in strange_figures(text, issue.language, told, days):
                yield _remark(issue, item, "edition-figure", text, f'"{found}"')
            for found in strange_names(text, issue.language, told, names):
                yield _remark(issue, item, "edition-name", text, f'"{found}"')


def _translations(item: Item, issue: Issue) -> Iterator[str]:
    """What the editor wrote of an item instead of its stories: the headline of one that none of them tells here, the note."""
    if item.headline.provenance == "editor" and not tells(item, issue):
        yield item.headline.text
    if item.note and (issue.id != issue.primary or not tells(item, issue)):
        yield item.note


def _texts(item: Item, issue: Issue) -> Iterator[str]:
    """All that an edition says of an item, and the titles of its sources."""
    yield item.headline.text
    yield item.note
    yield from (pick.sentence.text for pick in item.told)
    yield from (figure.sentence.text for one in item.disagreements for figure in one.figures)
    yield from (one.text for one in item.quotations)
    yield from (one.figure.sentence.text for one in item.key_figures)
    yield from (f"{one.title} {one.outlet}" for one in item.references if one.language == issue.language)


def _days(item: Item, timezone: str) -> Iterator[date]:
    zone = ZoneInfo(timezone)
    return (one.published.astimezone(zone).date() for one in item.references if one.published)


def _untitled(
    issue: Issue, issues: Sequence[Issue], untitled: Mapping[Language, Collection[str]] | None
) -> Iterator[Remark]:
    """Sections that are called as in the primary edition, for want of a title of their own."""
    titles = {
        section.title
        for other in issues
        if other.id == other.primary and other.id != issue.id
        for section in other.sections
    }
    for section in issue.sections:
        lacking = untitled is None or section.key in untitled.get(issue.language, ())
        if section.title and section.title in titles and lacking:
            yield of_issue(
                kind="edition-section",
                text=section.title,
                message=f"the section {section.key} has no title of its own in the edition {issue.language}",
                hint=f'add titles = {{ {issue.language} = "…" }} to it in config.toml, or translate it',
            )


def _remark(issue: Issue, item: Item, kind: Kind, text: str, found: str) -> Remark:
    return of_item(
        issue,
        item.id,
        kind=kind,
        text=text,
        message=f"the edition {issue.language} has {found}, and the other does not",
        hint="compare it with what it translates, and correct the translation",
    )
