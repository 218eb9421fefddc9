"""Finding config.toml, reading it, and telling every mistake at once, with its path and, where cheap, its line."""

from __future__ import annotations

import os
import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from digest.config.incoming import Profile
from digest.config.tables import Config
from digest.config.values import ELSEWHERE, KEY, SLUG
from digest.errors import ConfigurationError, UsageError


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
    if own := tuple(f"{name}: unknown setting" for name in _OURS if name in data):
        raise ConfigurationError(str(path), own)
    where = path.resolve()
    try:
        return Config.model_validate({**data, "folder": where.parent, "file": where.name})
    except ValidationError as error:
        mistakes = dict.fromkeys(_mistake(dict(found), data, text) for found in error.errors())
        raise ConfigurationError(str(path), tuple(mistakes)) from None


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
        mistakes = dict.fromkeys(
            _mistake(
                {**found, "loc": (*within, *found["loc"])},
                data,
                text,
                inside=_PROFILE[: len(_PROFILE) - len(within)],
            )
            for found in error.errors()
        )
        raise ConfigurationError(str(path), tuple(mistakes)) from None


def _toml(path: Path) -> tuple[dict[str, Any], str]:
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows editors write a byte order mark
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"cannot be read ({error})", "save it as UTF-8 text") from None
    try:
        return tomllib.loads(text), text
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # the latter: brackets by the thousand
        raise ConfigurationError(str(path), (f"not TOML: {error}",)) from None


def _mistake(found: dict[str, Any], data: dict[str, Any], text: str, *, inside: tuple[str, ...] = ()) -> str:
    where, line = _place(found["loc"], data, text)
    message = _said(found)
    given = found.get("input")
    if "password" in found["loc"]:  # what stands there may be the secret itself: never show it
        given, message = None, ELSEWHERE if found["type"] != "value_error" else message
    if found["type"] not in ("value_error", "missing", "extra_forbidden") and isinstance(
        given, str | int | float
    ):
        message = f"{message} (it is {given!r})"
    if found["type"] == "extra_forbidden":
        message = f"unknown setting{_meant((*inside, *found['loc']))}; docs/reference/configuration.md lists those there are"
    at = f" (line {line})" if line else ""
    return f"{where}{at}: {message}" if where else message


_PROFILE = ("sources", "profile")
_OURS = ("folder", "file")
"""What a configuration knows of itself: nobody writes it."""
_MESSAGES = {
    "missing": "is missing",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "float_parsing": "write a number",
    "float_type": "write a number",
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "string_type": "write a text in quotation marks",
    "tuple_type": 'write a list, as in ["one", "two"]',
    "greater_than_equal": "write {ge} or more",
    "greater_than": "write more than {gt}",
    "less_than_equal": "write {le} or less",
    "less_than": "write less than {lt}",
    "literal_error": "write one of {expected}",
}
"""What a mistake that pydantic finds (by its type) asks for, in words of TOML."""
_PATTERNS = {
    SLUG: "write small Latin letters, digits and hyphens; it begins with a letter or digit",
    KEY: "write letters, digits, spaces and . · - _; it begins with a letter or digit",
}


def _said(found: dict[str, Any]) -> str:
    """What is wrong, in words of TOML where those of pydantic speak of Python."""
    asked = dict(found.get("ctx", {}))
    if "expected" in asked:  # 'a', 'b' or 'c'
        asked["expected"] = str(asked["expected"]).replace(" or ", ", ").replace("'", '"')
    if found["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(asked["pattern"], str(found["msg"]))
    words = _MESSAGES.get(found["type"])
    return words.format(**asked) if words else str(found["msg"]).removeprefix("Value error, ")


def _meant(loc: tuple[Any, ...]) -> str:
    """The setting whose name is nearest to the one that is unknown, as a question."""
    table: Any = Config
    for step in (step for step in loc[:-1] if isinstance(step, str)):
        field = getattr(table, "model_fields", {}).get(step)
        inner = [field.annotation, *get_args(field.annotation)] if field else []
        table = next((kind for kind in inner if hasattr(kind, "model_fields")), table)
    near = get_close_matches(str(loc[-1]), [name for name in table.model_fields if name not in _OURS], n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _place(loc: tuple[Any, ...], data: Any, text: str) -> tuple[str, int | None]:
    """The path of a setting, arrays by key (`sources["한겨레"].url`), and its line if it can be told cheaply."""
    steps: list[str] = []
    here = data
    table: tuple[str, int] = ("", 0)
    for step in loc:
        inside = here[step] if _has(here, step) else None
        if isinstance(step, int):
            name = inside.get("key") or inside.get("match") if isinstance(inside, dict) else None
            table = (".".join(part.partition("[")[0] for part in steps), step)
            steps[-1] += f'["{name}"]' if name else f"[{step}]"
        else:
            steps.append(str(step))
        here = inside
    path = ".".join(steps)
    return path, _line(loc, table, text)


def _has(value: Any, step: Any) -> bool:
    if isinstance(step, int):
        return isinstance(value, list | tuple) and step < len(value)
    return isinstance(value, dict) and step in value


def _line(loc: tuple[Any, ...], table: tuple[str, int], text: str) -> int | None:
    names = [str(step) for step in loc if not isinstance(step, int)]
    if not names:
        return None
    parents, leaf = names[:-1], names[-1]
    header, seen, inside = ".".join(parents), -1, not parents
    fallback = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("["):
            name = line.strip("[]").split("#")[0].strip(" ]")
            if line.startswith("[[") and name == table[0]:
                seen += 1
            inside = name == header and (name != table[0] or seen == table[1] or not line.startswith("[["))
            if name == ".".join(names) or (inside and fallback is None):
                fallback = number
        elif inside and re.match(rf'"?{re.escape(leaf)}"?\s*=', line):
            return number
    return fallback
