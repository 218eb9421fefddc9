"""Finding config.toml, reading it, and telling every mistake at once, with its path and, where cheap, its line."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from digest.config.incoming import Profile
from digest.config.mistakes import OURS, at, mistakes
from digest.config.tables import Config
from digest.errors import ConfigurationError, UsageError
from digest.tomlfaults import fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def locate(given: Path | None) -> Path:
    """The configuration file that holds: `--config`, else `DIGEST_CONFIG`, else `./config.toml`.

    Raises:
        UsageError: there is none.
    """
    path = given or Path(os.environ.get("DIGEST_CONFIG") or "config.toml")
    if path.is_dir():
        path = path / "config.toml"
    if not path.is_file():
        raise UsageError(
            str(path), "no such configuration file", "run `digest init my-letter`, or name one with --config"
        )
    return path


def load(path: Path) -> Config:
    """Read and check a configuration file.

    Raises:
        ConfigurationError: every mistake found, one line each.
        UsageError: the file cannot be read.
    """
    data, text = _toml(path)
    if own := tuple(f"{name}: unknown setting" for name in OURS if name in data):
        raise ConfigurationError(str(path), own, spoken(text, data))
    where = path.resolve()
    try:
        return Config.model_validate({**data, "folder": where.parent, "file": where.name})
    except ValidationError as error:
        found = [one for fault in error.errors() for one in mistakes(dict(fault), data, text)]
        told = tuple(dict.fromkeys([*found, *_used_twice(data, text)]))
        raise ConfigurationError(str(path), told, spoken(text, data)) from None


def mistaken(path: Path, found: Iterable[tuple[tuple[str | int, ...], str]]) -> ConfigurationError:
    """What is wrong in a configuration that could be read: a setting's place (`("sources", 2, "path")`) and what of it."""
    data, text = _toml(path)
    told = tuple(at(loc, message, data, text) for loc, message in found)
    return ConfigurationError(str(path), told, spoken(text, data))


def load_profile(path: Path) -> Profile:
    """Read a profile that stands in a file of its own: its keys alone, or below `[sources.profile]` as in config.toml.

    Raises:
        ConfigurationError: every mistake found, one line each.
        UsageError: the file cannot be read.
    """
    data, text = _toml(path)
    within = next((path for path in (_PROFILE, _PROFILE[1:]) if path[0] in data), ())
    table: Any = data
    for step in within:
        table = table.get(step) if isinstance(table, dict) else table
    try:
        return Profile.model_validate(table)
    except ValidationError as error:
        inside = _PROFILE[: len(_PROFILE) - len(within)]
        found = [
            one
            for fault in error.errors()
            for one in mistakes({**fault, "loc": (*within, *fault["loc"])}, data, text, inside=inside)
        ]
        raise ConfigurationError(str(path), tuple(dict.fromkeys(found)), spoken(text, data)) from None


def _toml(path: Path) -> tuple[dict[str, Any], str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(str(path), f"cannot be read ({error.strerror})", "look at its permissions") from None
    try:
        text = data.decode("utf-8-sig")  # Windows editors write a byte order mark
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guessed = data.decode("cp949", errors="replace")
        raise ConfigurationError(
            str(path), (f"line {line}: not UTF-8: save it as UTF-8 text",), spoken(guessed, {})
        ) from None
    try:
        return tomllib.loads(text), text
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # the latter: brackets by the thousand
        raise ConfigurationError(str(path), (f"not TOML: {fault(text, error)}",), spoken(text, {})) from None


def spoken(text: str, data: Mapping[str, Any]) -> str:
    """The language of who wrote a configuration: the publication's where it says so, else that of its letters."""
    publication = data.get("publication")
    table = publication if isinstance(publication, dict) else {}
    said = table.get("language") or next(iter(_LANGUAGE.findall(text)), "")
    if said in ("ko", "en"):
        return str(said)
    return "ko" if _HANGUL.search(text) else "en"


def _used_twice(data: Mapping[str, Any], text: str) -> Iterator[str]:
    """Keys that tables share: told with all other mistakes, not once these are mended."""
    for name in ("sources", "sections"):
        tables = data.get(name)
        seen: set[Any] = set()
        for place, table in enumerate(tables if isinstance(tables, list) else ()):
            key = table.get("key") if isinstance(table, dict) else None
            if isinstance(key, str) and key in seen:
                yield at((name, place, "key"), f'the key "{key}" is used twice', data, text)
            seen.add(key if isinstance(key, str) else None)


_PROFILE = ("sources", "profile")
_LANGUAGE = re.compile(r"""(?m)^\s*language\s*=\s*["'](\w+)["']""")
_HANGUL = re.compile("[가-힣]")
