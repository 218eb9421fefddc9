"""Building again: what has not changed is not made anew, and what has is."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.acceptance.small import CONFIG, NOW, ROOT, Publication

ANALYSERS = {"kiwipiepy", "sentencex", "Stemmer"}
HEAVY = ANALYSERS | {"sklearn", "scipy", "numpy"}
ISSUE = "var/issues/small-weekly-2025-11-17/issue.json"
RUN = """
import sys
from digest.cli.main import main
sys.argv = ["digest", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(*sorted(sys.modules), file=sys.stderr)
"""


def loaded(publication: Publication, *arguments: str) -> set[str]:
    """The packages that a run in a process of its own has loaded by its end."""
    return {name.partition(".")[0] for name in modules(publication, *arguments)}


def modules(publication: Publication, *arguments: str) -> set[str]:
    """The modules that it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=publication.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def issue(publication: Publication) -> dict:
    return json.loads((publication.folder / ISSUE).read_text(encoding="utf-8"))


def without_moment(found: dict) -> dict:
    return {**found, "provenance": {**found["provenance"], "moment": ""}}


def test_with_nothing_changed_no_analyser_is_loaded_and_the_bytes_are_the_same(publication):
    text = "---\ntitle: A lighthouse opens\ndate: 2025-11-21\n---\nThe port of Haeon opened a lighthouse. It shines 30 km far.\n"
    (publication.folder / "notes" / "light.md").write_text(text, encoding="utf-8")
    assert loaded(publication, "build", "--now", NOW) >= ANALYSERS
    first = publication.files("var/issues")
    assert not loaded(publication, "build", "--now", NOW) & HEAVY
    assert publication.files("var/issues") == first


def test_at_another_moment_only_the_moment_is_another(publication):
    """As it would be anew: the same issue, made then."""
    publication.good("build", "--now", NOW)
    first = issue(publication)
    later = "2025-11-25T08:00+09:00"
    assert not loaded(publication, "build", "--now", later) & HEAVY
    again = issue(publication)
    assert again["provenance"]["moment"].startswith("2025-11-25")
    assert without_moment(again) == without_moment(first)
    assert publication("verify", "small-weekly-2025-11-17").returncode == 0


def test_with_nothing_changed_what_makes_issues_is_not_even_loaded(publication):
    """Neither the first time nor the next: a renewed draft is as good a beginning as a new one."""
    publication.good("build", "--now", NOW)
    first = publication.files("var/issues")
    making = {"digest.pipeline.composing", "digest.stories.unbundle", "digest.analysis.summary", "digest.editing.compose"}  # fmt: skip
    for _ in range(2):
        found = modules(publication, "build", "--now", NOW)
        assert not found & (making | {"selectolax", "feedparser", "trafilatura"})
        assert "digest.rendering.mail" in found
    assert publication.files("var/issues") == first


def test_the_code_of_templates_is_kept_and_followed_only_while_it_is_theirs(publication):
    publication.good("build", "--now", NOW)
    first = publication.files("var/issues")
    kept = sorted((publication.folder / "var/cache/mail").iterdir())
    assert kept
    before = {path: path.stat().st_mtime_ns for path in kept}
    publication.good("build", "--now", NOW)
    assert {path: path.stat().st_mtime_ns for path in kept} == before
    for path in kept:
        path.write_bytes(path.read_bytes()[:-9] + b"damaged!!")
    publication.good("build", "--now", NOW)
    assert publication.files("var/issues") == first
    own = publication.folder / "templates" / "issue" / "weekly" / "mail.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("우리만의 편지\n", encoding="utf-8")
    publication.good("build", "--now", NOW)
    text = "var/issues/small-weekly-2025-11-17/issue.txt"
    assert (publication.folder / text).read_text(encoding="utf-8") == "우리만의 편지\n"


def test_a_new_headline_takes_only_its_own_document_apart(publication, tmp_path):
    """And gives what a store gives that knows of none how it came apart."""
    publication.good("build", "--now", NOW)
    path = publication.folder / "notes" / "library.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: 시립", "title: 9 시립"), encoding="utf-8"
    )
    before = unbundled(publication)
    other = Publication(Path(shutil.copytree(publication.folder, tmp_path / "other")))
    with closing(sqlite3.connect(other.folder / "var/digest.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM unbundled")
    for one in (publication, other):
        one.good("build", "--now", NOW)
    after = unbundled(publication)
    assert before.keys() == after.keys()
    assert sum(before[one] != after[one] for one in before) == 1
    assert unbundled(other) == after
    assert "9 시립" in str(issue(publication))
    assert other.files("var/issues") == publication.files("var/issues")


def unbundled(publication: Publication) -> dict[str, bytes]:
    with closing(sqlite3.connect(publication.folder / "var/digest.sqlite3")) as connection:
        return dict(connection.execute("SELECT document, value FROM unbundled"))


def test_another_setting_builds_anew_without_analysing_again(publication):
    """What was analysed is known, whatever is made of it."""
    publication.good("build", "--now", NOW)
    publication.configure(CONFIG + "[summary]\nsentences = 1\n")
    modules = loaded(publication, "build", "--now", NOW)
    assert "numpy" in modules
    assert not modules & {"kiwipiepy", "sentencex"}
    assert max(len(item["picks"]) for item in issue(publication)["items"]) == 1


def test_the_users_words_are_another_analysis(publication):
    publication.good("build", "--now", NOW)
    publication.configure(CONFIG + '[analysis]\nuser_words = ["해온시"]\n')
    assert "kiwipiepy" in loaded(publication, "build", "--now", NOW)


def test_a_changed_and_a_new_document_are_seen(publication):
    publication.good("build", "--now", NOW)
    first = issue(publication)
    path = publication.folder / "notes" / "library.md"
    path.write_text(path.read_text(encoding="utf-8").replace("24명", "31명"), encoding="utf-8")
    publication.good("build", "--now", NOW)
    changed = (publication.folder / ISSUE).read_text(encoding="utf-8")
    assert "31명" in changed
    assert "24명" not in changed
    text = "---\ntitle: 항구에 새 등대\ndate: 2025-11-21\n---\n해온시가 항구에 등대를 세웠다. 불빛은 30km까지 닿는다.\n"
    (publication.folder / "notes" / "light.md").write_text(text, encoding="utf-8")
    publication.good("build", "--now", NOW)
    assert issue(publication)["documents_read"] == first["documents_read"] + 1


def test_what_a_building_noted_is_noted_again(publication):
    """A pattern that fits nothing is told by each building, not by the first only."""
    publication.configure(CONFIG + '[sources.profile]\nsplit = "^@@@"\n')
    told = [publication("build", "--now", NOW).stderr for _ in range(2)]
    assert all("@@@" in one for one in told)


def test_the_same_as_built_anew(publication):
    """A draft that was taken as it stood is the one that an empty store gives."""
    publication.good("build", "--now", NOW)
    publication.good("build", "--now", NOW)
    again = publication.files("var/issues")
    for path in sorted(publication.folder.glob("var/digest.sqlite3*")):
        path.unlink()
    publication.good("build", "--now", NOW)
    assert publication.files("var/issues") == again
