"""The mails of the sample publication are, byte for byte, what was last looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.golden import golden

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [f"{name}.{kind}" for name in golden.editions() for kind in ("html", "txt")]


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
