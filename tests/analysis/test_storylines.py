"""Storylines: what goes on an affair, in either language, what does not, and what is new in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from digest import codec
from digest.analysis.bags import Bags
from digest.analysis.moved import added
from digest.analysis.naming import names_of
from digest.analysis.prepared import prepare
from digest.analysis.remembered import FIGURES, NAMES, TERMS, Remembered, remember
from digest.analysis.storylines import StorylineSettings, follow
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Story

ANALYSER = Analyser()
FERRY = (
    "베린다해운, 하늘섬 여객선 침수로 운항 중단",
    (
        "베린다해운 여객선 은파호가 3일 하늘섬 선착장에서 침수돼 승객 214명이 대피했다. 베린다해운은 은파호 운항을 중단했다. "
        "해양청은 은파호 기관실 밸브가 낡았다고 밝혔다. 하늘섬 주민들은 뱃길이 끊겼다고 말했다."
    ),
)
FINE = (
    "은파호 침수 베린다해운에 과징금 37억원",
    (
        "해양청은 11일 은파호 침수 사고를 낸 베린다해운에 과징금 37억원을 물렸다. 베린다해운이 은파호 기관실 밸브를 "
        "네 해 동안 갈지 않은 사실이 드러났다. 하늘섬 뱃길은 다음 달 다시 열린다."
    ),
)
ENGLISH = (
    "Berinda Shipping chief quits over Eunpa ferry flooding",
    (
        "The head of Berinda Shipping resigned on Monday over the flooding of the ferry Eunpa at a pier last week. Passengers fled "
        "the ferry when the engine room took on water. Berinda said the Eunpa would not sail again this year."
    ),
)
OTHER = (
    "노을고속, 붉은섬 쾌속선 엔진 고장으로 회항",
    "노을고속 쾌속선 새벽호가 9일 붉은섬으로 가던 중 엔진 고장으로 회항했다. 승객 96명은 다른 배로 옮겨 탔다. 해양청은 정비 기록을 살피고 있다.",
)
RETOLD = (
    "은파호 침수, 무슨 일이 있었나",
    (
        "베린다해운 은파호가 하늘섬 선착장에서 침수돼 승객 214명이 대피했다. 해양청은 은파호 기관실 밸브가 낡았다고 밝혔다. 베린다해운은 여객선 운항을 "
        "중단했다. 하늘섬 주민들은 뱃길이 끊겼다고 말했다. 은파호는 섬과 뭍을 잇는 여객선으로, 관광객과 어민이 함께 탄다. 선착장에는 임시 부두도 있다. 대합실은 좁다."
    ),
)
# New turns in a sentence or two, in the words that the affair knows.
TURNS = (
    ("하늘섬 여객선 은파호, 다시 뜬다", "베린다해운이 은파호 운항을 다시 시작했다. 하늘섬 뱃길이 열렸다."),
    (
        "은파호 침수 사망자 2명으로 늘어",
        "베린다해운 은파호 침수 사고의 사망자가 2명으로 늘었다. 하늘섬 선착장에서 침수된 은파호 기관실에서 시신이 나왔다.",
    ),
    ("베린다해운 은파호 운항 재개", ""),
)


def cluster(name: str, told: tuple[str, str], day: int, outlet: str = "들판통신") -> Remembered:
    """A cluster of one story."""
    title, text = told
    story = Story(
        id=name,
        document=name,
        source="s",
        title=title,
        text=text,
        outlet=outlet,
        language=detect(title, text),
        published=datetime(2026, 3, day, tzinfo=UTC),
    )
    return remember(name, prepare([story], ANALYSER))


def test_an_affair_goes_on_under_the_id_of_its_first():
    """The next step of an affair joins it; a like mishap of another company does not."""
    first, second, other = cluster("a", FERRY, 3), cluster("b", FINE, 11), cluster("c", OTHER, 9)
    found = {one.cluster: one for one in follow([second, other], [first])}
    assert found["b"].storyline == "a"
    assert found["b"].earlier == ("a",)
    assert {"은파호", "베린다해운"} & set(found["b"].shared)
    assert not found["c"].storyline
    assert "은파호" in found["c"].missing


def test_english_goes_on_korean():
    """A Korean affair is known again by how its names sound in English; another of its kind is not."""
    memory = [cluster("a", FERRY, 3), cluster("c", OTHER, 9)]
    (found,) = follow([cluster("e", ENGLISH, 16)], memory)
    assert found.storyline == "a"
    assert {"berinda", "eunpa"} & set(found.shared)


def test_names_that_sound_alike_are_not_enough():
    """An English text that shares nothing with a Korean affair but how names sound does not go on it."""
    told = (
        "Berinda and Eunpa marry",
        "Singer Berinda wed guitarist Eunpa in a garden. Both Berinda and Eunpa wore green.",
    )
    (found,) = follow([cluster("e", told, 16)], [cluster("a", FERRY, 3)])
    assert not found.storyline
    assert not found.shared


def test_two_clusters_of_one_issue_are_one_affair():
    """They have the id of the first in time, in whatever order they come."""
    first, second = cluster("z", FERRY, 3), cluster("b", FINE, 11)
    found = follow([second, first], [])
    assert [one.cluster for one in found] == ["z", "b"]
    assert [one.storyline for one in found] == ["", "z"]
    assert found == follow([first, second], [])


def test_the_order_of_memory_changes_nothing():
    """What is remembered is a set."""
    memory = [cluster("a", FERRY, 3), cluster("c", OTHER, 9), replace(cluster("b", FINE, 11), storyline="a")]
    new = [cluster("d", RETOLD, 18)]
    assert follow(new, memory) == follow(new, memory[::-1])


def test_what_is_long_over_does_not_go_on():
    """After the days that the settings give, an affair is closed."""
    memory, new = [cluster("a", FERRY, 3)], [cluster("b", FINE, 11)]
    assert follow(new, memory, StorylineSettings(days=8))[0].storyline == "a"
    assert not follow(new, memory, StorylineSettings(days=7))[0].storyline


def test_nothing_remembered_and_nothing_told():
    """No memory, no terms, no dates: no storyline and no error."""
    assert follow([], []) == ()
    empty = Remembered(id="x", storyline="x")
    assert follow([empty], [empty])[0].storyline == ""
    assert not added(empty, [empty]).still


def test_what_is_new():
    """New figures, outlets and days are told; what was told before is not."""
    found = added(cluster("b", FINE, 11, "바다신문"), [cluster("a", FERRY, 3)])
    assert any(figure.startswith("c:krw:3.7e+09") for figure in found.figures)
    assert found.outlets == ("바다신문",)
    assert "은파호" not in found.names
    assert not found.still


def test_an_affair_told_again_has_not_moved():
    """A text without a new figure or day that tells what was told says why it is still."""
    found = added(cluster("d", RETOLD, 18), [cluster("a", FERRY, 3)])
    assert found.still
    assert found.settled
    assert found.told > 0.5


@pytest.mark.parametrize("turn", TURNS)
def test_a_turn_told_in_little_is_no_retelling(turn: tuple[str, str]):
    """Of a brief who and where are most of the words: that they were told says nothing."""
    assert not added(cluster("b", turn, 19), [cluster("a", FERRY, 3)]).still


def test_a_headline_that_tells_another_thing_or_figure_moves():
    """However much of the text was told before."""
    first = cluster("a", FERRY, 3)
    assert added(cluster("b", RETOLD, 19), [first]).still
    assert not added(cluster("b", ("선장 구속, 항로 매각", RETOLD[1]), 19), [first]).still
    assert not added(cluster("b", ("은파호 침수 승객 310명", RETOLD[1]), 19), [first]).still


def test_days_are_counted_where_the_readers_are():
    """What came out on the evening of the 8th in London came out on the 9th in Seoul; of a month no day is made."""
    story = Story(
        id="a", document="a", source="s", title=FERRY[0], text=FERRY[1], language="ko",
        published=datetime(2026, 3, 8, 21, 30, tzinfo=UTC),
    )  # fmt: skip
    seoul = ZoneInfo("Asia/Seoul")
    assert remember("a", prepare([story], ANALYSER), zone=seoul).first == date(2026, 3, 9)
    vague = replace(story, precision="month", published=datetime(2026, 2, 28, 15, tzinfo=UTC))
    kept = remember("a", prepare([vague], ANALYSER), zone=seoul)
    assert (kept.first, kept.precision, kept.fresh) == (date(2026, 2, 28), "month", True)


def test_who_tells_of_a_day_of_these_days_reports_news():
    """The same told again is news if it happened on a day of this week, and none if on a day long ago or for so many days."""
    first = cluster("a", FERRY, 3)

    def still(text: str) -> bool:
        return added(cluster("b", (RETOLD[0], text), 19), [first]).still

    assert still(RETOLD[1])
    assert still(RETOLD[1].replace("하늘섬 선착장에서", "3일 하늘섬 선착장에서"))
    assert still(RETOLD[1].replace("운항을 중단했다", "19일 동안 운항을 중단했다"))
    assert not still(RETOLD[1].replace("베린다해운은 여객선", "베린다해운은 18일 여객선"))
    assert not still(RETOLD[1].replace("베린다해운은 여객선", "베린다해운은 이날 여객선"))


def test_english_names_its_day_with_the_month():
    """A day of these days, in the zone of the readers; no word that begins like a month, and no day of another one."""

    def told(text: str, hour: int = 12) -> bool:
        story = Story(
            id="a", document="a", source="s", title="t", text=text, language="en",
            published=datetime(2026, 3, 19, hour, tzinfo=UTC),
        )  # fmt: skip
        return remember("a", prepare([story], ANALYSER), zone=ZoneInfo("Asia/Seoul")).fresh

    assert told("The ferry sank on March 18.")
    assert told("The ferry sank on 18 March.")
    assert told("The ferry sank on March 20.", hour=22)
    assert not told("The ferry sank on March 20.", hour=2)
    assert not told("The ferry sank on May 18.")
    assert not told("The market 18 miles off took separate 19 trips.")


def test_a_document_that_tells_two_stories_tells_two_affairs():
    """Unless both stand under a common name: then it tells two turns of one."""
    first, second = cluster("a", FERRY, 3), cluster("b", FINE, 4)

    def goes_on(one: tuple[str, ...], other: tuple[str, ...], document: str = "a") -> bool:
        pair = [
            replace(first, headline_names=one),
            replace(second, headline_names=other, documents=(document,)),
        ]
        return follow(pair, [])[1].storyline == "a"

    assert goes_on(("은파호",), ("노을고속", "은파호"))
    assert not goes_on(("은파호",), ("노을고속",))
    assert goes_on(("은파호",), ("노을고속",), document="b")
    assert not goes_on(("은파호",), ())


def test_a_name_in_two_scripts_is_one():
    """What one Korean text calls 앤트로픽 another calls Anthropic: it is one name, and known again."""
    told = (
        "앤트로픽, 요금 체계 개편",
        "앤트로픽가 2일 요금 체계를 바꾼다고 밝혔다. 앤트로픽는 좌석 요금을 없앤다. 앤트로픽 주가가 내렸다.",
    )
    again = (
        "Anthropic 새 요금 두 달 미뤄",
        "Anthropic가 12일 새 요금 적용을 두 달 미뤘다. 고객 항의 때문이다. Anthropic는 좌석 요금을 당분간 받는다.",
    )
    bags = Bags([cluster("a", told, 2), cluster("b", again, 12)])
    left, right = (
        bags(cluster(name, text, day)).terms["korean"]
        for name, text, day in (("a", told, 2), ("b", again, 12))
    )
    assert "anthrop" in left.keys() & right.keys()


def named(*told: tuple[str, str]) -> tuple[str, ...]:
    """What a storyline is called that these stories tell, the first two terms."""
    bags = Bags(clusters := [cluster(str(day), one, day) for day, one in enumerate(told, 2)])
    return names_of([bags(one) for one in clusters])[:2]


def test_a_storyline_is_called_by_whole_words():
    """해솔 always stands in 해솔은행, and of 마루은행 analysis makes two words."""
    for name in ("해솔은행", "마루은행"):
        called = named(
            (
                f"{name} 고객 정보 43만 건 유출…외부 서버서 발견",
                f"{name}에서 고객 43만 명의 이름과 계좌번호가 빠져나간 것으로 3일 확인됐다. {name}은 비밀번호는 유출되지 않았다고 밝혔다.",
            ),
            (
                f"민지호 {name}장 사의…정보 유출 책임",
                f"민지호 {name}장이 고객 정보 유출의 책임을 지고 물러나겠다고 16일 밝혔다. {name} 이사회는 직무대행을 세웠다.",
            ),
        )
        assert called[0] == name, called


def test_a_storyline_is_called_by_what_its_headlines_begin_with():
    """Not by what became of it, a unit, or a part of a name: the bill, not that the assembly passed it."""
    assert set(
        named(
            (
                "청년 월세 지원법, 국회 국토위 통과",
                (
                    "청년 월세를 매달 20만 원까지 지원하는 청년주거지원법 개정안이 3일 국회 국토교통위원회를 통과했다. 대상은 무주택 청년이다. 개정안은 "
                    "법제사법위원회를 거쳐 본회의에 오른다."
                ),
            ),
            (
                "청년 월세 지원법 국회 본회의 통과…7월 시행",
                (
                    "청년에게 월세를 지원하는 청년주거지원법 개정안이 12일 국회 본회의를 통과했다. 법은 7월 1일 시행된다. 대상은 무주택 청년이다."
                ),
            ),
        )
    ) <= {"청년", "월세", "지원법"}
    prices = (
        (
            "주유소 휘발유 가격 3주째 내려…리터당 1천612원",
            (
                "전국 주유소 휘발유 평균 판매가격이 3주 연속 내렸다. 휘발유 가격은 리터당 1천612.3원으로 지난주보다 8.1원 내렸다. 경유는 리터당 1천498.7원이다."
            ),
        ),
        (
            "주유소 휘발유 가격 4주째 내려…리터당 1천604원",
            (
                "전국 주유소 휘발유 평균 판매가격이 4주 연속 내렸다. 휘발유 가격은 리터당 1천604.0원으로 지난주보다 8.3원 내렸다. 경유는 리터당 1천491.2원이다."
            ),
        ),
    )
    assert "리터" not in named(*prices)
    assert "휘발유" in named(*prices)


def test_a_cluster_is_remembered_in_little():
    """However much it tells, a few kilobytes are kept; and they come back from the store as they went."""
    long = " ".join(
        f"{text} {number}번째 배는 {number * 37}명을 태웠다." for number in range(80) for text in FERRY
    )
    kept = cluster("a", (FERRY[0], long), 3)
    assert max(len(kept.korean), len(kept.english)) <= TERMS
    assert len(kept.latin) <= NAMES
    assert len(kept.figures) <= FIGURES
    assert len(json.dumps(codec.plain(kept), ensure_ascii=False).encode()) < 4000
    assert codec.load(Remembered, codec.dump(kept), subject="memory") == kept


def test_names_that_are_missing_are_told_as_the_affair_wrote_them():
    """Never as stems, nor a Korean name as it sounds in English; by the latest of its clusters that tells it."""
    texts = " ".join(ENGLISH)
    english, korean = cluster("e", ENGLISH, 3), replace(cluster("a", FERRY, 5), storyline="e")
    assert {"berinda", "eunpa"} <= {shown.lower().split()[0] for _, shown in english.written}
    assert all(shown in texts for _, shown in english.written)
    nameless = cluster("s", (ENGLISH[0].replace("Eunpa", "new"), ENGLISH[1].replace("Eunpa", "ship")), 9)
    assert [one.missing for one in follow([nameless], [english])] == [("Eunpa",)]
    assert [one.missing for one in follow([nameless], [english, korean])] == [("은파호",)]


def test_what_former_versions_remembered_is_told_as_before():
    """They kept no written forms: their names are told as stems, and the same affairs are found."""
    english, new = cluster("e", ENGLISH, 3), cluster("s", ("Berinda hires", "Berinda Shipping hires."), 9)
    fields = codec.plain(english)
    del fields["written"]
    former = codec.load(Remembered, json.dumps(fields), subject="memory")
    assert former == replace(english, written=())
    (before,), (now,) = follow([new], [former]), follow([new], [english])
    assert replace(before, missing=()) == replace(now, missing=())
    assert before.missing
    assert set(before.missing) <= set(english.names)


def test_english_function_words_in_a_korean_text_are_no_names():
    """The title of a paper in Latin script brings `of` and `at`, which news at large hardly has in Korean texts."""
    told = (
        "한별대 논문 공개",
        "한별대 연구진이 논문 ‘Art of Memorizing at Dusk’를 공개했다. 은별 모델이 밤에 외운다.",
    )
    kept = cluster("a", told, 3)
    assert {"art", "dusk"} <= {term for term, _ in kept.korean}
    assert not {"of", "at"} & {term for term, _ in kept.korean}
    assert ("dusk", "Dusk") in kept.written


def test_a_cluster_goes_on_an_affair_from_the_least_chance():
    """At the chance that was measured it does, above it not, in one issue as over two."""
    first, second = cluster("a", FERRY, 3), cluster("b", FINE, 11)
    likely = follow([first, second], [])[1].chance
    for least, joined in ((likely - 0.001, "a"), (likely + 0.0005, "")):
        settings = StorylineSettings(least=least)
        assert follow([first, second], [], settings)[1].storyline == joined
        assert follow([second], [first], settings)[0].storyline == joined


def test_what_is_decided_holds_whatever_is_told():
    """A cluster goes on the affair that is named, known or not, or on none; the chance is told all the same."""
    first, second, other = cluster("a", FERRY, 3), cluster("b", FINE, 11), cluster("c", OTHER, 9)
    named = {one.cluster: one for one in follow([second, other], [first], decided={"b": "", "c": "a"})}
    assert (named["b"].storyline, named["c"].storyline) == ("", "a")
    assert named["b"].chance > named["c"].chance
    (new,) = follow([other], [first], decided={"c": "unknown"})
    assert (new.storyline, bool(new.names)) == ("unknown", True)


def test_clusters_that_are_kept_apart_are_in_no_affair_together():
    first, second = cluster("a", FERRY, 3), cluster("b", FINE, 11)
    found = follow([first, second], [], apart={"b": frozenset({"a"})})
    assert not any(one.storyline for one in found)


def test_a_day_of_next_year_is_news_and_one_of_last_month_is_not():
    """Days tell no year: told of in November, January is to come, though its number is lower."""
    before = replace(cluster("a", FERRY, 3), last=date(2026, 11, 12))
    later = replace(cluster("b", RETOLD, 20), figures=("d:1-15", "d:10-20", "d:11-12"))
    assert added(later, [before]).dates == ("d:1-15",)
