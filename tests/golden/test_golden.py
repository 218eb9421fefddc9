"""The mails of the sample publication are, byte for byte, what was last looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.config.genres import BUILT_IN
from tests.golden import golden

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [f"{name}.{kind}" for name in golden.mails() for kind in ("html", "txt")]

LARGEST = 900_000
"""Bytes of the whole folder."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return golden.built(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_what_it_was(made: dict[str, bytes], name: str):
    """A change of one is seen in `git diff` after `make golden`, and looked at, before it is kept."""
    path: Path = golden.GOLDEN / name
    assert path.is_file(), f"{name} was never made: run `make golden`"
    told = f"{name} has changed: run `make golden`, and look at the difference"
    assert made[name].decode().split("><") == path.read_bytes().decode().split("><"), told


def test_no_golden_mail_is_left_over():
    kept = {path.name for path in golden.GOLDEN.glob("*.*") if path.suffix in (".html", ".txt")}
    assert kept == set(NAMES)


def test_every_built_in_genre_has_a_golden_mail():
    assert set(golden.mails().values()) == set(BUILT_IN)


def test_the_golden_mails_are_no_burden():
    """They are copied with every clone."""
    assert sum(path.stat().st_size for path in golden.GOLDEN.rglob("*.*")) < LARGEST
