"""Endings of Korean sentences in another register: what is rewritten, what stays, and the laws of both."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.language.register import TARGETS, derived, rewrite, stands_in
from digest.language.register.tail import is_inside, tail_of
from digest.language.register.texts import put_together, rewritten, sentences_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "register.jsonl").read_text(encoding="utf-8").splitlines()
]
TEXTS = [case["text"] for case in CASES]
MISSED = 3  # of more than nine hundred judgements
LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def made():
    """Register → what became of each sentence of the set, None where it stayed."""
    return {target: [one.shown if one else None for one in rewrite(TEXTS, target)] for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS)
def test_no_ending_of_the_set_is_rewritten_wrongly(made, target):
    """A rewriting is exactly what a person wrote down for it; where a person wrote nothing the sentence stays."""
    wrong = {
        case["text"]: (shown, case[target])
        for case, shown in zip(CASES, made[target], strict=True)
        if shown is not None and shown != case[target]
    }
    assert wrong == {}


def test_few_endings_that_could_be_rewritten_are_left(made):
    missed = [
        (target, case["text"])
        for target in TARGETS
        for case, shown in zip(CASES, made[target], strict=True)
        if shown is None and case[target] is not None
    ]
    assert len(missed) <= MISSED, missed


def test_the_set_holds_three_hundred_endings_and_every_class():
    assert len(set(TEXTS)) == len(CASES) >= 300
    kinds = {case["kind"] for case in CASES}
    assert {"past-irregular", "negation", "adjective", "copula", "verb-present", "speech"} <= kinds
    assert {"question-order", "quotation-bracket", "fragment-mixed", "ability", "humble"} <= kinds


@pytest.mark.parametrize("target", TARGETS)
def test_rewriting_twice_is_rewriting_once(made, target):
    """What stands in a register is never rewritten into it."""
    shown = [one for one in made[target] if one is not None]
    assert shown
    assert rewrite(shown, target) == [None] * len(shown)


def test_plain_to_polite_and_back_gives_the_same_letters():
    """이 after a vowel aside, which is free in the plain register and never written in the polite one."""
    there = [(text, made.shown) for text, made in zip(TEXTS, rewrite(TEXTS, "polite"), strict=True) if made]
    back = rewrite([shown for _, shown in there], "plain")
    plain = [text for text, stands in zip(TEXTS, stands_in(TEXTS), strict=True) if stands == "plain"]
    both = [(text, made.shown) for (text, _), made in zip(there, back, strict=True) if made and text in plain]
    assert len(both) > 100
    assert [pair for pair in both if pair[0] != pair[1]] == []


@pytest.mark.parametrize("target", TARGETS)
def test_all_before_the_last_predicate_stays_letter_by_letter(made, target):
    """The tail that changes holds no space before its predicate, no figure, no Latin letter and no mark but its own."""
    for text, shown in zip(TEXTS, made[target], strict=True):
        if shown is None:
            continue
        same = next(
            (at for at, (a, b) in enumerate(zip(text, shown, strict=False)) if a != b),
            min(len(text), len(shown)),
        )
        changed = re.sub(r"\s?\[\d+\]", "", text[same:])
        assert re.fullmatch(r"\s?[가-힣]{0,5}[.!]?", changed), (text, shown)
        assert re.findall(r"\d+|[A-Za-z]+", text) == re.findall(r"\d+|[A-Za-z]+", shown)


@pytest.mark.parametrize("target", TARGETS)
def test_each_rewriting_can_be_derived_again_by_its_rule_alone(target):
    for text, one in zip(TEXTS, rewrite(TEXTS, target), strict=True):
        if one is None:
            continue
        assert derived(text, one.rule) == one.shown
        assert derived(text, f"{one.rule}x") is None
        assert derived(f"어제 {text}", one.rule) != one.shown
    assert derived("비가 왔다.", "") is None
    assert derived("비가 왔다.", "shout:past") is None


def test_one_sentence_gives_the_same_alone_and_among_others():
    for target in TARGETS:
        assert [rewrite([text], target)[0] for text in TEXTS[:60]] == rewrite(TEXTS, target)[:60]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("회사는 제품을 공개했다.", "plain"),
        ("회사는 제품을 공개했습니다.", "polite"),
        ("값이 올랐어요.", "informal"),
        ("값이 오르더라고요.", "informal"),
        ("신제품 공개", "noun"),
        ("재고가 있음.", "noun"),
        ("경찰은 사고 경위를 조사하고 있음", "noun"),
        ("왜 올랐을까?", None),
        ("지금 바로 확인하세요.", None),
        ("연휴는 잘 보내셨는지요.", None),
        ("1. 개요", None),
        ("그는 “끝났다.”", None),
        ("The end.", None),
        ("", None),
    ],
)
def test_the_register_that_a_sentence_stands_in(text, told):
    assert stands_in([text]) == [told]


def test_a_sentence_that_ends_within_a_quotation_or_a_bracket_has_no_tail():
    for text in (
        '그는 "간다',
        "그는 “간다",
        "사진(어제 찍었다",
        "‘왔다’",
        '고 대표 "값이 올랐다…',
        "그는 ”값이 올랐다.",
        "정말?",
        "",
    ):
        assert tail_of(text) is None, text
    assert not is_inside("Harbor's 값은 '싸다'고 했다")
    assert not is_inside("올해 3 < 4 라고 적었다")
    assert not is_inside("그는 “값이 올랐다 ”고 했다")


def test_invisible_characters_other_forms_and_endless_lines_stay():
    """What the analyser would see otherwise than it stands, or not at all."""
    odd = [
        "값이 올\u200b랐다.",
        unicodedata.normalize("NFD", "값이 올랐다."),
        "가" * 3000 + " 갔다.",
        "값이 \ud800 올랐다.",
    ]
    assert rewrite(odd, "polite") == [None] * len(odd)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("시는 골목마다 폐회로 화면을 점검했다.", None),
        ("시는 수십 년 동안 도면을 공개했다.", None),
        ("시는 석 달에 두 번 수질을 검사했다.", None),
        ("시는 연 4회 수질을 검사했다.", None),
        ("시는 석 달에 걸친 검사 끝에 12일 두 번째 명단을 공개했다.", "명단을 공개"),
        ("시는 2010년부터 도면을 공개했다.", None),
        ("시는 1일부터 새 규정을 시행했다.", "시행"),
        ("시는 여섯 달에 걸쳐 수질을 검사했다.", None),
        ("시는 10년간 검토했지만 결국 공사를 중단했다.", "공사를 중단"),
        ("시는 3년간의 공사 끝에 다리를 개통했다.", "다리를 개통"),
        ("시는 5년간 2조 원을 투입하는 방안을 발표했다.", "방안을 발표"),
        ("시는 “매년 점검한다”고 발표했다.", "발표"),
        ("시는 해마다 점검하겠다고 발표했다.", "발표"),
    ],
)
def test_a_noun_tells_of_one_deed_and_of_no_habit(text, shown):
    """What was done again and again, or for years, is not told by a bare noun, unless another clause says it."""
    made = rewrite([text], "noun")[0]
    assert (made is not None) == (shown is not None)
    assert made is None or made.shown.endswith(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("예매권은 현장에서 바꾸셔야 합니다.", None),
        ("회원님은 새 약관을 읽어 보시는 편이 좋습니다.", None),
        ("지금 사시면 사은품이 따릅니다.", None),
        ("박 교수님은 내일 떠나셔야 합니다.", "박 교수님은 내일 떠나셔야 한다."),
        ("할머니께서 곧 오셔야 합니다.", "할머니께서 곧 오셔야 한다."),
        ("먼저 살피셔야 할 조항이 많습니다.", "먼저 살피셔야 할 조항이 많다."),
    ],
)
def test_what_the_reader_is_honoured_to_do_stays(text, shown):
    """Another than the reader may be honoured in the plain register, too."""
    made = rewrite([text], "plain")[0]
    assert (made.shown if made else None) == shown


def test_an_ellipsis_closes_a_statement_but_no_line_of_nouns():
    assert rewrite(["값이 올랐다…"], "polite")[0].shown == "값이 올랐습니다…"
    assert rewrite(["값이 올랐습니다…"], "plain")[0].shown == "값이 올랐다…"
    assert rewrite(["시는 예산을 공개했다…"], "noun") == [None]
    assert rewrite(["값이 올랐어요…"], "plain") == [None]


def told(text, target):
    found = rewritten([text], sentences_of([text]), target)[0]
    whole = put_together(text, found)
    return (whole.shown, whole.rule) if whole else None


def test_a_text_is_rewritten_sentence_by_sentence():
    text = "시는 예산을 늘린다. 값이 올랐다.[1] 왜 그런가?\n물건이 없다."
    shown = "시는 예산을 늘립니다. 값이 올랐습니다.[1] 왜 그런가?\n물건이 없습니다."
    assert told(text, "polite") == (shown, "polite:verb, polite:past, polite:adjective")
    assert told("Nothing here.", "polite") is None


def test_full_stops_stay_between_sentences_of_a_line_that_end_in_nouns():
    """The last one of a line has none, whatever stands before it."""
    assert told("시는 예산을 공개했다. 예외는 없다.", "noun")[0] == "시는 예산을 공개. 예외는 없음"
    assert told("값이 올랐다. 예외는 없다.", "noun")[0] == "값이 올랐다. 예외는 없음"
    assert told("시는 예산을 공개했다.\n예외는 없다.", "noun")[0] == "시는 예산을 공개\n예외는 없음"


def test_nothing_within_a_quotation_is_rewritten():
    text = "“다시 하자. 우리는 이긴다. 곧 끝난다.”라고 그는 말했다."
    assert told(text, "polite")[0] == text.removesuffix("말했다.") + "말했습니다."


def lines():
    """The lines of the sample texts."""
    found = []
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix in {".md", ".txt", ".xml", ".html"}:
            found += [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return found


@LAW
@given(data=st.data())
def test_any_piece_of_any_text_is_rewritten_without_a_fault_and_but_once(data):
    """Lines of the samples, cut anywhere, with anything behind them."""
    line = data.draw(st.sampled_from(lines()))
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start, len(line)))
    text = line[start:end] + data.draw(
        st.sampled_from(["", ".", " ", "다.", "습니다.", "했다", "”", "!\n", "요."])
    )
    for target in TARGETS:
        one = rewrite([text], target)[0]
        if one is None:
            continue
        assert one.shown != text
        assert rewrite([one.shown], target) == [None]
        assert derived(text, one.rule) == one.shown
        assert re.findall(r"[0-9A-Za-z]+", text) == re.findall(r"[0-9A-Za-z]+", one.shown)


@LAW
@given(st.text(alphabet=st.sampled_from("가다했습니요은\"“”'‘’()[]1¹.! \n\ud800\u200bA"), max_size=30))
def test_any_characters_are_taken(text):
    """And what a rule makes of them, it makes again."""
    for target in TARGETS:
        (one,) = rewrite([text], target)
        assert one is None or derived(text, one.rule) == one.shown
    assert len(stands_in([text])) == 1
