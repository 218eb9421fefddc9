"""Grouping beside a peer, over the scorer's measures.

    python benchmarks/grouping.py [SHARED]             the folder with score.py and data/ (default: ../shared)
    python benchmarks/grouping.py [SHARED] --curve     precision / recall at levels of strictness, without the peer

The peer is what one would write in an afternoon: TF-IDF of the same analysed words (sublinear tf) and scikit-learn's
average linkage, with the one threshold that suits its mean over the four sets best (chosen here, on these sets: its
figures are its best case). The program's figures come from `digest group` through the scorer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scorers import scorer
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from digest.analysis.clusters import GroupingSettings, group
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.weights import KINDS
from digest.cli.rows import parse
from digest.language.analyser import Analyser

if TYPE_CHECKING:
    from types import ModuleType

SETS = {
    "ko": "grouping/ko-news-2019-05",
    "outlets": "grouping/en-news-three-outlets",
    "ecb": "grouping/en-ecbplus",
    "ko-en": "bilingual/ko-en-documents",
}
THRESHOLDS = np.arange(0.10, 0.46, 0.02)
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)


def batches(shared: Path, score: ModuleType) -> dict[str, tuple[list[dict[str, str]], str, bool]]:
    """Name → rows, the scorer's verb, whether dates are given."""
    rows = {name: score.rows(shared / "data" / f"{path}.jsonl") for name, path in SETS.items()}
    mixed = [
        dict(r, id=f"{n}:{r['id']}", group=f"{n}:{r['group']}")
        for n, d in rows.items()
        for r in d
        if r.get("group")
    ]
    found = {name: (data, "group", True) for name, data in rows.items()}
    found["mixed"] = (mixed, "group", False)
    for name in ("ko", "outlets"):
        found[f"{name}, titles"] = ([dict(r, text="") for r in rows[name] if r.get("title")], "group", True)
    for name in ("ko", "outlets", "ecb"):
        found[f"{name}, alone"] = (score.alone(rows[name]), "group", True)
    return found


def words(story: Prepared) -> list[str]:
    """The terms of a story, as the program takes them."""
    found = [*story.title, *(word for sentence in story.sentences for word in sentence.words)]
    return [word.form for word in found if word.kind in KINDS and len(word.form) > 1]


def distances(stories: tuple[Prepared, ...]) -> np.ndarray:
    """1 - cosine of plain TF-IDF vectors: dense, as scikit-learn wants it."""
    vectors = TfidfVectorizer(analyzer=words, sublinear_tf=True).fit_transform(stories)
    return np.asarray(np.clip(1 - (vectors @ vectors.T).toarray(), 0, 1))


def peer(apart: np.ndarray, threshold: float) -> list[int]:
    """scikit-learn's average linkage, cut at a cosine of `threshold`."""
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=1 - threshold, metric="precomputed", linkage="average"
    )
    return [int(label) for label in model.fit_predict(apart)]


def ours(score: ModuleType, data: list[dict[str, str]], *, dates: bool) -> tuple[dict[str, float], float]:
    """The program through its own filter."""
    start = time.perf_counter()
    lines = "".join(json.dumps(score.story(r, dates), ensure_ascii=False) + "\n" for r in data)
    command = [sys.executable, "-c", "from digest.cli.main import main; main()", "group", "-", "--json"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    found = {row["id"]: row["cluster"] for row in map(json.loads, done.stdout.splitlines())}
    return found, time.perf_counter() - start


def curve(score: ModuleType, every: dict[str, tuple[list[dict[str, str]], str, bool]]) -> None:
    """Precision / recall of each set at levels of strictness, as Markdown."""
    analyser = Analyser()
    print(f"| set | {' | '.join(f'{level:g}' for level in LEVELS)} |\n| --- |{' --- |' * len(LEVELS)}")
    for name, (data, _, dates) in every.items():
        kept = [row for row in data if row.get("group")]
        lines = "\n".join(json.dumps(score.story(row, dates), ensure_ascii=False) for row in kept)
        stories = prepare(parse(lines.encode(), name).stories, analyser)
        cells = []
        for level in LEVELS:
            clusters = group(stories, GroupingSettings(strictness=level))
            found = {story: cluster.id for cluster in clusters for story in cluster.stories}
            precision, recall, _ = score.bcubed(
                [row["group"] for row in kept], [found[row["id"]] for row in kept]
            )
            cells.append(f"{precision:.3f} / {recall:.3f}")
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    given = [one for one in sys.argv[1:] if one != "--curve"]
    shared = Path(given[0] if given else Path(__file__).resolve().parents[2] / "shared")
    score = scorer(shared)
    if "--curve" in sys.argv:
        curve(score, batches(shared, score))
        return
    analyser = Analyser()
    every, table = batches(shared, score), {}
    gold, apart = {}, {}
    for name, (data, _, dates) in every.items():
        kept = [row for row in data if row.get("group")]
        gold[name] = [row["group"] for row in kept]
        lines = "\n".join(json.dumps(score.story(row, dates), ensure_ascii=False) for row in kept)
        apart[name] = distances(prepare(parse(lines.encode(), name).stories, analyser))
        found, took = ours(score, kept, dates=dates)
        table[name] = (*score.bcubed(gold[name], [found[row["id"]] for row in kept]), took)
    best = max(THRESHOLDS, key=lambda t: sum(score.bcubed(gold[n], peer(apart[n], t))[2] for n in SETS))
    print(f"plain TF-IDF + average linkage at {best:.2f} (its best over the four sets) beside digest group\n")
    print(
        f"{'set':18}{'stories':>8}   {'plain P':>8}{'R':>7}{'F1':>7}   {'digest P':>8}{'R':>7}{'F1':>7}{'seconds':>9}"
    )
    for name in every:
        plain = score.bcubed(gold[name], peer(apart[name], best))
        figures = (
            "".join(f"{value:7.3f}" for value in plain)
            + "   "
            + "".join(f"{v:7.3f}" for v in table[name][:3])
        )
        print(f"{name:18}{len(gold[name]):8}   {figures}{table[name][3]:9.1f}")


if __name__ == "__main__":
    main()
