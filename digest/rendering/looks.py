"""Where looks are found: in the publication's `templates` folder, then in the package's.

Templates replace each other as whole files; the TOML tables (`tokens.toml`, `strings.*.toml`) are laid over each
other key by key, so that a publication states only what differs.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from digest.errors import ResultError


def package_folder() -> Path:
    """The templates that come with the program: inside the wheel, or at the top of the repository."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def roots(folder: Path | None) -> tuple[Path, ...]:
    """The template folders in order of preference; `folder` is the publication's, or None."""
    own = (folder / "templates",) if folder and (folder / "templates").is_dir() else ()
    return tuple(dict.fromkeys((*own, package_folder())))


def table(folder: Path | None, name: str) -> dict[str, Any]:
    """A TOML table of the looks, the publication's keys laid over the package's; it is shared, and never changed.

    Raises:
        ResultError: a file is not TOML, or there is none of this name.
    """
    merged: dict[str, Any] = {}
    for root in reversed(roots(folder)):
        path = root / name
        if path.is_file():
            merged = _overlay(merged, _read(path))
    if not merged:
        raise ResultError(name, "no such table among the templates", f"copy it from {package_folder()}")
    return merged


def _read(path: Path) -> dict[str, Any]:
    try:
        state = path.stat()
        return _parsed(path, state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ResultError(str(path), f"cannot be read ({error})", "mend the file, or remove it") from None


@lru_cache(maxsize=32)
def _parsed(path: Path, changed: int, size: int) -> dict[str, Any]:
    """What a file says, read again when it has changed."""
    del changed, size
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _overlay(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _overlay(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
