"""Batches that are large in one way only are grouped in a time that grows with their size, not with its square."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

MOST = 120
"""Seconds of processor time for a case; each takes some ten, the square of these sizes takes far more."""


def undated(count: int):
    """Stories of one event each, none with a date; below each stand two of thirty lines that many others have too."""
    choose = random.Random(1)
    lines = [f"{_name(choose)} and {_name(choose)} gave their notes." for _ in range(30)]
    for number in range(count):
        names = [_name(choose) for _ in range(12)]
        told = [f"{name} said so." for name in names] + choose.sample(lines, 2)
        yield {"id": f"u{number}", "title": " ".join(names[:3]), "text": " ".join(told), "language": "en"}


def _name(choose: random.Random) -> str:
    return "".join(choose.choices("bdfgklmnprstaeiou", k=7)).title()


CASES = {
    "a megabyte of Hangul without a space": lambda: [{"id": "a", "text": "가나다라" * 90_000}, {"id": "b", "text": "가나"}],
    "a megabyte of Latin without a space": lambda: [{"id": "a", "text": "abcdefgh" * 130_000}, {"id": "b", "text": "ab"}],
    "a megabyte of digits": lambda: [{"id": "a", "text": "1234567890" * 100_000}, {"id": "b", "text": "회의 1"}],
    "a megabyte of lone surrogates": lambda: [{"id": "a", "text": "\ud800" * 300_000}, {"id": "b", "text": "회의"}],
    "a cry of vowels": lambda: [{"id": "a", "title": "She cried", "text": f"She cried {'Aeiou' * 9}q at once."}, {"id": "b", "text": "누나가 소리를 질렀다고 한다."}],
    "ten thousand copies": lambda: [{"id": f"c{n}", "title": "도서관", "text": "도서관을 밤까지 연다고 시가 밝혔다."} for n in range(10_000)],
    "ten thousand without a date": lambda: undated(10_000),
    "ten thousand in the year 9999": lambda: [{**row, "published": "9999-12-30"} for row in undated(10_000)],
    "ten thousand that say nothing": lambda: [{"id": f"e{n}", "title": "", "text": "."} for n in range(10_000)],
}  # fmt: skip
RUN = """
import faulthandler, json, resource, signal, sys
faulthandler.register(signal.SIGXCPU, chain=True)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 5))
from tests.slow.test_large_batches import CASES
from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.cli.rows import parse
from digest.language.analyser import Analyser
rows = [json.dumps(row) for row in CASES[sys.argv[2]]()]
read = parse("\\n".join(rows).encode(), "test")
assert len(read.stories) == len(rows), read.faults[:2]
clusters = group(prepare(read.stories, Analyser()))
assert sum(len(cluster.stories) for cluster in clusters) == len(rows)
print(len(clusters))
"""


@pytest.mark.parametrize("name", CASES)
def test_no_batch_costs_the_square_of_its_size(name: str):
    command = [sys.executable, "-c", RUN, str(MOST), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert int(done.stdout) == (1 if name == "ten thousand copies" else len(list(CASES[name]())))


TOLD = {
    "short questions without a space": lambda: "왜?" * 400_000,
    "short sentences without a space": lambda: "다." * 400_000,
}
"""Texts of a great many sentences."""
SUMMARIZE = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 5))
from tests.slow.test_large_batches import TOLD
from digest.analysis.prepared import prepare
from digest.analysis.summary import summarize
from digest.cli.rows import parse
from digest.language.analyser import Analyser
rows = [json.dumps({"id": "a", "title": "가", "text": TOLD[sys.argv[2]]()})]
read = parse("\\n".join(rows).encode(), "test")
print(len(summarize(prepare(read.stories, Analyser()))))
"""


@pytest.mark.parametrize("name", TOLD)
def test_no_text_costs_the_square_of_its_sentences(name: str):
    command = [sys.executable, "-c", SUMMARIZE, str(MOST // 2), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert int(done.stdout) >= 1
