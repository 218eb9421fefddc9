"""A build of the archive that is cut off at any moment leaves whole pages that lead somewhere, and the next one ends it."""

from __future__ import annotations

import json
import random
import time
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tests.archive import published

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
TIMES = 5
URL = "http://127.0.0.1:9/archive/"


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def whole(folder: Path) -> None:
    """Every file is all there, and what a page leads to is, too."""
    for path in folder.rglob("*"):
        if path.suffix == ".html":
            assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".xml":
            ET.parse(path)
        elif path.suffix == ".png":
            assert path.read_bytes().endswith(b"IEND\xaeB`\x82"), path


def test_a_killed_build_leaves_whole_pages(tmp_path: Path):
    folder = published.publication(tmp_path / "letter", url=URL, periods=3, items=8)
    begun = time.monotonic()
    expected = held(published.build(folder))
    lasted = time.monotonic() - begun
    (folder / "var" / "archive").rename(tmp_path / "first")
    for other in (folder / "var").iterdir():
        if other.is_dir() and other.name != "issues":
            other.rename(tmp_path / f"before-{other.name}")
    site = folder / "var" / "archive"
    rng = random.Random(8)
    cut = 0
    for _ in range(TIMES):
        process = published.building(folder)
        time.sleep(lasted * rng.uniform(0.3, 1.0))
        process.kill()
        _, told = process.communicate()
        cut += process.returncode != 0
        whole(site)
        index = site / "index.html"
        if index.is_file():
            there = published.Site(folder=site, url=URL, host="127.0.0.1:9")
            for name, path, _fragment in published.links(there, ["index.html"]):
                assert there.file_of(path).is_file(), (name, path, told)
    assert cut
    assert held(published.build(folder)) == expected
