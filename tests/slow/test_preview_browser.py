"""The preview in a real browser: its switches, what changes on the disk, and whether everybody can use it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from digest import codec
from digest.rendering import looks
from tests.rendering.sample_issue import sample
from tests.web.conftest import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
LONGEST = 30.0
FRAME = "document.querySelector('iframe:not(.coming)').contentDocument"


@dataclass
class Running:
    """A preview as its own process."""

    folder: Path
    address: str
    process: subprocess.Popen[str]


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    issue = sample()
    folder = tmp_path / "letter"
    home = folder / "var" / "issues" / issue.id
    home.mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (home / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    shutil.copytree(looks.package_folder(), folder / "templates")
    process = subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", "preview", "--serve", "--port", "0"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield Running(folder, process.stdout.readline().strip(), process)
    process.kill()
    process.wait()


@pytest.fixture
def page(preview: Running, browser: Browser) -> Iterator[Page]:
    made = opened(browser, preview)
    yield made
    made.close()


def opened(browser: Browser, preview: Running, *, width: int = 1280, query: str = "", **more: object) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, **more)  # type: ignore[arg-type]
    page.goto(f"{preview.address}?{query}")
    page.wait_for_selector("#frame[data-shown]")
    return page


def until(page: Page, expression: str) -> None:
    """Wait by asking again: the page's policy forbids what Playwright's own waiting needs."""
    end = time.monotonic() + LONGEST
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never came true: {expression}"
        time.sleep(0.02)


def choose(page: Page, name: str, value: str) -> None:
    page.evaluate(f"document.querySelector('input[name={name}][value=\"{value}\"]').click()")


def test_every_switch_does_what_it_says(page: Page):
    assert page.evaluate("document.querySelector('iframe').offsetWidth") == 700
    choose(page, "width", "390")
    until(page, "document.querySelector('iframe').offsetWidth === 390")
    background = f"getComputedStyle({FRAME}.querySelector('.cd')).backgroundColor"
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    choose(page, "light", "dark")
    until(page, f"{background} === 'rgb(25, 25, 23)'")
    choose(page, "light", "inverted")
    until(page, f"{background} === 'rgb(18, 18, 18)'")
    assert page.is_visible("#imitation")
    choose(page, "shown", "text")
    until(page, f"{FRAME}.querySelector('pre')?.textContent.includes('입지 논의가') === true")
    choose(page, "shown", "stripped")
    until(page, f"{FRAME}.querySelector('table') !== null && {FRAME}.querySelector('[style]') === null")
    choose(page, "shown", "images-off")
    until(page, f"{FRAME}.querySelector('[style]') !== null")
    assert "light=inverted" in page.url
    assert "width=390" in page.url
    page.reload()
    page.wait_for_selector("#frame[data-shown]")
    assert page.is_checked("input[name=light][value=inverted]")


def test_a_saved_template_shows_where_one_was_reading(page: Page, preview: Running):
    """Neither place nor switches are lost."""
    choose(page, "light", "dark")
    until(page, f"getComputedStyle({FRAME}.querySelector('.cd')).backgroundColor === 'rgb(25, 25, 23)'")
    page.evaluate("scrollTo(0, 1200)")
    path = preview.folder / "templates" / "strings.ko.toml"
    path.write_text(re.sub(r"(?m)^contents = .*$", 'contents = "벼리"', path.read_text("utf-8")), "utf-8")
    until(page, f"{FRAME}.body.innerText.includes('벼리')")
    assert page.evaluate("scrollY") == 1200
    assert (
        page.evaluate(f"getComputedStyle({FRAME}.querySelector('.cd')).backgroundColor") == "rgb(25, 25, 23)"
    )


def test_a_fault_is_shown_over_the_last_good_page_and_goes(page: Page, preview: Running):
    path = preview.folder / "templates" / "partials" / "foot.mjml.j2"
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "{% if %}", encoding="utf-8")
    page.wait_for_selector("#fault:not([hidden])")
    assert "templates/partials/foot.mjml.j2, line" in page.inner_text("#fault")
    assert page.evaluate(f"{FRAME}.body.innerText.includes('입지 논의가')")
    path.write_text(good, encoding="utf-8")
    page.wait_for_selector("#fault", state="hidden")


def test_the_mail_runs_no_script_and_asks_nobody(preview: Running, browser: Browser):
    """Not even where a template tries: no script runs, no other server is asked, the page stays where it is."""
    asked: list[str] = []

    class Foreign(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Foreign) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        path = preview.folder / "templates" / "partials" / "foot.mjml.j2"
        evil = (
            f"<mj-raw><script>top.location='{there}/top'</script><img alt='' src='{there}/picture.png'/>"
            f"<meta http-equiv='refresh' content='0;url={there}/refresh'/><p id='evil'></p></mj-raw>"
        )
        path.write_text(path.read_text("utf-8").replace("<mj-section>", f"{evil}<mj-section>", 1), "utf-8")
        page = browser.new_page()
        page.goto(preview.address)
        page.wait_for_selector("#frame[data-shown]")
        until(page, f"{FRAME}?.querySelector('#evil') !== null")
        page.wait_for_timeout(1000)
        assert page.url.startswith(preview.address)
        assert page.evaluate(f"{FRAME}?.querySelector('#evil') !== null"), "the frame has gone elsewhere"
        page.close()
        server.shutdown()
    assert asked == []


def test_an_interrupt_ends_it_while_a_browser_looks(page: Page, preview: Running):
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(LONGEST) == 130
    page.wait_for_selector("#live.lost")


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
@pytest.mark.parametrize("query", ["width=700", "width=fluid", "width=390&shown=text"])
def test_nothing_scrolls_sideways(preview: Running, browser: Browser, width: int, query: str):
    page = opened(browser, preview, width=width, query=query)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(preview: Running, browser: Browser, width: int, scheme: str):
    axe = Path(os.environ.get("GANCHU_NPM", ".npm-tools")) / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.is_file():
        told = (
            "axe-core is not here ($GANCHU_NPM): nobody has checked that the preview can be used by everybody"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    path = preview.folder / "templates" / "tokens.toml"
    page = opened(browser, preview, width=width, color_scheme=scheme, bypass_csp=True)
    path.write_text("a = \n", encoding="utf-8")
    page.wait_for_selector("#fault:not([hidden])")
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {iframes: false})")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    page.close()
