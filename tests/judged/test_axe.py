"""axe-core in Chromium: everybody can read mail, archive and readers' pages, at any width and in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.judged import tools
from tests.judged.known import compared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

WAYS = tuple((width, scheme) for width in (700, 390) for scheme in ("light", "dark"))


@pytest.fixture(scope="module")
def axe() -> str:
    folder = tools.package("axe-core", unchecked="whether everybody can read mail and archive")
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def violations(browser: Browser, axe: str, pages: Iterable[Path]) -> dict[str, str]:
    """The rules that are broken, each with where it was first found.

    A page is loaded once and looked at in every way: what a width or a scheme changes is for its style sheet alone.
    """
    found: dict[str, str] = {}
    page = browser.new_page()
    for path in pages:
        page.goto(path.as_uri())
        page.evaluate(axe)
        for width, scheme in WAYS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            for one in answer["violations"]:
                where = f"{path.name} at {width}, {scheme}: {one['help']}: {one['nodes'][0]['html'][:200]}"
                found.setdefault(one["id"], where)
    page.close()
    return found


def test_mails_break_no_rule(browser: Browser, axe: str, mails: dict[str, Path]):
    found = violations(browser, axe, mails.values())
    new, gone = compared(set(found), "axe", "mail")
    assert [found[rule] for rule in new] == []
    assert gone == [], "no longer found: take it out of known.toml"


def test_the_archive_breaks_no_rule(browser: Browser, axe: str, site: dict[str, Path]):
    assert violations(browser, axe, site.values()) == {}


def test_the_readers_pages_break_no_rule(browser: Browser, axe: str, letters: dict[str, Path]):
    assert violations(browser, axe, letters.values()) == {}


def test_a_text_that_cannot_be_read_would_be_found(
    browser: Browser, axe: str, mails: dict[str, Path], tmp_path
):
    """Grey on white, which a careless token would make, is a violation."""
    path = tmp_path / "mail.html"
    html = mails["sample-ko"].read_text(encoding="utf-8")
    path.write_text(html.replace("#67635A", "#C0C0C0"), encoding="utf-8")
    assert "color-contrast" in violations(browser, axe, [path])
