"""Which issue a command means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest import config
from digest.cli.context import find_issue
from digest.errors import ResultError

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = '[publication]\nid = "two"\nname = "Two"\nlanguage = "en"\neditions = ["en", "ko"]\n'


@pytest.mark.parametrize("name", ["two-weekly-2025-11-03", "two-retrospective-2025-11-03-ab12cd34"])
def test_the_newest_issue_is_meant_in_the_publications_language(tmp_path: Path, name: str):
    """Also where its id goes on behind the day, with the storyline that it is about."""
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    for folder in (f"{name}-en", f"{name}-ko", "two-weekly-2025-10-27-en"):
        path = tmp_path / "var" / "issues" / folder / "issue.json"
        path.parent.mkdir(parents=True)
        path.write_text("{}", encoding="utf-8")
    found = find_issue(config.load(tmp_path / "config.toml"), None)
    assert found.parent.name == f"{name}-en"


def test_a_mistyped_issue_is_told_which_there_are(tmp_path: Path):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    settings = config.load(tmp_path / "config.toml")
    with pytest.raises(ResultError, match="there is no issue yet"):
        find_issue(settings, "two-weekly-2025-11-03")
    for day in ("03", "10", "17"):
        path = tmp_path / "var" / "issues" / f"two-weekly-2025-11-{day}-en" / "issue.json"
        path.parent.mkdir(parents=True)
        path.write_text("{}", encoding="utf-8")
    with pytest.raises(ResultError, match=r"there are two-weekly-2025-11-10-en, two-weekly"):
        find_issue(settings, "two-weekly-2025-11-10-em")
