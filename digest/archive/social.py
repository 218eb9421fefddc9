"""What a page says of itself where somebody passes its address on: title, description, picture (Open Graph)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.archive import lettering
from digest.archive.plan import Page
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.archive.card import Card
    from digest.archive.plan import Site
    from digest.archive.storylines import LineView
    from digest.archive.wings import Wing
    from digest.model import Language

LOCALES = {"ko": "ko_KR", "en": "en_US"}
LONGEST = 180
"""Characters of a description; what shows it has room for about as many."""
HEADLINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Social:
    """A page as a link to it shows it; without an address (`url`) it has a description alone.

    `kind` is Open Graph's type, `image` the address of the picture.
    """

    kind: str
    title: str
    description: str
    locale: str
    site: str
    url: str = ""
    image: str = ""
    width: int = lettering.WIDTH
    height: int = lettering.HEIGHT


def of_issue(card: Card) -> Social:
    """What the page of an issue says of itself."""
    return _social(
        "article",
        card.called,
        _heads(card),
        language=card.language,
        site=card.title,
        url=card.url if card.archive_url else "",
    )


def of_line(line: LineView, wing: Wing) -> Social:
    """What the page of a storyline says of itself."""
    told = [part.told.text if part.told else part.item.headline for part in reversed(line.parts)]
    return _social("article", line.name, told, language=wing.language, site=wing.title, url=line.url)


def of_index(wing: Wing) -> Social:
    """What the index of a wing says of itself."""
    told = [item.headline for card in wing.listed[:1] for item in card.items]
    return _social("website", wing.title, told, language=wing.language, site=wing.title, url=wing.home)


def pages(site: Site) -> Iterator[Page]:
    """The picture of every issue, storyline and index, where the archive has an address."""
    for wing in site.wings:
        if not wing.base or site.target is None:  # pages that are looked at need none
            continue
        for card in wing.issues:
            label = " · ".join(filter(None, (card.numbered, card.period)))
            yield _picture(site, f"issues/{card.issue}/", card.title, label, _heads(card))
        for line in site.storylines[wing.folder]:
            told = [f"{part.when} {part.item.headline}" for part in reversed(line.parts)]
            folder = line.path.removesuffix("index.html")
            yield _picture(site, folder, wing.title, wing.words("storyline"), [line.name, *told])
        if wing.fed or not wing.folder:
            yield _picture(site, wing.folder, wing.title, wing.home.partition("://")[2].strip("/"), [])


def _heads(card: Card) -> list[str]:
    return [] if card.withdrawn else [item.headline for item in card.items]


def _picture(site: Site, folder: str, publication: str, label: str, headlines: Sequence[str]) -> Page:
    words = lettering.Words(publication=publication, label=label, headlines=tuple(headlines[: 2 * HEADLINES]))
    path = f"{folder}{lettering.NAME}"

    def make() -> bytes:
        from digest.archive import pictures

        before = files.read(site.target / path) if site.target else None
        return pictures.drawn(words, site.tokens, before)

    return Page(path=path, make=make, inputs=(repr(words),))


def _social(kind: str, title: str, told: Sequence[str], *, language: Language, site: str, url: str) -> Social:
    return Social(
        kind=kind,
        title=title,
        description=_short(" · ".join(told[:HEADLINES])),
        locale=LOCALES.get(language, LOCALES["en"]),
        site=site,
        url=url,
        image=f"{url}{lettering.NAME}" if url else "",
    )


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0].rstrip(" ·,.") + "…"
