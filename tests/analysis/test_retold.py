"""Laws of telling a lead and the sentence with its details once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.analysis import headline
from digest.analysis.candidates import Candidate, anchors, candidates
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.retold import brings_more, in_common, retells, stands_for
from digest.analysis.summary import summarize
from digest.analysis.summary_settings import PENALTIES, SummarySettings
from digest.analysis.unsaid import leaves_out_what, names_nobody
from digest.language.analyser import Analyser
from digest.model import Language, Story

LEAD = "한밤 폭우에 한빛시의 낡은 강둑이 무너져 주민들이 급하게 대피했다."
DETAILS = "한빛시 소방서에 따르면 9일 새벽 3시쯤 나루동 양조장 앞 강둑의 서쪽이 먼저 무너져 물이 들어찼고 주민들은 학교 강당으로 옮겼다."
CAUSE = "한빛시는 지난봄 강둑을 살피면서 금이 간 곳을 찾고도 예산이 모자란다는 이유로 고치지 않아 주민들의 비판을 받았다."
DOUBT = "한빛시의회는 강둑을 쌓은 업체가 어떻게 뽑혔는지 다음 회기에서 따져 보겠다고 밝혔다."
TITLE = "한빛시 강둑 무너져 주민들 대피"


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def story(
    analyser: Analyser, *texts: str, name: str = "a", title: str = "", language: Language = "ko"
) -> Prepared:
    made = Story(id=name, document=name, source="s", title=title, text="\n".join(texts), language=language)
    return prepare([made], analyser)[0]


def told(members: list[Prepared], most: int = 2, *, retold: float = 4.0, plainly: float = 4.0) -> list[str]:
    chosen = headline.choose(members)
    # what is needless is another law
    settings = SummarySettings(retold=retold, retold_plainly=plainly, needless=1.1, needless_lead=1.1)
    picks = summarize(members, sentences=most, headline=chosen, settings=settings)
    return [pick.sentence.text for pick in picks]


def both(analyser: Analyser, *texts: str) -> tuple[Candidate, ...]:
    return candidates(story(analyser, *texts))[:2]


def test_below_a_headline_the_details_stand_for_the_lead_and_another_fact_is_told(analyser: Analyser) -> None:
    found = told([story(analyser, LEAD, DETAILS, CAUSE, DOUBT, title=TITLE)])
    assert found == [DETAILS, CAUSE]


def test_without_a_headline_one_of_the_two_is_told_and_another_fact(analyser: Analyser) -> None:
    found = told([story(analyser, LEAD, DETAILS, CAUSE, DOUBT)])
    assert CAUSE in found
    assert len({LEAD, DETAILS}.intersection(found)) == 1


def test_where_what_is_left_is_much_weaker_both_are_told(analyser: Analyser) -> None:
    member = story(analyser, LEAD, DETAILS, CAUSE, DOUBT, title=TITLE)
    assert told([member], retold=0.1) == [LEAD, DETAILS]


def test_what_is_plainly_the_same_fact_is_told_once_before_much_weaker_sentences(analyser: Analyser) -> None:
    plainly = DETAILS.replace("강둑의 서쪽이", "낡은 강둑의 서쪽이")
    one, other = both(analyser, LEAD, plainly)
    least, most = both(analyser, LEAD, DETAILS)
    assert in_common(other, one) > in_common(most, least) == 0.5
    member = story(analyser, LEAD, plainly, CAUSE, DOUBT, title=TITLE)
    assert told([member], retold=0.1) == [plainly, CAUSE]
    assert told([member], retold=0.1, plainly=0.1) == [LEAD, plainly]


def test_a_telling_with_figures_of_its_own_is_not_passed_over(analyser: Analyser) -> None:
    counted = DETAILS.replace("주민들은", "주민 400명은")
    assert counted in told([story(analyser, LEAD, counted, CAUSE, DOUBT)])


def test_where_nothing_else_is_left_both_are_told(analyser: Analyser) -> None:
    assert told([story(analyser, LEAD, DETAILS)]) == [LEAD, DETAILS]


@pytest.mark.parametrize(
    "other",
    [
        f"앞서 {DETAILS}",
        "시의회는 강둑을 쌓은 업체가 주민들에게 사과해야 한다고 밝혔다.",
    ],
)
def test_what_is_of_earlier_or_something_else_is_no_other_telling(analyser: Analyser, other: str) -> None:
    lead, beside = both(analyser, LEAD, other)
    assert not retells(beside, lead)


def test_other_figures_of_one_measure_are_two_facts(analyser: Analyser) -> None:
    whole, half = both(
        analyser,
        "한빛시의 조선소가 올해 배를 지은 양으로 세계 1위에 올랐다.",
        "한빛시의 조선소가 상반기에는 배를 지은 양으로 세계 2위에 올랐다.",
    )
    assert not retells(half, whole)
    lead, details = both(analyser, LEAD, DETAILS)
    assert retells(details, lead)


def test_two_sentences_that_end_in_one_act_are_one_fact_whoever_reports_it(analyser: Analyser) -> None:
    lead, details = both(
        analyser,
        "뇌물을 받은 한빛시 공무원에게 법원이 징역형을 선고했다.",
        "한빛지법 형사2부는 건설업자로부터 뇌물을 받은 혐의로 넘겨진 시청 과장에게 징역형을 선고했다고 9일 밝혔다.",
    )
    assert retells(details, lead)


def stands(analyser: Analyser, other: str, one: str, title: str) -> float | None:
    member = story(analyser, other, one, title=title)
    before, after = candidates(member)[:2]
    named = (anchors(after), anchors(before))
    return stands_for(after, before, named, member.title.forms, PENALTIES)


def test_details_do_not_stand_for_a_lead_whose_names_they_presume(analyser: Analyser) -> None:
    lead = "둑을 허문 혐의로 A씨(40)가 한빛시에서 붙잡혔다."
    whole = "한빛경찰서는 9일 새벽 나루동에서 둑을 허문 혐의로 A씨(40)를 한빛시에서 붙잡았다고 밝혔다."
    assert stands(analyser, lead, whole, "한빛시 둑 허문 A씨 붙잡혀") is not None
    presuming = whole.replace("A씨(40)", "A씨")
    assert stands(analyser, lead, presuming, "한빛시 둑 허문 A씨 붙잡혀") is None


def test_a_line_without_a_verb_gives_way_to_the_sentence_it_announces(analyser: Analyser) -> None:
    line = "한빛시 강둑 붕괴, 주민 대피"
    assert stands(analyser, line, DETAILS, "") == PENALTIES["fragment"]
    assert stands(analyser, LEAD, DETAILS, "") is None


def test_a_quotation_of_much_else_is_not_passed_over(analyser: Analyser) -> None:
    lead, quoted, short = candidates(
        story(
            analyser,
            LEAD,
            "주민들은 “둑에 금이 갔다고 지난봄부터 시청에 여러 번 알렸는데 담당 공무원이 예산이 모자란다며 나와 보지도 않았다”고 말했다.",
            "주민들은 “강둑이 무너져 몸을 피했다”고 말했다.",
        )
    )
    assert brings_more(quoted, lead)
    assert not brings_more(short, lead)


def test_leads_of_two_english_stories_may_be_one_fact_and_later_sentences_are_not(analyser: Analyser) -> None:
    texts = [
        "The dam of the Wye broke on Monday and flooded the town of Harbourton, police said.",
        "Police said the town of Harbourton was flooded on Monday when the dam of the Wye broke.",
    ]
    one, other = (
        candidates(story(analyser, text, name=name, language="en"))[0]
        for name, text in zip("ab", texts, strict=True)
    )
    assert retells(other, one)
    assert not retells(replace(other, lead=4), one)
    assert not retells(replace(other, story="a"), one)


def test_a_headline_and_a_date_in_a_text_push_no_lead_from_its_beginning(analyser: Analyser) -> None:
    above = ["The dam of the Wye breaks", "9 May 2025", "Harbourton under water"]
    texts = [
        "The dam of the Wye broke on Monday and flooded the town of Harbourton, police said.",
        "Nobody was hurt, but four hundred people spent the night in a school.",
        "The town had asked for a higher dam for years, the mayor told reporters.",
        "A bridge was closed to all traffic until the end of the week.",
    ]
    found = candidates(story(analyser, *above, *texts, language="en"))
    assert [one.lead for one in found] == [0, 0, 0, 0, 1, 2, 3]
    assert [one.place for one in found] == list(range(7))


def test_an_english_line_gives_way_to_a_sentence_to_which_nothing_is_objected(analyser: Analyser) -> None:
    line = "Dam of the Wye breaks and floods Harbourton"
    texts = [
        "The dam of the Wye broke on Monday and flooded the town of Harbourton, police said.",
        "Nobody was hurt, but four hundred people spent the night in a school.",
        "Crews from three towns filled sacks with sand until the morning.",
    ]
    member = story(analyser, line, *texts, language="en")
    one, other, *_ = candidates(member)
    assert retells(other, one)
    assert stands_for(other, one, (anchors(other), anchors(one)), (), PENALTIES) == -PENALTIES["fragment"]
    assert line not in told([member])
    assert told([member])[0] == texts[0]


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("공사비를 더 받으려고 한빛시의 강둑을 일부러 허문 혐의다.", True),
        ("“둑은 튼튼하다”고 여러 차례 말한 혐의다.", True),
        ("시장은 공사비를 더 받으려고 강둑을 허문 혐의를 받는다.", False),
    ],
)
def test_a_sentence_that_goes_on_from_a_passed_over_one_names_nobody(text: str, *, nobody: bool) -> None:
    assert names_nobody(text) is nobody


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("6월 1일부터 신규 계약에 적용된다.", True),
        ("오는 9월 1일부터 전국 매장 2만 4천 곳에 적용된다.", True),
        ("12월 2일 다시 문을 열 예정이다.", True),
        ("14일 열리는 총회에서 위원장을 뽑는다.", True),
        ("4월 17일부터 누리집에서 받습니다.", True),
        ("시는 4월 17일 사업자를 고른다.", False),
        ("금리는 5월 3일 정한다.", False),
        ("총리는 5월 3일 도쿄로 떠난다.", False),
        ("새 요금이 9월 1일부터 적용된다.", False),
        ("해온시, 9월 1일부터 버스 요금 올린다.", False),
        ("‘바람의 언덕’ 5월 7일 개봉한다.", False),
        ("보증금 500원 9월 1일 시행", False),
        ("접수도 5월 3일 끝난다.", False),
    ],
)
def test_a_sentence_says_what_it_tells_of_or_leaves_it_out(text: str, *, left_out: bool) -> None:
    assert leaves_out_what(text) is left_out
