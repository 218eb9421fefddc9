"""Grouping with a memory: how far its clusters part from those of a whole grouping, and what adding 100 stories costs.

    python benchmarks/grouping_memory.py quality [SHARED]
    python benchmarks/grouping_memory.py cost [SHARED] [--sizes 1000 5000 20000]

`quality`: the first half of each development set (by date; a set without dates is shuffled) is grouped whole, the rest is
added in portions of 5 %, and nothing is ever grouped whole again. `cost`: 100 stories of the words of the development
sets (`scale_stories`) are added to others of the same days, in a process of its own each; beside it what a whole grouping
of all takes. Seconds are those of the processor, with the file read and written, without the start of the libraries
(told by itself); memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from grouping_scale import WINDOW, _bits
from scale_stories import Told, made
from scorers import scorer

from digest.language.words import AnalysedSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.analyser import Analyser
    from digest.model import Story

SETS = {
    "ko": "grouping/ko-news-2019-05",
    "outlets": "grouping/en-news-three-outlets",
    "ecb": "grouping/en-ecbplus",
    "ko-en": "bilingual/ko-en-documents",
}
PORTION = 0.05
SIZES = (1000, 5000, 20_000)
ADDED = 100


def quality(shared: Path) -> None:
    from digest.cli.rows import parse

    score = scorer(shared)
    rows = {name: score.rows(shared / "data" / f"{path}.jsonl") for name, path in SETS.items()}
    rows = {name: [row for row in data if row.get("group")] for name, data in rows.items()}
    rows["mixed"] = [
        dict(row, id=f"{name}:{row['id']}", group=f"{name}:{row['group']}", published=None, date=None)
        for name, data in list(rows.items())
        for row in data
    ]
    print("| set | stories | whole: P | R | F1 | in portions: P | R | F1 | pairs that part |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, data in rows.items():
        random.Random(1).shuffle(data)
        data.sort(key=lambda row: row.get("published") or "")
        lines = "\n".join(json.dumps(score.story(row), ensure_ascii=False) for row in data)
        stories = parse(lines.encode(), name).stories
        gold = [row["group"] for row in data]
        whole, parts = in_portions(stories, 1.0), in_portions(stories, 0.5)
        told = " | ".join(
            " | ".join(f"{value:.3f}" for value in score.bcubed(gold, found)) for found in (whole, parts)
        )
        print(f"| {name} | {len(data)} | {told} | {1 - score.pair_f1(whole, parts):.1%} |", flush=True)


def in_portions(stories: Sequence[Story], first: float) -> list[str]:
    """The cluster of each story in the end."""
    from digest.analysis.clusters import GroupingSettings
    from digest.language.analyser import Analyser
    from digest.language.glossary import EMPTY
    from digest.pipeline.remembered import Policy
    from digest.pipeline.remembering import group_with_memory

    begun, step = round(len(stories) * first), max(1, round(len(stories) * PORTION))
    parts = [stories[:begun], *(stories[at : at + step] for at in range(begun, len(stories), step))]
    clusters: dict[str, str] = {}
    analyser = Analyser()
    with tempfile.TemporaryDirectory() as folder:
        for number, part in enumerate(parts):
            policy = Policy(whole=number == 0, small=0, growth=1e9)
            path = Path(folder) / "memory"
            answer = group_with_memory(path, part, analyser, GroupingSettings(), EMPTY, policy=policy)
            clusters |= answer.clusters
            clusters |= {moved.id: moved.cluster for moved in answer.moved}
    return [clusters[story.id] for story in stories]


class Given:
    """Stands where the analyser would: what it says of made stories is known."""

    version = "given"

    def __init__(self, stories: Sequence[Prepared]) -> None:
        self._known = {one.story.text: one.sentences for one in stories}
        self._known |= {
            one.story.title: (AnalysedSentence(0, len(one.story.title), one.title),) for one in stories
        }

    def analyse(self, texts: Sequence[str], languages: Sequence[str]) -> list[Any]:
        """As `Analyser.analyse`."""
        del languages
        return [self._known[text] for text in texts]


def stories_of(bits: Path, size: int) -> list[Prepared]:
    """So many stories and ADDED more, by day: 2,000 to a window."""
    told = {
        language: [Told(_bits(title), tuple(map(_bits, sentences))) for title, sentences in found]
        for language, found in json.loads(bits.read_text(encoding="utf-8")).items()
    }
    found = made(told, size + ADDED, WINDOW * max(1.0, size / 2000))
    day = attrgetter("story.published")  # each made story has one
    return sorted(found, key=day)


def step(verb: str, size: int, bits: Path, memory: Path) -> dict[str, float]:
    """One of `plain`, `whole` (with a memory), `add`: in this process."""
    from digest.analysis.clusters import GroupingSettings, group
    from digest.language.glossary import EMPTY
    from digest.pipeline.remembering import group_with_memory

    stories = stories_of(bits, size)
    if verb == "add":
        stories = stories[size:]
    elif verb == "whole":
        stories = stories[:size]
    settings, given = GroupingSettings(window_days=WINDOW), Given(stories)
    warm = time.process_time()
    group(stories[:3], settings)  # the libraries are there before the clock starts
    warm = time.process_time() - warm
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, used = time.perf_counter(), time.process_time()
    if verb == "plain":
        group(stories, settings)
    else:
        plain = [replace(one.story, sentences=()) for one in stories]
        answer = group_with_memory(memory, plain, cast("Analyser", given), settings, EMPTY)
        assert answer.whole == (verb == "whole"), answer
    return {
        "processor": time.process_time() - used,
        "seconds": time.perf_counter() - start,
        "libraries": warm,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before": before,
    }


def cost(shared: Path, sizes: Sequence[int]) -> None:
    print(
        "| known | plain grouping of all | whole into a memory | adding 100 | MB at the peak | the file, MB |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        bits = Path(folder) / "bits.json"
        command = [sys.executable, str(Path(__file__).with_name("grouping_scale.py")), str(shared), "--bits"]
        subprocess.run([*command, str(bits)], check=True)
        for size in sizes:
            memory = Path(folder) / f"{size}.memory"
            found = {}
            for verb in ("plain", "whole", "add"):
                one = [sys.executable, __file__, verb, str(size), str(bits), str(memory)]
                done = subprocess.run(one, stdout=subprocess.PIPE, text=True, check=True)
                found[verb] = json.loads(done.stdout)
                print(size, verb, found[verb], file=sys.stderr)
            print(
                f"| {size:,} | {found['plain']['processor']:.1f} s | {found['whole']['processor']:.1f} s | "
                f"{found['add']['processor']:.2f} s | {found['add']['peak']:.0f} ({found['add']['before']:.0f} before) | "
                f"{memory.stat().st_size / 1e6:.0f} |",
                flush=True,
            )


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("verb", choices=("quality", "cost", "plain", "whole", "add"))
    arguments.add_argument("given", nargs="*")
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given = arguments.parse_args()
    if given.verb in ("quality", "cost"):
        shared = Path(given.given[0] if given.given else Path(__file__).resolve().parents[2] / "shared")
        quality(shared) if given.verb == "quality" else cost(shared, given.sizes)
    else:
        size, bits, memory = given.given
        print(json.dumps(step(given.verb, int(size), Path(bits), Path(memory))))


if __name__ == "__main__":
    main()
