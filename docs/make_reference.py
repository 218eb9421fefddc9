"""Writes docs/reference/: the tables from the code, the meanings from here. A test holds that all three agree.

Run it after a change of a setting or of a command: `python docs/make_reference.py`.
"""  # noqa: INP001 - a script beside the pages that it writes, not a package

from __future__ import annotations

import json
import types
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

import typer
from meanings import MEANINGS
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from digest.cli.main import app
from digest.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

REFERENCE = Path(__file__).parent / "reference"
SHELL_ONLY = ("install_completion", "show_completion")  # Typer's own; they differ from shell to shell
HIDDEN = ("folder", "file")  # of Config: the program's own, not settings

CONFIGURATION_HEAD = """\
# Configuration

`config.toml` describes one publication. It is found in this order: `--config FILE`, the environment variable
`DIGEST_CONFIG`, `config.toml` in the current folder. A folder stands for the `config.toml` in it. Relative paths start
at the folder of the file. `digest check` tells every mistake at once, each with its path and, where that is cheap,
its line, in the language of the publication. Unknown tables and keys are mistakes.

Lengths of time are written `"90s"`, `"30m"`, `"6h"`, `"2d"` or `"1d 12h"`. A secret never stands in this file: it is
named as `{ env = "NAME" }` (an environment variable) or `{ file = "PATH" }`.

This page is made from the code by `docs/make_reference.py`.
"""

CLI_HEAD = """\
# Commands

Data goes to stdout, talk and progress bars to stderr; bars show only on a terminal. `--json` gives JSON for programs.

| exit status | means |
| --- | --- |
| 0 | done; also "nothing new, skipped" |
| 1 | the result asked for does not exist: refused, not found, not writable, not equal |
| 2 | the call or the configuration is wrong; no work was begun |
| 3 | the result exists, but some source, story or recipient failed or is uncertain |
| 130 | interrupted |

This page is made from the code by `docs/make_reference.py`.
"""


def configuration_page() -> str:
    """docs/reference/configuration.md as the code has it."""
    return CONFIGURATION_HEAD + "".join(_tables(Config, ""))


def cli_page() -> str:
    """docs/reference/cli.md as the code has it."""
    root = typer.main.get_command(app)
    return CLI_HEAD + "".join(_commands(root, "digest"))


def _tables(model: type[BaseModel], path: str) -> Iterator[str]:
    rows, inner = [], []
    for name, field in model.model_fields.items():
        if not path and name in HIDDEN:
            continue
        where = f"{path}.{name}" if path else name
        table, form = _table_of(field.annotation)
        if table:
            inner.append((table, where, form))
            if path:
                rows.append(_row(where, name, "table" if form == "one" else "tables", _default(field, table)))
            continue
        rows.append(_row(where, name, _type(field), _default(field, None)))
    if path and rows:
        yield "\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n" + "".join(rows)
    for table, where, form in inner:
        heading = {"one": f"[{where}]", "many": f"[[{where}]]", "named": f"[{where}.NAME]"}[form]
        yield f"\n## `{heading}`\n\n{MEANINGS[where]}\n"
        yield from _tables(table, where)


def _row(where: str, name: str, kind: str, default: str) -> str:
    return f"| `{name}` | {kind} | {default} | {MEANINGS[where]} |\n"


def _table_of(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """The model that a field holds, and how: `one`, `many` (an array of tables) or `named` (a table of tables)."""
    origin, inner = get_origin(annotation), get_args(annotation)
    for form, candidates in (
        ("many", inner[:1] if origin is tuple else ()),
        ("named", inner[1:] if origin is dict else ()),
    ):
        for candidate in candidates:
            if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                return candidate, form
    for candidate in (annotation, *(inner if origin in (Union, types.UnionType) else ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate, "one"
    return None, ""


def _type(field: FieldInfo) -> str:
    limits = {type(mark).__name__.lower(): mark for mark in field.metadata}
    low = next((getattr(limits[key], key) for key in ("ge", "gt") if key in limits), None)
    high = next((getattr(limits[key], key) for key in ("le", "lt") if key in limits), None)
    name = _name(field.annotation)
    if isinstance(low, int | float):
        name += f" {low} to {high}" if high is not None else f" from {low}"
    return name


def _name(annotation: Any) -> str:
    origin, inner = get_origin(annotation), [one for one in get_args(annotation) if one is not type(None)]
    if origin is Literal:
        return " or ".join(f"`{json.dumps(one)}`" for one in inner)
    if origin is tuple:
        return f"list of {_name(inner[0])}"
    if origin is dict:
        return f"table of {_name(inner[1])} by {_name(inner[0])}"
    if origin in (Union, types.UnionType):
        return " or ".join(_name(one) for one in inner)
    if origin is not None and hasattr(annotation, "__metadata__"):
        return _name(inner[0])
    names = {bool: "true or false", int: "whole number", float: "number", str: "text", Path: "path"}
    return names.get(annotation) or {"timedelta": "length of time", "date": "date"}[annotation.__name__]


def _default(field: FieldInfo, table: type[BaseModel] | None) -> str:
    if field.default is PydanticUndefined:
        return "required"
    if table or field.default is None:
        return "none" if field.default in (None, ()) else "see below"
    return f"`{_toml(field.default)}`"


def _toml(value: Any) -> str:
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
            if seconds and seconds % size == 0:
                return f'"{seconds // size}{unit}"'
        return f'"{seconds}s"'
    if isinstance(value, Path):
        return json.dumps(value.as_posix())
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _commands(command: Any, path: str) -> Iterator[str]:
    yield f"\n## `{path}`\n\n{_line(command.help)}\n"
    rows = [_parameter(one) for one in command.params if one.name not in SHELL_ONLY]
    if rows:
        yield "\n| argument or option | default | meaning |\n| --- | --- | --- |\n" + "".join(rows)
    for name, inner in getattr(command, "commands", {}).items():
        if not inner.hidden:
            yield from _commands(inner, f"{path} {name}")


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        shown = f"`{parameter.metavar or parameter.name.upper()}`"
        if parameter.nargs == -1 or parameter.multiple:
            shown += ", may be given several times"
    else:
        value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper().rstrip('_')}"
        shown = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        shown = _line(shown.removesuffix("`") + value + "`")
    default = parameter.default
    if parameter.required:
        told = "required"
    elif default is None or default is False or default in ("", (), []) or callable(default):
        told = ""
    else:
        told = f"`{default}`"
    return f"| {shown} | {told} | {_line(getattr(parameter, 'help', '') or '')} |\n".replace("| |", "|  |")


def _line(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def main() -> None:
    """Write both pages."""
    for name, page in (("configuration.md", configuration_page()), ("cli.md", cli_page())):
        (REFERENCE / name).write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
