"""What an issue cites from the web: each text of an item with the page that it was read on, and each link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.pipeline.livereport import What

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.model import Document, Issue, Item, Pick, Sentence

_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One thing that an item of an edition cites; `page` is whether its words were read on that page itself."""

    issue: str
    item: str
    what: What
    text: str
    url: str
    story: str
    start: int = 0
    end: int = 0
    page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document was read: its address, and whether it was that page or (a feed, a mail) something else."""

    url: str
    page: bool


def origins(documents: Iterable[Document], beginnings: Mapping[str, bytes]) -> dict[str, Origin]:
    """Document (id) → where its words were read; those that have no address on the web are left out."""
    found = {}
    for one in documents:
        if _on_web(one.url):
            page = one.format == "html" or bool(_HTML.search(beginnings.get(one.id, b"")))
            found[one.id] = Origin(url=one.url, page=page and one.format != "mail")
    return found


def cited(issue: Issue, where: Mapping[str, Origin]) -> Iterator[Cited]:
    """What an edition cites, each text of an item once, and each link of which it shows no words."""
    for item in issue.items:
        of = {reference.story: reference for reference in item.references}
        asked: set[str] = set()
        told: set[tuple[str, str]] = set()
        for what, story, text, span in _shown(issue, item):
            origin = where.get(of[story].document) if story in of else None
            if origin is None or (story, text) in told:
                continue
            told.add((story, text))
            asked.add(origin.url)
            yield Cited(
                issue=issue.id,
                item=item.id,
                what=what,
                text=text,
                url=origin.url,
                story=story,
                start=span[0],
                end=span[1],
                page=origin.page,
            )
        for reference in item.references:
            if _on_web(reference.url) and reference.url not in asked:
                asked.add(reference.url)
                name = reference.title or reference.outlet
                yield Cited(
                    issue=issue.id,
                    item=item.id,
                    what="reference",
                    text=name,
                    url=reference.url,
                    story=reference.story,
                )


def _shown(issue: Issue, item: Item) -> Iterator[tuple[What, str, str, tuple[int, int]]]:
    """(what, story, text, place in the story) of what an item shows in the words of its sources."""
    heads = (item.headline, *(one.heading for one in item.passages if one.heading))
    for head in heads:
        if head.provenance == "verbatim" and head.story:
            yield "headline", head.story, head.text, (0, 0)
    yield from (_pick("sentence", pick) for pick in item.told if pick.provenance != "editor")
    for quotation in item.quotations:
        yield from (_sentence("quotation", one) for one in quotation.sources)
    for key in item.key_figures:
        yield from (_sentence("figure", one.sentence) for one in (key.figure, *key.agreed))
    for other in item.disagreements:
        yield from (_sentence("figure", one.sentence) for one in other.figures)
    for change in item.changes:
        yield from (_sentence("figure", one.sentence) for one in (change.was, change.now))
    yield from (_pick("date", one.pick) for one in issue.ahead if one.item == item.id)


def _pick(what: What, pick: Pick) -> tuple[What, str, str, tuple[int, int]]:
    return _sentence(what, pick.sentence)


def _sentence(what: What, one: Sentence) -> tuple[What, str, str, tuple[int, int]]:
    return what, one.story, one.text, (one.start, one.end)


def _on_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
