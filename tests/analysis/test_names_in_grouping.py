"""Names in both scripts as evidence: they help two stories meet, and never make one event of two by themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis.across import GATE, Across
from digest.analysis.capitals import letters_of
from digest.analysis.clusters import GroupingSettings, group
from digest.analysis.links import compare
from digest.analysis.numbered import Numbered, by_language
from digest.analysis.pivots import Sources, put_together
from digest.analysis.prepared import prepare
from digest.analysis.readings import read as read_stories
from digest.analysis.translating import gather, listen, translations
from digest.language.analyser import Analyser
from digest.language.called import NO_NAMES, Called, called
from digest.language.glossary import read
from digest.language.pairs import NOTHING, Known, pairs, sightings
from digest.model import Story

if TYPE_CHECKING:
    from digest.analysis.pivots import Pivots
    from digest.analysis.prepared import Prepared

NAMES = [
    ("벨로라", "Velora"),
    ("스텔라나", "Stellana"),
    ("카르멘타", "Carmenta"),
    ("펜타루스", "Pentarus"),
    ("달보라", "Dalvora"),
    ("메라톤", "Meraton"),
    ("칸델라", "Candela"),
    ("오르비탈", "Orbital"),
]
ANALYSER = Analyser(tuple(name for name, _ in NAMES))  # invented names that the analyser must not break
GENEROUS = GroupingSettings(strictness=0)


def prepared(*texts: tuple[str, str]) -> tuple[Prepared, ...]:
    stories = [
        Story(
            id=f"s{number}",
            document=f"d{number}",
            source="test",
            title=title,
            text=text,
            language="ko" if any("가" <= sign <= "힣" for sign in title + text) else "en",
        )
        for number, (title, text) in enumerate(texts)
    ]
    return prepare(stories, ANALYSER)


def pivots_of(stories: tuple[Prepared, ...], names: Called = NO_NAMES) -> Pivots:
    """The pivots of a batch, put together as grouping does it."""
    places = by_language(stories)
    english, korean = (Numbered([stories[row] for row in places[language]]) for language in ("en", "ko"))
    told = Sources(korean, places, len(stories))
    found = translations(listen(gather(*told.to_translate()), letters_of(english)), names)
    return put_together(told, found, read_stories(stories), english.counted())


def of_names(chosen, *, glossed=False):
    """A Korean and an English story that have these names in common and no other word."""
    korean = " ".join(f"{one}({other})과" if glossed else f"{one}와" for one, other in chosen)
    english = ", then ".join(latin for _, latin in chosen)
    return prepared((korean, f"{korean} 함께 걸었다."), (f"Yes, {english}", f"Yes, {english} sang."))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True),
    st.booleans(),
    st.booleans(),
)
def test_names_alone_never_merge(chosen, glossed, given_):
    """However many names sound alike, are glossed by texts or stand in the glossary, and however generous the cut."""
    lines = "\n".join(f"{korean} = {latin}" for korean, latin in chosen) if given_ else ""
    stories = of_names(chosen, glossed=glossed)
    known = Known(glossary=read(lines)[0])
    assert compare(stories, 30, known).affinities[0, 1] == 0
    assert len(group(stories, GENEROUS, known=known)) == 2


def test_such_stories_do_share_their_names():
    """Else the law above would say nothing."""
    found = pivots_of(of_names(NAMES))
    names = np.intersect1d(found.counted.weights[0].indices, found.counted.weights[1].indices)
    assert len(names) >= 6
    assert set(names) <= set(found.sounding[0].indices)


@pytest.mark.parametrize("floor", [0.05, 0.15, 0.3])
def test_between_languages_stands_what_shared_pivots_leave_of_the_cosine(floor: float):
    """As defined, pair by pair: less where few are shared, nothing where names are all, and nothing below the floor."""
    told = prepared(
        ("벨로라, 스텔라나 인수", "벨로라가 스텔라나를 40억 달러에 인수한다고 9월 30일 발표했다. 위성 사업이다."),
        ("벨로라와 스텔라나", "벨로라와 스텔라나와 함께 걸었다."),
        ("강릉 산불 진화", "강릉에서 난 산불이 9월 30일 꺼졌다."),
        ("Velora to buy Stellana", "Yes, Velora will acquire Stellana for $4 billion, it said on Sept. 30, for satellites."),
        ("Yes, Velora, then Stellana", "Yes, Velora, then Stellana sang."),
        ("Wildfire out", "The wildfire in Gangneung was put out on Sept. 30, and a satellite of Velora watched."),
    )  # fmt: skip
    korean, english = np.arange(3), np.arange(3, 6)
    across = Across.of(pivots_of(told), korean, english)
    vectors, plain = across.space.vectors.toarray(), across.plain(np.arange(6)).toarray()
    cosines = vectors[korean] @ vectors[english].T
    kept = np.array(
        [
            [cosines[i, j] * min(1.0, across.shared(i, 3 + j) / GATE) for j in range(3)]
            for i in korean.tolist()
        ]
    )
    beyond = plain[korean] @ plain[english].T > 0
    expected = np.where(beyond & (kept >= floor), kept, 0.0)
    found = across.against(english).rows(korean, floor)
    assert found.toarray() == pytest.approx(expected, abs=1e-12)
    assert found.nnz == np.count_nonzero(expected)
    assert not beyond.all(), "names alone"
    assert ((cosines >= floor) & (kept < floor)).any(), "few shared pivots"


def test_names_and_what_happened_to_them_do_merge():
    told = prepared(
        (
            "벨로라, 스텔라나 인수",
            "벨로라가 스텔라나를 40억 달러에 인수한다고 9월 30일 발표했다. 위성 사업이다.",
        ),
        (
            "Velora to buy Stellana",
            "Yes, Velora announced on Sept. 30 that it will acquire Stellana for $4 billion. It builds satellites.",
        ),
        ("강릉 산불 진화", "강릉에서 난 산불이 꺼졌다."),
        ("Film festival opens", "A film festival opened by the sea."),
    )
    assert {frozenset(cluster.stories) for cluster in group(told)} >= {frozenset({"s0", "s1"})}


PAIR = (
    ("구름재단 기금 조성", "구름재단이 9월 30일 기금 40억 달러를 조성했다."),
    ("Even Research Body raises fund", "The Even Research Body raised a fund of $4 billion on Sept. 30."),
)


def shared(korean: tuple[str, str], english: tuple[str, str]) -> set[str]:
    """The pivots of both."""
    return common(prepared(korean, english), NO_NAMES)


def common(stories: tuple[Prepared, ...], names: Called) -> set[str]:
    """The pivots that two stories have."""
    found = pivots_of(stories, names).counted
    return {
        found.terms[column] for column in np.intersect1d(found.weights[0].indices, found.weights[1].indices)
    }


def test_a_company_is_found_by_its_name_and_its_trade():
    """두람케미칼 sounds like Duram Chemical as a whole; of 두람제약 the name sounds so and the trade is called so."""
    chemical = ("두람케미칼 실적", "두람케미칼이 이익을 냈다.")
    pharma = ("두람제약 실적", "두람제약이 이익을 냈다.")
    assert "duram" in shared(chemical, ("Shares up", "On Friday Duram Chemical rose."))
    assert {"duram", "pharmaceut"} <= shared(pharma, ("Shares up", "On Friday Duram Pharmaceutical rose."))


def test_what_only_ends_like_a_place_is_none():
    """There is no Leeds (리즈) in a series (시리즈)."""
    assert not shared(("프리시리즈A 투자", "프리시리즈A 투자를 받았다."), ("Bees", "They live in Leeds."))


def affinity(known: Known) -> float:
    return float(compare(prepared(*PAIR), 30, known).affinities[0, 1])


def test_the_archive_and_the_glossary_bring_stories_nearer():
    """A translation that the two stories do not tell is known from earlier documents, or from the editor."""
    before = "이날 구름재단(Even Research Body)은 밝혔다."
    once, twice = (
        Known(archive=sightings([(str(number), before) for number in range(count)])) for count in (1, 2)
    )
    assert affinity(once) == affinity(NOTHING)
    assert affinity(twice) > affinity(NOTHING)
    assert affinity(Known(glossary=read("구름재단 = Even Research Body")[0])) == pytest.approx(
        affinity(twice)
    )


def test_what_the_glossary_refuses_is_not_found_by_sound_either():
    stories = prepared(("벨로라 발표", "벨로라가 말했다."), ("Velora speaks", "Yes, Velora spoke."))
    refusing = called(pairs(Known(glossary=read("벨로라 != Velora")[0])))
    assert common(stories, NO_NAMES)
    assert not common(stories, refusing)


def test_what_is_known_changes_nothing_for_the_documents_that_told_it():
    """A batch in the archive, as it is after it was fetched, is grouped as one that was never kept."""
    texts = [("노바칩(NovaChip) 칩", "노바칩(NovaChip)이 칩을 냈다."), PAIR[1]]
    stories = prepared(*texts)
    archive = sightings([(f"d{number}", text) for number, pair in enumerate(texts) for text in pair])
    known = Known(archive=archive)
    found, again = compare(stories, 30), compare(stories, 30, known)
    assert (found.affinities != again.affinities).nnz == 0
    assert group(stories) == group([replace(one) for one in stories], known=known)


def test_evidence_shows_the_sign_that_a_headline_writes_for_a_name():
    """美 and 미국 are one term, told as the first story writes it."""
    told = prepared(
        ("美, 철강 관세 25% 부과", "美 상무부가 철강 관세를 발표했다."),
        ("미국 철강 관세 25% 부과 결정", "미국 상무부가 철강 관세를 발표했다."),
    )
    (cluster,) = group(told, GENEROUS)
    assert any({"美", "미국"} & set(one.shared) for one in cluster.evidence)
