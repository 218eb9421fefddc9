"""What the acceptance tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.small import CONFIG, STORIES, Publication

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """Three stories of one week in a folder; nothing built yet."""
    made = Publication(tmp_path)
    made.configure(CONFIG)
    (tmp_path / "notes").mkdir()
    for name, text in STORIES.items():
        (tmp_path / "notes" / name).write_text(text, encoding="utf-8")
    return made
