"""Building again in one process: what lies on the workbench gives what a building anew gives."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from digest import codec, config, events
from digest.model import Issue
from digest.pipeline import composing
from digest.pipeline.workbench import Workbench, rebuild
from digest.storage.store import Store
from tests.acceptance.small import NOW, Publication

if TYPE_CHECKING:
    import pytest

ISSUE = "var/issues/small-weekly-2025-11-17/issue.json"


def rebuilt(publication: Publication, workbench: Workbench) -> str:
    settings = config.load(publication.folder / "config.toml")
    store = Store.open(settings.at(settings.storage.path))
    path = publication.folder / ISSUE
    issue = codec.load(Issue, path.read_bytes(), subject="the issue")
    moment = datetime.fromisoformat(NOW)
    rebuild(settings, store, issue, now=moment, observer=events.ignore, composer=workbench)
    store.close()
    return path.read_text(encoding="utf-8")


def test_the_workbench_gives_the_bytes_of_a_building_anew(publication: Publication):
    """After each change of the settings, and back again: as `digest build` in a process of its own."""
    publication.good("build", "--now", NOW)
    path, workbench = publication.folder / "config.toml", Workbench()
    plain = path.read_text(encoding="utf-8")
    for more in ("\n[summary]\nsentences = 1\n", "\n[interests]\nless = ['반도체']\n", ""):
        path.write_text(plain + more, encoding="utf-8")
        here = rebuilt(publication, workbench)
        publication.good("build", "--now", NOW)
        assert (publication.folder / ISSUE).read_text(encoding="utf-8") == here


def test_what_has_not_changed_is_gathered_once(publication: Publication, monkeypatch: pytest.MonkeyPatch):
    """Composed again with other item ids or edits: nothing is read, analysed and grouped a second time."""
    publication.good("build", "--now", NOW)
    gathered: list[str] = []
    real = composing.gather

    def counted(*args, **kwargs):
        gathered.append("once")
        return real(*args, **kwargs)

    monkeypatch.setattr(composing, "gather", counted)
    settings = config.load(publication.folder / "config.toml")
    store = Store.open(settings.at(settings.storage.path))
    issue = codec.load(Issue, (publication.folder / ISSUE).read_bytes(), subject="the issue")
    workbench, moment = Workbench(), datetime.fromisoformat(NOW)
    for _ in range(3):
        workbench.lay_out(settings, store, issue, now=moment, observer=events.ignore)
    assert gathered == ["once"]
    (publication.folder / "config.toml").write_text(
        (publication.folder / "config.toml").read_text("utf-8") + "\n[summary]\nsentences = 1\n", "utf-8"
    )
    settings = config.load(publication.folder / "config.toml")
    workbench.lay_out(settings, store, issue, now=moment, observer=events.ignore)
    store.close()
    assert gathered == ["once"] * 2
