"""The calendar of an issue is proved like all else in it: from what its documents announce."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest import codec
from digest.editing.calendarproof import calendar
from digest.model import CalendarEvent
from tests.acceptance.small import ROOT, Publication
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2025-12-01T07:00+09:00"
PERIOD = "2025-11-24..2025-11-30"
CONFIG = """
[publication]
id = "dates"
name = "날짜"
[[sources]]
key = "bulletin"
kind = "folder"
path = "bulletin"
rights = "open"
[[sources.files]]
match = "*"
published = "2025-11-28"
"""
BULLETIN = ROOT / "samples" / "bulletin" / "2025-11-28-hangang-brief.txt"


def test_each_event_is_proved_or_told_what_is_otherwise():
    issue = sample()
    first, second = issue.events
    told = {first.document: [first], second.document: [second]}
    assert [one.verdict for one in calendar(issue)] == ["unchecked"] * 2
    assert [one.verdict for one in calendar(issue, told)] == ["proved"] * 2
    moved = {**told, first.document: [replace(first, place="다른 곳"), replace(second, name="x")]}
    (wrong, right) = calendar(issue, moved)
    assert (wrong.verdict, right.verdict) == ("wrong", "proved")
    assert wrong.message == 'its place is "다른 곳"'
    assert [one.verdict for one in calendar(issue, {second.document: ()})] == ["gone", "wrong"]
    another = CalendarEvent(name="없는 행사", document=first.document, start=date(2026, 1, 1))
    (invented,) = calendar(replace(issue, events=(another,)), told)
    assert "announces no event that is called so" in invented.message


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    folder: Path = tmp_path_factory.mktemp("dates")
    (folder / "bulletin").mkdir()
    (folder / "bulletin" / BULLETIN.name).write_bytes(BULLETIN.read_bytes())
    made = Publication(folder)
    made.configure(CONFIG)
    made.good("build", "--now", NOW, "--period", PERIOD)
    return made


def test_an_event_is_proved_from_the_version_that_the_issue_was_built_from(publication: Publication):
    done = publication("verify")
    assert "and 2 events proved" in done.stderr, done.stderr
    file = publication.folder / "bulletin" / BULLETIN.name
    text = file.read_text(encoding="utf-8")
    assert "2026.2.10.~12" in text
    file.write_text(text.replace("2026.2.10.~12", "2026.3.10.~12"), encoding="utf-8")
    publication.good("fetch", "--now", "2025-12-02T07:00+09:00")
    assert publication("verify").returncode == 0, "the store keeps what it was built from"
    (path,) = publication.folder.glob("var/issues/*/issue.json")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("물길전시관", "불길전시관"), encoding="utf-8")
    done = publication("verify")
    assert done.returncode == 1
    assert 'its place is "새터시, 물길전시관"' in done.stderr
    path.write_text(text, encoding="utf-8")


def test_an_event_that_another_version_read_otherwise_is_told_and_fails_only_in_an_issue_that_was_changed(
    publication: Publication,
):
    (path,) = publication.folder.glob("var/issues/*/issue.json")
    text = path.read_text(encoding="utf-8")
    assert text.count('"end": "2026-02-12"') == 1
    other = text.replace('"end": "2026-02-12"', '"end": "2026-02-11"')
    path.write_text(other, encoding="utf-8")
    changed = publication("verify")
    assert changed.returncode == 1
    assert "its words stand there, but issue.json is not the one that was built" in changed.stderr
    with sqlite3.connect(publication.folder / "var/digest.sqlite3") as database:  # as if it had been built so
        database.execute("UPDATE issues SET value = ?, fingerprint = ?", (other, codec.fingerprint(other)))
    built = publication("verify")
    assert built.returncode == 0, built.stderr
    assert "~ " in built.stderr
    assert 'would not make it so (its end is "2026-02-12")' in built.stderr
    assert "; 1 as another version of the program made it" in built.stderr
    assert '"verdict": "otherwise"' in publication.good("verify", "--json")
