"""What an archive remembers between two builds: the cards of its issues, and what each page was made from.

Nothing here is needed: where it is lost, damaged or of another version, the pages are made again, and only bytes that changed
are written. An entry is written after the file that it is about, so that a build that was cut off claims nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__, codec
from digest.archive import packing
from digest.rendering import looks
from digest.storage import keepsakes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from digest.archive.card import Card
    from digest.archive.held import Held
    from digest.archive.plan import Page

CODE = (
    "archive/*.py",
    "editing/published.py",
    "language/*.py",
    "model/*.py",
    "rendering/*.py",
)
"""The parts of the program that decide what a page says."""

FORMAT = "1"
"""That of what is kept: what another program kept in another one is as nothing."""


def making(folder: Path | None) -> str:
    """A digest of all that makes pages of issues: the program, the templates, words and tokens."""
    parts: list[str | bytes] = [__version__]
    for root in looks.roots(folder):
        for path in sorted(path for path in root.rglob("*") if path.suffix in (".j2", ".toml")):
            parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    return codec.fingerprint(*parts, _code())


@lru_cache(maxsize=1)
def _code() -> str:
    package = Path(__file__).resolve().parents[1]
    sources = sorted(path for part in CODE for path in package.glob(part))
    return codec.fingerprint(*(path.read_bytes() for path in sources))


class Cards:
    """The cards of issues in a folder, a file each; without a folder none is kept.

    Args:
        folder: the archive's cache.
        made: a digest of all that makes pages of issues (`making`).
    """

    def __init__(self, folder: Path | None, made: str) -> None:
        self.made = made
        self._folder = folder / "cards" if folder else None
        self._used: set[str] = set()
        self._read: dict[str, Card] = {}

    def expect(self, digests: Iterable[str]) -> None:
        """Read the cards of issues by digests of what they say, which will be asked for most likely."""
        for digest in digests:
            name = self._name(digest)
            card = self._stored(name)
            if card is not None:
                self._read[name] = card

    def get(self, held: Held) -> Card | None:
        """The card of an issue, if it was made from what the issue says now, as it would be made now."""
        name = self._name(held.digest)
        self._used.add(name)
        return self._read.pop(name, None) or self._stored(name)

    def keep(self, held: Held, card: Card) -> None:
        """Keep a card; where that cannot be done it is made again next time."""
        if self._folder:
            keepsakes.keep(self._folder / self._name(held.digest), packing.pack(card))

    def tidy(self) -> None:
        """Remove the cards that were not asked for since the beginning."""
        if self._folder and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    with suppress(OSError):
                        path.unlink()

    def _stored(self, name: str) -> Card | None:
        data = keepsakes.kept(self._folder / name) if self._folder else None
        if data is not None:
            with suppress(ValueError, TypeError, EOFError):
                return packing.unpack(data)
        return None

    def _name(self, digest: str) -> str:
        return f"{codec.fingerprint(digest, self.made)}.card"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a site as a build finds it: `content` is None where it stands, `key` tells what it is made from, if it need not be made in every build."""

    path: str
    key: str = ""
    content: str | bytes | None


class Pages:
    """What each file of a site was made from, and how it stood on the disk when it had been written.

    Args:
        folder: the archive's cache; None: nothing is remembered.
        target: the site's folder.
        made: a digest of all that makes pages of issues (`making`).
    """

    def __init__(self, folder: Path | None, target: Path, made: str) -> None:
        self._target = target
        self._made = made
        name = f"pages-{codec.fingerprint(str(target.resolve()))[:12]}.json"
        self._path = folder / name if folder else None
        self._known: dict[str, list[object]] = {}
        if self._path and (kept := keepsakes.kept(self._path, under=FORMAT)) is not None:
            self._known = json.loads(kept)

    def file(self, page: Page) -> File:
        """The page's file, made unless it is there, untouched since it was made from the same."""
        if page.inputs is None:
            return File(path=page.path, content=page.make())
        key = codec.fingerprint(self._made, *page.inputs)
        known = self._known.get(page.path)
        stands = known is not None and known[0] == key and known[1:] == self._stamp(page.path)
        return File(path=page.path, key=key, content=None if stands else page.make())

    def note(self, path: str, key: str) -> None:
        """Remember that the file has been made and stands."""
        if key and self._path:
            self._known[path] = [key, *self._stamp(path)]

    def save(self, made: Collection[str] | None = None) -> None:
        """Write all this down; of `made` paths only, where given."""
        if self._path is None:
            return
        kept = {path: known for path, known in self._known.items() if made is None or path in made}
        keepsakes.keep(self._path, json.dumps(kept).encode(), under=FORMAT)

    def _stamp(self, path: str) -> list[object]:
        try:
            state = (self._target / path).stat()
        except OSError:
            return []
        return [state.st_size, state.st_mtime_ns, state.st_ctime_ns]
