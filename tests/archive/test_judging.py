"""What `digest check` finds in the pages of an archive before there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.archive import judging
from digest.rendering import looks
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path

BASE = "archive/base.html.j2"
AMISS = {
    '<img src="x.png">': "image",
    '<a href="../"></a>': "link",
    '<a href="javascript:alert(1)">x</a>': "link",
    '<script src="https://cdn.example.net/a.js"></script>': "foreign-host",
    "<style>@import 'https://fonts.example.net/a.css';</style>": "foreign-host",
}


def test_our_own_pages_are_in_order():
    assert judging.remarks((sample(),), folder=None) == ()


@pytest.mark.parametrize("markup", AMISS)
def test_what_a_page_does_amiss_is_found(tmp_path: Path, markup: str):
    text = (looks.package_folder() / BASE).read_text(encoding="utf-8")
    path = tmp_path / "templates" / BASE
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("</body>", f"{markup}</body>"), encoding="utf-8")
    found = judging.remarks((sample(),), folder=tmp_path)
    assert {one.kind for one in found} == {AMISS[markup]}
    assert "templates/archive/index.html.j2" in {one.place for one in found}


def test_a_page_without_its_language_is_found(tmp_path: Path):
    text = (looks.package_folder() / BASE).read_text(encoding="utf-8")
    path = tmp_path / "templates" / BASE
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("<html lang=", "<html data-lang="), encoding="utf-8")
    assert {one.kind for one in judging.remarks((sample(),), folder=tmp_path)} == {"language"}
