"""The Nu HTML checker finds nothing in mails and in the archive but what is known and explained."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.judged import tools
from tests.judged.known import compared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

pytestmark = pytest.mark.slow


def said(paths: Iterable[Path]) -> dict[str, str]:
    """What the checker says of these files: each message with the file and line it was first said of."""
    unchecked = "the HTML of mails and archive"
    jar = tools.package("vnu-jar", unchecked=unchecked) / "build" / "dist" / "vnu.jar"
    java = tools.program("java", unchecked=unchecked)
    done = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, paths)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = {}
    for message in json.loads(done.stderr)["messages"]:
        place = f"{message.get('url', '').rpartition('/')[2]}, line {message.get('lastLine', '?')}"
        found.setdefault(message["message"], place)
    return found


def test_mails_hold_nothing_new(mails):
    found = said(mails.values())
    new, gone = compared(set(found), "nu", "mail")
    assert [(text, found[text]) for text in new] == []
    assert gone == [], "no longer said: take it out of known.toml"


def test_the_archive_is_right(site):
    """Its pages are ours alone: nothing at all is said of them."""
    assert len(site) >= 5
    assert said(site.values()) == {}


def test_the_readers_pages_are_right(letters):
    assert said(letters.values()) == {}


def test_a_fault_would_be_found(site, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(site["index.html"].read_text(encoding="utf-8").replace("<main", "<main id=x></p><main"))
    assert said([page])
