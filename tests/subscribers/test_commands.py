"""`digest subscribers` as an editor uses it: lists, consent that ages, what is known of one, and no addresses in passing."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from digest.cli.subscribers import app
from digest.errors import DigestError, ResultError, UsageError
from tests import stores

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
[publication]
id = "letter"
name = "편지"
[lists.weekly]
name = "주간 편지"
genres = ["weekly"]
[lists.brief]
name = "간추린 소식"
genres = ["brief"]
"""
NOW = "2026-11-26T07:00+09:00"


class Editor:
    """Somebody who gives commands in the folder of a publication."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, status: int = 0) -> tuple[str, str]:
        """What a command says on both streams; foreseen faults are raised."""
        done = CliRunner().invoke(app, [*words, "--config", str(self.folder / "config.toml")])
        if isinstance(done.exception, DigestError):
            raise done.exception
        assert done.exit_code == status, done.output
        return done.stdout, done.stderr


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """A publication with two lists and nobody on them."""
    stores.opened(tmp_path / "var" / "digest.sqlite3").close()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return Editor(tmp_path)


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_lists_are_those_of_the_configuration(editor: Editor):
    editor("add", "a@example.org", "--list", "weekly", "--list", "brief", "--now", NOW)
    editor("add", "b@example.org", "--list", "brief", "--now", NOW)
    editor("add", "b@example.org", "--list", "weekly", "--now", NOW)
    editor("change", "a@example.org", "--off", "brief", "--name", "김민지")
    assert [row["address"] for row in rows(editor("list", "--list", "brief", "--json")[0])] == [
        "b@example.org"
    ]
    assert {row["list"]: row["subscribers"] for row in rows(editor("lists", "--json")[0])} == {
        "weekly": 2,
        "brief": 1,
    }
    with pytest.raises(UsageError, match="weekly, brief"):
        editor("add", "c@example.org", "--list", "monthly")
    with pytest.raises(UsageError, match="weekly, brief"):
        editor("export", "--list", "monthly")


def test_consent_older_than_two_years_is_told_until_it_is_confirmed(editor: Editor):
    editor("add", "old@example.org", "--consented", "2024-11-25", "--now", NOW)
    editor("add", "new@example.org", "--consented", "2024-11-27", "--now", NOW)
    assert "--due" in editor("list", "--now", NOW)[1]
    due = rows(editor("list", "--due", "--json", "--now", NOW)[0])
    assert [row["address"] for row in due] == ["old@example.org"]
    assert rows(editor("show", "old@example.org", "--json", "--now", NOW)[0])[0]["due"] is True
    editor("confirm", "old@example.org", "--at", "2026-11-20", "--now", NOW)
    assert rows(editor("list", "--due", "--json", "--now", NOW)[0]) == []
    assert "--due" not in editor("list", "--now", NOW)[1]


def test_show_tells_all_that_is_known(editor: Editor):
    editor("add", "kim@한국.example", "--name", "김민지", "--list", "weekly", "--now", NOW)
    told = editor("show", "KIM@xn--3e0b707e.example", "--now", NOW)[0]
    assert all(
        part in told for part in ("kim@한국.example", "김민지", "weekly", "added by the editor", "given")
    )
    editor("remove", "kim@한국.example", "--reason", "complained", "--detail", "by telephone", "--now", NOW)
    told = editor("show", "kim@한국.example", "--now", NOW)[0]
    assert all(part in told for part in ("complained", "by telephone", "withdrawn"))
    with pytest.raises(ResultError, match="nothing is known"):
        editor("show", "nobody@example.org")


def test_an_import_tells_lines_and_leaves_with_3(editor: Editor):
    table = editor.folder / "unsubscribed_members_export_1.csv"
    table.write_text("Email Address\na@example.org\nno address\n", encoding="utf-8")
    told = editor("import", str(table), "--now", NOW, status=3)[1]
    assert 'line 3 "no address"' in told
    assert "1 have left" in told  # Mailchimp names this part of its export so
    assert [row["reason"] for row in rows(editor("suppressed", "--json")[0])] == ["unsubscribed"]
    plain = editor.folder / "plain.csv"
    plain.write_text('Who;"What, all"\nb@example.org;김민지\n', encoding="utf-8")
    editor("import", str(plain), "--columns", "email=Who,name=What, all", "--list", "weekly")
    assert [(row["name"], row["lists"]) for row in rows(editor("list", "--json")[0])] == [
        ("김민지", ["weekly"])
    ]
    with pytest.raises(UsageError, match="WHAT=NAME"):
        editor("import", str(plain), "--columns", "mail=Who")
    with pytest.raises(UsageError, match="nowhere"):
        editor("import", str(editor.folder / "nowhere.csv"))


def test_an_export_is_for_its_owner_alone(editor: Editor):
    editor("add", "a@example.org", "--now", NOW)
    table = editor.folder / "people.csv"
    editor("export", str(table))
    assert table.stat().st_mode & 0o077 == 0 or table.drive
    assert b"a@example.org" in table.read_bytes()
    assert [path.name for path in editor.folder.glob(".people*")] == []


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("수신거부.csv", "--as unsubscribed"),
        (unicodedata.normalize("NFD", "주간 편지_수신거부_20261128.csv"), "--as unsubscribed"),
        ("Opt-Outs 2025.csv", "--as unsubscribed"),
        ("자동삭제.csv", "--as bounced"),
        ("bounces.csv", "--as bounced"),
        ("blocklist.csv", "--as removed"),
        ("스팸 신고.csv", "--as complained"),
        ("nonsubscribed_email_audience_export_1.csv", "have not agreed"),
        ("미동의.csv", "have not agreed"),
    ],
)
def test_a_file_whose_name_says_that_its_people_have_left_subscribes_nobody(
    editor: Editor, name: str, suggested: str
):
    """Services write that state nowhere but into the name of the file."""
    table = editor.folder / name
    table.write_text("이메일 주소,이름,추가 경로\na@example.org,가,구독 페이지\n", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        editor("import", str(table), "--now", NOW)
    assert suggested in str(refused.value)
    assert rows(editor("list", "--json")[0]) == []
    editor("import", str(table), "--as", "unsubscribed", "--now", NOW)
    assert [row["address"] for row in rows(editor("suppressed", "--json")[0])] == ["a@example.org"]


@pytest.mark.parametrize(
    "name",
    [
        "구독자.csv",
        "subscribed_members_1.csv",
        "반송동 주민.csv",
        "이해지.csv",
        "unsubtle.csv",
        "nonstop.csv",
    ],
)
def test_another_name_says_nothing(editor: Editor, name: str):
    table = editor.folder / name
    table.write_text("email\na@example.org\n", encoding="utf-8")
    editor("import", str(table), "--now", NOW)
    assert len(rows(editor("list", "--json")[0])) == 1


def test_who_is_removed_or_forgotten_is_not_named_whole(editor: Editor):
    for name in ("first", "second", "third"):
        editor("add", f"{name}.reader@example.org", "--now", NOW)
    said = [
        *editor("remove", "first.reader@example.org", "--now", NOW),
        *editor("remove", "first.reader@example.org", "--now", NOW),
        *editor("suppress", "second.reader@example.org", "--now", NOW),
        *editor("forget", "third.reader@example.org", "--now", NOW),
    ]
    assert "f***@example.org" in said[1]
    assert "reader@" not in "".join(said)
    assert "1 entry of consent, 0 rows of the ledger" in "".join(said)
    assert "forgotten" in editor("suppressed")[0]


def test_a_slip_is_told_and_taken(editor: Editor):
    assert "gmail.com" in editor("add", "a@gmial.com", "--now", NOW)[1]
    assert len(rows(editor("list", "--json")[0])) == 1


def test_who_is_put_on_no_list_is_told(editor: Editor, tmp_path: Path):
    """Where lists say who gets an issue, somebody on none gets nothing, and nobody would notice."""
    told = "on no list: issues that lists"
    assert told in editor("add", "one@example.org")[1]
    assert told not in editor("add", "two@example.org", "--list", "weekly")[1]
    file = tmp_path / "people.csv"
    file.write_text(
        "email,lists\na@example.org,weekly\nb@example.org,\nc@example.org,\nc@example.org,brief\n"
    )
    assert f"1 {told}" in editor("import", str(file))[1]
    assert told not in editor("import", str(file), "--list", "brief")[1]
