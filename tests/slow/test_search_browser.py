"""The search of the archive in Chromium: by keyboard, with its address, under a strict policy, without JavaScript."""

from __future__ import annotations

import http.server
import threading
from typing import TYPE_CHECKING, Any

import pytest

from digest.archive.site import build
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("publication")
    build((sample(),), folder=folder, target=folder / "site")
    with _served(folder / "site") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _served(root: Path) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(root))

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *arguments: object) -> None:
            del arguments

    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def test_it_is_used_by_keyboard_and_loads_nothing_before_the_first_key(browser: Any, address: str):
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}index.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".json") or "engine.js" in url]
    page.keyboard.press("/")
    page.keyboard.type("금리가")
    page.wait_for_selector(".hits a")
    page.wait_for_selector("[role=status]:not(:empty)", state="attached")
    assert page.locator("[role=status]").inner_text() == "1건을 찾았습니다"
    assert page.locator(".hits mark").all_inner_texts() == ["금리", "금리"]
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.hits') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/issues/**#item-*")
    assert all(url.startswith(address) for url in asked)


def test_a_search_can_be_linked_and_is_sent_by_the_box_on_the_index(browser: Any, address: str):
    page = browser.new_page()
    page.goto(f"{address}search/index.html?q=%EA%B8%88%EB%A6%AC")
    page.wait_for_selector(".hits a")
    assert page.locator("#q").input_value() == "금리"
    assert not page.locator(".search-off").is_visible()
    page.fill("#q", "오징어게임")
    page.wait_for_selector(".found:has-text('없습니다')")
    assert "q=%EC%98%A4" in page.url
    assert page.locator(".hits a").count() == 0
    page.goto(f"{address}index.html")
    page.fill("#q", "금리")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    page.wait_for_selector(".hits a")


def test_without_javascript_it_says_so_and_leads_to_the_list(browser: Any, address: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}index.html")
    page.fill("#q", "금리")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    assert page.locator(".search-off").is_visible()
    page.click(".search-off a")
    page.wait_for_url("**/index.html")


def test_an_index_that_cannot_be_loaded_is_told_and_asked_for_again(browser: Any, address: str):
    page = browser.new_page()
    page.route("**/search/index.json", lambda route: route.abort())
    page.goto(f"{address}search/index.html?q=%EA%B8%88%EB%A6%AC")
    page.wait_for_selector(".found:has-text('못했습니다')")
    page.unroute("**/search/index.json")
    page.fill("#q", "금리")
    page.wait_for_selector(".hits a")
