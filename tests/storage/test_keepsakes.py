"""What is kept to save time is given back whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.storage import keepsakes

if TYPE_CHECKING:
    from pathlib import Path

DATA = b"one\ntwo\x00\xff"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A file where something is kept."""
    path = tmp_path / "cache" / "kept"
    keepsakes.keep(path, DATA, under="made so")
    return path


def test_what_was_kept_comes_back(place: Path) -> None:
    assert keepsakes.kept(place, under="made so") == DATA


def test_what_was_kept_of_another_making_is_nothing(place: Path) -> None:
    assert keepsakes.kept(place, under="made otherwise") is None


def test_a_file_that_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert keepsakes.kept(tmp_path / "none") is None
    assert keepsakes.kept(tmp_path) is None


@pytest.mark.parametrize("at", range(5))
def test_any_damage_is_seen(place: Path, at: int) -> None:
    whole = place.read_bytes()
    for damaged in (
        whole[: len(whole) * at // 5],
        whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
        whole + b"\n",
    ):
        place.write_bytes(damaged)
        assert keepsakes.kept(place, under="made so") is None


def test_where_nothing_can_be_kept_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keepsakes.keep(tmp_path / "file" / "kept", DATA)
    assert keepsakes.kept(tmp_path / "file" / "kept") is None
