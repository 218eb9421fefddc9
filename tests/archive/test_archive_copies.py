"""`digest archive` with copies of its process that work beside it, without them, and where they die."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digest import codec
from digest.archive import beforehand
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
    issues = list(grown.issues(3, items=4))
    beforehand.prepare(issues, folder=folder, cache=folder / "var" / "cache" / "archive")
    for issue in issues:
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
