"""Issues → a static site, each file written whole and only where its bytes change.

A page is written before what leads to it: issues first, then the feed, then `index.html`; of several editions those of each
language have an index and a feed of their own. Nothing is removed but pages of
storylines that are no more, and only those that were made here.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from digest import codec
from digest.archive import cache as caching
from digest.archive import (
    calendar,
    carding,
    feed,
    front,
    issuepages,
    leftovers,
    namepages,
    names,
    sitemap,
    social,
    storylinepages,
    storylines,
    wings,
)
from digest.archive.cache import File
from digest.archive.held import Desk, Held, hold
from digest.archive.plan import Site
from digest.archive.search import pages as search
from digest.archive.search import remembered
from digest.errors import DigestError, InputError, ResultError
from digest.meanwhile import Meanwhile
from digest.rendering import looks
from digest.rendering.templates import Kept, Templates
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from digest.archive.card import Card
    from digest.model import Issue, NoteBook

UNKNOWN: Mapping[tuple[str, str], str] = {}
SILENT: NoteBook = {}
TOGETHER = 64
"""Files that are brought to the disk at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveReport:
    """What building an archive did: paths written and removed (relative, with `/`), how many stayed as they were."""

    target: Path
    issues: int
    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...] = ()
    refused: tuple[DigestError, ...] = ()
    built: tuple[str, ...] = ()
    """The ids of its issues."""


def build(
    issues: Iterable[Issue | Held],
    *,
    folder: Path,
    target: Path,
    unlisted: Collection[str] = (),
    standing: Mapping[tuple[str, str], str] = UNKNOWN,
    known_names: Sequence[Sequence[str]] = (),
    cache: Path | None = None,
    cards: caching.Cards | None = None,
    notes: NoteBook = SILENT,
) -> ArchiveReport:
    """Write the archive of these issues into `target`; building again changes no byte.

    Args:
        issues: in any order, read or to be read; one that is not among them keeps its page.
        folder: the publication's folder, whose `templates` go before the package's.
        target: the site's folder, made where it is missing.
        unlisted: ids of issues that get their page, but no place in the index and the feed.
        standing: (issue, item) → the storyline that the editor left it on; the others stand where their issues say.
        known_names: groups of spellings of one name, in both scripts.
        cache: where what was worked out is kept for the next build; None: nowhere.
        cards: those kept there, where some have been read already.
        notes: corrections and withdrawals by issue. What is withdrawn keeps its address, and nothing else.

    Raises:
        ResultError: the target cannot be written, holds another site, or a template is wrong.
    """
    if target.exists() and not target.is_dir():
        raise ResultError(
            str(target), "is not a folder", "set output.archive to a folder, or move the file away"
        )
    if leftovers.is_foreign(target):
        raise ResultError(
            str(target / "index.html"),
            "is a page of another site, which the archive would write over",
            "set output.archive to a folder of its own, or move the page away",
        )
    cards = cards or caching.Cards(cache, caching.making(folder))
    kept = Kept(folder=cache / "templates", made=cards.made) if cache else None
    drawer = _Drawer(issues, folder, cards, notes, kept=kept)
    site = drawer.site(
        target=target, unlisted=unlisted, standing=standing, known_names=known_names, cache=cache
    )
    known = caching.Pages(cache, target, cards.made)
    written: list[str] = []
    every: dict[str, None] = {}
    try:
        with Meanwhile(lambda: _later(site, known)) as later, files.Together() as together:
            new: list[tuple[str, str]] = []
            for file in drawer.files(site, known, later.answer):
                every[file.path] = None
                if file.content is not None:
                    if together.write(target / file.path, file.content):
                        written.append(file.path)
                    new.append((file.path, file.key))
                if len(new) == TOGETHER:
                    _settle(together, known, new)
            _settle(together, known, new)
        instead = storylinepages.Instead(site, standing)
        removed = leftovers.remove(target, every, set(site.pages), instead.page)
        files.sweep(target)
    except BaseException:
        known.save()
        raise
    known.save(every)
    drawer.cards.tidy()
    if cache:
        remembered.tidy(cache / "search", unlisted)
        with suppress(ResultError):  # what is left there only takes room
            files.sweep(cache)
    return ArchiveReport(
        target=target,
        issues=len(site.every),
        written=tuple(written),
        unchanged=len(every) - len(written),
        removed=removed,
        refused=tuple(drawer.refused),
        built=tuple(site.pages),
    )


def _later(site: Site, known: caching.Pages) -> list[File]:
    """Half of the work: the files that come after the issues' pages and before the feed, in their order."""
    pages = chain(storylinepages.pages(site), namepages.pages(site))
    alone = (File(path=path, content=content) for files_of in MAKERS for path, content in files_of(site))
    return [*map(known.file, pages), *alone]


def _settle(together: files.Together, known: caching.Pages, new: list[tuple[str, str]]) -> None:
    together.settle()
    for path, key in new:
        known.note(path, key)
    new.clear()


def pages(issues: Sequence[Issue], *, folder: Path | None) -> tuple[tuple[str, str | bytes], ...]:
    """The files of an archive of these issues, each with its place, unwritten: to be looked at.

    Raises:
        ResultError: a template is wrong.
    """
    drawer = _Drawer(issues, folder, caching.Cards(None, ""))
    site, known = drawer.site(), caching.Pages(None, Path(), "")
    found = drawer.files(site, known, lambda: _later(site, known))
    return tuple((file.path, file.content) for file in found if file.content is not None)


class _Drawer:
    """The issues of a build by their ids, with their cards."""

    def __init__(
        self,
        issues: Iterable[Issue | Held],
        folder: Path | None,
        cards: caching.Cards,
        notes: NoteBook = SILENT,
        *,
        kept: Kept | None = None,
    ) -> None:
        self._folder = folder
        self._desk = Desk(folder, notes)
        self._templates = Templates(folder, kept=kept)
        self._held: dict[str, Held] = {}
        self.cards = cards
        self.refused: list[DigestError] = []
        found: dict[str, Card] = {}
        for one in issues:
            held = (one if isinstance(one, Held) else hold(one)).noted(notes)
            try:
                card = self._card(held)
            except InputError as error:
                self.refused.append(error)
                continue
            except ResultError as error:
                if error.subject.startswith("issue "):
                    self.refused.append(error)
                    continue
                raise
            found[card.issue] = card
            self._held[card.issue] = held
        self._found = sorted(
            found.values(), key=lambda card: (card.start, card.end, card.issue), reverse=True
        )

    def site(
        self,
        *,
        target: Path | None = None,
        unlisted: Collection[str] = (),
        standing: Mapping[tuple[str, str], str] = UNKNOWN,
        known_names: Sequence[Sequence[str]] = (),
        cache: Path | None = None,
    ) -> Site:
        """All that the pages are made of."""
        built = wings.wings(self._found, self._folder, unlisted)
        cards = {card.issue: card for wing in built for card in wing.issues}
        every = tuple(cards[card.issue] for card in self._found)
        marks = {
            name: codec.fingerprint(self.cards.made, held.digest, *filter(None, [cards[name].kind]))
            for name, held in self._held.items()
        }
        memory = cache / "names" if cache else None
        named = {wing.folder: names.names(wing, known_names, marks=marks, memory=memory) for wing in built}
        built = tuple(
            replace(wing, topics=bool(named[wing.folder].topics), outlets=bool(named[wing.folder].outlets))
            for wing in built
        )
        tokens = looks.table(self._folder, "tokens.toml")
        return Site(
            folder=self._folder,
            target=target,
            templates=self._templates,
            tokens=tokens,
            every=every,
            cards=tuple(card for card in every if card.issue not in unlisted and not card.withdrawn),
            wings=built,
            storylines={wing.folder: storylines.lines(wing, standing) for wing in built},
            known_names=known_names,
            cache=cache,
            pages={card.issue: card for card in every},
            marks=marks,
            names=named,
        )

    def files(self, site: Site, known: caching.Pages, later: Callable[[], Sequence[File]]) -> Iterator[File]:
        """Every file of the site, before what leads to it; `later` gives those that another made meanwhile."""
        issues = issuepages.pages(site, self._desk, self._held)
        yield from map(known.file, chain(front.basics(site), social.pages(site), issues))
        yield from later()
        yield from map(known.file, chain(feed.pages(site), front.indexes(site)))

    def _card(self, held: Held) -> Card:
        card = self.cards.get(held)
        if card is None:
            card = carding.card(self._desk.bound(held), self._templates)
            self.cards.keep(held, card)
        return card


MAKERS: tuple[Callable[[Site], Iterator[tuple[str, str | bytes]]], ...] = (
    calendar.files,
    sitemap.files,
    search.files,
)
"""What makes files out of the cards alone, in the order in which they are written."""
