"""Mail and archive in a real browser: they fit, they are quiet, they ask nobody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest.archive.site import build
from digest.model import Period
from digest.rendering import marks
from digest.rendering.mail import render_mail
from tests.archive.published import Server
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages that are looked at, as files."""
    folder = tmp_path_factory.mktemp("pages")
    issue = sample()
    html = marks.filled(render_mail(issue, folder=None, web_url="").html, unsubscribe="#", name="김민지")
    (folder / "mail.html").write_text(html, encoding="utf-8")
    long = replace(
        issue,
        language="en",
        title="The Long Weekly of Everything",
        period=Period(start=date(2025, 12, 29), end=date(2026, 1, 5)),
        events=tuple(replace(one, start=date(2025, 12, 29), end=date(2026, 1, 4)) for one in issue.events),
    )
    for name, one in (("long", long), ("dates", replace(long, title="Context"))):
        html = marks.filled(render_mail(one, folder=None, web_url="").html, unsubscribe="#")
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    before = replace(
        issue,
        id="sample-weekly-2025-11-10",
        number=47,
        period=Period(start=date(2025, 11, 10), end=date(2025, 11, 17)),
    )
    build((issue, before), folder=folder, target=folder / "site")
    return {
        "mail": folder / "mail.html",
        "long": folder / "long.html",
        "dates": folder / "dates.html",
        "index": folder / "site" / "index.html",
        "issue": folder / "site" / "issues" / issue.id / "index.html",
        "storyline": folder / "site" / "storylines" / "old1" / "index.html",
        "404": folder / "site" / "404.html",
    }


@pytest.fixture(scope="module")
def at(shown: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Their addresses, as a web server gives them."""
    folder = shown["mail"].parent
    (folder / "favicon.ico").touch()  # a mail names no icon, so that browsers ask for this one
    server = Server(folder)
    yield {
        name: f"http://{server.host}/{path.relative_to(folder).as_posix()}" for name, path in shown.items()
    }
    server.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 700, 1280])
@pytest.mark.parametrize("name", ["mail", "long", "dates", "index", "issue", "storyline", "404"])
def test_a_page_fits_and_is_quiet(browser: Browser, at: dict[str, str], name: str, width: int, scheme: str):
    """No sideways scrolling, no word on the console, no request beyond the site's own files."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(at[name], wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert told == []
    assert all(
        url.startswith((at[name].rpartition("/")[0].partition("/site")[0], "data:")) for url in asked
    ), asked
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = sum(int(part) for part in ground.split("(")[1].rstrip(")").split(",")[:3]) < 200
    assert dark == (scheme == "dark")
    page.close()


@pytest.mark.parametrize("width", [320, 390, 700])
@pytest.mark.parametrize(
    "stripped", [r"<style.*?</style>", r"<style.*?</style>|\s(?:style|class)=\"[^\"]*\""]
)
def test_the_mail_is_whole_without_its_styles(
    browser: Browser, shown: dict[str, Path], stripped: str, width: int
):
    """Without its style sheets, and without any style: it fits, and every headline and number can be seen in its order."""
    html = re.sub(stripped, "", shown["mail"].read_text("utf-8"), flags=re.DOTALL)
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    seen = " ".join(page.inner_text("body").split())
    titles = [" ".join(item.headline.text.split()) for item in sample().items]
    body = seen[seen.rindex("제48호") :]
    assert all(title in body for title in titles)
    for row in ("데이터센터 42건 ▲18", "제46호 2곳", "이번 호 6곳"):
        assert row in body
    page.close()


def test_the_place_of_an_item_is_found_by_its_anchor(browser: Browser, at: dict[str, str]):
    """A link from the mail to `#item-8` brings the reader to the eighth item of the page."""
    page = browser.new_page(viewport={"width": 700, "height": 600})
    page.goto(at["issue"] + "#item-8")
    assert page.evaluate("document.getElementById('item-8').getBoundingClientRect().top") < 200
    assert page.evaluate("window.scrollY") > 500
    page.close()


def test_the_archive_reads_without_scripts_and_without_styles(browser: Browser, at: dict[str, str]):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at["index"])
    page.click("text=이번 호 읽기")
    assert page.locator("article").count() == 12
    context.close()
