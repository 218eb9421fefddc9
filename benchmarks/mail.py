"""How long an issue of 20 items takes to become a mail (HTML and text), once the program runs; npm's mjml beside it.

    python benchmarks/mail.py [--mjml FOLDER]

FOLDER is where `npm install mjml` was run (or the environment's MJML_FOLDER); without it, only ours is measured. Both are
given the same MJML; the time of ours is told as a whole, and for the MJML engine alone.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.rendering import mjml
from digest.rendering.mail import render_mail, size_findings
from tests.rendering import sample_issue

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Issue

ITEMS, TIMES = 20, 30
WEB = "https://letter.example.org/archive/issues/x/"
THEIRS = """
const told = require('mjml'), mjml = told.default || told, fs = require('fs');
const source = fs.readFileSync(process.argv[1], 'utf8');
(async () => {
  const taken = [];
  let html = '';
  for (let n = 0; n < 35; n++) {
    const begun = process.hrtime.bigint();
    html = (await mjml(source, { fonts: {}, keepComments: true, validationLevel: 'skip' })).html;
    taken.push(Number(process.hrtime.bigint() - begun) / 1e6);
  }
  const warm = taken.slice(5).sort((a, b) => a - b);
  console.log(`${warm[warm.length >> 1].toFixed(1).padStart(7)} ms, fastest ${warm[0].toFixed(1)} (${Buffer.byteLength(html)} bytes)`);
})();
"""


def issue() -> Issue:
    """The sample issue, its full items told again until there are 20; each with ids and addresses of its own."""
    sample = sample_issue.sample()
    full = [item for item in sample.items if item.size != "line"]
    items = [
        replace(item, id=f"bench-{n}", size="lead" if n == 0 else "full")
        for n, item in enumerate(full * ITEMS)
        if n < ITEMS
    ]
    return replace(sample, items=tuple(items))


def taken(work: Callable[[], object]) -> str:
    """The median and the fastest of some runs in milliseconds, the first ones left out."""
    runs = []
    for _ in range(TIMES + 3):
        begun = time.perf_counter()
        work()
        runs.append(1000 * (time.perf_counter() - begun))
    return f"{statistics.median(runs[3:]):7.1f} ms, fastest {min(runs[3:]):.1f}"


def source(made: Issue) -> str:
    """The MJML that the engine is given."""
    kept: list[str] = []
    through = mjml.to_html

    def keep(text: str, *, subject: str) -> str:
        kept.append(text)
        return through(text, subject=subject)

    mjml.to_html = keep  # type: ignore[assignment]
    try:
        render_mail(made, folder=None, web_url=WEB)
    finally:
        mjml.to_html = through
    return kept[0]


def theirs(text: str, folder: Path) -> str:
    """What npm's mjml takes, warm, and what it makes."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "mail.mjml")
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["node", "-e", THEIRS, str(path)], cwd=folder, capture_output=True, text=True, check=False
        )
    return done.stdout.rstrip() or done.stderr.strip()[-400:]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--mjml", type=Path, default=os.environ.get("MJML_FOLDER"))
    folder = asked.parse_args().mjml
    made = issue()
    begun = time.perf_counter()
    mail = render_mail(made, folder=None, web_url=WEB)
    print(f"first mail of the program      {1000 * (time.perf_counter() - begun):7.1f} ms")
    print(f"{ITEMS} items to HTML and text     {taken(lambda: render_mail(made, folder=None, web_url=WEB))}")
    text = source(made)
    print(f"of which the MJML engine       {taken(lambda: mjml.to_html(text, subject='x'))}")
    if folder:
        print(f"npm mjml, the same MJML        {theirs(text, Path(folder))}")
    sizes = [len(told.encode()) for told in (mail.html, mail.text, text)]
    print("HTML {} bytes, text {}, MJML {}".format(*sizes))
    print(*size_findings(mail.html), sep="\n")


if __name__ == "__main__":
    main()
