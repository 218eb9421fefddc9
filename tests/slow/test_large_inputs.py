"""What is large in one way only is read and taken apart in a time that grows with its size, not with its square."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

MOST = 120
"""Seconds of processor time for all cases of a test, which take a minute on a slow machine; the square of these sizes takes far more."""
LINES = {
    "page numbers": ("plain", "1-\n" * 60_000),
    "names of lists elsewhere": ("plain", "많이 본 뉴스\n" * 50_000),
    "headlines that all begin to count": ("plain", "1. 다리 소식\n글이 있다. 여기에 글이 있다.\n" * 20_000),
    "counts that all could go on": (
        "plain",
        "1. 다리 소식\n" * 20_000 + "2. 다리 소식\n글이 있다\n" * 20_000,
    ),
    "a list of contents": ("plain", "목차\n" + "".join(f"소식 하나 {n}\n" for n in range(20_000))),
    "dots that lead nowhere": ("plain", "목차\n" + "." * 100_000 + "a\n" + "· " * 50_000 + "a"),
    "headings without a text": ("markdown", "--\n" * 60_000),
    "chapters of references": (
        "markdown",
        "# References\n\nThis paragraph of prose tells something of note to all who read on.\n\n" * 10_000,
    ),
    "short news": (
        "markdown",
        "# In brief\n\n" + "- This is news: and more\n" * 20_000 + "\n# a b c\n\ntext.\n\n# d e f\n\ntext.\n",
    ),
}
LINKS = {
    "a line of links": ("html", "<p>" + "<a href='http://a.kr/x'>a b</a> " * 60_000),
    "a list of links": ("html", "<li><a href='http://a.kr/x'>a b</a>" * 30_000),
    "links of Markdown in a line": ("markdown", "[a b](http://a.kr/x) " * 30_000),
    "open brackets": ("markdown", "a\n\n" + "[" * 100_000),
}
MARKUP = {
    "a line of bold words": ("html", "<p>" + "<b>a b</b> " * 60_000),
    "a line of pieces": ("html", "<p>" + "글<wbr>" * 300_000),
    "a paragraph of line breaks": ("html", "<p>" + "글이다<br>" * 60_000),
    "a table without end tags": ("html", "<table>" + "<tr><td>a<td>b" * 20_000),
    "lists in lists": ("html", "<ul><li>a" * 50_000),
    "lists of Markdown in lists": ("markdown", "a\n\n" + "- " * 50_000 + "a"),
}
CASES = {"LINES": LINES, "LINKS": LINKS, "MARKUP": MARKUP}
READ = """
import faulthandler, resource, signal, sys
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle
faulthandler.register(signal.SIGXCPU, chain=True)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 5))
from tests.slow.test_large_inputs import CASES
for name, (kind, text) in CASES[sys.argv[2]].items():
    print(name, flush=True)
    for content in read(text.encode(), name="x", kind=kind):
        unbundle(document(content, source_key="large", locator=name))
"""


@pytest.mark.parametrize("name", CASES)
def test_nothing_costs_the_square_of_its_size(name: str):
    command = [sys.executable, "-c", READ, str(MOST), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stdout.split("\n")[:-1] == list(CASES[name])
