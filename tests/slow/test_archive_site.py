"""A whole archive, built by the command, served from this machine: its links, its pages in a browser, what judges say."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pypdfium2
import pytest

from tests.archive import published
from tests.chromium import QUIET
from tests.judged import tools
from tests.judged.test_nu import said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
WAYS = tuple((width, scheme) for width in (1280, 390) for scheme in ("light", "dark"))
LEAST_SCORE = 95
SCORED = ("accessibility", "best-practices", "seo")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[published.Site]:
    root = tmp_path_factory.mktemp("served")
    server = published.Server(root)
    folder = published.build(published.publication(root / "letter", url=server.url))
    (root / "archive").symlink_to(folder)
    yield published.Site(folder=folder, url=server.url, host=server.host)
    server.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def test_every_link_between_pages_leads_somewhere(site: published.Site):
    ids = {name: published.Read((site.folder / name).read_text(encoding="utf-8")).ids for name in site.pages}
    assert len(ids) > 30
    wrong, count = set(), 0
    for name, path, fragment in published.links(site, site.pages):
        count += 1
        file = site.file_of(path.partition("?")[0])
        place = file.relative_to(site.folder).as_posix()
        if not file.is_file():
            wrong.add(f"{name} → {path}: no such file")
        elif fragment and fragment not in ids.get(place, ()):
            wrong.add(f"{name} → {path}#{fragment}: no such place")
    print(f"{count} links between {len(ids)} pages")
    assert sorted(wrong)[:20] == []


def test_no_page_gives_an_id_twice(site: published.Site):
    for name in site.pages:
        ids = published.Read((site.folder / name).read_text(encoding="utf-8")).ids
        assert sorted({one for one in ids if ids.count(one) > 1}) == [], name


def test_every_page_can_be_reached_from_the_index(site: published.Site):
    leads: dict[str, set[str]] = {}
    for name, path, _ in published.links(site, site.pages):
        leads.setdefault(name, set()).add(
            site.file_of(path.partition("?")[0]).relative_to(site.folder).as_posix()
        )
    reached, coming = set(), ["index.html"]
    while coming:
        name = coming.pop()
        if name not in reached:
            reached.add(name)
            coming += leads.get(name, ())
    assert set(site.read) - reached - {"404.html"} == set()


def test_feed_and_sitemap_name_pages_that_are_there(site: published.Site):
    named = []
    for path in (*site.folder.rglob("feed.xml"), *site.folder.glob("sitemap*.xml")):
        for element in ET.parse(path).iter():
            text = (element.text or "").strip() if element.tag.endswith("}loc") else element.get("href", "")
            if urlsplit(text).netloc == site.host:
                named.append(text)
    assert len(named) > 10
    places = [urlsplit(url).path.removeprefix("/archive/") for url in named]
    assert [place for place in places if not site.file_of(place).is_file()] == []


def test_what_search_finds_is_there(site: published.Site, page: Page):
    """Each answer leads to an item's place on a page that has it, and words are found in either script."""
    name = site.kinds()["search"]
    for query in ("딥시크", "DeepSeek", "금리를"):
        page.goto(f"{site.url}{name}?q={query}")
        page.wait_for_selector("main a[href*='issues/']", timeout=20_000)
        found = page.eval_on_selector_all("main a[href*='issues/']", "all => all.map(one => one.href)")
        assert found
        for url in found:
            parts = urlsplit(url)
            file = site.file_of(parts.path.removeprefix("/archive/"))
            assert file.is_file(), url
            fragment = parts.fragment.partition(":~:")[0]
            assert fragment
            assert fragment in published.Read(file.read_text(encoding="utf-8")).ids, url


def test_no_page_asks_another_host_or_complains(site: published.Site, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on(
        "response", lambda one: complaints.append(f"{one.status} {one.url}") if one.status >= 400 else None
    )
    for name in site.read:
        page.goto(site.url + name)
    page.goto(f"{site.url}{site.kinds()['search']}?q=금리")
    page.wait_for_selector("main a[href*='issues/']", timeout=20_000)
    assert context.cookies() == []
    context.close()
    assert len(asked) >= len(site.read)
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith("data:")}
    assert hosts == {site.host}
    assert [one for one in complaints if "favicon.ico" not in one] == []


def test_everybody_can_use_it(site: published.Site, page: Page):
    """axe-core finds nothing, in light and dark, wide and narrow; no page is wider than its window."""
    folder = tools.package("axe-core", unchecked="whether everybody can use the archive")
    axe = (folder / "axe.min.js").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for kind, name in site.kinds().items():
        page.goto(site.url + name + ("?q=금리" if kind == "search" else ""))
        if kind == "search":
            page.wait_for_selector("main a[href*='issues/']", timeout=20_000)
        page.evaluate(axe)
        for width, scheme in WAYS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            for one in answer["violations"]:
                where = f"{kind} at {width}, {scheme}: {one['help']}: {one['nodes'][0]['html'][:200]}"
                found.setdefault(f"{one['id']} {kind}", where)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.setdefault(f"wide {kind}", f"{kind} at {width} is wider than the window")
    assert found == {}


def test_its_html_is_right(site: published.Site):
    assert said(site.folder / name for name in site.kinds().values()) == {}


def test_its_pages_print(site: published.Site, page: Page):
    """A PDF of each kind has its title and no empty page."""
    for kind, name in site.kinds().items():
        page.goto(site.url + name)
        title = page.inner_text("h1").strip().split("\n")[0][:12]
        document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
        texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
        squeezed = "".join("".join(texts).split())
        assert "".join(title.split()) in squeezed, kind
        assert min(len(text.strip()) for text in texts) > 0, f"{kind} has an empty page"
        if kind == "issue":
            assert len(squeezed) > 1500
            assert not re.search("표로보기|왜함께묶었나", squeezed), (
                "a chart's table says twice what it draws"
            )


@pytest.mark.parametrize("kind", ["index", "issue", "storyline", "search"])
def test_lighthouse_is_content(site: published.Site, kind: str, tmp_path: Path):
    unchecked = "what Lighthouse says of the archive"
    script = tools.package("lighthouse", unchecked=unchecked) / "cli" / "index.js"
    chromium = tools.program("chromium", "chromium-browser", "google-chrome", unchecked=unchecked)
    told = tmp_path / "told.json"
    command = [tools.program("node", unchecked=unchecked), str(script), site.url + site.kinds()[kind]]
    command += [
        "--quiet",
        "--output=json",
        f"--output-path={told}",
        "--only-categories=performance," + ",".join(SCORED),
    ]
    command.append(
        "--chrome-flags=--headless " + " ".join((*QUIET, f"--user-data-dir={tmp_path / 'profile'}"))
    )
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(told.read_text(encoding="utf-8"))
    scores = {name: round(100 * one["score"]) for name, one in answer["categories"].items()}
    print(kind, scores)
    failed = {
        part["id"]: answer["audits"][part["id"]]["title"]
        for name in SCORED
        for part in answer["categories"][name]["auditRefs"]
        if answer["audits"][part["id"]]["score"] not in (None, 1) and part["weight"]
    }
    assert min(scores[name] for name in SCORED) >= LEAST_SCORE, (scores, failed)
