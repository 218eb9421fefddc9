"""Grouping of many stories: seconds and memory, beside peers on the same words.

    python benchmarks/grouping_scale.py [SHARED] [--docs FOLDER] [--sizes 10000 20000 …]

Batches are made from the words of the development sets (`scale_stories`). Each measurement is a process of its own: the
stories are made, then grouped. Seconds are those of grouping with its imports, by the clock and of the processor (on a
machine that others use too the second says more); memory is the peak of the process, and beside it what stood there before
(the stories and the interpreter). `digest, 2,000 a window` has as many days as it takes for 2,000 stories in 7 days;
`digest, one window` has all stories in 7 days. The peers get TF-IDF vectors of the same words:

    loop      each story joins the earlier one most like it (cosine of .3 or more): what one writes first
    average   scikit-learn's average linkage over the distances of all pairs
    hdbscan   scikit-learn's HDBSCAN over 100 components of a truncated SVD, the usual way
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scale_stories import Told, made, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared

SETS = (
    "grouping/ko-news-2019-05",
    "grouping/en-news-three-outlets",
    "grouping/en-ecbplus",
    "bilingual/ko-en-documents",
)
WINDOW = 7
SIZES = (10_000, 20_000, 50_000, 100_000, 200_000)
PATIENCE = 900
"""Seconds after which a measurement is given up."""
METHODS = {  # name → (stories within a window, the largest batch that is tried)
    "digest, 2,000 a window": (2000, 200_000),
    "digest, one window": (10**9, 50_000),
    "loop": (2000, 20_000),
    "average": (2000, 10_000),
    "hdbscan": (2000, 20_000),
}


def parents(shared: Path) -> dict[str, list[Any]]:
    """The development texts as bits, ready for JSON."""
    from digest.analysis.prepared import prepare
    from digest.cli.rows import parse
    from digest.language.analyser import Analyser

    stories: list[Prepared] = []
    for path in SETS:
        rows = map(json.loads, (shared / "data" / f"{path}.jsonl").read_text(encoding="utf-8").splitlines())
        told = [
            {"id": r["id"], "title": r["title"] or "", "text": r["text"], "language": r["lang"]} for r in rows
        ]
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in told)
        stories += prepare(parse(lines.encode(), path).stories, Analyser())
    return {
        language: [(one.title, one.sentences) for one in found] for language, found in taken(stories).items()
    }


def measure(method: str, size: int, bits: Path) -> dict[str, float]:
    """Seconds, megabytes at the peak and before grouping, clusters: in this process."""
    told = {
        language: [Told(_bits(title), tuple(map(_bits, sentences))) for title, sentences in found]
        for language, found in json.loads(bits.read_text(encoding="utf-8")).items()
    }
    stories = list(made(told, size, WINDOW * max(1.0, size / METHODS[method][0])))
    del told  # what stories are made of is no part of them
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, used = time.perf_counter(), time.process_time()
    clusters = (ours if method.startswith("digest") else PEERS[method])(stories)
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - used,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before": before / 1024,
        "clusters": clusters,
    }


def _bits(found: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    return tuple((sys.intern(form), sys.intern(kind), text, size) for form, kind, text, size in found)


def ours(stories: Sequence[Prepared]) -> int:
    from digest.analysis.clusters import GroupingSettings, group

    return len(group(stories, GroupingSettings(window_days=WINDOW)))


def vectors(stories: Sequence[Prepared]) -> Any:
    """Plain TF-IDF of the same words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from digest.analysis.weights import term_weights

    return TfidfVectorizer(analyzer=term_weights, sublinear_tf=True).fit_transform(stories)


def loop(stories: Sequence[Prepared]) -> int:
    found = vectors(stories)
    labels: list[int] = []
    for row in range(len(stories)):
        alike = (found[:row] @ found[row].T).toarray().ravel() if row else [0.0]
        best = int(max(range(len(alike)), key=alike.__getitem__))
        labels.append(labels[best] if row and alike[best] >= 0.3 else row)
    return len(set(labels))


def average(stories: Sequence[Prepared]) -> int:
    from sklearn.cluster import AgglomerativeClustering

    found = vectors(stories)
    apart = 1 - (found @ found.T).toarray().astype("float32")
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=0.7, metric="precomputed", linkage="average"
    )
    return len(set(model.fit_predict(apart).tolist()))


def hdbscan(stories: Sequence[Prepared]) -> int:
    from sklearn.cluster import HDBSCAN
    from sklearn.decomposition import TruncatedSVD

    reduced = TruncatedSVD(100, random_state=0).fit_transform(vectors(stories))
    labels: list[int] = HDBSCAN(min_cluster_size=2, copy=True).fit_predict(reduced).tolist()
    return len(set(labels) - {-1}) + labels.count(-1)


PEERS = {"loop": loop, "average": average, "hdbscan": hdbscan}


def plot(found: dict[tuple[str, int], dict[str, float] | None]) -> str:
    """Seconds of the processor over stories, both in powers of ten, as an SVG."""
    from math import log10

    def place(size: float, seconds: float) -> tuple[float, float]:
        return 60 + (log10(size) - 4) / 1.4 * 420, 300 - (log10(max(seconds, 1)) / 3) * 260

    colours = dict(zip(METHODS, ("#0b6e4f", "#1d4ed8", "#b45309", "#9333ea", "#be123c"), strict=True))
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 340" font-family="sans-serif" font-size="12">'
    ]
    lines.append("<title>Processor seconds of grouping over the number of stories</title>")
    for size in SIZES:
        x, y = place(size, 1)
        lines.append(f'<text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle">{size // 1000}k</text>')
    for seconds in (1, 10, 100, 1000):
        _, y = place(SIZES[0], seconds)
        lines.append(
            f'<path d="M60 {y:.0f}H490" stroke="#ddd"/><text x="52" y="{y + 4:.0f}" text-anchor="end">{seconds} s</text>'
        )
    for number, (method, colour) in enumerate(colours.items()):
        points = [
            place(size, row["processor"]) for (name, size), row in found.items() if name == method and row
        ]
        route = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        lines.append(f'<polyline points="{route}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>' for x, y in points]
        lines.append(f'<text x="500" y="{60 + 20 * number}" fill="{colour}">{method}</text>')
    return "\n".join([*lines, "</svg>", ""])


def table(found: dict[tuple[str, int], dict[str, float] | None]) -> str:
    """The figures, as Markdown."""
    lines = ["| | stories | seconds | of the processor | MB at the peak | MB before grouping | clusters |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]  # fmt: skip
    for (method, size), row in found.items():
        told = (
            f"{row['seconds']:.1f} | {row['processor']:.1f} | {row['peak']:.0f} | {row['before']:.0f} | {row['clusters']:,}"
            if row
            else "gave up | – | – | – | –"
        )
        lines.append(f"| {method} | {size:,} | {told} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument(
        "shared", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared"
    )
    arguments.add_argument("--docs", type=Path)
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--methods", nargs="+", default=list(METHODS))
    arguments.add_argument("--one", nargs=3)
    arguments.add_argument("--bits", type=Path)
    given = arguments.parse_args()
    if given.bits:
        given.bits.write_text(json.dumps(parents(given.shared), ensure_ascii=False), encoding="utf-8")
        return
    if given.one:
        print(json.dumps(measure(given.one[0], int(given.one[1]), Path(given.one[2]))))
        return
    found: dict[tuple[str, int], dict[str, float] | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        bits = Path(folder) / "bits.json"
        # A child's peak begins with its parent's: this process stays small.
        subprocess.run([sys.executable, __file__, str(given.shared), "--bits", str(bits)], check=True)
        for method in given.methods:
            for size in given.sizes:
                if size > METHODS[method][1]:
                    continue
                command = [sys.executable, __file__, "--one", method, str(size), str(bits)]
                try:
                    done = subprocess.run(
                        command, capture_output=True, text=True, timeout=PATIENCE, check=False
                    )
                    found[method, size] = json.loads(done.stdout) if done.returncode == 0 else None
                except subprocess.TimeoutExpired:
                    found[method, size] = None
                print(method, size, found[method, size], file=sys.stderr, flush=True)
    print(table(found))
    if given.docs:
        given.docs.mkdir(parents=True, exist_ok=True)
        (given.docs / "grouping-scale.svg").write_text(plot(found), encoding="utf-8")


if __name__ == "__main__":
    main()
