"""Laws of choosing sentences."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.analysis.candidates import candidates, look
from digest.analysis.prepared import prepare
from digest.analysis.repeated import repeats
from digest.analysis.summary import SummarySettings, summarize
from digest.analysis.told_so_far import ToldSoFar
from digest.language.analyser import Analyser
from digest.language.words import AnalysedSentence, Word, Words
from digest.model import Block, Headline, Span, Story
from tests.analysis.telling import WORDS, story


def told(picks) -> list[str]:
    return [pick.sentence.text for pick in picks]


sentence_texts = st.lists(st.sampled_from(WORDS), min_size=2, max_size=12).map(
    lambda found: " ".join(found).capitalize() + "."
)
clusters = st.lists(st.lists(sentence_texts, min_size=1, max_size=6), min_size=1, max_size=4).map(
    lambda found: [story(f"s{i}", *texts, title=texts[0]) for i, texts in enumerate(found)]
)
relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(clusters, st.integers(1, 6))
def test_picks_are_verbatim_no_more_than_asked_and_never_the_same_text_twice(members, most):
    picks = summarize(members, sentences=most)
    texts = {member.story.id: member.story.text for member in members}
    assert 1 <= len(picks) <= most
    for pick in picks:
        found = pick.sentence
        assert texts[found.story][found.start : found.end] == found.text
        assert pick.shown is None
        assert pick.provenance == "verbatim"
    assert len(set(told(picks))) == len(picks)


@relaxed
@given(clusters, st.integers(1, 300))
def test_whole_sentences_fit_into_the_characters_asked_for(members, most):
    assert len(" ".join(told(summarize(members, characters=most)))) <= most


@relaxed
@given(clusters)
def test_the_order_of_the_members_changes_no_choice(members):
    chosen = {frozenset(told(summarize(order, sentences=3))) for order in permutations(members)}
    assert len(chosen) == 1


def test_the_choice_is_the_same_for_any_hash_seed():
    program = (
        "from tests.analysis.telling import WORDS, story; from digest.analysis.summary import SummarySettings, summarize;"
        "texts = [' '.join(WORDS[i : i + 5]).capitalize() + '.' for i in range(7)];"
        "m = [story('a', *texts[:4]), story('b', *texts[2:]), story('c', *texts[::2])];"
        "print([(p.sentence.text, p.reasons) for p in summarize(m, sentences=4)])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(answers) == 1


def test_no_story_gives_more_than_its_limit():
    members = [
        story("a", "The river rose.", "The dam broke at night.", "Crews came."),
        story("b", "Rain fell."),
    ]
    picks = summarize(members, sentences=4, limits={"a": 1})
    assert [pick.sentence.story for pick in picks].count("a") == 1
    assert summarize(members, sentences=4, limits={"a": 0, "b": 0}) == ()


def test_a_text_of_nothing_gives_nothing():
    assert summarize([], sentences=3) == ()
    assert summarize([story("a", title="A title alone")], sentences=3) == ()
    assert summarize([story("a", "")], sentences=3) == ()


def test_two_sources_are_told_where_there_are_two():
    long = [f"The flood {word} reached the old city bridge before night." for word in WORDS[3:9]]
    members = [story("a", *long, title="Flood reaches city"), story("b", "Budget talks on the dam go on.")]
    assert {pick.sentence.story for pick in summarize(members, sentences=2)} == {"a", "b"}


def test_subheads_notes_and_captions_are_never_picked_and_bullets_may_be():
    texts = ("핵심 내용", "◇◇부, 인공지능 법안 국회 제출", "용어 설명: 법안이란 무엇인가")
    starts = (0, len(texts[0]) + 1, len(texts[0]) + len(texts[1]) + 2)
    blocks = tuple(
        Block(kind=kind, span=Span(start=at, end=at + len(text)))
        for kind, at, text in zip(("subhead", "point", "note"), starts, texts, strict=True)
    )
    picks = summarize([story("a", *texts, language="ko", blocks=blocks)], sentences=3)
    assert told(picks) == [texts[1]]


@pytest.mark.parametrize(
    "dangling",
    [
        "However, the minister refused.",
        "He said the budget was gone.",
        "이에 따라 예산이 사라졌다.",
        "또한 장관은 거절했다.",
    ],
)
def test_a_sentence_that_points_back_is_not_taken_alone(dangling):
    members = [
        story(
            "a",
            "The river rose in the night and the dam broke.",
            dangling,
            "The minister visited the flooded city.",
        ),
        story("b", "Crews rescue forty people as the river floods the city."),
    ]
    assert dangling not in told(summarize(members, sentences=3))


def test_a_sentence_that_points_back_stands_behind_the_one_it_points_to():
    first, second = (
        "The minister spoke of the river and the flood.",
        "He blamed the dam and the rain of the night.",
    )
    picks = summarize([story("a", first, second), story("b", "Crews rescue people.")], sentences=3)
    assert second in told(picks)
    assert told(picks).index(second) == told(picks).index(first) + 1


def test_only_sentences_of_the_language_asked_for_are_taken_where_there_are_any():
    korean = story("k", "강물이 불어 둑이 무너졌다.", "구조대가 왔다.", language="ko")
    english = story("e", "The river rose and the dam broke.", "Crews came at night.")
    assert {p.sentence.story for p in summarize([korean, english], sentences=3, language="ko")} == {"k"}
    assert {p.sentence.story for p in summarize([english], sentences=3, language="ko")} == {"e"}


def test_every_pick_says_why():
    for pick in summarize([story("a", "The river rose.", "The dam broke at night.")], sentences=1):
        assert {reason.feature for reason in pick.reasons} & {"centrality", "common terms", "early"}


def test_a_sentence_that_ran_into_its_sub_headline_is_told_without_it():
    glued = "시장 “둑 높이겠다”강물이 밤사이 불어 둑이 무너졌고 시는 구조대를 보냈다."
    picks = summarize([story("a", glued, language="ko")], sentences=1)
    assert told(picks) == ["강물이 밤사이 불어 둑이 무너졌고 시는 구조대를 보냈다."]


def test_sentences_that_came_with_a_story_stand_as_they_were_given():
    glued = "시장 “둑 높이겠다”강물이 밤사이 불어 둑이 무너졌고 시는 구조대를 보냈다."
    member = replace(story("a", glued, language="ko"), brought=True)
    assert told(summarize([member], sentences=1)) == [glued]


def test_the_number_of_the_headline_is_told():
    members = [
        story(
            "a",
            "The river rose in the night.",
            "The crew of the bridge watched the rain.",
            title="River rises, 4200 flee",
        ),
        story("b", "Some 4200 people fled the city.", "The minister spoke of the budget and the crew."),
    ]
    head = Headline(text="River rises, 4200 flee", story="a", language="en")
    head_words = replace(
        members[0],
        title=Words.of(
            word._replace(kind="number") if word.form == "4200" else word for word in members[0].title
        ),
    )
    picks = summarize(
        [head_words, members[1]], sentences=1, headline=head, settings=SummarySettings(promised=9.0)
    )
    assert told(picks) == ["Some 4200 people fled the city."]


def test_one_fact_in_two_wordings_is_told_once():
    first = "The city of Harbourton will spend 4200 crowns on the dam of the Wye river this autumn."
    second = "In all 4200 crowns will the city of Harbourton spend this autumn on the dam there."
    picks = summarize(
        [
            story("a", first, "Crews rescue forty people at night."),
            story("b", second, "The minister spoke of rain."),
        ],
        sentences=3,
    )
    assert not {first, second} <= set(told(picks))


def test_of_a_chain_of_quotations_no_third_is_taken_where_there_is_other_news():
    quoted = [
        "Mayor Ann Roe said: “We raise the dam of the river before winter.”",
        "Minister Jo Doe answered: “No budget has been asked for by anybody.”",
        "Captain Sue Poe warned: “Heavy rain comes again on these very nights.”",
    ]
    members = [story("a", *quoted, "Crews rescue forty people from the flooded houses by the bank.")]
    quoting = {}
    for weight in (0.0, 5.0):
        found = summarize(members, sentences=3, settings=SummarySettings(penalties={"chain": weight}))
        quoting[weight] = sum("“" in text for text in told(found))
    assert quoting == {0.0: 3, 5.0: 2}


def test_of_leads_the_one_that_tells_the_headline_stands_first():
    members = [
        story("a", "Unions of the bank gathered at the gate on Monday.", title="Rally"),
        story("b", "The bank buys the payment house for 482 crowns.", title="Bank buys payment house"),
    ]
    head = Headline(text="Bank buys payment house", story="b", language="en")
    assert told(summarize(members, sentences=2, headline=head))[0].startswith("The bank buys")
    assert told(summarize(members, sentences=2))[0].startswith("Unions")


def test_that_day_is_objected_to_where_no_day_stands_before_it():
    members = [
        story("a", "신문은 이날 둑이 지난 9일 무너졌다고 전했다.", language="ko"),
        story("b", "신문은 9일 둑이 이날 무너졌다고 전했다.", language="ko"),
    ]
    found = [look(candidates(member)[0]) for member in members]
    assert [one.undated for one in found] == [True, False]
    assert all(one.dated for one in found)


def test_a_noun_that_runs_into_a_name_ends_a_headline():
    def glued(text: str, noun: str, name: str) -> bool:
        member = story("a", text, language="ko")
        at = [text.index(noun), text.index(name)]
        words = (Word(noun, "noun", at[0], at[0] + len(noun)), Word(name, "name", at[1], at[1] + len(name)))
        whole = replace(member, sentences=(AnalysedSentence(0, len(text), Words.of(words)),))
        return "glued" in look(candidates(whole)[0]).objections

    assert glued("둑 앞에서 책임 강조홍길동 시장은 둑을 높이겠다고 밝혔다.", "강조", "홍길동")
    assert not glued("둑 앞에서 책임 강조 홍길동 시장은 둑을 높이겠다고 밝혔다.", "강조", "홍길동")
    assert not glued("시장은 펀드 ‘강물한빛1호’에 돈을 넣었다고 밝혔다.", "강물", "한빛")


def test_a_text_that_names_who_acts_without_a_particle_begins_with_a_headline():
    def glued(text: str) -> bool:
        return "glued" in look(candidates(story("a", text, language="ko"))[0]).objections

    assert glued("경찰, 무너진 둑 조사 나서기로 한빛시의 둑이 무너진 까닭을 경찰이 조사한다.")
    assert not glued("경찰, 소방, 군 등이 한빛시의 무너진 둑에서 사람을 구했다고 경찰이 밝혔다.")
    assert not glued("지난달, 한빛시의 둑이 무너진 까닭을 경찰이 조사했다.")


def test_a_headline_that_runs_into_who_acts_is_known_by_the_rest_of_the_text():
    def glued(text: str, *rest: str) -> bool:
        return "glued" in look(candidates(story("a", text, *rest, language="ko"))[0]).objections

    headed = "둑 두 곳 무너진 까닭 조사 착수경찰이 공사비를 빼돌린 업체를 찾았다고 밝혔다."
    rest = "경찰은 업체 두 곳의 장부를 살핀다."
    assert glued(headed, rest)
    assert not glued(headed, "한빛시는 업체 두 곳의 장부를 살핀다.")
    assert not glued(headed, rest, "착수경찰은 다음 달에 끝난다.")
    assert not glued("지난달 둑 두 곳이 무너진 한빛시의 해양경찰이 업체를 찾았다고 밝혔다.", rest)
    office = "둑 두 곳 공사비 문제로 물러난 해온도지사가 다시 나선다고 밝혔다."
    assert not glued(office, "지사는 둑을 높이겠다고 했다.")


def test_who_does_so_too_goes_on_from_others():
    def opens(text: str, *, first: bool = False) -> bool:
        texts = [text] if first else ["시장은 둑을 높이겠다고 밝혔다.", text]
        member = prepare(
            [Story(id="a", document="a", source="s", title="", text="\n".join(texts), language="ko")],
            Analyser(),
        )[0]
        return "opener" in look(candidates(member)[-1]).objections

    assert opens("한빛당 홍길동 대변인도 둑을 높여야 한다고 말했다.")
    assert opens("홍길동(45) 대변인도 둑을 높여야 한다고 말했다.")
    assert not opens("한빛당 홍길동 대변인도 둑을 높여야 한다고 말했다.", first=True)
    assert not opens("새 제도 도입을 앞두고 대변인도 없이 시장이 둑을 찾았다.")
    assert not opens("경기도 한빛시가 둑을 높인다고 밝혔다.")
    assert not opens("아직도 둑은 낮다고 주민들은 말했다.")


def test_of_sentences_that_nothing_else_orders_the_best_stands_first():
    members = [
        story("a", "Bakers of the old harbour raise the price of bread."),
        story("b", "The dam of Harbourton broke on Monday and the Wye flooded the town."),
        story("c", "A school of Harbourton gave forty families of the flooded town a bed."),
    ]
    for order in permutations(members):
        found = told(summarize(order, sentences=2))
        assert len(found) == 2
        assert found[0] == told(summarize(order, sentences=1))[0]


def test_a_caption_is_told_only_where_there_is_nothing_else():
    caption = "홍길동 한빛시장이 18일 무너진 둑 앞에서 주민들과 대화하고 있다."
    news = "한빛시의 둑이 밤사이 불어난 강물에 무너져 주민 사백 명이 몸을 피했다."
    members = [
        story("a", caption, news, title="홍길동 한빛시장 무너진 둑 앞에서 주민들과 대화", language="ko")
    ]
    assert told(summarize(members, sentences=3)) == [news]
    assert told(summarize([story("a", caption, language="ko")], sentences=3)) == [caption]


def test_a_short_form_is_objected_to_until_the_whole_name_was_told():
    whole, short = candidates(
        story("a", "The mayor, Jane Roe, raised the dam before the flood.", "Roe said the dam had held.")
    )
    beside = ToldSoFar(lambda _: False)
    assert list(beside.objections(short, look(short))) == ["surname"]
    beside.take(whole, look(whole))
    assert list(beside.objections(short, look(short))) == []


def test_letters_of_two_reports_that_clash_are_not_told_side_by_side():
    first = "한빛경찰서 A 경위가 둑을 무너뜨린 혐의로 18일 구속됐다."
    clashing = "B 경위는 둑의 열쇠를 업자에게 넘기고 수백만 원을 받은 것으로 조사됐다."
    other = "시는 무너진 둑을 다시 쌓는 데에 서른 억 원을 들이기로 했다."
    members = [story("a", first, title=first, language="ko"), story("b", clashing, other, language="ko")]
    taken = {}
    for weight in (0.0, 9.0):
        given = SummarySettings(penalties={"alias": weight})
        taken[weight] = told(summarize(members, sentences=2, settings=given))
    assert taken == {0.0: [first, clashing], 9.0: [first, other]}


def test_a_sentence_without_a_figure_of_its_own_that_says_half_again_is_left_out():
    words = "river dam bridge city crew flood night rain budget minister"
    first = f"The {words} were told."
    plain = "City oxen river apples dam lemons bridge ropes crew flood."
    counted = "City oxen river apples dam 4200 bridge ropes crew flood."

    def both(second: str) -> bool:
        one, other = candidates(story("a", first, second))
        nothing: frozenset[str] = frozenset()
        return not repeats(other, one, (nothing, nothing), SummarySettings())

    assert both(counted)
    assert not both(plain)


def test_five_words_in_a_row_are_not_shared_by_chance():
    """In as long sentences as these the same words in another order are too few to be a repetition."""
    first = "Apples lemons river dam bridge city crew chair table lamp carpet window curtain."
    in_a_row = "Oxen horses donkeys goats sheep river dam bridge city crew pigs ducks geese hens."
    mixed = "River oxen dam horses donkeys bridge goats sheep city pigs ducks crew geese hens."

    def repeated(second: str) -> bool:
        (one,), (other,) = candidates(story("a", first)), candidates(story("b", second))
        assert len(set(one.terms) & set(other.terms)) == 5
        return repeats(other, one, (frozenset(), frozenset()), SummarySettings())

    assert repeated(in_a_row)
    assert not repeated(mixed)
