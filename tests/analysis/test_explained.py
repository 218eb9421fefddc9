"""An explanation says what was really weighed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy import sparse

from digest.analysis.clusters import DEFAULT, group
from digest.analysis.evidence import companions, link
from digest.analysis.figures import DIFFERS
from digest.analysis.links import compare
from digest.analysis.nearness import MARGIN
from digest.analysis.opposition import against
from digest.analysis.prepared import Prepared, prepare
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.language.glossary import read
from digest.language.pairs import Known
from digest.model import Story

DAY = datetime(2025, 5, 6, tzinfo=UTC)
TOLD = (
    (
        "보라전자, 노을시에 배터리 공장",
        "보라전자가 5월 6일 노을시에 배터리 공장을 짓는다고 발표했다. 투자액은 4300억원이고 2027년에 문을 연다. 노을시는 땅을 빌려준다.",
    ),
    (
        "노을시에 보라전자 배터리 공장 선다",
        "노을시는 5월 6일 보라전자와 협약을 맺었다. 보라전자는 배터리 공장에 4300억원을 들인다. 새 일자리는 700개다.",
    ),
    ("잔디구장 새로 연 노을시", "노을시가 잔디구장 세 곳을 열었다. 주말마다 어린이 축구 교실이 열린다."),
    ("Mill town gets a night train", "A night train will stop in the mill town from June, the railway said."),
)


@pytest.fixture(scope="module")
def stories() -> tuple[Prepared, ...]:
    return prepare(
        [
            Story(
                id=f"s{number}",
                document=f"d{number}",
                source=f"outlet {number}",
                title=title,
                text=text,
                language=detect(title, text),
                published=DAY,
            )
            for number, (title, text) in enumerate(TOLD)
        ],
        Analyser(),
    )


def weights(left: Prepared, right: Prepared, others: tuple[Prepared, ...]) -> dict[str, float]:
    found = against(compare([left, right, *others], 30), [(0, 1)], 30)[0, 1]
    return {one.what: one.weight for one in found}


def moved(story: Prepared, **changes: object) -> Prepared:
    return replace(story, story=replace(story.story, **changes))  # type: ignore[arg-type]


def test_a_link_names_terms_by_their_share_and_kind(stories):
    """The shares are parts of one whole, the heaviest first; names, figures and dates are told as such."""
    (first, *_) = group(stories, explained=True)
    (link,) = first.evidence
    shares = [term.share for term in link.terms if term.kind != "date"]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.001
    assert tuple(term.text for term in link.terms if term.share) == link.shared
    assert {"name", "date"} <= {term.kind for term in link.terms}


def test_the_explanation_changes_no_cluster(stories):
    plain, explained = group(stories), group(stories, explained=True)
    assert [one.stories for one in plain] == [one.stories for one in explained]
    assert not any(one.near or link.terms or link.against for one in plain for link in one.evidence)


def test_days_apart_weigh_what_they_took(stories):
    """The weight is the difference that the days really made."""
    left, right, *rest = stories
    late = moved(right, published=DAY + timedelta(days=13))
    told = weights(left, late, tuple(rest))
    assert told["days"] == pytest.approx(1 - 0.97**10, abs=0.001)
    assert "days" not in weights(left, right, tuple(rest))


def test_one_outlet_and_one_document_speak_against(stories):
    left, right, *rest = stories
    assert 0 < weights(left, moved(right, source="outlet 0"), tuple(rest))["outlet"] < 1
    assert "outlet" not in weights(left, right, tuple(rest))
    assert weights(left, moved(right, document="d0"), tuple(rest))["document"] == 1


def test_names_that_headlines_open_with_and_figures_are_told():
    told = (
        ("초롱전자 2분기 매출 510억원", "초롱전자는 2분기 매출이 510억원으로 지난해보다 9% 늘었다고 밝혔다."),
        ("물결제약 2분기 매출 730억원", "물결제약은 2분기 매출이 730억원으로 지난해보다 9% 늘었다고 밝혔다."),
    )
    pair = prepare(
        [
            Story(id=f"s{n}", document=f"d{n}", source=f"o{n}", title=title, text=text, language="ko")
            for n, (title, text) in enumerate(told)
        ],
        Analyser(),
    )
    found = {one.what: one for one in against(compare(pair, 30), [(0, 1)], 30)[0, 1]}
    assert found["figures"].weight == DIFFERS
    assert found["figures"].detail == "510억원 / 730억원"
    assert found["names"].weight > 0
    assert "물결" in found["names"].detail


def test_money_that_two_languages_share_is_told_in_words():
    """No code of a figure is shown: the amount stands as the first story's language writes it."""
    told = (
        (
            "ko",
            "두람케미칼, 한결머티리얼즈 2조5000억원에 인수",
            "두람케미칼이 한결머티리얼즈를 2조5000억원에 산다. 주주총회는 3월 14일이다.",
        ),
        (
            "en",
            "Duram Chemical buys Hangyeol Materials for 2.5 trillion won",
            "Duram Chemical buys Hangyeol Materials for 2.5 trillion won. Shareholders meet on March 14.",
        ),
    )
    names = Known(glossary=read("두람케미칼 = Duram Chemical\n한결머티리얼즈 = Hangyeol Materials\n")[0])
    pair = prepare(
        [
            Story(id=f"s{n}", document=f"d{n}", source=f"o{n}", title=title, text=text, language=language)
            for n, (language, title, text) in enumerate(told)
        ],
        Analyser(),
    )
    shared = link(compare(pair, 30, names), 0, 1, explained=True).terms
    figures = [term.text for term in shared if term.kind in ("number", "date")]
    assert sum("2.5" in text or "5,000" in text for text in figures) == 1, figures
    assert sum(term.share for term in shared) <= 1.001
    assert not [term.text for term in shared if ":" in term.text or "e+" in term.text]


def test_names_are_told_without_what_shows_that_something_is_theirs():
    told = (
        ("Hallow's dam floods", "Hallow's new dam failed, its council said. Tern River floods each May."),
        ("Dam at Hallow fails", "Hallow lost a dam on the Tern River. Nine nurses protested."),
    )
    pair = prepare(
        [
            Story(id=f"s{n}", document=f"d{n}", source=f"o{n}", title=title, text=text, language="en")
            for n, (title, text) in enumerate(told)
        ],
        Analyser(),
    )
    assert "Hallow" in [term.text for term in link(compare(pair, 30), 0, 1, explained=True).terms]


def test_figures_that_differ_are_told_with_what_they_count():
    told = (
        ("Strike at Norden hospital", "Nine nurses of Norden hospital walked out on Monday, 412 patients were moved."),
        ("Norden hospital strike goes on", "Norden hospital nurses stayed out, and 530 patients were moved."),
    )  # fmt: skip
    pair = prepare(
        [
            Story(id=f"s{n}", document=f"d{n}", source=f"o{n}", title=title, text=text, language="en")
            for n, (title, text) in enumerate(told)
        ],
        Analyser(),
    )
    found = {one.what: one for one in against(compare(pair, 30), [(0, 1)], 30)[0, 1]}
    assert found["figures"].detail == "Nine nurses, 412 patients / 530 patients"


def told_by_two(*told: tuple[str, str]) -> tuple[Prepared, ...]:
    """Stories of as many outlets."""
    given = [
        Story(
            id=f"s{n}", document=f"d{n}", source=f"o{n}", title=title, text=text, language=detect(title, text)
        )
        for n, (title, text) in enumerate(told)
    ]
    return prepare(given, Analyser())


def test_figures_that_differ_stand_as_they_are_written():
    """절반 is no 0.5배, and 300 million won no KRW 300 million."""
    pair = told_by_two(
        ("노바라인, 보조금 먼저 요구…정부는 절반만", "노바라인이 세림시 공장 보조금을 요구했다. 정부는 절반만 내겠다고 했다."),
        ("Novaline wants a subsidy in Serim", "Novaline asked for a subsidy of 300 million won for its plant in Serim."),
    )  # fmt: skip
    found = {one.what: one for one in against(compare(pair, 30), [(0, 1)], 30)[0, 1]}
    assert found["figures"].detail == "절반 / 300 million won"


def test_a_year_that_both_tell_stands_as_it_is_written():
    """1979 is no 1,979; a number that the text writes with a comma keeps it."""
    pair = told_by_two(
        ("서린댐 벽에 균열", "서린댐은 1979년에 지은 댐이다. 은호읍에는 8,400명이 산다. 균열은 12m다."),
        ("Crack found in Seorin Dam", "The Seorin Dam was built in 1979. The town of Eunho has 8,400 people. The crack is 12 metres."),
    )  # fmt: skip
    shown = link(compare(pair, 30), 0, 1, explained=True).shared
    assert {"1979", "8,400"} <= set(shown)


def test_parts_of_one_word_are_told_as_that_with_what_they_make_together():
    """Of 해솔은행 analysis makes two words; neither story writes them apart."""
    pair = told_by_two(
        ("해솔은행 고객 정보 43만 건 유출", "해솔은행에서 고객 정보가 빠져나갔다. 해솔은행은 사과했다."),
        ("해솔은행, 정보 유출 사과", "해솔은행이 고객 정보 유출을 사과했다. 감독 당국은 해솔은행을 조사한다."),
    )  # fmt: skip
    found = {one.text: one for one in link(compare(pair, 30), 0, 1, explained=True).terms}
    assert "해솔은행" in found
    assert not {"해솔", "은행"} & found.keys()
    assert sum(one.share for one in found.values()) <= 1.001


def test_of_links_as_strong_the_most_alike_is_told():
    """An affinity is soon 1: then the words decide which story another is said to stand with."""
    stories = told_by_two(
        ("Dam at Hallow fails", "Hallow lost a dam on the Tern River. Two thousand people left the valley."),
        ("Repair of Hallow dam", "Engineers examine the broken spillway gates. The repair of the gates needs steel from Corin."),
        ("Steel gates for the dam", "Corin sends steel for the repair of the broken spillway gates. Engineers examine the gates."),
    )  # fmt: skip
    links = compare(stories, 30)
    cosines = links.cosines([0, 1, 2]).toarray()
    assert cosines[1, 2] > max(cosines[0, 1], cosines[0, 2])
    equal = replace(links, affinities=sparse.csr_matrix(np.ones((3, 3))))
    assert frozenset({1, 2}) in map(frozenset, companions(equal, 0, [0, 1, 2]).items())


def test_near_misses_are_near_and_told_by_both(stories):
    """Each cluster tells its nearest misses; the mean affinity is below the cut by less than the margin."""
    for strictness in (0.3, 0.4, 0.5, 0.6, 0.8, 1.0):
        settings = replace(DEFAULT, strictness=strictness)
        found = group(stories, settings, explained=True)
        by_id = {one.id: one for one in found}
        for one in found:
            for miss in one.near:
                assert miss.link.left in one.stories
                assert miss.link.right in by_id[miss.cluster].stories
                assert miss.measured < miss.needed
                assert miss.because != "affinity" or miss.measured >= settings.cut - MARGIN


def test_a_strict_grouping_says_that_words_were_wanting(stories):
    """What the default joins and the strictest setting parts is a near miss for want of like words."""
    more = "협약식에는 시장과 주민이 모였다. 환경 단체는 물 사용량을 걱정한다. 시는 통근 버스를 늘린다."
    text = f"{more} {stories[1].story.text}"
    other = replace(stories[1].story, title="일자리 700개 온다", text=text, sentences=())
    told = (stories[0], *prepare([other], Analyser()), *stories[2:])
    assert "s1" in group(told)[0].stories
    first = group(told, replace(DEFAULT, strictness=1.0), explained=True)[0]
    wanting = next(miss for miss in first.near if miss.cluster == "s1")
    assert wanting.because == "words"
    assert wanting.measured == wanting.link.similarity


def test_evidence_says_of_every_story_how_it_hangs_together_with_the_first():
    """Two stories that are nearest to each other do not name each other twice, while nothing tells of the third."""
    told = (
        (
            "보라전자, 노을시 배터리 공장에 4300억원 투자",
            "보라전자가 노을시에 배터리 공장을 짓는다. 투자액은 4300억원이다. 가동은 2027년이다. 주가는 3% 올랐다. 증권가는 자금 조달을 걱정했다.",
        ),
        (
            "노을시·보라전자 협약식…일자리 700개",
            "노을시와 보라전자가 6일 시청에서 협약식을 열었다. 배터리 공장이 서면 일자리 700개가 생긴다. 시장은 도로와 용수를 약속했다. 주민 대표도 참석했다.",
        ),
        (
            "일자리 700개 약속한 보라전자, 노을시청서 협약",
            "보라전자가 6일 노을시청에서 협약을 맺고 일자리 700개를 약속했다. 노을시장은 도로와 용수를 대겠다고 했다. 배터리 공장은 2027년에 돈다.",
        ),
    )
    made = prepare(
        [
            Story(id=f"s{n}", document=f"d{n}", source=f"o{n}", title=title, text=text, language="ko")
            for n, (title, text) in enumerate(told)
        ],
        Analyser(),
    )
    (found,) = group(made)
    assert found.stories == ("s0", "s1", "s2")
    assert [one.left for one in found.evidence] == ["s1", "s2"]
    pairs = [frozenset((one.left, one.right)) for one in found.evidence]
    assert len(set(pairs)) == 2
    reached = {"s0"}
    for _ in pairs:
        reached |= {one for pair in pairs if pair & reached for one in pair}
    assert reached == {"s0", "s1", "s2"}


def test_a_word_that_only_begins_sentences_is_no_name():
    told = (
        ("Storm at Veldon", "A storm came at night. Harbours were closed, Veldon said."),
        ("Storm hits", "After the storm all went home. Harbours were closed in Veldon."),
    )
    pair = prepare(
        [
            Story(id=f"s{n}", document=f"d{n}", source="s", title=title, text=text, language="en")
            for n, (title, text) in enumerate(told)
        ],
        Analyser(),
    )
    kinds = {one.text: one.kind for one in link(compare(pair, 30), 0, 1, explained=True).terms}
    assert (kinds["Harbours"], kinds["Veldon"]) == ("word", "name")
