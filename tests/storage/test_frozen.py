"""What an issue was built from stays proved under the rules of that day."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.editing import saidproof
from digest.model import Reference, Sentence, Story
from digest.storage import issues
from digest.storage import tables as t
from tests import stores
from tests.delivery.conftest import issue

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = datetime(2025, 11, 24, 7, tzinfo=UTC)
TOLD = "강물이 밤사이 불어 둑이 무너졌고 시는 구조대를 보냈다."
TEXT = f"연합뉴스{TOLD}\n주민 사백 명이 학교로 몸을 피했다."


def test_a_sentence_that_was_parted_by_a_rule_is_proved_when_the_rule_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What was frozen decides, today's rules only where a former version froze no parts."""
    lines = TEXT.split("\n")
    story = Story(
        id="s",
        document="d",
        source="one",
        title="둑 무너져",
        text=TEXT,
        sentences=(
            Sentence(story="s", start=0, end=len(lines[0]), text=lines[0]),
            Sentence(story="s", start=len(lines[0]) + 1, end=len(TEXT), text=lines[1]),
        ),
    )
    cited = Reference(
        story="s",
        document="d",
        title="둑 무너져",
        outlet="one",
        url="",
        published=None,
        precision="time",
        language="ko",
        fingerprint="",
    )
    begin = TEXT.index(TOLD)
    whole = Sentence(story="s", start=begin, end=begin + len(TOLD), text=TOLD)
    half = Sentence(story="s", start=begin, end=begin + 9, text=TEXT[begin : begin + 9])
    opened = stores.opened(tmp_path / "digest.sqlite3")
    made = issue()
    with opened.write() as connection:
        issues.save(connection, made, [story], now=NOW)
    with opened.read() as connection:
        source = issues.frozen(connection, made.id)["s"]
    assert source.spans == {(one.start, one.end) for one in story.sentences}
    monkeypatch.setattr(saidproof, "pieces", lambda text: ((0, len(text)),))
    assert saidproof.standing(whole, source, TEXT, cited) == ""
    assert "a part of a sentence" in saidproof.standing(half, source, TEXT, cited)
    with opened.write() as connection:
        former = json.dumps([[one.start, one.end] for one in story.sentences])
        connection.execute(t.frozen_stories.update().values(spans=former))
    with opened.read() as connection:
        older = issues.frozen(connection, made.id)["s"]
    opened.close()
    assert "a part of a sentence" in saidproof.standing(whole, older, TEXT, cited)
    monkeypatch.undo()
    assert saidproof.standing(whole, older, TEXT, cited) == ""
