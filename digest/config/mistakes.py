"""What a mistake is, in words of TOML: where it stands, what is wrong, what to write instead."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from digest.config.incoming import WEB
from digest.config.outgoing import COUNTRY, SELECTOR
from digest.config.tables import Config
from digest.config.values import ELSEWHERE, KEY, SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = ("folder", "file")
"""What a configuration knows of itself: nobody writes it."""
_LISTED = ("sources", "files", "sections", "dkim")
"""Tables of which there may be several: `[[sources]]`."""
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
    "string_too_short": "is empty",
    "string_too_long": "write at most {max_length} characters",
    "path_type": "write a path in quotation marks",
    "date_type": "write a day, as in 2026-07-17",
    "date_parsing": "write a day, as in 2026-07-17",
    "date_from_datetime_parsing": "write a day, as in 2026-07-17",
    "date_from_datetime_inexact": "write a day, as in 2026-07-17",
    "time_delta_type": 'write "6h", "30m", "2d" or "90s"',
    "time_delta_parsing": 'write "6h", "30m", "2d" or "90s"',
    "model_type": "write a table of its own, as docs/reference/configuration.md shows it",
    "dict_type": "write a table of its own, as docs/reference/configuration.md shows it",
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
    WEB: "write an address that begins with http:// or https://",
    COUNTRY: 'write two capital letters, such as "KR", or with a region, "US-CA"; "" for none',
    SELECTOR: "write Latin letters, digits, full stops and hyphens",
}


def mistakes(found: dict[str, Any], data: Any, text: str, *, inside: tuple[str, ...] = ()) -> Iterator[str]:
    """What pydantic found, one line for each mistake.

    Args:
        found: an error of `ValidationError.errors()`.
        data: the configuration as it was read.
        text: what it was read from.
        inside: the tables that a file leaves unsaid.
    """
    loc = tuple(step for step in found["loc"] if step != "[key]")
    if not loc:  # of several tables together: each is told with its own path
        lines = _said(found).split("\n")
        yield from (line for line in lines if not line.endswith("is used twice"))
        return
    message = _said(found)
    given = found.get("input")
    secret = "password" in loc or ("dkim" in loc and "key" in loc)
    if secret:  # what stands there may be it, not where it is: never show it
        given, message = None, ELSEWHERE if found["type"] != "value_error" else message
    listed = loc[-1] in _LISTED
    if found["type"] == "tuple_type" and listed and isinstance(given, dict):
        message = f"write [[{_table(loc)}]] above it, with two brackets on each side"
    if found["type"] == "model_type" and isinstance(given, list):
        message = f"write [{_table(loc)}] above it, with one bracket on each side"
    if found["type"] not in ("value_error", "missing", "extra_forbidden") and (
        isinstance(given, int | float) or (given and isinstance(given, str))
    ):
        message = f"{message} (it is {_written(given)})"
    if found["type"] == "extra_forbidden":
        message = (
            f"unknown setting{_meant((*inside, *loc))}; docs/reference/configuration.md lists those there are"
        )
    yield at(loc, message, data, text)


def at(loc: tuple[Any, ...], message: str, data: Any, text: str) -> str:
    """A mistake with the path of its setting, and its line if that can be told cheaply."""
    where, line = _place(loc, data, text)
    return f"{where} (line {line}): {message}" if line else f"{where}: {message}"


def _table(loc: tuple[Any, ...]) -> str:
    return ".".join(step for step in loc if isinstance(step, str))


def _written(given: float | str) -> str:
    """A value as TOML writes it."""
    return str(given).lower() if isinstance(given, bool) else repr(given)


def _said(found: dict[str, Any]) -> str:
    """What is wrong, in words of TOML where those of pydantic speak of Python."""
    asked = dict(found.get("ctx", {}))
    if "expected" in asked:  # 'a', 'b' or 'c'
        asked["expected"] = str(asked["expected"]).replace(" or ", ", ").replace("'", '"')
    asked = {name: f"{value:g}" if isinstance(value, float) else value for name, value in asked.items()}
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
    near = get_close_matches(str(loc[-1]), [name for name in table.model_fields if name not in OURS], n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _place(loc: tuple[Any, ...], data: Any, text: str) -> tuple[str, int | None]:
    """The path of a setting, arrays by key (`sources["한겨레"].url`), and its line if it can be told cheaply."""
    steps: list[str] = []
    here = data
    table: tuple[str, int] = ("", 0)
    for step in loc:
        inside = here[step] if _has(here, step) else None
        if isinstance(step, int):
            name = _name(inside, steps[-1]) if isinstance(inside, dict) else ""
            table = (".".join(part.partition("[")[0] for part in steps), step)
            steps[-1] += f'["{name}"]' if name else f"[{step}]"
        else:
            steps.append(str(step))
        here = inside
    path = ".".join(steps)
    return path, _line(loc, table, text)


def _name(table: dict[str, Any], listed: str) -> str:
    """What one of several tables is called by; the `key` of one that signs is a secret."""
    name = table.get("selector") if listed == "dkim" else table.get("key") or table.get("match")
    return name if isinstance(name, str) else ""


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
            name = line.strip("[]").split("#")[0].strip(" ]").replace('"', "")
            if line.startswith("[[") and name == table[0]:
                seen += 1
            inside = name == header and (name != table[0] or seen == table[1] or not line.startswith("[["))
            if name == ".".join(names) or (inside and fallback is None):
                fallback = number
        elif inside and re.match(rf'"?{re.escape(leaf)}"?\s*=', line):
            return number
    return fallback
