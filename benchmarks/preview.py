"""From "saved" to "shown": how long the preview takes, in Chromium, for a template and for a change that recomposes.

    python benchmarks/preview.py [ROUNDS]

On the sample publication and on an issue of 20 items, each in a temporary folder. A change is a file written at once; it
is shown when its text stands in the frame, which is asked for every five milliseconds.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
NOW = "2025-11-24T07:00+09:00"
LONGEST = 30
ENV = {**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""}
PLACES = ("해온", "나루", "가람", "소백", "달구", "미르", "새벌", "한여울", "솔뫼", "바른")
THINGS = (
    ("도서관", "시민 사서", "책"),
    ("전차", "기관사", "차량"),
    ("온실", "연구원", "모종"),
    ("등대", "항로 관리원", "전구"),
    ("시장", "상인", "점포"),
)
CONFIG = """
[publication]
id = "twenty"
name = "스무 소식"
archive_url = "https://example.org/archive"
[publication.sender]
name = "스무 소식"
address = "news@example.org"
[genres.weekly]
items = 20
lines = 0
[[sources]]
key = "notes"
kind = "folder"
name = "쪽지"
path = "notes"
rights = "open"
"""


def twenty(folder: Path) -> None:
    """A publication whose issue has 20 items, each told by two outlets."""
    (folder / "notes").mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    for number in range(20):
        place, (thing, people, part) = PLACES[number % 10], THINGS[number // 4]
        year, count = 1950 + 3 * number, 12 + 7 * number
        texts = (
            f"{place}시가 {year}년에 지은 {thing}의 문을 다시 연다고 18일 밝혔다. {people} {count}명이 {part} {count * 9}개를 새로 들였다.",
            f"{place}시 {thing}이 새 단장을 마쳤다. {people} {count}명을 뽑고 {part} {count * 9}개를 바꿨다. 이웃 주민은 {number + 2}년을 기다렸다고 말했다.",
        )
        for outlet, text in enumerate(texts):
            head = f"---\ntitle: {place} {thing}, {year}년 그대로 다시 문 연다\ndate: 2025-11-{18 + outlet}\n---\n"
            (folder / "notes" / f"{number:02}-{outlet}.md").write_text(head + text + "\n", encoding="utf-8")


def sample(folder: Path) -> None:
    """The sample publication."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "config.toml", folder)
    shutil.copytree(ROOT / "samples", folder / "samples")


def measure(name: str, make: Callable[[Path], None], rounds: int) -> None:
    """Print the figures of one publication."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as given:
        folder = Path(given) / "letter"
        make(folder)
        shutil.copytree(ROOT / "templates", folder / "templates")
        digest = [sys.executable, "-m", "digest.cli.main"]
        subprocess.run([*digest, "build", "--now", NOW], cwd=folder, env=ENV, check=True, capture_output=True)
        serving = [*digest, "preview", "--serve", "--port", "0"]
        server = subprocess.Popen(
            serving, cwd=folder, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            with sync_playwright() as play:
                path = shutil.which("chromium") or shutil.which("google-chrome")
                browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                page.goto(address)
                page.wait_for_selector("#frame[data-shown]")
                time.sleep(8)  # what the issue is made of is gathered meanwhile
                for what, change in (("template", _templates), ("recomposed", _recomposed)):
                    before = _computed(server.pid)
                    found = change(page, folder, rounds)
                    _told(f"{name}: {what}", found, (_computed(server.pid) - before) / rounds)
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _templates(page: Page, folder: Path, rounds: int) -> list[float]:
    path = folder / "templates" / "partials" / "contents.mjml.j2"
    mark = '{{ s("contents") }}'
    good = path.read_text(encoding="utf-8")
    assert mark in good
    return [
        _saved(page, path, good.replace(mark, f"{mark} Z{number}Z"), f"Z{number}Z")
        for number in range(rounds)
    ]


def _recomposed(page: Page, folder: Path, rounds: int) -> list[float]:
    """Another title for the genre: the draft is built, written and rendered again."""
    path = folder / "config.toml"
    good = path.read_text(encoding="utf-8")
    return [
        _saved(
            page,
            path,
            good.replace("[genres.weekly]", f'[genres.weekly]\ntitle = "Y{number}Y"'),
            f"Y{number}Y",
        )
        for number in range(rounds)
    ]


def _saved(page: Page, path: Path, text: str, shown: str) -> float:
    """Milliseconds from the writing of a file until a text stands in the frame."""
    time.sleep(0.4)
    expression = (
        f"document.querySelector('iframe:not(.coming)').contentDocument?.body?.innerText.includes('{shown}')"
    )
    began = time.perf_counter()
    path.write_text(text, encoding="utf-8")
    while not page.evaluate(expression):
        assert time.perf_counter() - began < LONGEST, f"{shown} was never shown"
        time.sleep(0.005)
    return 1000 * (time.perf_counter() - began)


def _computed(process: int) -> float:
    """Milliseconds that a process has computed (Linux; elsewhere 0): what another load of the machine does not change."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _told(name: str, found: list[float], computed: float) -> None:
    shown = f"median {statistics.median(found):5.0f} ms   slowest {max(found):5.0f} ms"
    print(f"{name:24} {shown}   the server computes {computed:4.0f} ms   ({len(found)} times)")


if __name__ == "__main__":
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    measure("sample", sample, times)
    measure("20 items", twenty, times)
