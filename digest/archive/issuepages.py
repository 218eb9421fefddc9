"""The pages of the issues, with what stands beside each: its data and its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import codec
from digest.archive import noted, places, social, storylines, wings
from digest.archive.plan import Page
from digest.rendering import ics, strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.archive.bound import Bound
    from digest.archive.card import Card
    from digest.archive.held import Desk, Held
    from digest.archive.plan import Site
    from digest.model import Issue
    from digest.rendering.templates import Templates


def pages(site: Site, desk: Desk, held: Mapping[str, Held]) -> Iterator[Page]:
    """The files of every issue, the page after what it leads to.

    Args:
        site: what the pages are made of.
        desk: reads and lays out the issues that must be.
        held: the issues by their ids.
    """
    for wing in site.wings:
        of = storylines.by_item(site.storylines[wing.folder])
        for card in wing.issues:
            one = held[card.issue]
            own = {
                item.number: of[card.issue, item.number].id
                for item in card.items
                if (card.issue, item.number) in of
            }
            yield from _of(site, desk, one, card, own)


def _of(site: Site, desk: Desk, held: Held, card: Card, lines: Mapping[int, str]) -> Iterator[Page]:
    folder = f"issues/{card.issue}/"
    yield Page(path=f"{folder}issue.json", make=lambda: _data(desk.bound(held)), inputs=(held.digest,))
    if card.has_calendar:
        yield Page(
            path=f"{folder}{ics.NAME}",
            make=lambda: desk.bound(held).calendar,
            inputs=(held.digest,),
        )
    names = site.names[site.wing_of(card).folder]
    values: dict[str, object] = {
        "site": site.wing_of(card).heading,
        "pages": {name for name in card.linked if name in site.pages},
        "storylines": {(card.issue, number): line for number, line in lines.items()},
        "topics": {
            item.number: found
            for item in card.items
            if (found := names.of.get((card.issue, item.number), ()))
        },
        "outlets": {
            outlet: names.outlet_of[outlet]
            for item in card.items
            for outlet in item.cited
            if outlet in names.outlet_of
        },
        "alternates": wings.of_issue(card, site.pages, lambda language: strings.load(site.folder, language)),
        "numbered": card.numbered,
        "social": social.of_issue(card),
    }
    yield Page(
        path=card.path,
        make=lambda: _page(site, desk, held, values),
        inputs=(held.digest, *(_told(value) for value in values.values())),
    )


def _data(one: Bound) -> str:
    note = one.notes.withdrawn()
    return noted.data(one.issue, note) if note else codec.dump(one.issue)


def _page(site: Site, desk: Desk, held: Held, values: Mapping[str, object]) -> str:
    one = desk.bound(held)
    return site.templates.render(
        "archive/withdrawn.html.j2" if one.noted.withdrawn else _template(site.templates, one.issue),
        s=one.words,
        one=one,
        issue=one.view,
        up="../../",
        place=places.of_sentence,
        place_in=places.of_source,
        colours=len(site.tokens["category"]),
        t=site.tokens,
        **values,
    )


def _told(value: object) -> str:
    """A value as a text that is the same in every process."""
    return repr(sorted(value, key=repr)) if isinstance(value, set) else repr(value)


def _template(templates: Templates, issue: Issue) -> str:
    """The page of an issue: its genre's own where it has one (`issue/GENRE/page.html.j2`)."""
    own = templates.of_genre(issue, "page.html.j2")
    return own if templates.exists(own) else "archive/issue.html.j2"
