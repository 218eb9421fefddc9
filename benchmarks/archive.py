"""What building the archive takes: all of it, nothing new, and one more issue, as whole commands.

    python benchmarks/archive.py [--issues 200] [--items 15] [--keep FOLDER] [--times 3]

The issues are grown from the invented stories of the search's corpus (`tests/archive/grown.py`), with sources, boxes, storylines and names. Each
time is that of a process `digest archive`, from its start to its end (the store, decoding, rendering, the search index, writing), in seconds; beside
it what the processor worked for it, which other work on the machine lengthens less. As in an installation, the program's modules are compiled once. A new
issue comes with what `digest build` finds beforehand for the archive; what that took is "beforehand". The full build is
the first, with no cache; "nothing new" is the same again, and its files must be the same bytes; "one more" adds the newest issue, and "one changed"
makes an old one anew.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest import codec, config, pipeline
from digest.language import korean
from tests.archive import asked, grown

if TYPE_CHECKING:
    from digest.model import Issue

ROOT = Path(__file__).resolve().parents[1]
CONFIG = '[publication]\nid = "grown"\nname = "맥락"\n'


def run(folder: Path) -> tuple[float, float]:
    """Seconds of one `digest archive`: by the clock, and of the processor."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "var" / "pycache")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "digest.cli.main", "archive"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.perf_counter() - begun
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    if done.returncode:
        sys.exit(done.stderr)
    print("   ", done.stderr.strip().splitlines()[-1])
    return took, worked


def beforehand(folder: Path, issue: Issue) -> float:
    """Do what `digest build` does for the archive at its end, with the analyser loaded; seconds of the processor."""
    korean.morphemes(["분석기를 먼저 읽는다"])
    used = time.process_time()
    pipeline.beforehand(config.load(folder / "config.toml"), [issue])
    return time.process_time() - used


def held(site: Path) -> dict[str, str]:
    """The files of the site, and what they hold."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--issues", type=int, default=200)
    parser.add_argument("--items", type=int, default=15)
    parser.add_argument("--times", type=int, default=3, help="issues that are added, one at a time")
    parser.add_argument("--keep", type=Path, help="make the publication there, and leave it")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = wanted.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
        names = (f"{korean} = {latin}" for korean, latin in asked.names())
        (folder / "glossary.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
        issues = list(grown.issues(wanted.issues + wanted.times, items=wanted.items))
        for issue in issues[: wanted.issues]:
            put(folder, issue.id, codec.dump(issue))
        site = folder / "var" / "archive"
        told: dict[str, float] = {"issues": wanted.issues, "items": wanted.items}
        print(f"{wanted.issues} issues of {wanted.items} items")
        told["full"], told["full, processor"] = run(folder)
        before = held(site)
        told["nothing new"], told["nothing new, processor"] = run(folder)
        assert held(site) == before, "a build without news changed bytes"
        more, learned = [], []
        for issue in issues[wanted.issues :]:
            put(folder, issue.id, codec.dump(issue))
            learned.append(beforehand(folder, issue))
            more.append(run(folder))
        told["one more"] = statistics.median(took for took, _ in more)
        told["one more, processor"] = statistics.median(worked for _, worked in more)
        told["beforehand, processor"] = statistics.median(learned)
        after = held(site)
        print(
            f"    of {len(before)} files one more issue changed {sum(after.get(n) != h for n, h in before.items()) / len(more):.0f}"
        )
        old = issues[wanted.issues // 2]
        changed = replace(old, items=(replace(old.items[0], note="편집자의 말"), *old.items[1:]))
        put(folder, changed.id, codec.dump(changed))
        told["one changed"], told["one changed, processor"] = run(folder)
        sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in (site / "search").rglob("*.json")]
        told["search, compressed kB"] = sum(sizes) / 1000
        told["files"] = len(after)
        told["site MB"] = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
        told["most memory MB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(json.dumps({name: round(value, 2) for name, value in told.items()}, indent=1))


def put(folder: Path, name: str, text: str) -> None:
    home = folder / "var" / "issues" / name
    home.mkdir(parents=True, exist_ok=True)
    (home / "issue.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
