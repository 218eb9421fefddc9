"""Explanations stand in the text that gives them, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.explanations import explanations
from digest.language.explained import explained
from digest.language.usage import uses
from digest.model import Block, Span

PIECES = st.lists(
    st.sampled_from(
        [
            *[
                "거대언어모델",
                "기존",
                "(LLM)",
                "(Large",
                "Language",
                "Model)",
                "LLM",
                "(",
                ")",
                ",",
                "or",
                "NRC",
                "National",
                "Reading",
                "Council",
                "전국어민조합",
                "(전어조)",
                "‘",
                "’",
                "란",
                "은",
                "기술이다.",
                "말한다.",
                "FLOPS*",
                "*",
                "**",
                "\n",
                "CoT*)",
                "※",
                "팹리스(반도체",
                "업체)",
            ],
            " ",
        ]
    ),
    max_size=20,
).map("".join)


@given(PIECES)
def test_terms_and_meanings_stand_at_their_places(text):
    """Nothing is made up: both are slices of the text."""
    for one in explained(text):
        assert text[one.start : one.end] == one.term
        assert text[one.begins : one.ends] == one.means


@given(PIECES, PIECES, PIECES)
def test_notes_stand_at_their_places(above, told, note):
    """The same holds of notes, wherever their marks stand."""
    text = f"{above}\n{told}\n{note}"
    start = len(above) + len(told) + 2
    blocks = [Block(kind="note", span=Span(start=start, end=len(text)), label="*")] if note else []
    for one in explanations(text, [Span(start=0, end=len(above))], blocks):
        assert text[one.start : one.end] == one.term
        assert text[one.begins : one.ends] == one.means


def noted(line: str, note: str, label: str = "*") -> list[tuple[str, str]]:
    text = f"{line}\n{note}"
    block = Block(kind="note", span=Span(start=len(line) + 1, end=len(text)), label=label)
    return [(one.term, one.means) for one in explanations(text, [], [block]) if one.how == "note"]


def test_a_note_explains_the_word_that_carries_its_mark():
    """The word is told back to where it must begin: by its script, its quotation marks, its bracket, or a particle."""
    means = "모델이 답을 내기까지의 차례를 나누어 적는 방식"
    for line, term in (
        ("연구진은 새로운 FLOPS*로 성능을 쟀다", "FLOPS"),
        ("회사는 ‘별마루(Byeolmaru)’*라는 합작사를 세운다", "별마루"),
        ("강화학습으로 사고 연쇄(CoT*)를 얻었다", "CoT"),
        ("전문가 혼합(MoE)* 모델을 쓴다", "MoE"),
        ("수명을 늘리려 하늘 인자(Sky Factor)* 연구를 한다", "하늘 인자"),
        ("데이터를 추출하는 증류* 방식을 쓴다", "증류"),
        ("초당 1페타플롭*의 성능을 낸다", "페타플롭"),
    ):
        assert noted(line, means) == [(term, means)]


def test_a_note_that_explains_nothing_gives_no_term():
    """A list, an address, a title in another language, a remark on how a survey was made."""
    line = "연구진은 새로운 FLOPS*로 성능을 쟀다"
    for note in (
        "해온, 가람, 솔내, 다온, 누리, 갈매, 한빛",
        "https://example.org/paper.pdf 에서 볼 수 있음",
        "Guidelines for Measuring Machines in the Wild",
        "2025년 6~8월 기간 학생 1,028명 대상",
        "짧음",
    ):
        assert noted(line, note) == []
    assert noted("표시가 없는 줄이다", "모델이 답을 내는 방식을 말한다") == []


def test_a_note_may_give_its_word_itself():
    """With or without a mark in the text; only an abbreviation or a borrowed word that stands there."""
    means = "빛이나 열을 내는 작은 반도체 부품"
    line = "시는 LED 등불과 하이드로겔을 함께 알렸다"
    for note in (f"LED: {means}", f"* LED: {means}", f"※ LED : {means}", f"LED：{means}"):
        assert noted(line, note) == [("LED", means)]
    assert noted(line.replace("LED", "LED*"), f"LED: {means}") == [("LED", means)]
    assert noted(line, f"하이드로겔: {means}") == [("하이드로겔", means)]
    assert noted(line, f"OLED: {means}") == []
    assert noted("시는 장소를 알렸다", "장소: 강문시민회관 큰 강당 앞마당") == []
    assert noted(line, "LED: https://example.org/led 에서 볼 수 있음") == []


def test_a_line_may_hold_several_notes():
    """Each stands behind its own mark."""
    text = "AIME*와 MATH** 시험을 보았다"
    note = "미국 수학 올림피아드의 예선 문제  ** 수학 추론을 재는 벤치마크"
    assert noted(text, note) == [
        ("AIME", "미국 수학 올림피아드의 예선 문제"),
        ("MATH", "수학 추론을 재는 벤치마크"),
    ]


def test_a_term_is_used_as_a_word_of_its_own():
    """Particles may follow it, letters may not."""
    assert uses("새 LLM을 썼다", "LLM") == 2
    assert uses("새 LLMs are here", "LLM") == -1
    assert uses("VLLM이 나왔다", "LLM") == -1
    assert uses("증류소가 문을 열었다", "증류") == -1
    assert uses("그는 증류를 배웠다", "증류") == 3
    assert uses("재증류는 비싸다", "증류") == -1
    assert uses("1페타플롭의 성능", "페타플롭") == 1
