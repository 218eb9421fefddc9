"""What all tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.chromium import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# By hand each run tries other examples; CI judges a change, not the dice. Neither judges how busy the machine is.
settings.register_profile("hand", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "hand")

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window and without calls of its own; one for all, as Playwright bears no second at a time."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not path:
        told = "no Chromium here: how mails and pages look was not checked"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield found
        found.close()
