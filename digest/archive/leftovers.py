"""What stands in the site's folder already: pages of storylines, names and outlets that are no more, and what others put there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from digest.errors import ResultError
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

MARKS = tuple(f'<meta name="generator" content="Ganchu {kind}">' for kind in ("storyline", "topic", "outlet"))
"""What tells a page that was made here from one that somebody else put there."""
BESIDE = ("card.png", "feed.xml")
"""What is made beside such a page."""
OURS = ("issues", "search/engine.js")
"""What stands in every site that was made here, without issues, too."""
FOLDERS = ("storylines", "topics", "sources", "*/topics", "*/sources")


def is_foreign(target: Path) -> bool:
    """Whether a site stands there that was not made here: it has an index, and neither issues nor our search."""
    return (target / "index.html").exists() and not any((target / name).exists() for name in OURS)


def remove(
    target: Path, made: Collection[str], built: Collection[str], instead: Callable[[str], str | None]
) -> tuple[str, ...]:
    """Remove the pages of storylines, names and outlets that were not made now; says which.

    Args:
        target: the site's folder.
        made: the paths that belong to it.
        built: ids of the issues that were made now; the page of another stays, and what it leads to with it.
        instead: what is to stand in the place of a page from now on; None: nothing.

    Raises:
        ResultError: a page cannot be read or removed.
    """
    found = {
        path.relative_to(target).as_posix(): path
        for folder in FOLDERS
        for path in target.glob(f"{folder}/*/index.html")
    }
    stale = {name: path for name, path in found.items() if name not in made}
    if not stale:
        return ()
    try:
        kept = [
            page.read_text(encoding="utf-8", errors="replace")
            for page in target.glob("issues/*/index.html")
            if page.parent.name not in built
        ]
        gone = []
        for name, path in sorted(stale.items()):
            text = path.read_text(encoding="utf-8", errors="replace")
            if any(mark in text for mark in MARKS) and not any(name in page for page in kept):
                for beside in BESIDE:
                    path.with_name(beside).unlink(missing_ok=True)
                other = instead(name)
                if other is not None:
                    if files.write(path, other):
                        gone.append(name)
                    continue
                path.unlink()
                gone.append(name)
                with suppress(OSError):  # something else stands there too
                    path.parent.rmdir()
    except OSError as error:
        raise ResultError(
            str(target), f"cannot be cleared ({error.strerror})", "check its permissions"
        ) from error
    return tuple(gone)
