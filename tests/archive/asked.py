"""The queries of tests put to our index through node, and how good a search's answers are.

The 120 of the first two halves were written before the index was, those of the later parts before anyone looked how it did.
All are asked of one index; a story that came with a later part counts on no side of the queries before it.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import tomllib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = Path(__file__).parent / "queries"
LATER = ("third", "fourth")
"""The parts of queries and stories that came after the index, in their order."""


@dataclass(frozen=True)
class Query:
    """What a reader types, and the ids of what an editor would show; those of `neither` count on no side."""

    query: str
    kind: str
    half: str
    wanted: frozenset[str]
    neither: frozenset[str] = frozenset()


@dataclass
class Score:
    """Answers added up over queries."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, query: Query, found: frozenset[str]) -> None:
        found -= query.neither
        self.right += len(found & query.wanted)
        self.found += len(found)
        self.wanted += len(query.wanted)
        if found != query.wanted:
            more, less = sorted(found - query.wanted), sorted(query.wanted - found)
            self.missed.append(
                f"{query.query} ({query.kind}): +{len(more)} {more[:3]} -{len(less)} {less[:3]}"
            )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted


def corpus() -> list[dict[str, object]]:
    return [row for name in ("corpus", *LATER) for row in _stories(name)]


def _stories(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def queries() -> list[Query]:
    found = []
    for place, name in enumerate(("queries", *LATER)):
        after = frozenset(str(row["id"]) for part in LATER[place:] for row in _stories(part))
        found += [
            Query(
                query=row["query"],
                kind=row["kind"],
                half=row["half"],
                wanted=frozenset(row["wanted"]),
                neither=after.union(row.get("neither", ())),
            )
            for row in tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["query"]
        ]
    return found


def names() -> list[list[str]]:
    found: list[list[str]] = json.loads((FOLDER / "names.json").read_text("utf-8"))
    return found


def scored(answers: Mapping[str, frozenset[str]], asked: Sequence[Query]) -> dict[str, Score]:
    """The score of all (""), of each half and of each kind."""
    scores: dict[str, Score] = {}
    for query in asked:
        for name in ("", query.half, query.kind):
            scores.setdefault(name, Score()).add(query, answers[query.query])
    return scores


def write(target: Path) -> None:
    """Write our index of the corpus as the site would hold it."""
    from digest.archive.search import index
    from digest.archive.search.record import Record

    records = []
    for row in corpus():
        day = dt.date.fromisoformat(str(row["day"]))
        sentences = row["sentences"]
        assert isinstance(sentences, list)
        records.append(
            Record(
                id=str(row["id"]),
                year=day.year,
                url=f"issues/one/#{row['id']}",
                title=str(row["title"]),
                label="제1호",
                language="ko" if row["language"] == "ko" else "en",
                day=day,
                read=partial(tuple, sentences),
            )
        )
    for name, content in (*index.modules(), *index.files(records, known_names=names())):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def ask(
    node: str, script: Path, *arguments: str, asked: Sequence[Query]
) -> tuple[dict[str, frozenset[str]], list[float]]:
    """Put the queries to a script: the ids that each finds, and the milliseconds that each took."""
    done = subprocess.run(
        [node, str(script), *arguments],
        input=json.dumps([query.query for query in asked]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    return {one["query"]: frozenset(one["ids"]) for one in answers}, [one["took"] for one in answers]
