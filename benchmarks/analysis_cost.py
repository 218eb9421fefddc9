"""What analysis costs beside the floor, Kiwi's own tokenisation of the same text, for 2,000 documents.

    python benchmarks/analysis_cost.py [SHARED [SET …]]

The documents are those of the development sets, of which each one beyond the first round lacks some sentences and has its own
day, so that no two are the same. Seconds by the clock and of the processor (Kiwi's tokenisation takes two threads), in one
process, libraries and word lists loaded before.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grouping_scale import SETS

from digest.analysis.clusters import group
from digest.analysis.headline import choose
from digest.analysis.prepared import prepare_anew
from digest.analysis.summary import summarize
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

COUNT = 2000


def documents(shared: Path, sets: Sequence[str] = SETS[:3]) -> Iterator[Story]:
    rows = [
        json.loads(line)
        for path in sets
        for line in (shared / "data" / f"{path}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    chance = random.Random(1)
    chance.shuffle(rows)
    for number in range(COUNT):
        row = rows[number % len(rows)]
        kept = [part for part in row["text"].split(". ") if number < len(rows) or chance.random() < 0.8]
        title, text = row["title"] or "", ". ".join(kept) or row["text"]
        day = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=chance.random() * 30)
        yield Story(
            id=f"s{number:04}", document=f"d{number}", source="made", title=title, text=text,
            language=detect(title, text), published=day,
        )  # fmt: skip


def timed(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    start, used = time.perf_counter(), time.process_time()
    done = work()
    return (time.perf_counter() - start, time.process_time() - used), done


def main() -> None:
    from kiwipiepy import Kiwi

    shared = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared")
    stories, analyser, kiwi = (
        list(documents(shared, sys.argv[2:] or SETS[:3])),
        Analyser(),
        Kiwi(load_multi_dict=False),
    )
    group(prepare_anew(stories[:20], analyser)[0])
    floor, _ = timed(
        lambda: [len(tokens) for tokens in kiwi.tokenize(f"{one.title}\n{one.text}" for one in stories)]
    )
    first, (prepared, made) = timed(lambda: prepare_anew(stories, analyser))
    again, _ = timed(lambda: prepare_anew(stories, analyser, made))
    grouping, clusters = timed(lambda: group(prepared))
    members = {one.story.id: one for one in prepared}
    together = [[members[name] for name in cluster.stories] for cluster in clusters]
    telling, _ = timed(lambda: [(choose(some), summarize(some)) for some in together])
    korean = sum(one.language == "ko" for one in stories)
    print(
        f"{COUNT} documents, {korean} Korean, {sum(len(one.text) for one in stories) / COUNT:.0f} characters each"
    )
    rows = {"Kiwi's tokenisation": floor, "sentences and words": first, "the same, kept": again, "grouping": grouping, "headlines and sentences": telling}  # fmt: skip
    for name, (seconds, used) in rows.items():
        print(
            f"{name:26}{seconds:7.2f} s{seconds / floor[0]:8.1%}   processor {used:7.2f} s{used / floor[1]:8.1%}"
        )
    print(f"kept: {sum(map(len, made.values())) / COUNT:.0f} bytes a document")


if __name__ == "__main__":
    main()
