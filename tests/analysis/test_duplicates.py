"""Near duplicates: what is one text, what is not, and what a copy may change."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis import duplicates, meetings
from digest.analysis.clusters import group
from digest.analysis.duplicates import fold
from digest.analysis.lookup import CHECKED
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.readings import Reading
from digest.analysis.resemblance import Text, resemblance, texts_of
from digest.analysis.samples import Sample
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.model import Story

ANALYSER = Analyser()
DAM = (
    "가람댐 사흘째 방류…하류 주민 대피",
    (
        "가람댐이 사흘째 물을 내보내면서 하류 마을 주민 320명이 대피했다. 수자원관리단은 12일 초당 1500톤을 방류한다고 밝혔다. "
        "댐 수위는 계획 홍수위보다 2미터 낮은 상태다. 나루군은 강변 도로 네 곳을 막고 둔치 주차장을 비웠다. "
        "기상대는 13일 밤까지 비가 80밀리미터 더 온다고 내다봤다. 관리단은 수위가 내려가면 방류량을 절반으로 줄일 계획이다. "
        "주민 대표 서미란 씨는 지난해에도 같은 일이 있었다며 둑을 높여 달라고 요구했다. 군은 다음 달 공사를 발주한다고 답했다."
    ),
)
SHORTENED = (
    "나루군 주민 320명 긴급 대피",
    (
        "(나루=들판통신) 한보람 기자 = 가람댐이 사흘째 물을 내보내면서 하류 마을 주민 320명이 대피했다. "
        "수자원관리단은 12일 초당 1500톤을 방류한다고 밝혔다. 댐 수위는 계획 홍수위보다 2미터 낮은 상태다. "
        "나루군은 강변 도로 네 곳을 막고 둔치 주차장을 비웠다. 한보람 기자 boram@field.example"
    ),
)
EDITED = (
    "가람댐 방류 이어져…주민 대피",
    DAM[1].replace("사흘째", "3일 내내").replace("내다봤다", "예보했다").replace("답했다", "말했다"),
)
OWN = (
    "물 불어난 가람댐 아래 마을, 320명 몸 피해",
    (
        "초당 1500톤씩 쏟아지는 물에 나루군 강변이 잠겼다. 마을회관에 모인 사람은 모두 320명이다. "
        "가람댐 방류는 오늘로 사흘째이며 둔치는 통제됐다. 주민들은 지난해 약속한 둑 공사가 늦었다고 말한다."
    ),
)
BILL = (
    "Senate panel backs ferry bill",
    (
        "HARBOR CITY (Coast Wire) -- A Senate panel voted 9 to 4 on Tuesday to back a bill that would pay for three electric "
        "ferries on the Linden Sound. The bill sets aside $86 million over five years and asks the port to match a third of it. "
        "Senator Ada Kroll said the old boats break down every other week. Opponents said the port has no plan for charging them. "
        "The full chamber is to vote before the end of June."
    ),
)
BILL_SHORT = (
    "Electric ferries clear a hurdle",
    BILL[1].replace("HARBOR CITY (Coast Wire) -- ", "").rsplit(" Opponents", 1)[0],
)


def story(number: int, told: tuple[str, str], **more: object) -> Story:
    title, text = told
    return Story(
        id=f"s{number:05}",
        document=f"d{number}",
        source=f"outlet {number}",
        title=title,
        text=text,
        language=detect(title, text),
        **more,  # type: ignore[arg-type]
    )


def stories(*told: tuple[str, str]) -> tuple[Prepared, ...]:
    return prepare([story(number, one) for number, one in enumerate(told)], ANALYSER)


def same(left: tuple[str, str], right: tuple[str, str]) -> bool:
    one, other = texts_of(stories(left, right))
    assert resemblance(one, other) == resemblance(other, one)
    return resemblance(one, other) > 0


@pytest.mark.parametrize(
    "pair",
    [(DAM, SHORTENED), (DAM, EDITED), (BILL, BILL_SHORT), (BILL, BILL)],
    ids=["cut", "edited", "en", "exact"],
)
def test_a_text_taken_over_is_one_text(pair):
    """Cut short, with another headline, byline and agency line, a few words edited: nobody looked into it again."""
    assert same(*pair)


def test_a_report_of_ones_own_is_a_text_of_its_own():
    assert not same(DAM, OWN)
    assert not same(SHORTENED, OWN)


TEMPLATES = [
    (("코스피 2,400선 마감", ""), ("코스피 2,500선 마감", "")),
    (
        (
            "코스피, 기관 매수에 2,400선 마감",
            "코스피가 기관의 매수에 2,400선에서 장을 마쳤다. 원/달러 환율은 소폭 내렸다.",
        ),
        (
            "코스피, 기관 매수에 2,500선 마감",
            "코스피가 기관의 매수에 2,500선에서 장을 마쳤다. 원/달러 환율은 소폭 내렸다.",
        ),
    ),
    (
        (
            "초롱전자 2분기 매출 9% 늘어",
            "초롱전자는 2분기 매출이 지난해 같은 기간보다 9% 늘었다고 13일 공시했다.",
        ),
        (
            "물결제약 2분기 매출 9% 늘어",
            "물결제약은 2분기 매출이 지난해 같은 기간보다 9% 늘었다고 13일 공시했다.",
        ),
    ),
    (
        (
            "Tindrake raises $12 million",
            "Tindrake said on Monday it raised $12 million in a round led by Seaver Capital.",
        ),
        (
            "Oakmere raises $12 million",
            "Oakmere said on Monday it raised $12 million in a round led by Seaver Capital.",
        ),
    ),
    (DAM, (DAM[0], DAM[1].replace("가람댐", "소양강댐").replace("나루군", "춘천시"))),
    (
        DAM,
        (
            DAM[0],
            DAM[1]
            .replace("320", "45")
            .replace("1500", "700")
            .replace("12일", "19일")
            .replace("80밀", "15밀"),
        ),
    ),
]


@pytest.mark.parametrize("pair", TEMPLATES)
def test_a_template_filled_in_anew_is_another_story(pair):
    """Other figures or another name in the same words tell another event, in a headline and in a long text."""
    assert not same(*pair)


def test_one_text_a_year_later_and_within_one_document_is_not_folded():
    """An anniversary's reprint is no copy of the week; what a round-up tells apart stays apart."""
    day = datetime(2025, 3, 12, tzinfo=UTC)
    first, second = prepare(
        [story(0, DAM, published=day), story(1, EDITED, published=day + timedelta(days=365))], ANALYSER
    )
    assert len(fold([first, second], window_days=30).copies) == 2
    assert len(fold([first, second], window_days=400).copies) == 1
    bound = replace(second, story=replace(second.story, document="d0", published=day))
    assert len(fold([first, bound], window_days=30).copies) == 2


POOL = stories(
    DAM, SHORTENED, EDITED, OWN, BILL, BILL_SHORT, *(one for pair in TEMPLATES[:4] for one in pair)
)


def folded(given: list[Prepared]) -> dict[str, frozenset[str]]:
    found = fold(given, window_days=30).copies
    return {
        given[leader].story.id: frozenset(given[copy.place].story.id for copy in copies)
        for leader, copies in found.items()
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(POOL), unique=True), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(given: list[Prepared], chance: random.Random):
    shuffled = given[:]
    chance.shuffle(shuffled)
    assert folded(shuffled) == folded(given)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(POOL), unique=True, min_size=1), st.data())
def test_a_copy_changes_no_other_storys_cluster_and_no_count_of_independent_texts(
    given: list[Prepared], data: st.DataObject
):
    """One more outlet that prints the same, whole or only its first sentences, tells nothing new of any other story."""
    original = data.draw(st.sampled_from(given))
    text = original.story.text
    if data.draw(st.booleans()) and text.count(". ") > 2:
        text = text[: text.rindex(". ") + 1]
    (copy,) = prepare([story(99999, (original.story.title, text))], ANALYSER)
    before, after = group(given), group([*given, copy])
    of = next(found for found in after if copy.story.id in found.stories)
    assert copy.story.id in {one.story for one in of.copies}
    assert original.story.id in of.stories
    told = {frozenset(found.stories) - {copy.story.id} for found in after}
    assert told == {frozenset(found.stories) for found in before}
    independent = [
        sum(len(found.stories) - len(found.copies) for found in clusters) for clusters in (before, after)
    ]
    assert independent[0] == independent[1]


def changed(words: list[str], share: float, chance: random.Random) -> str:
    """A text with so many of its words changed, and cut by up to a quarter."""
    told = [chance.choice(VOCABULARY) if chance.random() < share else word for word in words]
    return " ".join(told[: int(len(told) * chance.uniform(0.75, 1))])


VOCABULARY = [
    f"{one}{other}{end}" for one in "bdfgklmnprst" for other in "aeiou" for end in ("rn", "st", "lk")
]


@pytest.mark.parametrize("seed", range(3))
def test_samples_find_what_a_comparison_of_all_texts_finds(seed: int):
    """Texts of 15 to 900 words with all shares of theirs in common, from little to all: nothing is lost for being looked up by samples."""
    chance = random.Random(seed)
    told = []
    for _ in range(60):
        words = [chance.choice(VOCABULARY) for _ in range(chance.choice((15, 60, 90, 300, 900)))]
        told += [changed(words, share, chance) for share in (0.0, 0.02, 0.06, 0.1, 0.2)]
    given = prepare(
        [replace(story(number, ("", text)), language="en") for number, text in enumerate(told)], ANALYSER
    )
    leaders: list[Text] = []
    copied = set()
    for text in sorted(texts_of(given), key=lambda one: (-one.size, one.story.story.id)):
        if any(resemblance(text, other) for other in leaders):
            copied.add(text.story.story.id)
        else:
            leaders.append(text)
    found = fold(given, window_days=30)
    assert {given[one.place].story.id for copies in found.copies.values() for one in copies} == copied
    assert 60 < len(copied) < 200, "there are copies, and others that are none"
    assert found.compared < 2 * len(copied), "those that are none are hardly looked at"


@pytest.mark.parametrize("seed", range(3))
def test_who_is_not_looked_up_would_have_found_nothing(seed: int):
    """Whether a text has so much in common with another is reckoned of all at once: with lines that many have, and many copies of one."""
    chance = random.Random(seed)
    lines = [" ".join(chance.choice(VOCABULARY) for _ in range(20)) for _ in range(3)]
    told = []
    for copies in (0,) * 150 + (1,) * 20 + (meetings.CLOSEST + 2,) * 4:
        words = [chance.choice(VOCABULARY) for _ in range(chance.choice((30, 90, 300)))]
        own = [
            " ".join(words),
            *(changed(words, chance.choice((0.0, 0.02, 0.3)), chance) for _ in range(copies)),
        ]
        told += [f"{text} {chance.choice(lines)}" for text in own]
    given = prepare(
        [replace(story(number, ("", text)), language="en") for number, text in enumerate(told)], ANALYSER
    )
    looked_up: list[int] = []
    finding = meetings._finding

    def counted(*told: Any) -> Any:
        found = finding(*told)
        looked_up.append(int(found.sum()))
        return found

    with mock.patch.object(meetings, "_finding", counted):
        found = fold(given, window_days=30)
    with mock.patch.object(meetings, "_finding", lambda *told: np.ones(len(told[-1]), dtype=np.bool_)):
        assert found == fold(given, window_days=30)
    copied = sum(len(copies) for copies in found.copies.values())
    assert copied > 20
    assert looked_up[0] < 150, "most have no copy"


def test_a_beginning_of_a_text_is_found_however_short():
    """A tenth to a half of a long text, to the letter: a short text is looked up by all its runs, in all of a long one's sample."""
    chance = random.Random(4)
    told = []
    for _ in range(120):
        words = [chance.choice(VOCABULARY) for _ in range(chance.choice((150, 300, 900)))]
        told += [" ".join(words), " ".join(words[: int(len(words) * chance.choice((0.1, 0.2, 0.5)))])]
    given = prepare(
        [replace(story(number, ("", text)), language="en") for number, text in enumerate(told)], ANALYSER
    )
    found = fold(given, window_days=30).copies
    assert sum(len(copies) for copies in found.values()) >= 119, "chance may lose one of 120"


def test_ten_thousand_copies_are_compared_with_one_text():
    """The cost is counted in pairs of texts: one for each copy that differs, none for one that is the same to the letter."""
    exact, near = stories(DAM, EDITED)
    copies = [
        replace(exact, story=replace(exact.story, id=f"c{number}", document=f"c{number}"))
        for number in range(10_000)
    ]
    found = fold(copies, window_days=30)
    assert (len(found.copies), found.compared) == (1, 0)
    copies = [
        replace(
            near,
            story=replace(
                near.story, id=f"c{number}", document=f"c{number}", text=f"{EDITED[1]} 김기자{number}"
            ),
        )
        for number in range(10_000)
    ]
    found = fold(copies, window_days=30)
    assert (len(found.copies), found.compared) == (1, 9_999)


def test_hundreds_of_fillings_of_a_template_are_compared_with_few_each():
    """All differ in a figure, so none is a copy; yet no story is compared with more than a few."""
    title, text = TEMPLATES[1][0]
    filled = stories(*((title, text.replace("2,400", f"{number}")) for number in range(1_000, 1_600)))
    found = fold(filled, window_days=30)
    assert len(found.copies) == len(filled)
    assert 0 < found.compared <= CHECKED * len(filled)


def test_a_large_batch_lets_go_of_its_samples_and_of_nothing_else():
    given = stories(DAM, SHORTENED, EDITED, OWN, BILL, BILL_SHORT)
    kept = [dict(one.kept) for one in given]
    assert all({Sample, Reading} <= one.keys() for one in kept)
    first = fold(given, window_days=30)
    with mock.patch.object(duplicates, "LARGE", len(given)):
        assert fold(given, window_days=30) == first
        assert [one.kept.keys() for one in given] == [one.keys() - {Sample} for one in kept]
        assert fold(given, window_days=30) == first, "they are taken anew"


def test_copies_in_the_other_language_are_none():
    """A translation is a text of its own here."""
    found = group(stories(BILL, BILL_SHORT, DAM, SHORTENED))
    assert [len(cluster.copies) for cluster in found] == [1, 1]


def test_the_cluster_says_what_repeats_what():
    """The fullest text stands for its copies, also where a copy comes first."""
    found = group(stories(SHORTENED, DAM, OWN, BILL))
    first = next(cluster for cluster in found if "s00000" in cluster.stories)
    assert [(copy.story, copy.of) for copy in first.copies] == [("s00000", "s00001")]
    link = next(link for link in first.evidence if link.left == "s00001")
    assert (link.right, link.by) == ("s00000", "copy")
    assert link.similarity > 0.7
