"""The readers' pages in a real browser without JavaScript, by a process of its own that is ended as systemd ends it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.storage import subscribers as rows
from digest.storage.store import Store
from digest.subscribers import roster, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "minji.kim@example.org"
LONGEST = 30.0
TARGET = 44
"""CSS pixels that a finger needs."""
CONFIG = """
[publication]
id = "sample"
name = "맥락"
names = {{ en = "Context" }}
editions = ["ko", "en"]
[publication.sender]
name = "맥락 편집부"
address = "letter@example.org"
contact = "02-0000-0000, editor@example.org"
[lists.weekly]
name = "주간 소식"
names = {{ en = "Weekly" }}
genres = ["weekly"]
[lists.report]
name = "월간 보고서"
genres = ["report"]
[web]
url = "http://127.0.0.1:{port}/letters"
"""


@dataclass
class Running:
    """The pages as their own process, and the store that they work in."""

    store: Store
    address: str
    token: str
    process: subprocess.Popen[str]

    def subscribed(self) -> bool:
        with self.store.read() as connection:
            return rows.find(connection, roster.identity(ADDRESS)) is not None


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    (tmp_path / "config.toml").write_text(CONFIG.format(port=port), encoding="utf-8")
    program = [sys.executable, "-m", "digest.cli.main"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""}
    subprocess.run(
        [*program, "subscribers", "add", ADDRESS, "--name", "김민지"],
        cwd=tmp_path,
        env=environment,
        check=True,
        timeout=LONGEST * 4,
    )
    store = Store.open(tmp_path / "var" / "digest.sqlite3")
    token = tokens.signer(store)(roster.identity(ADDRESS))
    process = subprocess.Popen(
        [*program, "serve", "--port", str(port)],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline().strip() == f"http://127.0.0.1:{port}"
    yield Running(store, f"http://127.0.0.1:{port}/letters", token, process)
    process.terminate()
    process.communicate(timeout=LONGEST)
    store.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_reader_leaves_comes_back_and_chooses(running: Running, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{running.address}/u/{running.token}")
    assert page.locator("h1").inner_text() == "맥락 메일을 그만 받으시겠어요?"
    assert running.subscribed()
    page.get_by_role("button", name="수신 거부").click()
    assert page.locator("h1").inner_text() == "수신 거부를 처리했습니다"
    assert not running.subscribed()
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "You are unsubscribed"
    page.get_by_role("button", name="Subscribe again").click()
    assert page.locator("h1").inner_text() == "You are subscribed again"
    assert running.subscribed()
    page.get_by_role("link", name="What you get").click()
    page.get_by_label("English").check()
    page.get_by_label("Weekly").check()
    page.get_by_label("Name").fill("Minji")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("status").inner_text() == "Saved. It takes effect with the next issue."
    with running.store.read() as connection:
        person = rows.find(connection, roster.identity(ADDRESS))
    assert person is not None
    assert (person.language, person.lists, person.name) == ("en", ("weekly",), "Minji")
    assert page.context.cookies() == []
    assert all(url.startswith(running.address) for url in asked), "nothing comes from elsewhere"


@pytest.mark.parametrize("width", [320, 390, 700, 1200])
def test_pages_fit_and_fingers_hit(running: Running, browser: Browser, width: int):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (f"u/{running.token}", f"p/{running.token}", "u/none"):
        page.goto(f"{running.address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator("button, label.choice, nav a, input[type=text]").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= TARGET
    context.close()


def test_the_style_holds_under_the_policy_and_the_focus_is_seen(running: Running, browser: Browser):
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{running.address}/u/{running.token}")
    ground = page.locator("button").evaluate("one => getComputedStyle(one).backgroundColor")
    assert ground == "rgb(25, 24, 21)"
    assert said == []
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    outline = page.locator("button").evaluate("one => getComputedStyle(one).outlineWidth")
    assert outline == "3px"
    page.keyboard.press("Enter")
    page.locator("dl").wait_for()
    assert not running.subscribed()
    context.close()


@pytest.mark.parametrize(("ending", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_ends_as_it_is_asked(running: Running, ending: signal.Signals, status: int):
    running.process.send_signal(ending)
    _, told = running.process.communicate(timeout=LONGEST)
    assert running.process.returncode == status
    assert "Traceback" not in told
    assert running.token not in told
    assert ADDRESS not in told
