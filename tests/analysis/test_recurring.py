"""Notices that fill one form, issue after issue, are no affair."""

from __future__ import annotations

from digest.analysis.prepared import prepare
from digest.analysis.remembered import Remembered, remember
from digest.analysis.storylines import follow
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Story

ANALYSER = Analyser()
TITLE = "{who}, {what} 시행령 개정안 입법예고"
TEXT = (
    "{who}는 {what} 시행령 개정안을 40일 동안 입법예고한다고 밝혔다. 이번 개정안은 국민의 불편을 덜고 제도의 운영상 나타난 미비점을 개선·보완하기 위해 마련됐다. 개정안은 {how}. "
    "의견이 있는 국민이나 단체는 통합입법예고센터에 의견을 낼 수 있다. 자세한 내용은 {who} 누리집 법령정보란에서 확인할 수 있다. {who}는 법제처 심사를 거쳐 시행할 예정이다."
)
CATTLE = ("농촌부", "가축전염병 보상금", "소독을 게을리한 농가의 보상금을 20% 깎도록 했다")
BOATS = ("수산부", "어선 보험료", "5톤 미만 어선의 보험료를 절반까지 지원하도록 했다")


def cluster(name: str, title: str, text: str) -> Remembered:
    given = Story(id=name, document=name, source="s", title=title, text=text, language=detect(title, text))
    return remember(name, prepare([given], ANALYSER))


def notice(name: str, who: str, what: str, how: str) -> Remembered:
    title, text = (form.format(who=who, what=what, how=how) for form in (TITLE, TEXT))
    return cluster(name, title, text)


def goes_on(new: Remembered, *memory: Remembered) -> str:
    (found,) = follow([new], memory)
    return found.storyline


def test_a_notice_of_another_thing_goes_on_no_notice():
    """They share the rare words of the form, and each is about what the other nowhere tells."""
    assert goes_on(notice("b", *BOATS), notice("a", *CATTLE)) == ""


def test_the_next_notice_of_the_same_thing_goes_on():
    """Its headline names what was told of."""
    again = cluster(
        "b",
        "농촌부, 가축전염병 보상금 시행령 개정안 국무회의 의결",
        "농촌부는 가축전염병 보상금 시행령 개정안이 국무회의에서 의결됐다고 밝혔다. 개정안은 소독을 게을리한 농가의 보상금을 20% 깎도록 했다. 입법예고 때 통합입법예고센터에 의견 38건이 들어왔다.",
    )
    assert goes_on(again, notice("a", *CATTLE)) == "a"


def test_a_step_goes_on_where_analysis_takes_the_name_for_a_noun_in_one_headline():
    """Of 한도윤 it knows in the second alone that it is a name."""
    search = cluster(
        "a",
        "검찰, 한도윤 해온지사 집무실 압수수색…산단 뇌물 의혹",
        "검찰이 4일 한도윤 해온도지사의 집무실을 압수수색했다. 한 지사는 해온산업단지 터를 파는 과정에서 건설사 미르개발에서 3억 원을 받은 혐의를 받는다. 검찰은 미르개발 대표 구본석도 함께 수사하고 있다.",
    )
    summons = cluster(
        "b",
        '한도윤 지사 17일 검찰 출석…"성실히 조사받겠다"',
        "한도윤 해온도지사가 17일 검찰에 출석한다. 미르개발에서 3억 원을 받은 혐의다. 검찰은 미르개발 대표 구본석에게서 돈을 건넸다는 진술을 받은 것으로 전해졌다.",
    )
    assert goes_on(summons, search) == "a"


def test_a_step_whose_headline_names_who_was_told_of_goes_on():
    """However little else of the headline was told."""
    first = cluster(
        "a",
        '류하진 측 "고의 복용 아냐…검사 다시 요청"',
        "수영 선수 류하진의 소속사는 금지 약물 검사 결과를 두고 고의로 먹지 않았다고 밝혔다. 류하진은 시료를 다시 검사해 달라고 연맹에 요청했다. 연맹은 자격을 잠시 멈췄다. 류하진은 다음 대회에 나가지 못한다.",
    )
    step = cluster(
        "b",
        "류하진 청문회 26일 열린다…검사 양성",
        "수영 선수 류하진의 두 번째 시료에서도 금지 약물이 나왔다고 연맹이 밝혔다. 류하진의 청문회는 26일 열린다. 류하진의 소속사는 고의로 먹지 않았다고 거듭 밝혔다. 연맹은 자격을 멈춘 채 결과를 기다린다.",
    )
    assert goes_on(step, first) == "a"
