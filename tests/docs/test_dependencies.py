"""The table of dependencies names each one, and the rooms that import it: no other room does."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normal(re.split(r"[<>=!~\[; ]", line)[0]) for line in project["dependencies"]}


def told() -> dict[str, tuple[str, ...]]:
    """Package → its doors, as the table has them."""
    rows = re.findall(r"^\| ([\w-]+) \| [^|]+ \| ([^|]+) \| [^|]+ \|$", PAGE, re.MULTILINE)
    return {
        name: tuple(re.findall(r"`(digest/[^`]+)`", doors))
        for name, doors in rows
        if name not in ("package", "---")
    }


def imported() -> dict[str, set[str]]:
    """Package → the modules that import it."""
    owners, found = packages_distributions(), dict[str, set[str]]()
    for path in (ROOT / "digest").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            else:
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for top in {name.partition(".")[0] for name in names}:
                for owner in owners.get(top, ()) if top not in sys.stdlib_module_names else ():
                    if top != "digest":
                        found.setdefault(normal(owner), set()).add(path.relative_to(ROOT).as_posix())
    return found


def test_the_table_names_what_pyproject_names():
    assert set(told()) == declared()


def test_each_package_is_imported_behind_its_doors_and_nowhere_else():
    doors = told()
    for package, modules in imported().items():
        for module in modules:
            assert any(
                module == door or (door[-1] == "/" and module.startswith(door)) for door in doors[package]
            ), f"{module} imports {package}"


def test_each_door_is_used():
    used = imported()
    for package, doors in told().items():
        for door in doors:
            assert any(module.startswith(door) for module in used.get(package, ())), f"{package}: {door}"
