"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# By hand each run tries other examples; CI judges a change, not the dice.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold answers beside the repository; skips, saying so, where it is not there."""
    if not SHARED.is_dir():
        told = f"{SHARED} is not there: the seeds and development data were not checked"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    return SHARED
