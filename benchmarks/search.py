"""How well the archive's search answers, beside MiniSearch, Pagefind and SQLite's trigrams, in one run.

    GANCHU_NPM=.npm-tools python benchmarks/search.py [--half seen | unseen | third | fourth] [--missed]

The corpus and the queries with their answers are those of `tests/archive/queries`: 120 written before the index was, and later parts. Ours and
MiniSearch are asked through node, Pagefind in Chromium (its module is made for browsers; a page for each language, the answers
joined), SQLite's FTS5 with its trigram tokenizer, every word of a query a phrase. MiniSearch "tuned" looks for prefixes and slips too and wants
all words. Sizes are those of the index alone, compressed as a server would send it (gzip -9), in kB of 1,000 bytes; times those of one answer.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.archive import asked
from tests.chromium import QUIET
from tests.judged.tools import NPM, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Answers = tuple[dict[str, frozenset[str]], list[float], int]

HERE = Path(__file__).parent


def size(paths: Iterable[Path]) -> int:
    """The bytes of these files as a server would send them."""
    return sum(min(path.stat().st_size, len(gzip.compress(path.read_bytes(), 9))) for path in paths)


def _corpus(folder: Path) -> Path:
    path = folder / "corpus.jsonl"
    rows = (json.dumps(row, ensure_ascii=False) for row in asked.corpus())
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def ours(folder: Path, queries: Sequence[asked.Query]) -> Answers:
    asked.write(folder)
    search = folder / "search"
    script = HERE.parent / "tests" / "archive" / "ask.mjs"
    answers, took = asked.ask(
        program("node", unchecked="search"), script, str(search / "engine.js"), str(search), asked=queries
    )
    return answers, took, size(search.rglob("*.json"))


def minisearch(folder: Path, queries: Sequence[asked.Query], *, way: str) -> Answers:
    folder.mkdir()
    index = folder / "index.json"
    arguments = ("minisearch", str(NPM / "node_modules"), str(_corpus(folder)), way, str(index))
    node = program("node", unchecked="search")
    answers, took = asked.ask(node, HERE / "search.mjs", *arguments, asked=queries)
    return answers, took, size([index])


def pagefind(folder: Path, queries: Sequence[asked.Query]) -> Answers:
    node = program("node", unchecked="search")
    arguments = ("pagefind", str(NPM / "node_modules"), str(_corpus(folder)), str(folder / "pagefind"))
    subprocess.run([node, str(HERE / "search.mjs"), *arguments], check=True, timeout=300)
    for language in ("ko", "en"):
        page = f'<!doctype html><html lang="{language}"><title>.</title>'
        (folder / f"{language}.html").write_text(page, encoding="utf-8")
    answers: dict[str, frozenset[str]] = dict.fromkeys((one.query for one in queries), frozenset())
    times = [0.0] * len(queries)
    for language in ("ko", "en"):
        for place, (query, ids, took) in enumerate(
            _in_browser(folder, f"{language}.html", queries, _PAGEFIND)
        ):
            answers[query] |= frozenset(one.strip("/") for one in ids)
            times[place] += took
    files = list((folder / "pagefind").rglob("*.pf_*"))
    return answers, times, size([*files, folder / "pagefind" / "pagefind-entry.json"])


_PAGEFIND = """async (query) => {
    const pagefind = await import('/pagefind/pagefind.js');
    const begun = performance.now();
    const found = await pagefind.search(query);
    const took = performance.now() - begun;
    const data = await Promise.all(found.results.map((one) => one.data()));
    return [data.map((one) => one.url), took];
}"""
_OURS = """async (query) => {
    const { open } = await import('/search/engine.js');
    const read = async (name) => (await fetch(`/search/${name}`)).json();
    window.kept ??= await open(read);
    const begun = performance.now();
    const { hits } = window.kept.find(query);
    return [hits.map((one) => String(one.item)), performance.now() - begun];
}"""


def _in_browser(
    folder: Path, page: str, queries: Sequence[asked.Query], script: str
) -> list[tuple[str, list[str], float]]:
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            chromium = program("chromium", unchecked="search")
            browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
            opened = browser.new_page()
            opened.goto(f"http://127.0.0.1:{server.server_port}/{page}")
            return [(one.query, *opened.evaluate(script, one.query)) for one in queries]
    finally:
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def trigram(folder: Path, queries: Sequence[asked.Query]) -> Answers:
    folder.mkdir()
    path = folder / "index.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE items USING fts5(id UNINDEXED, text, tokenize = 'trigram')")
        rows = [(row["id"], f"{row['title']} {' '.join(row['sentences'])}") for row in asked.corpus()]  # type: ignore[arg-type]
        connection.executemany("INSERT INTO items VALUES (?, ?)", rows)
    answers, took = {}, []
    for one in queries:
        words = " ".join('"' + word.replace('"', '""') + '"' for word in one.query.split())
        begun = time.perf_counter()
        found = connection.execute("SELECT id FROM items WHERE items MATCH ?", (words,)).fetchall()
        took.append(1000 * (time.perf_counter() - begun))
        answers[one.query] = frozenset(row[0] for row in found)
    connection.close()
    return answers, took, size([path])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("seen", "unseen", *asked.LATER))
    parser.add_argument("--missed", action="store_true", help="tell each query that ours answers wrongly")
    parser.add_argument("--json", type=Path, help="write the scores there too")
    wanted = parser.parse_args()
    queries = [one for one in asked.queries() if wanted.half in (None, one.half)]
    engines: dict[str, Callable[[Path, Sequence[asked.Query]], Answers]] = {
        "ours": ours,
        "MiniSearch": partial(minisearch, way="default"),
        "MiniSearch tuned": partial(minisearch, way="tuned"),
        "Pagefind": pagefind,
        "FTS5 trigram": trigram,
    }
    kinds = list(dict.fromkeys(one.kind for one in queries))
    scores: dict[str, dict[str, asked.Score]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, engine in engines.items():
            folder = Path(scratch) / name.replace(" ", "-")
            folder.mkdir() if name in {"ours", "Pagefind"} else None
            answers, took, weight = engine(folder, queries)
            scores[name] = asked.scored(answers, queries)
            every = scores[name][""]
            print(
                f"{name:17} precision {every.precision:.3f} recall {every.recall:.3f}  {weight / 1000:6.1f} kB"
                f"  median {statistics.median(took):6.2f} ms, most {max(took):6.2f} ms"
            )
        browser = [row[2] for row in _in_our_page(Path(scratch) / "ours", queries)]
        print(f"ours in Chromium: median {statistics.median(browser):.2f} ms, most {max(browser):.2f} ms")
    print("\nprecision / recall by kind")
    print(" " * 10 + "".join(f"{name:>19}" for name in engines))
    for kind in kinds:
        cells = (f"{scores[name][kind].precision:.3f} / {scores[name][kind].recall:.3f}" for name in engines)
        print(f"{kind:10}" + "".join(f"{cell:>19}" for cell in cells))
    for half in ("seen", "unseen", *asked.LATER):
        if half in scores["ours"]:
            score = scores["ours"][half]
            print(f"ours, {half}: precision {score.precision:.3f} recall {score.recall:.3f}")
    if wanted.missed:
        print(*scores["ours"][""].missed, sep="\n")
    if wanted.json:
        told = {
            name: {key: (one.precision, one.recall) for key, one in by.items()} for name, by in scores.items()
        }
        wanted.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def _in_our_page(folder: Path, queries: Sequence[asked.Query]) -> list[tuple[str, list[str], float]]:
    (folder / "page.html").write_text("<!doctype html><title>.</title>", encoding="utf-8")
    return _in_browser(folder, "page.html", queries, _OURS)


if __name__ == "__main__":
    main()
