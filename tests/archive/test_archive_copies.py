"""`digest archive` with copies of its process that work beside it, without them, and where they die."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import codec, config, events, pipeline
from digest.archive import beforehand
from digest.pipeline.asking import recorded
from digest.storage import issues
from digest.storage.store import Store
from digest.subscribers import roster, wishes
from tests.archive import grown

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1,
    reason="no copy is made here: one core, or no Linux",
)
WAYS = {
    "beside": "",
    "one core": "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})",
    "all die": "os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), 9))",
    "the second dies": """
made = []
os.register_at_fork(after_in_parent=lambda: made.append(1), after_in_child=lambda: made and os._exit(3))
""",
}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with issues, one of which is noted to be wrong."""
    folder = tmp_path_factory.mktemp("copies")
    (folder / "config.toml").write_text('[publication]\nid = "grown"\nname = "맥락"\n', encoding="utf-8")
    (folder / "glossary.txt").write_text("세모은행 = Semo Bank\n", encoding="utf-8")
    made = list(grown.issues(3, items=4))
    beforehand.prepare(made, folder=folder, cache=folder / "var" / "cache" / "archive")
    for issue in made:
        place = folder / "var" / "issues" / issue.id
        place.mkdir(parents=True)
        (place / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    return folder


def archived(folder: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """`digest archive` in a process of its own, in which some code ran before."""
    code = f"import os, sys\n{before}\nsys.argv = ['digest', 'archive']\nfrom digest.cli.main import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def held(folder: Path) -> dict[str, bytes]:
    """The files of the site."""
    site = folder / "var" / "archive"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_the_site_is_the_same_whoever_makes_it(publication: Path, tmp_path: Path) -> None:
    sites = {}
    for way, before in WAYS.items():
        folder = shutil.copytree(publication, tmp_path / way)
        done = archived(folder, before)
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("files written") == 1
        sites[way] = held(folder)
    assert len(sites["beside"]) > 30
    for way, site in sites.items():
        assert site == sites["beside"], way


def test_a_fault_of_the_store_is_told_once(publication: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(publication, tmp_path / "broken")
    (folder / "var" / "digest.sqlite3").write_bytes(b"no database " * 1000)
    done = archived(folder)
    assert done.returncode == 1
    assert done.stderr.count("the store cannot be used") == 1
    assert "Traceback" not in done.stderr
    assert not (folder / "var" / "archive").exists()


def test_a_fault_of_a_template_is_told_once(publication: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(publication, tmp_path / "torn")
    torn = folder / "templates" / "archive" / "topic.html.j2"
    torn.parent.mkdir(parents=True)
    torn.write_text("{% if %}", encoding="utf-8")
    done = archived(folder)
    assert done.returncode == 1
    assert done.stderr.count("topic.html.j2") == 1
    assert "Traceback" not in done.stderr


def test_a_mistake_in_the_glossary_is_told_once_and_the_site_is_made(
    publication: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(publication, tmp_path / "glossary")
    (folder / "glossary.txt").write_text("세모은행 = \n", encoding="utf-8")
    done = archived(folder)
    assert done.returncode == 3
    assert done.stderr.count("is followed but for 1 mistake") == 1
    assert (folder / "var" / "archive" / "index.html").is_file()


def test_a_store_that_is_not_there_is_made_by_the_process_that_tells_of_it(
    publication: Path, tmp_path: Path
) -> None:
    """A copy looks only: what it changed, and was then cut short, nobody would hear of."""
    folder = shutil.copytree(publication, tmp_path / "first")
    assert archived(folder).returncode == 0
    assert (folder / "var" / "digest.sqlite3").is_file()


def test_what_the_journal_teaches_an_older_store_is_told(publication: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(publication, tmp_path / "older")
    place = folder / "var" / "digest.sqlite3"
    store = Store.open(place)
    now = datetime(2026, 1, 5, tzinfo=UTC)
    for address in ("a@example.org", "b@example.org"):
        roster.add(store, address, consent=roster.Consent(source="test", at=now), now=now)
    one, other = (person.id for person in roster.listed(store))
    wishes.leave(store, one, source="test", now=now)
    store.close()
    older = place.read_bytes()
    store = Store.open(place)
    wishes.leave(store, other, source="test", now=now)
    store.close()
    place.write_bytes(older)
    done = archived(folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("1 left") == 1


def test_an_issue_that_is_built_meanwhile_waits_for_the_next_archive(
    publication: Path, tmp_path: Path
) -> None:
    """The store was asked before: that it is a draft is not known yet."""
    folder = shutil.copytree(publication, tmp_path / "meanwhile")
    settings = config.load(folder / "config.toml")
    store = Store.open(settings.at(settings.storage.path))
    about = pipeline.asked(settings)
    known = recorded(about, store)
    late = grown.issues(4, items=4)
    new = [issue for issue in late if issue.id not in about.names]
    assert len(new) == 1
    with store.write() as connection:
        issues.save(connection, new[0], (), now=datetime(2026, 1, 5, tzinfo=UTC))
    place = folder / "var" / "issues" / new[0].id
    place.mkdir()
    (place / "issue.json").write_text(codec.dump(new[0]), encoding="utf-8")
    pipeline.assemble(settings, about, lambda: known, lambda: store, observer=events.ignore)
    assert not any(new[0].id in path for path in held(folder))
    assert new[0].id.encode() not in held(folder)["index.html"]
