"""Digests of files are remembered while the files stand as they stood, and not before that can be known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from digest import codec
from digest.pipeline import digests
from digest.pipeline.digests import Digests

if TYPE_CHECKING:
    from pathlib import Path


def asked(path: Path, kept: Path) -> str:
    """The digest, as a run finds it that remembers it for the next."""
    of = Digests(kept)
    found = of.of(path)
    of.save()
    return found


def test_a_file_that_stands_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path, kept = tmp_path / "issue.json", tmp_path / "kept.json"
    path.write_bytes(b"one")
    monkeypatch.setattr(digests, "FRESH", 0)
    digest = asked(path, kept)
    assert digest == codec.fingerprint(b"one")
    again = Digests(kept)
    monkeypatch.setattr(type(path), "read_bytes", lambda _: pytest.fail("it was read again"))
    assert again.of(path) == digest


def test_another_content_of_the_same_size_and_age_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path, kept = tmp_path / "issue.json", tmp_path / "kept.json"
    monkeypatch.setattr(digests, "FRESH", 0)
    path.write_bytes(b"one")
    state = path.stat()
    asked(path, kept)
    other = tmp_path / "other.json"
    other.write_bytes(b"two")
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)
    assert path.stat().st_mtime_ns == state.st_mtime_ns
    assert asked(path, kept) == codec.fingerprint(b"two")


def test_a_file_that_has_just_changed_is_read_again(tmp_path: Path):
    path, kept = tmp_path / "issue.json", tmp_path / "kept.json"
    path.write_bytes(b"one")
    asked(path, kept)
    assert not kept.exists()


@pytest.mark.parametrize("harm", ["{}", "[", "[1]", '{"digest": "0", "files": {"x": 1}}', ""])
def test_a_memory_that_is_damaged_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str):
    path, kept = tmp_path / "issue.json", tmp_path / "kept.json"
    monkeypatch.setattr(digests, "FRESH", 0)
    path.write_bytes(b"one")
    kept.write_text(harm, encoding="utf-8")
    assert asked(path, kept) == codec.fingerprint(b"one")


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        Digests(None).of(tmp_path / "issue.json")
