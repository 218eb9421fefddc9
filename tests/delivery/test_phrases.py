"""What the program tells Korean editors by mail is Korean, wherever it was raised; others' words stay theirs."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.config import expressions
from digest.delivery import phrases
from digest.delivery.phrases import korean
from digest.editing.hand import reading
from digest.editing.hand.reading import EditError
from digest.rendering import lintpage
from digest.sources.fetch import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOT = Path(__file__).resolve().parents[2] / "digest"
ROOMS = ("sources", "delivery", "pipeline", "editing", "rendering", "storage", "archive")
BY_HAND = frozenset(
    (
        "delivery/publishing.py",
        "editing/period.py",
        "editing/translation_table.py",
        "pipeline/correcting.py",
        "pipeline/explaining.py",
        "pipeline/looking_back.py",
        "pipeline/naming.py",
        "pipeline/remembering.py",
        "pipeline/translating.py",
        "sources/opml.py",
        "storage/decisions.py",
        "storage/forgetting.py",
        "storage/memory.py",
        "storage/storylines.py",
    )
)
"""Modules of commands that a person runs: their faults are told on the command line alone."""
FAULTS = frozenset(
    ("UsageError", "ResultError", "InputError", "PostponedError", "NobodyError", "NotHadError")
)
HANGUL = re.compile("[가-힣]")


def said(node: ast.expr) -> str | None:
    """A text of the source with a number in place of what differs; None where it is made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        simple = all(
            isinstance(part, ast.Constant) or not isinstance(part.value, ast.IfExp | ast.JoinedStr)
            for part in node.values
            if isinstance(part, ast.Constant | ast.FormattedValue)
        )
        if simple:
            return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)  # type: ignore[misc]
    return None


def raised() -> Iterator[tuple[str, str]]:
    """Where a fault is made, and each of its message and hint that stands there."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name in BY_HAND:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if called in FAULTS:
                    for argument in node.args[1:3]:
                        text = said(argument)
                        if text:
                            yield f"{name}:{node.lineno}", text


def test_every_fault_that_may_reach_an_editor_is_worded_in_korean():
    found = list(raised())
    assert len(found) > 150, "the search finds what is raised"
    left = [f"{place}: {text}" for place, text in found if not HANGUL.search(korean(text))]
    assert not left, "\n".join(left)


def remarked() -> Iterator[tuple[str, str]]:
    """What an editor is told of an issue, or of their edits: each text of a remark that stands in the source as it is told."""
    for room in ("editing", "rendering"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                texts = [one.value for one in node.keywords if one.arg in ("message", "hint")]
                if called not in ("Remark", "of_item", "of_issue", "_remark", "_tell"):
                    continue
                texts += node.args[3:] if called == "_tell" else []
                for one in texts:
                    # With what differs it is looked up as it is told, not with a number in each hole.
                    if isinstance(one, ast.Constant) and one.value:
                        yield f"{name}:{node.lineno}", str(one.value)


def test_what_is_remarked_of_an_issue_and_of_edits_is_worded_in_korean():
    found = list(remarked())
    assert len(found) > 40, "the search finds what is remarked"
    left = [f"{place}: {text}" for place, text in found if not HANGUL.search(korean(text))]
    assert not left, "\n".join(left)


@pytest.mark.parametrize("code", STATUSES)
def test_what_a_web_server_answers_is_told_in_korean_with_what_to_do(code: int):
    message, hint = STATUSES[code]
    told = korean(f'feed "한빛: 경제": {message}: {hint}')
    assert told.startswith("피드 “한빛: 경제”: ")
    assert f"({code}). " in told
    assert not re.search(r"[A-Za-z]{3}", told)


def test_a_fault_is_told_in_korean_part_by_part():
    for text, words in {
        "mail server 127.0.0.1:25: cannot be reached (Connection refused): check [delivery] host and port, then run again": (
            "메일 서버 127.0.0.1:25: 닿지 않습니다(연결을 거부합니다). [delivery] host와 port를 확인하고 다시 해 주세요"
        ),
        "mail server 127.0.0.1:25: does not want to talk (554 5.7.1 no): run again later; where it stays so, ask who runs it whether this machine may send through it": (
            "메일 서버 127.0.0.1:25: 연결을 거절합니다(554 5.7.1 no). 나중에 다시 해 주세요. 계속 그러면 이 컴퓨터에서 보내도 되는지 서버 관리자에게 물어보세요"
        ),
        "interrupted while the message was leaving: it may or may not have arrived": (
            "메일이 나가는 도중에 끊겼습니다. 도착했는지 알 수 없습니다"
        ),
        "delivery.password: the variable SMTP_PASSWORD is not set: set it where `digest` runs": (
            "delivery.password: 환경 변수 SMTP_PASSWORD이(가) 없습니다. `digest`가 도는 곳에서 정해 주세요"
        ),
        'item 2 "물가: 두 달째": has no headline: give it one in the edit file': (
            "소식 2 “물가: 두 달째”: 제목이 없습니다. 편집 파일에 제목을 적어 주세요"
        ),
        "no answer after the message (no answer in time)": "메일을 보낸 뒤 답이 없습니다(제때 답이 없습니다)",
        "1,204 mistakes": "잘못된 곳 1,204",
        "sentences: [12] is more than may be quoted of 한결신문: at most two sentences and a fifth of a text, none where only a link is allowed: choose another": (
            "sentences: 문장 [12]까지 실으면 한결신문에서 인용할 수 있는 만큼을 넘습니다."
            " 한 글에서 두 문장과 5분의 1까지, 링크만 허락한 출처에서는 하나도 인용하지 않습니다. 다른 것을 골라 주세요"
        ),
        "ends in -다; the genre's register is polite, 7 of 9 sentences end in -습니다: no rule rewrites it safely: leave it, or choose another sentence": (
            "끝이 -다입니다. 이 호의 문체는 polite이고, 문장 9개 가운데 7개가 -습니다입니다. 안전하게 고쳐 쓸 규칙이 없습니다. 그대로 두거나 다른 문장을 골라 주세요"
        ),
        'the edition en has "80%", and the other does not': "en 판에 있는 “80%”이(가) 다른 판에는 없습니다",
    }.items():
        assert korean(text) == words


def test_words_of_servers_and_of_people_stay_as_they_are():
    for text in (
        "550 5.1.1 user unknown: not found (404)",
        "421 4.7.0 connection refused",
        "a wrong link: 제목",
        "링크: is empty handed",
        "",
        "x" * (phrases.LONGEST + 1) + ": is empty",
        ": " * 400,
    ):
        assert korean(text) == text


def test_a_refused_edit_file_is_told_line_by_line():
    text = 'sponsor = { text = "원두 할인", url = "beans" }\n\n[[items]]\nid = "a"\nsize = "huge"\nsentences = [true]\npin = 0\nheadlin = "x"\n'
    with pytest.raises(EditError) as refused:
        reading.read(text, subject="issue.edit.toml")
    told = korean(str(refused.value)).splitlines()
    assert len(told) == len(refused.value.mistakes) + 2
    assert told[0] == "issue.edit.toml: 잘못된 곳 5"
    assert "  1번째 줄 sponsor.url: “beans”은(는) 웹 주소가 아닙니다. https://로 시작합니다" in told
    for line in told:
        assert HANGUL.search(line), line


def test_every_fault_of_a_link_is_worded():
    for href in ("", "#nowhere", "ftp:x", "https://https://b.example"):
        fault = lintpage._fault(href, set())
        assert HANGUL.search(korean(f"the link {fault}")), fault


@pytest.mark.parametrize(
    ("said", "korean_words"),
    [
        (
            (
                "nothing new from 2026-11-16 to 2026-11-22: 2 stories were told before or may not be told\n"
                '  "반도체: 다시 오르다": told in itnaru-weekly-2026-11-09, and nothing has moved since\n'
                "  and 1 more"
            ),
            (
                "2026-11-16부터 2026-11-22까지 새 소식 없음. 기사 2건은 이미 전했거나 전할 수 없는 것\n"
                '  "반도체: 다시 오르다": itnaru-weekly-2026-11-09에서 전했고, 그 뒤 달라진 것이 없음\n'
                "  그 밖에 1건"
            ),
        ),
        (
            "no document was published from 2026-11-16 to 2026-11-22; the 1,204 known are of 2026-01-02 to 2026-11-10: name a --period",
            (
                "2026-11-16부터 2026-11-22까지 나온 문서가 없습니다. 아는 문서 1,204건은 2026-01-02부터 2026-11-10까지의 것입니다."
                " --period를 적어 주세요"
            ),
        ),
        ("a free day: 설날", "쉬는 날: 설날"),
    ],
)
def test_why_a_slot_brought_nothing_out_is_korean(said: str, korean_words: str):
    assert korean(said) == korean_words


@pytest.mark.parametrize(
    ("said", "korean_words"),
    [
        ("there is no sentence 99 in the list", "목록에 문장 [99]가 없습니다"),
        ("there is no sentence 10 in the list", "목록에 문장 [10]이 없습니다"),
        ("there is no source 3 in the list", "목록에 출처 (3)이 없습니다"),
        ('"이웃" is no domain', "“이웃”은 도메인이 아닙니다"),
        ('"나라" is no domain', "“나라”는 도메인이 아닙니다"),
        ('"example" is no domain', "“example”은(는) 도메인이 아닙니다"),
        ("answered 301", "서버가 301로 답했습니다"),
        ("answered 406", "서버가 406으로 답했습니다"),
        ("answered 302", "서버가 302로 답했습니다"),
    ],
)
def test_a_particle_has_the_form_of_what_stands_before_it(said: str, korean_words: str):
    assert korean(said) == korean_words


MISTAKEN = (
    "가 OR", "(가", "가)", '가 "나', "OR 가", "()", "가 (나", "…", "/가 나", "기후 or 날씨", "기후 And 날씨", "not 기후",
    "기후 | 날씨", "기후 && 날씨", "기후*", "/(?i)가/", "/(가+)+나/", "/.*가.*나.*다/", "/(가/", "/가)/", "/[가/", "/*가/", "/가**/",
    r"/\q/", r"/(가)\1/", "(" * 25 + "가" + ")" * 25, "가" * 1001, "", f"/{'가' * 401}/", "/((가{8}){8}){8}/",
    '"말: 새" 가',
)  # fmt: skip
"""One for each thing that can be wrong in a filter."""


@pytest.mark.parametrize("text", MISTAKEN)
def test_a_mistake_in_a_filter_is_told_in_korean(text: str):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - what it says is what is looked at
        expressions.parse(text)
    told = korean(f"interests.drop (line 3): {refused.value}")
    assert told.startswith("3번째 줄 interests.drop: ")
    assert not re.search(r"[A-Za-z]{4}", told.removeprefix("3번째 줄 interests.drop: ")), told


def test_a_mistake_in_a_filter_is_told_with_its_place_and_an_example():
    with pytest.raises(ValueError, match="capitals") as refused:
        expressions.parse("기후 or 날씨")
    assert korean(f"interests.more (line 7): {refused.value}") == (
        "7번째 줄 interests.more: `기후 or 날씨`의 1번째 글자: OR를 대문자로 적어 주세요."
        " 글에 이대로 나오는 말이면 모두 따옴표로 묶어 주세요. 보기: 광고 AND NOT (규제 OR 법안)"
    )
