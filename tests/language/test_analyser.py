"""Sentences and words, at their places."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.analyser import Analyser

if TYPE_CHECKING:
    from pathlib import Path

    from digest.language.words import Analysed
    from digest.model import Language

ANALYSER = Analyser()
ALPHABET = "가나다라습니다했다. \n\t\"“”'‘’?!,AbZ09-%𝒳😀\u200b\ufeff\ud800é中"


def sentences(text: str, language: Language = "ko") -> list[str]:
    return [text[found.start : found.end] for found in ANALYSER.analyse([text], [language])[0]]


def forms(text: str, language: Language = "ko") -> list[str]:
    return [word.form for found in ANALYSER.analyse([text], [language])[0] for word in found.words]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=80), st.sampled_from(["ko", "en", "und"]))
def test_every_sentence_and_word_stands_at_its_place(text: str, language: Language):
    """Offsets are code points of the text; sentences are in order, apart, without white space at their ends."""
    done = 0
    for sentence in ANALYSER.analyse([text], [language])[0]:
        shown = text[sentence.start : sentence.end]
        assert shown
        assert shown == shown.strip()
        assert "\n" not in shown
        assert sentence.start >= done
        done = sentence.end
        assert all(sentence.start <= word.start < word.end <= sentence.end for word in sentence.words)


def test_astral_characters_count_once():
    text = "😀 𝒳 회의가 열렸다. 챗GPT가 나왔다."
    found = ANALYSER.analyse([text], ["ko"])[0]
    assert [text[word.start : word.end] for word in found[1].words] == ["챗GPT", "나왔"]


def test_a_line_feed_ends_a_sentence():
    assert sentences("첫째 줄의 제목\n둘째 줄이다.") == ["첫째 줄의 제목", "둘째 줄이다."]
    assert sentences("A heading\nThe text.", "en") == ["A heading", "The text."]


def test_a_full_stop_grown_together_with_the_next_sentence_ends_one():
    text = "정부는 계획을 밝혔다.AP통신은 이를 전했다.야당은 반대했다."
    assert sentences(text) == ["정부는 계획을 밝혔다.", "AP통신은 이를 전했다.", "야당은 반대했다."]


@pytest.mark.parametrize(
    "text",
    [
        '그는 "좋은 일이다. 정말 그렇다"라고 말했다.',
        '"이번 달에 끝난다. 늦지 않는다."라고 김 대표는 말했다.',
        "“비가 온다. 우산을 챙겨야 한다”며 걸음을 재촉했다.",
        "“We are ready. We can start,” she said.",
    ],
)
def test_a_quotation_stays_with_who_is_quoted(text: str):
    assert sentences(text, "ko" if "다" in text else "en") == [text]


@pytest.mark.parametrize(
    "quotation",
    [
        "”값이 오른다. 곧 더 오른다“",
        "“값이 오른다. 곧 더 오른다“",
        '"값이 오른다. 곧 더 오른다”',
        '“값이 오른다. 곧 더 오른다"',
        "’값이 오른다. 곧 더 오른다’",
        "'값이 오른다. 곧 더 오른다'",
        "“그가 ‘온다. 곧 온다’고 했다. 나도 들었다”",
    ],
)
def test_a_quotation_in_any_marks_is_one_and_ends_where_it_closes(quotation: str):
    """Marks that are turned round, of two kinds or straight, as outlets print them."""
    parts = [f"그는 {quotation}고 말했다.", "시장은 조용했다.", "그는 “모른다”고 했다."]
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize("mark", ["“", '"', "'"])
def test_a_mark_that_never_closes_holds_nothing_together(mark: str):
    parts = [
        f"그는 {mark}값이 오른다고 말했다.",
        "시장은 조용했다.",
        f"그는 {mark}더 오른다{mark}고 했다.",
        "모두 떠났다.",
    ]
    assert sentences(" ".join(parts)) == parts


def test_apostrophes_open_no_quotation():
    parts = [
        "'24년 예산은 늘었다.",
        "McDonald’s는 값을 올렸다.",
        "Harbor's Edge는 내렸다.",
        "’25년은 모른다.",
    ]
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["값이 올랐다.", "5월 거래는 줄었다.", "2분기에는 늘었다."],
        ["값이 올랐다.", "◇거래 급감", "거래가 줄었다."],
    ],
)
def test_a_figure_or_a_sign_grown_together_with_a_full_stop_begins_a_sentence(parts: list[str]):
    assert sentences("\n".join(["".join(parts[:2]), *parts[2:]])) == parts


@pytest.mark.parametrize(
    "text",
    [
        "회사는 (지난해 값이 올랐다. 올해도 오른다) 이를 부인했다.",
        "값이 오를까? 라는 물음이 나왔다.",
        "왜 오르나? 싶어 값을 물었다.",
        "값은 올랐지만... 거래는 줄었다.",
        "그것은… 비밀이었다.",
    ],
)
def test_a_sentence_goes_on_behind_brackets_questions_and_dots(text: str):
    assert sentences(text) == [text]


def test_signs_of_lists_begin_a_sentence_and_faces_end_one():
    parts = [
        "▶ 값을 올린다.",
        "▶ 인력을 줄인다.",
        "- 공장을 닫는다.",
        "참 기뻐요😀",
        "값이 내렸어요😭ㅋㅋ",
        "또 올까요?",
    ]
    assert sentences(" ".join(parts)) == parts


def test_names_the_analyser_breaks_stay_whole():
    assert forms("오픈AI가 챗GPT를 냈고 중국은 DeepSeek-R1을 냈다")[:2] == ["오픈ai", "챗gpt"]
    assert "deepseek-r1" in forms("DeepSeek-R1이 나왔다")
    assert "deepseek-r1" in forms("They released DeepSeek-R1 today", "en")
    assert "covid-19" in forms("COVID-19 spread", "en")


def test_user_words_stay_whole():
    own = Analyser(("금빛누리달",))
    text = "금빛누리달이 문을 열었다."
    assert own.analyse([text], ["ko"])[0][0].words[0].form == "금빛누리달"
    assert own.version != ANALYSER.version


def test_english_words_are_stems_without_stop_words():
    assert forms("The U.S. was raising its rates to 5.25 and WHO agreed", "en") == [
        "us",
        "rais",
        "rate",
        "5.25",
        "who",
        "agre",
    ]


def test_invisible_characters_do_not_change_the_words():
    assert forms("북\u200b한 정부는 회\ufeff의를 열었다") == forms("북한 정부는 회의를 열었다")


def test_a_megabyte_without_a_space_is_survived():
    assert len(sentences("a" * 300_000)) >= 1
    assert len(sentences("a" * 300_000, "en")) >= 1
    assert sentences("\ud800") == []


def test_the_answer_does_not_depend_on_the_batch_or_the_thread():
    """Alone, in a batch and in another thread: the same."""
    texts = ["정부는 계획을 밝혔다. 야당은 반대했다.", "Rates rose. Stocks fell.", "비가 온다."] * 5
    languages: list[Language] = ["ko", "en", "ko"] * 5
    whole = ANALYSER.analyse(texts, languages)
    assert whole == [ANALYSER.analyse([t], [x])[0] for t, x in zip(texts, languages, strict=True)]
    seen: list[list[Analysed]] = []
    threads = [
        threading.Thread(target=lambda: seen.append(ANALYSER.analyse(texts, languages))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [whole] * 3


@pytest.mark.shared
def test_sentences_agree_with_the_gold(shared: Path):
    """Korean sentence splitting: F1 of sentence ends over the gold sets of the development data."""
    hit = ours = gold = 0
    for path in sorted((shared / "data" / "sentences").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
            text = " ".join(lines)
            ends, at = set(), 0
            for line in lines:
                at += len(line)
                ends.add(at)
                at += 1
            found = {sentence.end for sentence in ANALYSER.analyse([text], ["ko"])[0]}
            hit, ours, gold = hit + len(ends & found), ours + len(found), gold + len(ends)
    figure = 2 * hit / (ours + gold)
    print(f"sentence ends: F1 {figure:.3f} over {gold}")
    assert figure >= 0.90
