"""Sizes, colours and spaces stand in tokens.toml alone, so that a publication changes them in one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from digest.rendering import looks
from digest.rendering.mail import render_mail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.model import Issue

PARTIALS = sorted((looks.package_folder() / "partials").glob("*.mjml.j2"))
TECHNICAL = {"1px"}  # a bar or a key is a cell without words: its font is as small as can be


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: path.name)
def test_no_size_and_no_colour_stands_bare_in_a_partial(path: Path):
    text = path.read_text("utf-8")
    bare = set(re.findall(r"(?<![\w}.#&-])\d*\.?\d+(?:px|em)\b", text)) - TECHNICAL
    assert not bare
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", text)
    assert not re.findall(r"(?:font-weight|line-height)[:=]\"?[\d.]", re.sub(r"line-height:\{\{", "", text))


def test_no_line_of_markup_is_copied_into_several_templates():
    """What two templates need stands in a partial."""
    found: dict[str, set[str]] = {}
    for root in ("issue", "partials"):
        for path in sorted((looks.package_folder() / root).rglob("*.mjml.j2")):
            for line in path.read_text("utf-8").splitlines():
                if len(line.strip()) > 160 and not line.lstrip().startswith("{#"):
                    found.setdefault(line.strip(), set()).add(path.name)
    assert {line: names for line, names in found.items() if len(names) > 1} == {}


def leaves(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key)


def test_every_token_is_used_by_a_template():
    """One that changes nothing would only mislead."""
    told = "\n".join(path.read_text("utf-8") for path in looks.package_folder().rglob("*.j2"))
    for path in leaves(looks.table(None, "tokens.toml")):
        if path[0] in ("light", "dark", "category", "limit"):
            continue
        assert re.search(rf"\b{path[0]}\.{path[1]}\b", told), path


def test_a_publication_changes_a_size_in_one_place(issue: Issue, tmp_path: Path):
    """The mail has the new number wherever it had the old one."""
    own = tmp_path / "templates" / "tokens.toml"
    own.parent.mkdir()
    own.write_text('[radius]\nbox = 3\n[space]\ngutter = 33\n[line]\nbody = "1.9"\n', encoding="utf-8")
    html = render_mail(issue, folder=tmp_path, web_url="https://example.org/x/").html
    assert "border-radius:10px" not in html
    assert "border-radius:3px" in html
    assert not re.search(r"padding:[\d ]*px 40px", html)
    assert "line-height:1.7" not in html
