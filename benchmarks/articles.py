"""The text of articles beside trafilatura, over its own evaluation.

    python benchmarks/articles.py [SHARED]     the folder with data/html (default: ../shared)

Of each page some segments must be found (`with`) and some must not (`without`), both compared with runs of white space as
one space: a found `with` is a true positive, a found `without` a false one. The program's columns are what `digest stories`
answers (headline and text of all stories; the text alone) and the text of the document before it is taken apart.
trafilatura is asked as its own evaluation asks it (tables, no comments), and in its other modes; the first is its best here.
Metadata is compared with what the annotators wrote down, by letters and digits; trafilatura's beside it.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import tarfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.identity import normalise
from digest.stories.unbundle import unbundle

PEERS: dict[str, dict[str, Any]] = {
    "trafilatura": {},
    "its recall": {"favor_recall": True},
    "its precision": {"favor_precision": True},
    "its fast": {"fast": True},
}
FIELDS = ("title", "author", "date")


@dataclass(slots=True, kw_only=True)
class Page:
    """What was read of one page: texts and metadata by who read them, how many stories, in how many seconds."""

    file: str
    texts: dict[str, str] = field(default_factory=dict)
    told: dict[str, dict[str, str]] = field(default_factory=dict)
    stories: int = 0
    seconds: float = 0.0


def read_page(job: tuple[dict[str, Any], bytes]) -> Page:
    """Read one page with all."""
    row, content = job
    page = Page(file=row["file"])
    start = time.perf_counter()
    (found,) = read(content, name=row["file"], url=row["url"], zone=ZoneInfo("Europe/Berlin"))
    whole = document(found, source_key="", locator=row["file"])
    stories = unbundle(whole).stories
    page.seconds = time.perf_counter() - start
    page.stories = len(stories)
    page.texts["stories"] = "\n".join(f"{story.title}\n{story.text}" for story in stories)
    page.texts["their text"] = "\n".join(story.text for story in stories)
    page.texts["document"] = whole.text
    day = whole.published.date().isoformat() if whole.published else ""
    page.told["digest"] = {"title": whole.title, "author": whole.author, "date": day}
    _ask_peers(page, content)
    return page


def _ask_peers(page: Page, content: bytes) -> None:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for name, options in PEERS.items():
        try:
            text = trafilatura.extract(content, include_comments=False, include_tables=True, **options)
        except Exception:  # noqa: BLE001 - as its own evaluation counts a fault: nothing found
            text = ""
        page.texts[name] = text or ""
    try:
        known = trafilatura.extract_metadata(content)
    except Exception:  # noqa: BLE001 - the same
        known = None
    page.told["trafilatura"] = {key: str(getattr(known, key, "") or "") for key in FIELDS}


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def count(row: dict[str, Any], text: str) -> tuple[int, int, int, int]:
    """True positives, false positives, false negatives, true negatives."""
    told = spaced(text)
    right = sum(spaced(segment) in told for segment in row["with"])
    wrong = sum(spaced(segment) in told for segment in row["without"])
    return right, wrong, len(row["with"]) - right, len(row["without"]) - wrong


def scores(rows: list[dict[str, Any]], pages: dict[str, Page], name: str) -> tuple[float, ...]:
    """Precision, recall, F1, accuracy."""
    counts = [count(row, pages[row["file"]].texts[name]) for row in rows]
    right, wrong, missed, spared = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / (right + wrong), right / (right + missed)
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1, (right + spared) / (right + wrong + missed + spared)


def agreeing(rows: list[dict[str, Any]], pages: dict[str, Page], key: str) -> tuple[int, dict[str, int]]:
    """Of how many pages a field is known, and on how many each reader tells the same."""
    known = [row for row in rows if isinstance(row.get(key), str) and row[key].strip()]
    same = dict.fromkeys(("digest", "trafilatura"), 0)
    for row in known:
        for name in same:
            told = pages[row["file"]].told[name][key]
            same[name] += normalise(told[:10] if key == "date" else told) == normalise(row[key])
    return len(known), same


def main() -> None:
    """Measure and print."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared")
    folder = shared / "data" / "html"
    rows = [json.loads(line) for line in (folder / "evaldata.jsonl").read_text(encoding="utf-8").splitlines()]
    with tarfile.open(next(folder.glob("*.tar.xz"))) as archive:
        files = {
            member.name: archive.extractfile(member) for member in archive.getmembers() if member.isfile()
        }
        jobs = [(row, file.read()) for row in rows if (file := files.get(row["file"])) is not None]
    with ProcessPoolExecutor(2) as pool:
        pages = {page.file: page for page in pool.map(read_page, jobs, chunksize=8)}
    rows = [row for row in rows if row["file"] in pages]
    print(f"{len(rows)} pages\n{'':14}{'precision':>10}{'recall':>8}{'F1':>8}{'accuracy':>10}")
    for name in ("stories", "their text", "document", *PEERS):
        precision, recall, f1, accuracy = scores(rows, pages, name)
        print(f"{name:14}{precision:10.3f}{recall:8.3f}{f1:8.3f}{accuracy:10.3f}")
    print()
    for key in FIELDS:
        known, same = agreeing(rows, pages, key)
        print(f"{key:8} known of {known}: digest {same['digest']}, trafilatura {same['trafilatura']}")
    several = sum(page.stories > 1 for page in pages.values())
    slowest = max(pages.values(), key=lambda page: page.seconds)
    print(
        f"\n{several} pages hold several stories; the slowest took {slowest.seconds:.1f} s ({slowest.file})"
    )


if __name__ == "__main__":
    main()
