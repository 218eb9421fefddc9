"""Endings of rare classes, each judged by reading: irregular stems, 이다 behind vowels, contractions, speech, dialect.

`null` where it stays. None may be rewritten otherwise.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.language.quotations import quoted
from digest.language.register import TARGETS
from digest.language.register import texts as register_texts
from digest.language.register.texts import put_together, rewritten, sentences_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "register_rare.jsonl").read_text(encoding="utf-8").splitlines()
]
TEXTS = [case["text"] for case in CASES]


@pytest.mark.parametrize("target", TARGETS)
def test_each_becomes_what_was_written_down_for_it(target):
    found = rewritten(TEXTS, sentences_of(TEXTS), target)
    made = [put_together(text, pieces) for text, pieces in zip(TEXTS, found, strict=True)]
    told = {text: one.shown if one else None for text, one in zip(TEXTS, made, strict=True)}
    assert told == {case["text"]: case[target] for case in CASES}


def test_there_are_six_hundred_and_more():
    assert len(set(TEXTS)) == len(CASES) >= 600


@pytest.mark.parametrize(
    "text", ["그라믄 안 된다 아이가.", "참 좋습니다만 비쌉니다.", "이긴다 우리가 반드시"]
)
def test_what_goes_on_without_a_mark_or_stays_polite_inside_is_left(text):
    for target in TARGETS:
        (pieces,) = rewritten([text], sentences_of([text]), target)
        assert put_together(text, pieces) is None, target


def test_lines_without_full_stops_are_sentences_of_their_own():
    text = "공사는 끝났다\n길은 열렸다 [1]\n시는 비용을 댔다."
    (pieces,) = rewritten([text], sentences_of([text]), "polite")
    made = put_together(text, pieces)
    assert made is not None
    assert made.shown == "공사는 끝났습니다\n길은 열렸습니다 [1]\n시는 비용을 댔습니다."


def test_a_file_of_one_line_is_read_for_quotations_once(monkeypatch):
    """Not once for each of its sentences: a file of a megabyte took hours."""
    read: list[int] = []

    def counted(text: str) -> bytearray:
        read.append(len(text))
        return quoted(text)

    monkeypatch.setattr(register_texts, "quoted", counted)
    line = " ".join(f"“{n}번째 다리가 열렸다. 길도 열렸다.”고 시가 밝혔다." for n in range(40))
    text = f"{line}\n{line}"
    (pieces,) = rewritten([text], sentences_of([text]), "polite")
    assert len(pieces) == 80
    assert all(one.made and one.made.shown.endswith("고 시가 밝혔습니다.") for one in pieces)
    assert sum(read) <= len(text)
