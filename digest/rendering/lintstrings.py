"""Whether every word that readers see stands in both languages, and names the same values in braces."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from digest.editing.remark import Level, Remark
from digest.rendering import looks
from digest.rendering.strings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def findings(folder: Path | None) -> Iterator[Remark]:
    """The findings in a publication's words.

    Raises:
        ResultError: a table cannot be read.
    """
    tables = {language: looks.table(folder, f"strings.{language}.toml") for language in LANGUAGES}
    own = {language: looks.table(None, f"strings.{language}.toml") for language in LANGUAGES}
    for language, table in tables.items():
        others = {key for name, other in tables.items() if name != language for key in other}
        for key in sorted(others - set(table)):
            told = "is missing, though the other language has it"
            yield _remark(language, key, told, "add it, in this language")
        for key, value in table.items():
            yield from _form(language, key, value)
            yield from _values(language, key, tables, own)


def _form(language: str, key: str, value: Any) -> Iterator[Remark]:
    if isinstance(value, dict) and not isinstance(value.get("other"), str):
        yield _remark(language, key, 'has no form "other"', 'write { one = "…", other = "…" }')
    elif not isinstance(value, str | dict | list):
        yield _remark(language, key, "is no text", "put it into quotation marks")
    try:
        _named(value)
    except ValueError as error:
        yield _remark(language, key, f"cannot be filled in ({error})", "write {{ and }} for braces")


def _values(
    language: str, key: str, tables: Mapping[str, Mapping[str, Any]], own: Mapping[str, Mapping[str, Any]]
) -> Iterator[Remark]:
    """A value that no language's text of the package names would not be given; one that is left out may be missed."""
    try:
        mine = _named(tables[language][key])
        known = [_named(table[key]) for table in own.values() if key in table]
        theirs = [_named(table[key]) for name, table in tables.items() if name != language and key in table]
    except ValueError:
        return
    given = set().union(*(known or [*theirs, mine]))
    for name in sorted(mine - given):
        yield _remark(language, key, f"names {{{name}}}, which is not given", f"name only {_braces(given)}")
    for name in sorted((set().union(*theirs) & given) - mine):
        told = f"does not name {{{name}}}, as the other language does"
        yield _remark(language, key, told, "say the same in both", "warning")


def _named(value: Any) -> set[str]:
    """The values that a text names in braces, in any of its forms.

    Raises:
        ValueError: its braces are not in order.
    """
    forms = value.values() if isinstance(value, dict) else value if isinstance(value, list) else (value,)
    return {
        name
        for form in forms
        if isinstance(form, str)
        for _, name, _, _ in string.Formatter().parse(form)
        if name is not None
    }


def _braces(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing in braces"


def _remark(language: str, key: str, message: str, hint: str, level: Level = "error") -> Remark:
    place = f"templates/strings.{language}.toml, {key}"
    return Remark(kind="string", level=level, item="", text="", message=message, hint=hint, place=place)
