"""Laws of leaving out what the headline and the other sentences of an item tell."""

from __future__ import annotations

import pytest

from digest.analysis import headline
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.summary import summarize
from digest.analysis.summary_settings import SummarySettings
from digest.analysis.unsaid import muses
from digest.language.analyser import Analyser
from digest.model import Language, Story

TITLE = "해온시 오래된 다리 무너져 트럭 기사 숨져"
LEAD = "해온시의 오래된 다리가 무너져 트럭 기사가 숨졌다."
DETAILS = "해온소방서는 9일 새벽 3시쯤 나루동의 다리 한쪽이 내려앉으면서 그 위를 지나던 5톤 트럭이 물에 빠졌다고 밝혔다."
COST = "해온시는 이 다리를 고치는 데 들 돈 12억원을 지난해 예산에서 뺐다."
CAUSE = "국토안전원은 2월의 검사에서 기둥 네 개에 금이 갔다고 알렸으나 시는 문을 닫지 않았다."
WEAK = "주민들은 걱정이 크다며 어서 대책을 세워 달라고 입을 모았다."
SECOND = SummarySettings(retold=0.0, retold_plainly=0.0)
"""Both tellings are taken: what is left out is left out as needless."""


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def story(analyser: Analyser, *texts: str, title: str = TITLE, language: Language = "ko") -> Prepared:
    made = Story(id="a", document="a", source="s", title=title, text="\n".join(texts), language=language)
    return prepare([made], analyser)[0]


def told(member: Prepared, most: int = 3, settings: SummarySettings = SECOND) -> list[str]:
    picks = summarize([member], sentences=most, headline=headline.choose([member]), settings=settings)
    return [pick.sentence.text for pick in picks]


def test_a_lead_that_the_headline_tells_yields_to_what_is_untold(analyser: Analyser) -> None:
    assert told(story(analyser, LEAD, DETAILS, COST, CAUSE)) == [DETAILS, COST, CAUSE]


def test_without_a_headline_a_lead_stays(analyser: Analyser) -> None:
    assert LEAD in told(story(analyser, LEAD, DETAILS, COST, CAUSE, title=""))


@pytest.mark.parametrize(
    "lead",
    [
        "해온시의 오래된 다리가 무너져 트럭 기사 2명이 숨졌다.",
        "해온시의 오래된 다리가 무너져 트럭 기사 정은결이 숨졌다.",
    ],
)
def test_a_figure_or_a_name_that_is_told_nowhere_else_is_not_left_out(analyser: Analyser, lead: str) -> None:
    assert lead in told(story(analyser, lead, DETAILS, COST, CAUSE))


def test_an_age_in_brackets_is_no_such_figure(analyser: Analyser) -> None:
    lead = "해온시의 오래된 다리가 무너져 트럭 기사(48)가 숨졌다."
    assert lead not in told(story(analyser, lead, DETAILS, COST, CAUSE))


def test_what_another_sentence_goes_on_from_is_not_left_out(analyser: Analyser) -> None:
    going = "이는 지난해 8월 서림군의 둑이 무너진 뒤 7개월 만이다."
    assert told(story(analyser, LEAD, going, DETAILS, COST), 4) == [LEAD, going, DETAILS, COST]
    apart = going.removeprefix("이는 ")
    assert told(story(analyser, LEAD, apart, DETAILS, COST), 4) == [apart, DETAILS, COST]


@pytest.mark.parametrize(
    "going",
    [
        "해온소방서는 9일 새벽 트럭 기사가 이같이 숨졌다고 서림통신에 알렸다.",
        "“저는 지난해 8월에도 두 번이나 다리를 막아 달라고 시청에 편지를 보냈습니다.”",
    ],
)
def test_a_lead_stays_before_what_leaves_to_it_what_was_said_or_by_whom(
    analyser: Analyser, going: str
) -> None:
    found = told(story(analyser, LEAD, going, DETAILS, COST), 4)
    assert {LEAD, going} <= {*found}


def test_two_good_sentences_are_more_than_three_of_which_one_is_weak(analyser: Analyser) -> None:
    assert told(story(analyser, LEAD, DETAILS, COST, WEAK)) == [DETAILS, COST]
    assert told(
        story(analyser, LEAD, DETAILS, COST, WEAK), settings=SummarySettings(needless_lead=1.1, needless=1.1)
    ) == [
        LEAD,
        DETAILS,
        COST,
    ]


def test_an_english_lead_that_the_headline_tells_yields_too(analyser: Analyser) -> None:
    lead = "The old town bridge collapsed and killed a truck driver."
    rest = (
        "Firefighters in Haven pulled the truck out of the river at 3 a.m. on Monday.",
        "The council cut 1.2 million pounds for repairs from its budget last year.",
        "Inspectors of the Roads Agency had found cracks in four pillars in February.",
    )
    member = story(
        analyser, lead, *rest, title="Old town bridge collapsed, truck driver killed", language="en"
    )
    assert told(member) == list(rest)


@pytest.mark.parametrize(
    "text",
    [
        "두 도시가 다시 마주 앉을지 주목된다.",
        "새 시장이 누구를 뽑을지에 관심이 쏠린다.",
        "다리를 너무 서둘러 열었다는 지적도 나온다.",
        "공사가 또 늦어질 것이라는 관측이 우세하다.",
        "협상의 결과에 귀추가 모아지고 있다.",
        "시장(63)이 물러나면서 조사도 속도를 낼 것으로 보인다.",
        "두 도시의 다툼은 더 길어질 전망이다.",
        "시가 다리를 다시 닫을 가능성도 배제할 수 없다.",
        "시민들이 등을 돌리는 모양새다.",
        "이 판단은 시의 잘못을 무겁게 본 것으로 해석할 수 있다.",
    ],
)
def test_what_nobody_in_particular_wonders_is_told_behind_what_happened(
    analyser: Analyser, text: str
) -> None:
    assert muses(text)
    (found,) = (one for one in told(story(analyser, COST, text, CAUSE), 1))
    assert found != text


@pytest.mark.parametrize(
    "text",
    [
        "시의회는 다리를 너무 서둘러 열었다는 지적을 받았다.",
        "이 교수는 공사가 또 늦어질 것이라는 전망을 내놨다.",
        "새 다리가 시민의 관심을 받고 문을 열었다.",
        "“결과가 주목된다”고 시장이 말했다.",
        "새 다리를 놓는 데 8조원이 들 것으로 보인다.",
        "판결은 16일 밤에 나올 전망이다.",
        "이 재료를 쓰면 다리가 가벼워질 것으로 기대된다.",
        "시장은 다리가 늦어질 수 있다고 말했다.",
    ],
)
def test_what_somebody_says_is_not_such_a_sentence(text: str) -> None:
    assert not muses(text)
