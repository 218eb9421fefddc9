"""The page on correcting a source, walked literally: its files, its commands, and what it says they show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/how-to/correct-a-source.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILES = {"markdown": "letters/letter-7.md", "ini": "letter.toml", "toml": "config.toml"}


def test_the_walk_shows_what_the_page_says(tmp_path: Path):
    (tmp_path / "letters").mkdir()
    shown = ""
    told = 0
    for kind, body in FENCE.findall(PAGE.read_text(encoding="utf-8")):
        if kind in FILES:
            assert f"`{FILES[kind]}`" in PAGE.read_text(encoding="utf-8")
            (tmp_path / FILES[kind]).write_text(body, encoding="utf-8")
        elif kind == "sh":
            shown = "".join(run(line, tmp_path) for line in body.splitlines())
        else:
            for line in body.splitlines():
                pattern = "[^\n]*".join(
                    map(re.escape, line.split("…"))
                )  # … stands for what fitting may change
                assert re.search(pattern, shown), f"{line}\n--- was not shown; shown was:\n{shown}"
                told += 1
    assert told > 10


def run(line: str, folder: Path) -> str:
    program, *arguments = line.split()
    assert program == "digest"
    done = subprocess.run(
        [sys.executable, "-c", "from digest.cli.main import main; main()", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "160", "DIGEST_CONFIG": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
