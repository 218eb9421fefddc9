"""Write the parts that came after the index: their stories, and their queries with the right answers.

    python tests/archive/queries/later.py [--read]

A part is a pair of files, `third.txt` and `third_stories.txt`; an answer is right where the author's regular expressions
find what they read in the stories of this part, of those before, or of `corpus.jsonl`. Run it to write `third.jsonl` and
`third.toml` anew; with `--read` it prints each query's words that are right and those that look like them and are not.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PARTS = ("third", "fourth")


class Asked(NamedTuple):
    """A line of a part's queries: all of `right` make an answer, `neither` takes an item out of the count."""

    kind: str
    query: str
    right: tuple[re.Pattern[str], ...]
    neither: re.Pattern[str] | None


def stories(part: str) -> list[dict[str, object]]:
    """Give the stories of a part in the form of `corpus.jsonl`, spread over its two years."""
    lines = (HERE / f"{part}_stories.txt").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    start = dt.date(2025, 1, 6)
    return [
        {
            "id": f"{part}-{number:02}",
            "title": title,
            "sentences": sentences,
            "language": "ko" if re.search("[가-힣]", title) else "en",
            "day": (start + dt.timedelta(days=number * 660 // len(blocks))).isoformat(),
        }
        for number, (title, *sentences) in enumerate(blocks)
    ]


def queries(part: str) -> list[Asked]:
    """Give the queries of a part."""
    found = []
    for line in (HERE / f"{part}.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, query, right, *neither = line.split(" | ")
        patterns = tuple(re.compile(each) for each in right.split(" & "))
        found.append(Asked(kind, query, patterns, re.compile(neither[0]) if neither else None))
    return found


def _texts(row: dict[str, object]) -> list[str]:
    sentences = row["sentences"]
    assert isinstance(sentences, list)
    return [str(row["title"]), *sentences]


def _corpus(upto: str) -> list[dict[str, object]]:
    rows = [json.loads(line) for line in (HERE / "corpus.jsonl").read_text("utf-8").splitlines()]
    return rows + [row for part in PARTS[: PARTS.index(upto) + 1] for row in stories(part)]


def _read(asked: Asked, texts: set[str]) -> None:
    print(f"\n# {asked.kind} {asked.query}")
    for pattern in asked.right:
        forms = {match[0] for text in texts for match in re.finditer(rf"\S*(?:{pattern.pattern})\S*", text)}
        print("  right:", " ".join(sorted(forms)))
    alike = re.compile(
        rf"\S*{re.escape(asked.query[: 2 if asked.query[0] >= '가' else 4])}\S*", re.IGNORECASE
    )
    others = [text for text in texts if not any(pattern.search(text) for pattern in asked.right)]
    print("  not:", " ".join(sorted({match[0] for text in others for match in alike.finditer(text)})))


def main() -> None:
    """Write what each part holds, or print what is to be read."""
    for part in PARTS:
        corpus = _corpus(part)
        if "--read" in sys.argv:
            for asked in queries(part):
                _read(asked, {text for row in corpus for text in _texts(row)})
            continue
        rows = [json.dumps(row, ensure_ascii=False) for row in stories(part)]
        (HERE / f"{part}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
        lines = [f"# Made by later.py from {part}.txt and the stories; do not edit."]
        for asked in queries(part):
            wanted, neither = [], []
            for row in corpus:
                texts = _texts(row)
                if all(any(pattern.search(text) for text in texts) for pattern in asked.right):
                    wanted.append(row["id"])
                elif asked.neither and any(asked.neither.search(text) for text in texts):
                    neither.append(row["id"])
            assert wanted, asked.query
            query = json.dumps(asked.query, ensure_ascii=False)
            lines += ["", "[[query]]", f"query = {query}", f'kind = "{asked.kind}"', f'half = "{part}"']
            lines += [f"wanted = {json.dumps(wanted)}"]
            lines += [f"neither = {json.dumps(neither)}"] if neither else []
        (HERE / f"{part}.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
