"""`digest group --memory`: what a call brings joins what earlier calls brought."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from digest.errors import ResultError
from digest.storage.memory import opened
from digest.storage.recollection import about
from tests import forked

if TYPE_CHECKING:
    from pathlib import Path

RATES = {
    "id": "rates",
    "title": "한국은행, 기준금리 연 2.75%로 인하",
    "text": "한국은행 금융통화위원회는 25일 기준금리를 연 3.00%에서 2.75%로 내렸다.\n이창용 총재는 성장률 전망을 1.5%로 낮췄다고 말했다.",
    "published": "2025-02-25",
}
RATES_2 = {
    "id": "rates-2",
    "title": "한은 금통위, 기준금리 0.25%포인트 인하",
    "text": "한국은행이 25일 금융통화위원회를 열고 기준금리를 연 2.75%로 인하했다.\n이창용 한국은행 총재는 성장률 전망치를 1.5%로 내렸다.",
    "published": "2025-02-25",
}
FIRE = {
    "id": "fire",
    "title": "강릉 산불 사흘 만에 진화",
    "text": "강원도 강릉에서 난 산불이 사흘 만에 꺼졌다.\n산림청은 헬기 40대를 투입했고 주민 500명이 대피했다.",
    "published": "2025-02-10",
}
FILM = {
    "id": "film",
    "title": "Festival jury gives top prize to a first film",
    "text": "A debut about two sisters on a fishing boat won the top prize at the festival on Saturday.",
    "published": "2025-02-24",
}


def digest(
    memory: Path, rows: list[dict[str, Any]], *arguments: str, status: int = 0
) -> subprocess.CompletedProcess[str]:
    given = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    command = ("group", "--memory", str(memory), *arguments)
    done = forked.run(command, folder=forked.ROOT, environment=dict(os.environ), given=given)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done


def answered(memory: Path, rows: list[dict[str, Any]], *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in digest(memory, rows, "--json", *arguments).stdout.splitlines()]


def test_a_story_joins_what_an_earlier_call_brought(tmp_path: Path):
    """One line a story read, with what came with it; the cluster is named by its first story, read today or not."""
    memory = tmp_path / "sub" / "memory"
    first = answered(memory, [RATES, FIRE])
    assert [(row["id"], row["cluster"]) for row in first] == [("rates", "rates"), ("fire", "fire")]
    second = answered(memory, [RATES_2, FILM])
    assert [(row["id"], row["cluster"]) for row in second] == [("rates-2", "rates"), ("film", "film")]
    assert second[0]["title"] == RATES_2["title"]


def test_what_is_known_is_answered_as_it_stands(tmp_path: Path):
    """Nothing added changes nothing, not a byte of the file; what was read before stands where it stood."""
    memory = tmp_path / "memory"
    answered(memory, [RATES, RATES_2, FIRE])
    before = memory.read_bytes()
    assert [row["cluster"] for row in answered(memory, [FIRE, RATES_2])] == ["fire", "rates"]
    assert answered(memory, []) == []
    assert memory.read_bytes() == before


def test_a_copy_of_a_known_story_says_whose(tmp_path: Path):
    memory = tmp_path / "memory"
    answered(memory, [RATES, FIRE])
    (row,) = answered(memory, [{**FIRE, "id": "later", "outlet": "다른 신문"}])
    assert (row["cluster"], row["copy_of"]) == ("fire", "fire")


def test_another_text_replaces_what_was_known(tmp_path: Path):
    """And whoever stood with it, and stands elsewhere since, is told on a line that the filters pass over."""
    memory = tmp_path / "memory"
    answered(memory, [RATES, RATES_2, FIRE])
    rows = answered(memory, [{**FILM, "id": "rates"}])
    assert rows[0]["cluster"] == "rates"
    assert rows[1:] == [{"type": "moved", "id": "rates-2", "cluster": "rates-2", "was": "rates"}]
    assert answered(memory, [RATES_2])[0]["cluster"] == "rates-2"


@pytest.mark.slow
def test_the_same_calls_give_the_same_answers(tmp_path: Path):
    told = []
    for name in ("one", "other"):
        calls = ([RATES, FIRE], [RATES_2], [FILM, {**FIRE, "id": "again"}])
        told.append([digest(tmp_path / name, rows, "--json").stdout for rows in calls])
    assert told[0] == told[1]


@pytest.mark.slow
def test_other_settings_are_refused_or_group_all_anew(tmp_path: Path):
    memory = tmp_path / "memory"
    answered(memory, [RATES, FIRE])
    before = memory.read_bytes()
    refused = digest(memory, [FIRE], "--strictness", "0.9", status=2)
    assert "--strictness 0.5" in refused.stderr
    assert "--whole" in refused.stderr
    assert memory.read_bytes() == before
    answered(memory, [], "--strictness", "0.9", "--whole")
    assert answered(memory, [FIRE], "--strictness", "0.9")[0]["cluster"] == "fire"
    assert "--strictness 0.9" in digest(memory, [FIRE], status=2).stderr


@pytest.mark.slow
def test_clusters_that_are_long_past_can_be_forgotten(tmp_path: Path):
    """Those of which every story is older; the rest stays as it was, and a forgotten story is new when it comes again."""
    memory = tmp_path / "memory"
    answered(memory, [FIRE, RATES, {**RATES_2, "published": "2025-02-09"}])
    table = digest(memory, [FILM], "--forget-before", "2025-02-20")
    assert "3 known" in table.stderr  # rates-2 is older, but stands with a younger one
    assert answered(memory, [RATES_2])[0]["cluster"] == "rates"
    assert "1 new; 4 known" in digest(memory, [FIRE]).stderr


def test_a_memory_that_forgot_all_counts_nothing(tmp_path: Path):
    """Its own account holds no size of a language whose stories are gone."""
    memory = tmp_path / "memory"
    answered(memory, [FILM, RATES])
    with opened(memory) as connection:
        assert about(connection)["size en"] == "1"
    answered(memory, [], "--forget-before", "2030-01-01")
    with opened(memory) as connection:
        told = about(connection)
    assert told["known"] == "0"
    assert not [name for name in told if name.startswith("size ") and told[name] != "0"]


def test_an_id_that_no_file_can_hold_is_a_fault(tmp_path: Path):
    """Two that differ in half a sign would be one: their lines are named, the rest is answered."""
    bad = [{**FILM, "id": "a\ud800"}, {**FIRE, "id": "a\ud801"}]
    given = "\n".join(json.dumps(row) for row in [bad[0], RATES, bad[1]])
    source = tmp_path / "rows"
    source.write_text(given, encoding="utf-8")
    done = digest(tmp_path / "memory", [], str(source), "--json", status=3)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["rates"]
    assert "line 1: the id 'a\\ud800'" in done.stderr
    assert "line 3: the id 'a\\ud801'" in done.stderr


def test_a_memory_in_use_is_waited_for_and_told(tmp_path: Path):
    """For minutes, as a large call takes them; who gives up is told to try again, not to begin another."""
    memory = tmp_path / "memory"
    answered(memory, [FIRE])
    with opened(memory) as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 600_000
        with pytest.raises(ResultError) as caught, opened(memory, wait=0.1):
            pass
    assert "another call" in str(caught.value)
    assert "try again" in str(caught.value)
    assert "begin another memory" not in str(caught.value)


@pytest.mark.parametrize("content", [b"id,title\n1,2\n", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_memory_is_left_alone(tmp_path: Path, content: bytes):
    memory = tmp_path / "memory"
    memory.write_bytes(content)
    assert "is no memory" in digest(memory, [FIRE], status=1).stderr
    assert memory.read_bytes() == content
    assert list(tmp_path.iterdir()) == [memory]


def test_another_database_is_left_alone(tmp_path: Path):
    """One that somebody is writing to, too."""
    memory = tmp_path / "memory"
    connection = sqlite3.connect(memory)
    connection.execute("CREATE TABLE accounts (name)")
    connection.commit()
    before = memory.read_bytes()
    connection.execute("INSERT INTO accounts VALUES ('x')")
    assert (tmp_path / "memory-journal").exists()
    assert "is no memory" in digest(memory, [FIRE], status=1).stderr
    assert memory.read_bytes() == before
    connection.close()


TORN = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("PRAGMA application_id=1195592497")
connection.execute("CREATE TABLE stories (text)")
connection.executemany("INSERT INTO stories VALUES (?)", [("x" * 3000,)] * 500)
os._exit(9)
"""


def test_a_file_whose_first_transaction_was_cut_off_is_a_new_memory(tmp_path: Path):
    """Its head is not written yet; what stands beside it says that nothing was kept."""
    memory = tmp_path / "memory"
    subprocess.run([sys.executable, "-c", TORN, str(memory)], check=False)
    assert memory.stat().st_size
    assert not memory.read_bytes().startswith(b"SQLite")
    assert answered(memory, [FIRE])[0]["cluster"] == "fire"
    assert list(tmp_path.iterdir()) == [memory]


def test_a_damaged_memory_is_told(tmp_path: Path):
    """Wherever bytes are lost that are read: one line says so."""
    memory = tmp_path / "memory"
    answered(memory, [RATES, RATES_2, FIRE])
    whole = memory.read_bytes()
    memory.write_bytes(whole[: len(whole) // 2])
    assert "cannot be used as a memory" in digest(memory, [FILM], status=1).stderr


def test_options_that_say_nothing_together_are_refused(tmp_path: Path):
    assert "--memory" in digest(tmp_path / "memory", [FIRE], "--explain", status=2).stderr
    command = [sys.executable, "-c", "from digest.cli.main import main; main()", "group", "--whole"]
    done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--memory" in done.stderr
