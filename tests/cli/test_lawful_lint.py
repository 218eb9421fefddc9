"""What keeps an issue from being sent, and what no option gets past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest import events
from digest.editing.remark import Remark
from digest.pipeline import linting
from tests.delivery.conftest import RENDITION, Post, issue

if TYPE_CHECKING:
    from pathlib import Path


def remark(kind: str) -> Remark:
    return Remark(kind=kind, level="error", item="", text="", message="it lacks it", hint="", place="")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["sender", "unsubscribe"])
def test_no_mail_leaves_without_what_the_law_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
):
    found = (remark("brief"), remark(kind))
    monkeypatch.setattr(linting, "findings", lambda _config, _issue: found)
    monkeypatch.setattr(linting, "render", lambda _config, _issue: RENDITION)
    config = Post(tmp_path).config()
    with pytest.raises(linting.LintError, match="1 error") as told:
        linting.passed(config, issue(), despite=True, observer=events.ignore)
    assert told.value.remarks == found[1:]
    assert "--despite-lint" not in str(told.value)
    assert linting.passed(config, issue(), despite=True, observer=events.ignore, ours=False) is RENDITION


def test_other_errors_keep_it_back_unless_the_editor_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(linting, "findings", lambda _config, _issue: (remark("brief"),))
    monkeypatch.setattr(linting, "render", lambda _config, _issue: RENDITION)
    config = Post(tmp_path).config()
    with pytest.raises(linting.LintError, match="--despite-lint"):
        linting.passed(config, issue(), despite=False, observer=events.ignore)
    assert linting.passed(config, issue(), despite=True, observer=events.ignore) is RENDITION
