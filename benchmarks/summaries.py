"""Summaries and headlines beside peers, over the scorer's measures.

    python benchmarks/summaries.py [SHARED]     the folder with score.py and data/ (default: ../shared)

Peers, given the same sentences and the same analysed words (Kiwi's morphemes for Korean): the lead (first sentences,
round robin over the documents of a cluster), LexRank (Erkan and Radev 2004: continuous, cosine of TF-IDF, damping .85)
and TextRank (Mihalcea and Tarau 2004: word overlap over the logarithms of the lengths). Both ranks leave out a sentence
with a cosine above .6 to a chosen one. The peer of the headline is the first title. The program's figures come from
`digest summarize` through the scorer; ROUGE is rouge-score with its stemmer, on English only.
"""

from __future__ import annotations

import json
import math
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType  # noqa: TC003 - a script, read as it runs
from typing import Any

import numpy as np
from scorers import scorer
from sklearn.feature_extraction.text import TfidfVectorizer

from digest.analysis.prepared import Prepared, prepare
from digest.analysis.terms import terms
from digest.cli.rows import parse
from digest.language.analyser import Analyser

Place = tuple[int, int]
"""A member of a cluster, a sentence of it."""
Ranker = Callable[[Sequence[Prepared]], list[Place]]
MEASURES = (
    ("picked", "ko-science-20", None),
    ("headlines", "ko-news-2019-05-headlines", None),
    ("rouge", "en-cnndm-100", 3),
    ("rouge", "en-three-outlets-roundup", 2),
    ("title", "en-three-outlets-roundup", None),
)


def lead(members: Sequence[Prepared]) -> list[Place]:
    """First sentences of all, then second ones."""
    return sorted(places(members), key=lambda place: (place[1], place[0]))


def places(members: Sequence[Prepared]) -> Iterator[Place]:
    """All sentences with words."""
    for i, member in enumerate(members):
        for j, sentence in enumerate(member.sentences):
            if sentence.words:
                yield i, j


def ranked(weights: Callable[[list[tuple[str, ...]]], np.ndarray]) -> Ranker:
    """A ranker by the stationary distribution of a walk over sentences."""

    def rank(members: Sequence[Prepared]) -> list[Place]:
        where = list(places(members))
        texts = [terms(members[i].sentences[j].words) for i, j in where]
        graph = weights(texts)
        np.fill_diagonal(graph, 0)
        rows = graph.sum(axis=1, keepdims=True)
        walk = np.divide(graph, rows, out=np.full_like(graph, 1 / len(where)), where=rows > 0)
        score = np.full(len(where), 1 / len(where))
        for _ in range(60):
            score = 0.15 / len(where) + 0.85 * walk.T @ score
        near = cosines(texts)
        chosen: list[int] = []
        for i in np.argsort(-score, kind="stable"):
            if all(near[i, j] <= 0.6 for j in chosen):
                chosen.append(int(i))
        return [where[i] for i in chosen]

    return rank


def cosines(texts: list[tuple[str, ...]]) -> np.ndarray:
    """Cosines of TF-IDF vectors."""
    if not any(texts):
        return np.zeros((len(texts), len(texts)))
    vectors = TfidfVectorizer(analyzer=lambda text: text).fit_transform(texts)
    return np.asarray((vectors @ vectors.T).toarray())


def overlaps(texts: list[tuple[str, ...]]) -> np.ndarray:
    """TextRank's similarity."""
    graph = np.zeros((len(texts), len(texts)))
    for i, left in enumerate(texts):
        for j, right in enumerate(texts[:i]):
            lengths = math.log(max(len(left), 1)) + math.log(max(len(right), 1))
            graph[i, j] = graph[j, i] = len({*left} & {*right}) / lengths if lengths > 0 else 0.0
    return graph


class Peer:
    """Answers the scorer's calls in place of `digest summarize`; analyses each batch of stories once."""

    def __init__(self, rank: Ranker) -> None:
        self.rank = rank

    def run(self, command: list[str], lines: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
        """What `digest summarize` would answer for these stories and options."""
        start = time.time()
        option, most = command[-2], int(command[-1])
        answers = []
        for name, members in clusters(lines).items():
            order = self.rank(members)
            picked = order[:most] if option == "-n" else list(fitting(members, order, most))
            picked.sort(key=lambda place: (place[1], place[0]))
            title = next((m.story.title for m in members if m.story.title), None)
            found = [(members[i].story, j) for i, j in picked]
            sentences = [
                {"story": story.id, "index": j, "text": story.sentences[j].text} for story, j in found
            ]
            answers.append({"cluster": name, "headline": title, "sentences": sentences})
        return answers, time.time() - start


def fitting(members: Sequence[Prepared], order: list[Place], most: int) -> Iterator[Place]:
    """The places whose sentences fit, in order."""
    used = 0
    for i, j in order:
        length = len(members[i].story.sentences[j].text)
        if used + length <= most:
            used += length + 1
            yield i, j


_ANALYSED: dict[str, dict[str, list[Prepared]]] = {}


def clusters(lines: list[dict[str, Any]]) -> dict[str, list[Prepared]]:
    """The stories of a batch by cluster, analysed as the program does."""
    data = "\n".join(json.dumps(line) for line in lines)
    if data not in _ANALYSED:
        rows = parse(data.encode(), "benchmark")
        found: dict[str, list[Prepared]] = {}
        for member in prepare(rows.stories, Analyser()):
            found.setdefault(rows.clusters.get(member.story.id, member.story.id), []).append(member)
        _ANALYSED[data] = found
    return _ANALYSED[data]


def measure(score: ModuleType, command: list[str], shared: Path) -> dict[str, Any]:
    """All figures of one summariser, by name."""
    figures: dict[str, Any] = {}
    for what, name, most in MEASURES:
        data = score.rows(shared / "data" / "summaries" / f"{name}.jsonl")
        if what == "rouge":
            found = score.score_rouge(command, name, data, most)
        else:
            verb = {
                "picked": score.score_picked,
                "headlines": score.score_headlines,
                "title": score.score_title,
            }
            found = verb[what](command, name, data)
        label = f"{name} ({most})" if most else f"{name}, title" if what == "title" else name
        figures.update({f"{label}: {key}": value for key, value in found.items() if isinstance(value, float)})
    return figures


def main() -> None:
    """Measure and print."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared")
    program = shutil.which("digest", path=str(Path(sys.executable).parent)) or "digest"
    score = scorer(shared)
    columns = {"digest": measure(score, [program], shared)}
    for name, rank in {"lead": lead, "LexRank": ranked(cosines), "TextRank": ranked(overlaps)}.items():
        score.run = Peer(rank).run  # type: ignore[attr-defined]  # the scorer's own door to the program
        columns[name] = measure(score, ["peer"], shared)
    keys = [key for key in columns["digest"] if not key.endswith("seconds")]
    wide = max(map(len, keys))
    print(" " * wide, *(f"{name:>9}" for name in columns))
    for key in keys:
        print(key.ljust(wide), *(f"{column[key]:9}" for column in columns.values()))


if __name__ == "__main__":
    main()
