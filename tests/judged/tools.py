"""Where the judges are: npm packages in $GANCHU_NPM or .npm-tools, and what runs them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NPM = Path(os.environ.get("GANCHU_NPM") or ROOT / ".npm-tools")


def package(name: str, *, unchecked: str) -> Path:
    """The folder of an npm package; where there is none the test is skipped, in CI it fails, and says what went unchecked."""
    folder = NPM / "node_modules" / name
    if not folder.is_dir():
        missing(f"{name} is not in {NPM} (tests/npm-tools.txt, .ci/run)", unchecked)
    return folder


def program(*names: str, unchecked: str) -> str:
    """The path of the first of these programs that is there."""
    found = next((path for name in names if (path := shutil.which(name))), "")
    if not found:
        missing(f"no {names[0]} here", unchecked)
    return found


def missing(told: str, unchecked: str) -> None:
    """Skip, or fail in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{told}: {unchecked} was not checked")
    pytest.skip(f"{told}: {unchecked} was not checked")
