"""The reference pages say what the code has, all of it, and nothing else."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from digest import config
from digest.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CONFIGURATION = (DOCS / "reference/configuration.md").read_text(encoding="utf-8")
CLI = (DOCS / "reference/cli.md").read_text(encoding="utf-8")
TABLES = config.tables.Table.__subclasses__()
HINT = "run: python docs/make_reference.py"


def commands(command: Any, path: str = "digest") -> Iterator[tuple[str, Any]]:
    """Every command of the program with the words that call it."""
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")


COMMANDS = dict(commands(typer.main.get_command(app)))


def section(page: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"^## `{re.escape(heading)}`\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"{heading}: not in the reference: {HINT}"
    return found[1]


@pytest.fixture(scope="module")
def maker() -> Any:
    sys.path.insert(0, str(DOCS))
    try:
        return import_module("make_reference")
    finally:
        sys.path.remove(str(DOCS))


def test_the_pages_are_what_the_code_makes_now(maker: Any):
    assert maker.configuration_page() == CONFIGURATION, HINT
    assert maker.cli_page() == CLI, HINT


def test_no_meaning_is_told_of_a_setting_that_does_not_exist(maker: Any):
    page = maker.configuration_page()
    for path, meaning in maker.MEANINGS.items():
        assert meaning in page, path
        assert f"`{path.rpartition('.')[2]}`" in page or f"{path}]" in page or f"{path}.NAME]" in page, path


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_of_every_table_has_a_row(table: type[config.tables.Table]):
    for name, field in table.model_fields.items():
        if table is config.Config:
            if name not in ("folder", "file"):
                assert re.search(rf"^## `\[+{name}[\].]", CONFIGURATION, re.MULTILINE), name
            continue
        rows = re.findall(rf"^\| `{name}` \|.*$", CONFIGURATION, re.MULTILINE)
        assert rows, f"{table.__name__}.{name}: {HINT}"
        if isinstance(field.default, str | int | float) and not isinstance(field.default, bool):
            assert any(f"{field.default}" in row for row in rows), name


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_told(path: str):
    told = section(CLI, path)
    for parameter in COMMANDS[path].params:
        if parameter.name in ("install_completion", "show_completion"):
            continue
        for name in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{name}" in told, f"{path} {name}: {HINT}"


def test_every_command_and_argument_says_what_it_does():
    for path, command in COMMANDS.items():
        assert command.help, path
        for parameter in command.params:
            assert getattr(parameter, "help", ""), f"{path} {parameter.name}"
