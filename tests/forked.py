"""The real program, run many times and started quickly: each run is forked from a process that has the libraries loaded.

Nothing of `digest` itself is loaded there, so what a run imports, and when, is as in a process of its own. As a new
process takes another order of hashes each time, there are several such processes, each with a seed of its own.
"""

from __future__ import annotations

import json
import os
import random
import runpy
import signal
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = (
    "alembic.command", "email.mime.text", "jinja2", "kiwipiepy", "lxml.html", "pydantic", "rich.table", "scipy.sparse",
    "scipy.stats", "sklearn.feature_extraction.text", "sklearn.preprocessing", "sqlalchemy.orm", "typer",
)  # fmt: skip
SEEDS = ("1", "20", "300")
LONGEST = 180
"""Seconds after which a run is taken to hang, and killed."""


def run(
    arguments: tuple[str, ...], *, folder: Path, environment: dict[str, str], given: str = ""
) -> subprocess.CompletedProcess[str]:
    """`digest` with arguments in a folder, as a user would run it, with a text as its stdin."""
    with tempfile.TemporaryDirectory() as told:
        files = [str(Path(told, name)) for name in ("in", "out", "err")]
        Path(files[0]).write_text(given, encoding="utf-8")
        order = {"arguments": arguments, "folder": str(folder), "environment": environment, "files": files}
        mother = _mother(random.choice(SEEDS))
        mother.stdin.write(json.dumps(order) + "\n")
        mother.stdin.flush()
        status = int(mother.stdout.readline())
        out, err = (Path(path).read_text(encoding="utf-8") for path in files[1:])
        return subprocess.CompletedProcess(["digest", *arguments], status, out, err)


@cache
def _mother(seed: str) -> subprocess.Popen[str]:
    """It ends when this process does: its stdin is closed then."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.forked"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "COLUMNS": "200"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _bear() -> None:
    """Fork for each line of stdin, and tell the exit status of the child."""
    for library in LIBRARIES:
        import_module(library)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(order: dict) -> None:
    """Be `python -m digest.cli.main` from here on, to the end of this process."""
    signal.alarm(LONGEST)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, path in enumerate(order["files"]):
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["digest", *order["arguments"]]
    runpy.run_module("digest.cli.main", run_name="__main__", alter_sys=True)
    sys.exit(0)


if __name__ == "__main__":
    _bear()
