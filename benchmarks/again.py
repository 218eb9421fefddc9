"""What `digest fetch` and `digest build` take where nothing, or one feed, has changed since the last time: 2,000 documents of 40 feeds.

    python benchmarks/again.py [SHARED] [--times N]

The feeds are files in a publication of its own, made from the articles of the development sets (as `analysis_cost`), of 30 days, all of which
belong to the issue . Each command is a process of its own, as a user runs it; seconds by the clock and of the processor, all processes
that it begins among them.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from email.utils import format_datetime
from html import escape
from pathlib import Path

from analysis_cost import COUNT, documents
from grouping_scale import SETS

FEEDS = 40
DIGEST = (sys.executable, "-m", "digest.cli.main")
PERIOD = "2025-01-01..2025-01-31"


def publication(folder: Path, shared: Path) -> None:
    """A publication of FEEDS feeds that are files."""
    items: dict[int, list[str]] = {}
    for number, one in enumerate(documents(shared, SETS[:3])):
        assert one.published is not None
        text = "".join(f"<p>{escape(part)}</p>" for part in one.text.splitlines() if part.strip())
        items.setdefault(number % FEEDS, []).append(
            f"<item><title>{escape(one.title)}</title><guid>{one.id}</guid><link>https://example.org/{one.id}</link>"
            f"<pubDate>{format_datetime(one.published)}</pubDate><description>{escape(text)}</description></item>"
        )
    for number, told in items.items():
        feed(folder, number).write_text(
            f'<rss version="2.0"><channel><title>Feed {number}</title>{"".join(told)}</channel></rss>',
            encoding="utf-8",
        )
    sources = "".join(
        f'\n[[sources]]\nkey = "f{number:02}"\nkind = "feed"\npath = "{feed(folder, number).name}"\n'
        for number in range(FEEDS)
    )
    (folder / "config.toml").write_text(
        f'[publication]\nid = "again"\nname = "Again"\nlanguage = "ko"\n{sources}', encoding="utf-8"
    )


def feed(folder: Path, number: int) -> Path:
    """The file of a feed."""
    return folder / f"{number:02}.xml"


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [*DIGEST, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument(
        "shared", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared"
    )
    arguments.add_argument("--times", type=int, default=3)
    given = arguments.parse_args()
    build = ("build", "--genre", "weekly", "--period", PERIOD)
    found: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publication(folder, given.shared)
        found["fetch, the first time"] = [run(folder, "fetch")]
        found["build, the first time"] = [run(folder, *build)]
        run(folder, *build)  # what the first has learned, it knows
        for number in range(given.times):
            found.setdefault("fetch, nothing new", []).append(run(folder, "fetch"))
            found.setdefault("build, nothing new", []).append(run(folder, *build))
            changed = feed(folder, number)
            changed.write_text(
                changed.read_text(encoding="utf-8").replace("<title>", "<title>9 ", 2), "utf-8"
            )
            found.setdefault("build, one headline new", []).append(run(folder, *build))
    print(f"{COUNT} documents of {FEEDS} feeds\n")
    print("| | seconds: median | least | most | of the processor |\n| --- | ---: | ---: | ---: | ---: |")
    for what, times in found.items():
        clock, used = zip(*times, strict=True)
        print(
            f"| {what} | {statistics.median(clock):.1f} | {min(clock):.1f} | {max(clock):.1f} | {statistics.median(used):.1f} |"
        )


if __name__ == "__main__":
    main()
