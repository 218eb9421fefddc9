"""The real program, run many times and started quickly: each run is forked from a process that has it loaded.

What a run imports, and when, is not as in a process of its own: `tests/cli/test_main.py` and the slow tests see to that.
As a new process takes another order of hashes each time, that process takes one of several.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
import warnings
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from digest.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType

    from jinja2 import Environment

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = (
    "alembic.command",
    "babel.numbers",
    "email.mime.text",
    "httpcore2",
    "lxml.html",
    "scipy.stats",
    "sklearn.preprocessing",
)
ASIDE = ("digest.rendering.mjmlworker", "digest.storage.migrations")
"""What does its work when it is imported."""
SEED = random.choice(("1", "20", "300"))
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
        mother = _mother()
        mother.stdin.write(json.dumps(order) + "\n")
        mother.stdin.flush()
        status = int(mother.stdout.readline())
        out, err = (Path(path).read_text(encoding="utf-8") for path in files[1:])
        return subprocess.CompletedProcess(["digest", *arguments], status, out, err)


@cache
def _mother() -> subprocess.Popen[str]:
    """It ends when this process does: its stdin is closed then."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.forked"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": SEED, "COLUMNS": "200"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _bear() -> None:
    """Fork for each line of stdin, and tell the exit status of the child."""
    import digest

    every = (found.name for found in walk_packages(digest.__path__, "digest."))
    for module in (*LIBRARIES, *(name for name in every if not name.startswith(ASIDE))):
        import_module(module)
    _warm()
    gc.collect()
    gc.freeze()  # a child that looks for garbage need not copy all that it was born with
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _warm() -> None:
    """Load what a run loads when first it is needed: the Korean model, word lists, templates, the store's migrations."""
    import jinja2
    import kiwipiepy

    from digest import codec
    from digest.language import familiar, korean, names
    from digest.model import Document, Issue, Memory, Story
    from digest.pipeline.program import program
    from digest.rendering.templates import Templates
    from digest.storage.store import Store
    from digest.stories.tagging.tagger import tagger

    kiwipiepy.Kiwi = _alone(kiwipiepy.Kiwi)
    korean.analyse(["시는 사서 24명을 더 뽑는다."])
    familiar.rate("사서")
    names.foreignness("사서")
    for known in (names.lexicon, names.endings, program, tagger):
        known()
    for kind in (Document, Issue, Memory, Story):
        codec._adapter(kind)
    jinja2.Environment.compile = _remembered(jinja2.Environment.compile)
    templates = Templates(None)
    for name in templates.names():
        templates.compile(name)
        with suppress(DigestError):  # it has no value to show, but is compiled by then
            templates.traced(name)
    with tempfile.TemporaryDirectory() as folder:
        Store.open(Path(folder, "warm.db")).close()


def _remembered(compile_: Callable[..., CodeType]) -> Callable[..., CodeType]:
    """Jinja's compiler, which compiles no source twice, whichever publication's environment it is for."""
    known: dict[tuple[object, ...], CodeType] = {}

    def compiled(
        environment: Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        key = (source, name, filename, *environment.extensions)
        if key not in known:
            known[key] = compile_(environment, source, name, filename)
        return known[key]

    return compiled


def _alone(kiwi: type) -> type:
    """The analyser without threads of its own, which a fork would lose: it takes several texts one by one."""

    class Alone(kiwi):
        def __init__(self, **settings: object) -> None:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore", DeprecationWarning
                )  # 0 means "no threads" since 0.21, as is wanted
                super().__init__(num_workers=0, **settings)

        def split_into_sents(self, text: str | Iterable[str], **settings: object) -> object:
            cut = partial(super().split_into_sents, **settings)
            return cut(text) if isinstance(text, str) else map(cut, text)

        def tokenize(self, text: str | Iterable[str], **settings: object) -> object:
            cut = partial(super().tokenize, **settings)
            return cut(text) if isinstance(text, str) else map(cut, text)

    return Alone


def _ended(main: Callable[[], None]) -> int:
    """Run to the end as Python would, but for what it takes down last: all that this process was born with."""
    try:
        main()
        status: object = 0
    except SystemExit as ended:
        status = ended.code or 0
        if not isinstance(status, int):
            print(status, file=sys.stderr)
            status = 1
    except BaseException:  # noqa: BLE001 - told as Python tells it
        traceback.print_exc()
        status = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return int(status)


def _become(order: dict) -> None:
    """Be `digest` from here on, to the end of this process."""
    from digest.cli.main import main

    signal.alarm(LONGEST)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, path in enumerate(order["files"]):
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["digest", *order["arguments"]]
    os._exit(_ended(main))


if __name__ == "__main__":
    _bear()
