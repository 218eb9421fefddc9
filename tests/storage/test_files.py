"""Files are written whole; what a killed writer leaves beside them goes with the next sweep, and nothing else."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from digest.errors import ResultError
from digest.storage import files

if TYPE_CHECKING:
    from pathlib import Path


def left_by_a_killed_writer(path: Path) -> Path:
    """A process that dies between writing its temporary file and putting it in its place."""
    child = os.fork()
    if child == 0:
        os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
        try:
            files.write(path, "half of a page")
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    (left,) = path.parent.glob(".*.tmp")
    return left


def test_what_a_killed_writer_left_is_swept(tmp_path: Path):
    page = tmp_path / "topics" / "반도체" / "index.html"
    files.write(page, "whole")
    left = left_by_a_killed_writer(page)
    files.sweep(tmp_path)
    assert not left.exists()
    assert page.read_text(encoding="utf-8") == "whole"


def test_a_writer_that_runs_keeps_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    seen: list[list[str]] = []

    def swept(_: int) -> None:
        files.sweep(tmp_path)
        seen.append([path.name for path in tmp_path.glob(".*.tmp")])

    monkeypatch.setattr(os, "fsync", swept)
    assert files.write(tmp_path / "page.html", "whole")
    assert len(seen[0]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_files_that_are_written_together_stand_when_they_are_settled(tmp_path: Path):
    files.write(tmp_path / "known", "same")
    with files.Together() as together:
        assert not together.write(tmp_path / "known", "same")
        assert together.write(tmp_path / "new" / "one", "1")
        assert together.write(tmp_path / "two", b"2")
        assert not (tmp_path / "two").exists()
        together.settle()
        assert together.write(tmp_path / "late", "never settled")
    held = {path.name: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    assert held == {"known": "same", "one": "1", "two": "2"}


def test_of_files_that_are_written_together_those_before_a_fault_stand(tmp_path: Path):
    (tmp_path / "b" / "full").mkdir(parents=True)
    with files.Together() as together:
        for name in "abc":
            together.write(tmp_path / name, name)
        with pytest.raises(ResultError, match="b: cannot be written"):
            together.settle()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_other_hidden_files_stay(tmp_path: Path):
    names = (".htaccess", ".page.tmp", ".page.12.tmp", "page.1-2.tmp", ".well-known")
    for name in names:
        (tmp_path / name).write_text("mine", encoding="utf-8")
    files.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(names)


def test_nothing_to_sweep(tmp_path: Path):
    files.sweep(tmp_path / "nowhere")
