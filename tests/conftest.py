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

LONGEST = (
    "judged/test_axe.py",
    "stories/test_written.py",
    "slow/test_memory_kills.py",
    "quality/test_grouping_quality.py",
    "acceptance/test_looking_back.py",
    "slow/test_send_kills.py",
    "acceptance/test_editors_file.py",
    "slow/test_large_batches.py",
    "slow/test_archive_site.py",
    "slow/test_send_faults.py",
    "slow/test_slots.py",
    "quality/test_summary_quality.py",
    "slow/test_send_backup.py",
    "slow/test_scheduled_send.py",
    "rendering/test_lint_looks.py",
)
"""The files with the longest slow tests, the longest first (the Makefile keeps their order with `--no-loadscope-reorder`)."""

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of the longest slow tests: one that began last would leave the other workers idle."""
    places = {name: place for place, name in enumerate(LONGEST)}

    def place(item: pytest.Item) -> int:
        if item.get_closest_marker("slow") is None:
            return len(LONGEST)
        return places.get("/".join(item.path.parts[-2:]), len(LONGEST))

    items.sort(key=place)


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
